"""The commands that maintain an installation: each can safely be run twice."""

import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from quiz.cli import quiz
from quiz.journal.migrate import ready_database
from quiz.journal.monthly_count import count_completed
from quiz.journal.store import Journals
from quiz.secret_file import SecretFile
from tests.application import make_app
from tests.journal.samples import Samples, new_key
from tests.journal.secrecy import PASSWORD
from tests.web.forms import chosen
from tests.web.journal_client import World

LINE = re.compile(r"\d+ journals, \d+ results, hash [0-9a-f]{16}")


@pytest.fixture(params=["sqlite-delete", "sqlite-wal", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Yield the application on each kind of database, with three results."""
    address = f"sqlite:///{tmp_path / 'steady.db'}?journal_mode={request.param[7:]}"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_url")
    made = make_app({"DATABASE_URL": address})
    database = journals(made).database
    with database.writing() as connection:
        connection.execute(text("DELETE FROM journal"))
    journals(made).create(new_key(), Samples(made.extensions["steady"].questionnaire).results(3))
    yield made
    database.engine.dispose()


def journals(app: Flask) -> Journals:
    found = app.extensions["steady"].journals
    assert isinstance(found, Journals)
    return found


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(quiz, [*map(str, arguments)])


def census(result: Result) -> str:
    found = LINE.search(result.output)
    assert found, result.output
    return found[0]


def test_each_backup_to_a_folder_gets_a_name_of_its_own(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    results = [run(app, "backup", folder) for _ in range(2)]
    assert [result.exit_code for result in results] == [0, 0], results[0].output
    assert len(list(folder.iterdir())) == 2
    assert census(results[0]) == census(results[1])
    assert "1 journals, 3 results" in results[0].output
    assert str(min(folder.iterdir())) in results[0].output


def test_keep_deletes_all_but_the_newest_backups(app: Flask, tmp_path: Path) -> None:
    results = [run(app, "backup", tmp_path / "backups", "--keep", "2") for _ in range(4)]
    assert len(list((tmp_path / "backups").iterdir())) == 2
    assert results[-1].output.count("deleted, 2 newer ones are kept.") == 1
    assert run(app, "backup", tmp_path / "one.db", "--keep", "2").exit_code == 2


def test_a_backup_to_an_existing_or_impossible_path_is_refused_with_a_reason(app: Flask, tmp_path: Path) -> None:
    one, impossible = tmp_path / "one.db", tmp_path / "one.db" / "backups"
    assert run(app, "backup", one).exit_code == 0
    for path, reason in ((one, f"{one} exists already."), (impossible, f"{impossible}: Not a directory.")):
        refused = run(app, "backup", path)
        assert (refused.exit_code, refused.output) == (1, f"Error: Nothing was backed up: {reason}\n")


def test_restoring_a_backup_twice_adds_its_results_once(app: Flask, tmp_path: Path) -> None:
    made = run(app, "backup", tmp_path / "one.db")
    other = make_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'other.db'}"})
    first, second = (run(other, "restore", tmp_path / "one.db") for _ in range(2))
    assert census(first) == census(second) == census(made)
    assert "3 results were added." in first.output
    assert "0 results were added." in second.output
    assert "journals came back, closed on every device" in first.output
    assert "closed on every device" not in second.output
    assert run(app, "restore", tmp_path / "one.db").exit_code == 0


def test_restoring_into_a_database_in_use_is_refused_without_merge(app: Flask, tmp_path: Path) -> None:
    run(app, "backup", tmp_path / "one.db")
    with journals(app).database.writing() as connection:
        connection.execute(text("DELETE FROM result"))
    refused = run(app, "restore", tmp_path / "one.db")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: Nothing was restored: the database is in use (1 journals, 0 results, ")
    merged = run(app, "restore", tmp_path / "one.db", "--merge")
    assert "3 results were added." in merged.output


def test_a_file_that_is_not_a_backup_is_refused(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Not a database, but a letter. " * 200)
    refused = run(app, "restore", tmp_path / "letter")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: Nothing was restored: ")
    assert run(app, "restore", tmp_path / "none.db").exit_code == 2


def test_copying_to_postgresql_twice_adds_the_results_once(app: Flask, postgresql_url: str) -> None:
    if not journals(app).database.is_sqlite:
        assert "from SQLite to PostgreSQL" in run(app, "to-postgres", postgresql_url).output
        return
    target = ready_database(postgresql_url, Path("/"))
    with target.writing() as connection:
        connection.execute(text("DELETE FROM journal"))
    first, second = (run(app, "to-postgres", postgresql_url) for _ in range(2))
    assert first.exit_code == second.exit_code == 0, first.output
    assert LINE.findall(first.output) == [census(first)] * 2 == LINE.findall(second.output)
    assert "3 results were added." in first.output
    assert "0 results were added." in second.output
    target.engine.dispose()


def test_an_unreachable_database_is_reported_without_its_password(app: Flask) -> None:
    refused = run(app, "to-postgres", f"postgresql://me:{PASSWORD}@/steady?host=/none")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: Nothing was copied: no server answers there")
    assert PASSWORD not in refused.output


def test_expire_can_be_run_twice_and_saved_results_stay(app: Flask, tmp_path: Path) -> None:
    before = census(run(app, "backup", tmp_path / "before.db"))
    for _ in range(2):
        result = run(app, "expire")
        assert (result.exit_code, result.output) == (0, "Nothing that was deleted is left in the tables.\n")
    assert census(run(app, "backup", tmp_path / "after.db")) == before


def test_expire_fails_while_the_sqlite_log_is_being_read(tmp_path: Path) -> None:
    made = make_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'steady.db'}?journal_mode=wal"})
    with closing(sqlite3.connect(tmp_path / "steady.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM result").fetchone()
        journals(made).delete(journals(made).create(new_key(), []))
        assert "the database is being read" in run(made, "expire").output
        reader.rollback()
    assert run(made, "expire").exit_code == 0


def test_answers_of_an_unfinished_quiz_survive_two_key_rotations(tmp_path: Path) -> None:
    file = SecretFile(tmp_path / "secret_key")
    world = World(secrets_of(file))
    phone = world.phone()
    page = phone.page("/quiz")
    sheet = world.keyed(4)
    half = {f"q-{id_}": value for id_, value in list(sheet.items())[:12]}
    phone.press(page, "/quiz", **half)
    made = make_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'commands.db'}"})
    made.extensions["steady"] = replace(made.extensions["steady"], secret_file=file)
    for _ in range(2):
        assert "Restart the server." in run(made, "rotate-key").output
        after = World(secrets_of(file))
        moved = after.phone()
        moved.use_session(phone.session_cookies())
        shown = moved.page("/quiz")
        assert len(chosen(str(shown))) == 12
        phone = moved
    assert run(made, "rotate-key", "--forget").output == "2 earlier secrets were deleted. Restart the server.\n"
    assert run(made, "rotate-key", "--forget").output == "0 earlier secrets were deleted. Restart the server.\n"


def secrets_of(file: SecretFile) -> dict[str, object]:
    newest, *older = file.read()
    return {"SECRET_KEY": newest, "SECRET_KEY_FALLBACKS": older}


def test_rotate_key_explains_how_to_change_a_configured_secret() -> None:
    made = make_app({"SECRET_KEY": secrets.token_urlsafe(32)})
    first, second = (run(made, "rotate-key").output for _ in range(2))
    assert re.search(r"^QUIZ_SECRET_KEY=[\w-]{43}$", first, re.MULTILINE)
    assert "QUIZ_SECRET_KEY_FALLBACKS=" in first
    assert first != second
    assert "remove the earlier ones" in run(made, "rotate-key", "--forget").output
    assert made.config["SECRET_KEY"] not in first


def test_the_totals_of_completed_check_ins_are_listed_by_month(app: Flask) -> None:
    with journals(app).database.writing() as connection:
        connection.execute(text("DELETE FROM completed"))
    assert "while QUIZ_COUNT is on" in run(app, "count").output
    for month, times in (("2026-11", 12), ("2026-12", 3)):
        for _ in range(times):
            count_completed(journals(app).database, month)
    assert run(app, "count").output == "2026-11  12\n2026-12   3\n"
