"""Runs the migrations that are missing. Nothing else starts Alembic, and only quiz.journal.migrate asks for this."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from quiz.journal.exceptions import DatabaseUnusable

FOLDER = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Bring the tables up to date within the connection's transaction; raises DatabaseUnusable."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseUnusable("it was made by a newer Steady: run that one, or give another address.") from error
