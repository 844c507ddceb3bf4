"""How many check-ins were completed in each month: all that is ever stored about people who save nothing."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from quiz.journal.database import Database
from quiz.journal.tables import completed


def count_completed(database: Database, month: str) -> None:
    """Count one more check-in in a month, such as 2026-11. Raises DatabaseUnavailable."""
    insert = sqlite.insert if database.is_sqlite else postgresql.insert
    first = insert(completed).values(month=month, count=1)
    with database.writing() as connection:
        connection.execute(
            first.on_conflict_do_update(index_elements=[completed.c.month], set_={"count": completed.c.count + 1})
        )


def completed_by_month(database: Database) -> list[tuple[str, int]]:
    """Return the months in which check-ins were counted, oldest first, with the counts. Raises DatabaseUnavailable."""
    with database.reading() as connection:
        return [(month, count) for month, count in connection.execute(select(completed).order_by(completed.c.month))]


def copy_counts(source: Connection, target: Connection) -> None:
    """Copy the counts of the months that the target lacks. An earlier version's backup has none."""
    if source.dialect.has_table(source, completed.name):
        insert = sqlite.insert if target.dialect.name == "sqlite" else postgresql.insert
        if rows := [row._asdict() for row in source.execute(select(completed))]:
            target.execute(insert(completed).on_conflict_do_nothing(), rows)
