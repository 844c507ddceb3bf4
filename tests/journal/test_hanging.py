"""A PostgreSQL server that hangs is given up in time, and used again as soon as it answers."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quiz.journal import database as database_module
from quiz.journal import postgresql as postgresql_module
from quiz.journal.exceptions import DatabaseUnavailable
from quiz.journal.migrate import ready_database
from quiz.journal.store import Journals
from tests import postgres
from tests.journal.samples import Samples, new_key

ANSWER_SECONDS = 0.3
GIVEN_UP_SECONDS = 15
"""A busy machine may take this long; without a time-out it would be for ever."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the URL of a server of these tests' own, since no other test may find it hanging."""
    with postgres.serve() as url:
        yield url


@pytest.fixture
def journals(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journals]:
    monkeypatch.setattr(postgresql_module, "ANSWER_TIMEOUT_SECONDS", ANSWER_SECONDS)
    monkeypatch.setattr(database_module, "DATABASE_WAIT_SECONDS", ANSWER_SECONDS)
    made = Journals(ready_database(server, Path("/")))
    yield made
    made.database.engine.dispose()


def outcome(call: Callable[[], object]) -> str:
    """Return what came of a call, and that it came in time."""
    began = time.monotonic()
    try:
        call()
    except DatabaseUnavailable as error:
        assert time.monotonic() - began < GIVEN_UP_SECONDS
        return str(error)
    return "done"


@pytest.mark.parametrize("warm", [True, False], ids=["pooled connections", "new connections"])
def test_every_call_to_a_server_that_hangs_ends(server: str, journals: Journals, samples: Samples, warm: bool) -> None:  # noqa: FBT001
    access = journals.create(new_key(), samples.results(1))
    if not warm:
        journals.database.engine.dispose()
    with postgres.hung(server), ThreadPoolExecutor(40) as pool:
        found = list(pool.map(outcome, [lambda: journals.entries(access)] * 40))
    assert "done" not in found
    # The others waited or were refused, so that most threads of a server stay free.
    assert sum(error != "too many wait for it" for error in found) <= database_module.DATABASE_RUNNING * 2
    assert len(journals.entries(access).results) == 1


def test_what_was_being_saved_when_the_server_hung_is_saved_once_when_it_is_sent_again(
    server: str, journals: Journals, samples: Samples
) -> None:
    access = journals.create(new_key(), samples.results(1))
    result = samples.results(2)[1]
    with postgres.hung(server):
        assert outcome(lambda: journals.add_results(access, [result])) != "done"
    assert journals.add_results(access, [result]) <= 1
    assert len(journals.entries(access).results) == 2
