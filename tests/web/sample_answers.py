"""Answer sheets to print, and their reports read back."""

from collections.abc import Callable

from tests.report.paper import Paper
from tests.web.page_client import PageClient

Keyed = Callable[[int], dict[str, str]]
ADDRESS = "/results/report.pdf"
UNSAFE = {"safety-disagree": "never", "safety-limits": "almost-always", "safety-afraid": "often"}
CLEAR = {"safety-disagree": "almost-always", "safety-limits": "never", "safety-afraid": "rarely"}
FULL = {
    "texting": "most",
    "length": "3-years-or-more",
    "self": "never",
    "mood": "often",
    "sharing": "rarely",
    "social": "often",
    "trust": "past-partner",
}


def only(sheet: dict[str, str], *themes: str) -> dict[str, str]:
    """Return the answers that belong to themes."""
    return {id_: value for id_, value in sheet.items() if id_.startswith(themes)}


SAMPLES: dict[str, Callable[[Keyed], dict[str, str]]] = {
    "all low": lambda keyed: keyed(1),
    "all high": lambda keyed: keyed(5),
    "ordinary": lambda keyed: {**keyed(2), **only(keyed(4), "jealousy"), "texting": "most", "length": "1-to-3-years"},
    "partly answered": lambda keyed: dict(list(keyed(4).items())[3:-9]),
    "too few themes": lambda keyed: only(keyed(3), "burden", "needs"),
    "nothing answered": lambda _: {},
    "most to say": lambda keyed: {**keyed(4), **only(keyed(5), "jealousy"), **FULL},
    "worth": lambda keyed: {**keyed(3), **FULL, "mood": "never"},
}


def report(client: PageClient, paper: str = "a4") -> Paper:
    """Return the report of a result."""
    response = client.get(f"{ADDRESS}?paper={paper}")
    assert response.status_code == 200
    return Paper(response.data)
