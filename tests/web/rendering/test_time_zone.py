"""The site's clock, as the journal names it."""

import time
from collections.abc import Iterator

import pytest

from quiz.web.rendering.time_zone import server_clock

JULY, DECEMBER = 1_783_000_000.0, 1_796_000_000.0


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let a test set the server's time zone, and put it back."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "july", "december"),
    [
        ("UTC", "UTC", "UTC"),
        ("Europe/Berlin", "CEST", "CET"),
        ("America/Sao_Paulo", "UTC-03", "UTC-03"),
        ("Pacific/Kiritimati", "UTC+14", "UTC+14"),
    ],
)
def test_the_sites_clock_is_named_as_the_host_set_it(
    set_clock: pytest.MonkeyPatch, zone: str, july: str, december: str
) -> None:
    set_clock.setenv("TZ", zone)
    time.tzset()
    assert (server_clock(JULY), server_clock(DECEMBER)) == (july, december)
