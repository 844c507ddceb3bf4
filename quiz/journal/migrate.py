"""Brings a database up to date, however many processes start at once."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import inspect, text

from quiz.journal.database import Database, read_url
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrations import HEAD


def ready(address: str, root: Path) -> Database:
    """Give the database at an address, its tables up to date; raises DatabaseUnusable, saying why.

    No connection stays open: a server may go on to make its worker processes by copying itself.
    """
    database = Database.at(read_url(address, root))
    try:
        migrate(database)
    except DatabaseUnavailable as error:
        raise DatabaseUnusable(f"it cannot be reached or written to ({error}).") from error
    finally:
        database.engine.dispose()
    return database


def migrate(database: Database) -> None:
    """Run the migrations that are missing, under a lock; raises DatabaseUnusable or DatabaseUnavailable."""
    with database.reading() as connection:
        made = inspect(connection).has_table("alembic_version")
        if made and connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD:
            return
    with database.migrating() as connection:
        # By name, for this is the one place that needs Alembic: of all starts only the first does.
        import_module("quiz.journal.upgrade").upgrade(connection)
