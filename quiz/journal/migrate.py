"""Brings a database's schema up to date, even if several processes start at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import inspect, text

from quiz.journal.database import Database, parse_url
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrations import HEAD
from quiz.journal.reasons import NO_SERVER, running_server

MIGRATIONS = Path(__file__).parent / "migrations"


def ready_database(url: str, root: Path) -> Database:
    """Return the database at a URL with its schema up to date. Raises DatabaseUnusable, which says why it can't.

    The path of an SQLite file may be relative to `root`. No connection is left open, so the process may fork.
    """
    database = Database.from_url(parse_url(url, root))
    patient = database.patient()
    try:
        migrate(patient)
        # Otherwise a read-only database would fail much later, when somebody saves a result.
        with patient.writing() as connection:
            connection.execute(text("UPDATE instance SET salt = salt"))
            connection.rollback()
    except DatabaseUnavailable as error:
        sentence = error.reason or f"it cannot be reached or written to ({error})."
        elsewhere = "" if database.is_sqlite or sentence != NO_SERVER else running_server(database.url)
        raise DatabaseUnusable(f"{sentence} {elsewhere}".rstrip()) from error
    finally:
        database.engine.dispose()
    return database


def migrate(database: Database) -> None:
    """Run the missing migrations in one transaction. Raises DatabaseUnusable or DatabaseUnavailable."""
    with database.reading() as connection:
        exists = inspect(connection).has_table("alembic_version")
        if exists and connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD:
            return
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.migrating() as connection:
        # migrations/env.py reads it there.
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise DatabaseUnusable("it was made by a newer Steady: run that one, or use another database.") from error
