"""How many check-ins were completed in each month: all that is stored about people who save nothing."""

from sqlalchemy import Connection, select, update

from quiz.journal.database import Database, insert_missing
from quiz.journal.tables import completed


def count_completed(database: Database, month: str) -> None:
    """Count one more check-in in a month, such as 2026-11. Raises DatabaseUnavailable."""
    with database.writing() as connection:
        insert_missing(connection, completed, [{"month": month, "count": 0}])
        one_more = {"count": completed.c.count + 1}
        connection.execute(update(completed).where(completed.c.month == month).values(one_more))


def completed_by_month(database: Database) -> list[tuple[str, int]]:
    """Return the months in which check-ins were counted, oldest first, with the counts. Raises DatabaseUnavailable."""
    with database.reading() as connection:
        return [(month, count) for month, count in connection.execute(select(completed).order_by(completed.c.month))]


def copy_counts(source: Connection, target: Connection) -> None:
    """Copy the counts of the months that the target lacks. An earlier version's backup has none."""
    if source.dialect.has_table(source, completed.name):
        insert_missing(target, completed, [row._asdict() for row in source.execute(select(completed))])
