"""Asks the same of a small and of a large database, in turns: the journal page, and keeping a result."""

import os
import re
import secrets
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

import psycopg
from figures import Figure, conclude
from flask.testing import FlaskClient
from phone import CODE, TOKEN, form, questionnaire, sheet
from serving import SECRET, asked, database
from sqlalchemy import make_url

from quiz.core.answers import parse_answers
from quiz.journal.encryption import ID_BYTES, Key, seal
from quiz.journal.serialization import to_text
from quiz.progress.history import SavedResult
from quiz.web import create_app

QUIZ = questionnaire()
IN_ONE = 12
"""Results in one journal."""
SMALL, TARGET = 1000, 1.2
BATCH = 20_000


def true_size() -> int:
    """Give the bytes of a sealed result."""
    answers, _ = parse_answers(QUIZ, sheet(QUIZ, 12345))
    text = to_text(SavedResult.from_answers("0" * 32, datetime(2026, 11, 23, 12, tzinfo=UTC), QUIZ, answers)).encode()
    return len(seal(Key(bytes(ID_BYTES), bytes(32)), bytes(ID_BYTES), text))


def batches(rows: int) -> Iterator[tuple[list[tuple[bytes, bytes]], list[tuple[bytes, bytes, bytes]]]]:
    """Make journals and results of other people: ids by chance, and random bytes of the true size."""
    size = true_size()
    for begin in range(0, rows, BATCH):
        count = min(BATCH, rows - begin)
        journals = [(secrets.token_bytes(ID_BYTES), secrets.token_bytes(ID_BYTES)) for _ in range(-(-count // IN_ONE))]
        yield (
            journals,
            [(journals[n // IN_ONE][0], secrets.token_bytes(ID_BYTES), os.urandom(size)) for n in range(count)],
        )


def fill(address: str, rows: int) -> None:
    """Put results of other people into a database, the quick way."""
    url = make_url(address)
    if url.drivername.startswith("sqlite"):
        connection = sqlite3.connect(str(url.database))
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-400000")
        for journals, results in batches(rows):
            with connection:
                connection.executemany("INSERT INTO journal (id, turn) VALUES (?, ?)", journals)
                connection.executemany("INSERT INTO result (journal_id, id, sealed) VALUES (?, ?, ?)", results)
        connection.close()
        return
    with psycopg.connect(address, autocommit=True) as server:
        for journals, results in batches(rows):
            with server.transaction(), server.cursor() as cursor:
                for table, lines in (("journal (id, turn)", journals), ("result (journal_id, id, sealed)", results)):
                    with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
                        for line in lines:
                            copy.write_row(line)
        server.execute("VACUUM ANALYZE")


@dataclass
class Reader:
    """Somebody with a journal, and the seconds that each request took."""

    client: FlaskClient
    taken: int = 0
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "keep": []})

    def take(self) -> float:
        """Take the quiz and keep the result; gives the seconds of keeping it."""
        page = self.client.get("/quiz").text if not self.taken else self.client.get("/results").text
        fields = {"csrf_token": self._find(TOKEN, page)}
        self.client.post("/quiz/again", data=fields)
        self.client.post("/quiz", data={**fields, **dict(form(sheet(QUIZ, self.taken)))})
        if not self.taken:
            fields["code"] = self._find(CODE, self.client.get("/results").text)
        self.taken += 1
        began = time.perf_counter()
        answer = self.client.post("/journal/keep", data=fields)
        seconds = time.perf_counter() - began
        assert answer.location == "/journal" or 'id="words"' in answer.text, answer.status
        return seconds

    def look(self) -> float:
        """Open the journal page; gives the seconds that took."""
        began = time.perf_counter()
        answer = self.client.get("/journal")
        seconds = time.perf_counter() - began
        assert answer.status_code == 200  # noqa: PLR2004
        return seconds

    @staticmethod
    def _find(what: re.Pattern[str], page: str) -> str:
        found = what.search(page)
        assert found
        return found[1]


def trial(kind: str, rows: int, requests: int) -> list[float]:
    """Give how much longer the large database takes: for the page, and for keeping a result."""
    with ExitStack() as stack:
        places, readers, keepers = [], [], []
        for count in (SMALL, rows):
            address, began = stack.enter_context(database(kind)), time.monotonic()
            app = create_app({"SECRET_KEY": SECRET, "DATABASE_URL": address})
            stack.callback(app.extensions["journals"]().database.engine.dispose)
            fill(address, count)
            places.append(f"{count} rows filled in {time.monotonic() - began:.0f} s")
            readers.append(Reader(app.test_client()))
            keepers.append(Reader(app.test_client()))
            for person in (readers[-1], keepers[-1]):
                for _ in range(IN_ONE):
                    person.take()
        for turn in range(requests):
            for n in (0, 1) if turn % 2 else (1, 0):
                readers[n].seconds["page"].append(readers[n].look())
                keepers[n].seconds["keep"].append(keepers[n].take())
        ratios: list[float] = []
        told = []
        for what, people in (("page", readers), ("keep", keepers)):
            small, large = (statistics.median(person.seconds[what]) * 1000 for person in people)
            ratios.append(large / small)
            told.append(f"{what} {small:.1f} and {large:.1f} ms, ratio {large / small:.2f}")
    print(f"{kind}: {', '.join(places)}; median of {requests}: {'; '.join(told)} (target {TARGET})", flush=True)
    return ratios


def main() -> None:
    """Run a trial on each database."""
    chosen = asked(__doc__ or "", rows=1_000_000, requests=300)
    ratios = [ratio for kind in chosen.databases for ratio in trial(kind, chosen.rows, chosen.requests)]
    conclude(
        Figure(
            number="-",
            what=f"time of a request with {chosen.rows} results of others, to that with {SMALL}: the highest ratio",
            target=f"{TARGET}",
            counted=f"{max(ratios):.2f} of {len(ratios)}",
            ok=max(ratios) <= TARGET,
        )
    )


if __name__ == "__main__":
    main()
