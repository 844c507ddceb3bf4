"""PostgreSQL's files tell as little as possible about when somebody saved something."""

import subprocess
from pathlib import Path

from sqlalchemy import text

from quiz.journal.database import Database
from quiz.journal.store import Journals
from quiz.journal.vacuum import vacuum
from tests import postgres
from tests.journal.samples import Samples, new_key

QUIET = {"log_checkpoints": "off", "log_autovacuum_min_duration": "-1", "track_commit_timestamp": "off"}
SMALL_LOG = {"wal_recycle": "off", "min_wal_size": "32MB"}


def test_after_expire_no_row_tells_which_was_saved_first_or_by_which_transaction(
    postgresql: Database, samples: Samples
) -> None:
    journals = Journals(postgresql)
    accesses = [journals.create(new_key(), samples.results(3)) for _ in range(8)]
    journals.delete(accesses.pop())
    assert vacuum(postgresql)
    with postgresql.reading() as connection:
        for table, key in (("journal", "id"), ("questionnaire", "journal_id, id"), ("result", "journal_id, id")):
            assert connection.scalar(text(f"SELECT count(DISTINCT xmin::text) FROM {table}")) == 1
            stored = connection.execute(text(f"SELECT {key} FROM {table} ORDER BY ctid")).all()
            assert stored == connection.execute(text(f"SELECT {key} FROM {table} ORDER BY {key}")).all()
            assert len(stored) in {7, 21}
    assert [len(journals.entries(access).results) for access in accesses] == [3] * 7


def test_the_shipped_setup_makes_the_database_and_keeps_no_times(root: Path) -> None:
    with postgres.serve() as url:
        psql = [postgres.program("psql"), url, "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        subprocess.run([*psql, "-f", str(root / "deploy/postgresql.sql")], check=True, capture_output=True)
        for name, value in {**QUIET, **SMALL_LOG}.items():
            shown = subprocess.run([*psql, "-tA", "-c", f"SHOW {name}"], check=True, capture_output=True, text=True)
            assert shown.stdout.strip() == value, name
        made = subprocess.run(
            [*psql, "-tA", "-c", "SELECT datname FROM pg_database"], check=True, capture_output=True, text=True
        )
        assert "steady" in made.stdout.split()
