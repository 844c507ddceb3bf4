"""What deletions leave behind in a database's own files, cleared away."""

from sqlalchemy import text

from quiz.journal.database import Database, unavailable
from quiz.journal.sqlite import PATIENCE


def clear(database: Database) -> bool:
    """Leave nothing of what was deleted in the tables' files; tells whether that is so. Raises DatabaseUnavailable.

    On SQLite it was overwritten when it was deleted; only the write-ahead log may have it yet, while somebody reads. On
    PostgreSQL it stays until the tables are written anew; people wait meanwhile. Its log is recycled in its own time.
    """
    if database.sqlite:
        return database.empty_log()
    with unavailable(), database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}s'"))
        for table in ("result", "journal"):
            connection.execute(text(f"VACUUM FULL {table}"))
    return True
