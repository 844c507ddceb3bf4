"""Removes the traces that deletions leave in a database's files."""

import logging
import sqlite3
from contextlib import closing, suppress

from sqlalchemy import text, update
from sqlalchemy.exc import SQLAlchemyError

from quiz.journal.database import Database, driver_errors_translated
from quiz.journal.tables import completed, journal, questionnaire, result

LOG = logging.getLogger(__name__)
CHECKPOINT_TIMEOUT_MS = 1000


def truncate_log(database: Database) -> bool:
    """Empty SQLite's write-ahead log, which holds deleted rows, and return whether that succeeded.

    It fails while another process, such as a backup, reads the database; the next call catches up. Nothing is raised,
    because the deletion itself already succeeded. On PostgreSQL, which recycles its own log, nothing happens.
    """
    if not database.is_sqlite:
        return False
    emptied = False
    with suppress(SQLAlchemyError, sqlite3.Error), closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {CHECKPOINT_TIMEOUT_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        emptied = cursor.fetchall()[0][0] == 0
    if not emptied:
        LOG.warning("Deleted ciphertext is still in SQLite's write-ahead log, because another process is reading it.")
    return emptied


def vacuum(database: Database) -> bool:
    """Remove deleted rows from the tables' files and return whether that succeeded. Raises DatabaseUnavailable.

    SQLite overwrites them on deletion, so only its write-ahead log may still hold them. PostgreSQL keeps them until the
    tables are rewritten, during which they are locked; it recycles its own log. As each of its rows names the
    transaction that wrote it, all rows are also rewritten in one transaction, and sorted by their random ids.
    """
    if database.is_sqlite:
        return truncate_log(database)
    limit = text(f"SET LOCAL lock_timeout = '{database.lock_timeout_seconds}s'")
    rewritten = (result.c.ciphertext, questionnaire.c.ciphertext, journal.c.epoch, completed.c.count)
    for table, column in zip((result, questionnaire, journal, completed), rewritten, strict=True):
        # Lock first: otherwise another transaction that writes two rows could wait for this one, and this one for it.
        with driver_errors_translated(), database.engine.begin() as connection:
            connection.execute(limit)
            connection.execute(text(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE"))
            connection.execute(update(table).values({column: column}))
        with driver_errors_translated(), database.engine.begin() as connection:
            connection.execute(limit)
            connection.execute(text(f"CLUSTER {table.name} USING pk_{table.name}"))
    return True
