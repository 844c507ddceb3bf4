"""Monthly totals of completed check-ins, on each kind of database."""

from pathlib import Path

from sqlalchemy import text

from quiz.journal import copying
from quiz.journal.backup import back_up, open_backup
from quiz.journal.database import Database
from quiz.journal.migrate import migrate, ready_database
from quiz.journal.monthly_count import completed_by_month, count_completed
from quiz.journal.vacuum import vacuum
from tests.journal.samples import no_progress


def emptied(database: Database) -> Database:
    """Return the database without totals: the PostgreSQL one is shared by all tests."""
    with database.writing() as connection:
        connection.execute(text("DELETE FROM completed"))
    return database


def test_totals_are_all_there_is_and_erasing_remains_keeps_them(database: Database) -> None:
    emptied(database)
    for month in ("2026-11", "2026-12", "2026-11"):
        count_completed(database, month)
    assert vacuum(database)
    assert completed_by_month(database) == [("2026-11", 2), ("2026-12", 1)]
    with database.reading() as connection:
        assert set(connection.execute(text("SELECT * FROM completed")).keys()) == {"month", "count"}


def test_totals_are_in_a_backup_and_a_restore_changes_none_that_is_there(database: Database, tmp_path: Path) -> None:
    emptied(database)
    for month in ("2026-11", "2026-12", "2026-11"):
        count_completed(database, month)
    back_up(database, tmp_path / "backup.db", no_progress)
    fresh = ready_database(f"sqlite:///{tmp_path / 'fresh.db'}", tmp_path)
    count_completed(fresh, "2026-12")
    count_completed(fresh, "2026-12")
    copying.restore(open_backup(tmp_path / "backup.db"), fresh, no_progress)
    assert completed_by_month(fresh) == [("2026-11", 2), ("2026-12", 2)]
    copying.restore(open_backup(tmp_path / "backup.db"), emptied(database), no_progress)
    assert completed_by_month(database) == [("2026-11", 2), ("2026-12", 1)]


def test_a_database_and_a_backup_from_before_get_the_table(file_database: Database, tmp_path: Path) -> None:
    with file_database.migrating() as connection:
        connection.execute(text("DROP TABLE completed"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    back_up(file_database, tmp_path / "backup.db", no_progress)
    migrate(file_database)
    assert completed_by_month(file_database) == []
    copying.restore(open_backup(tmp_path / "backup.db"), file_database, no_progress)
    count_completed(file_database, "2026-11")
    assert completed_by_month(file_database) == [("2026-11", 1)]
