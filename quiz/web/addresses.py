"""Every address of the application, and the function that answers it.

The module with the function is imported when the address is first asked for (Flask's documentation calls this lazily
loading views): the first page of a server that just started need not wait for the database's library, for forms and for
what lays out results. A server that copies itself into workers calls `import_all` before, so that they share it.
"""

from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from quiz.journal.exceptions import DatabaseUnavailable, DerivationBusy, JournalClosed, JournalFull, ResultTooLarge
from quiz.web.csrf import Expired
from quiz.web.turns import Crowded

ADDRESSES = (
    ("GET", "/", "pages.start"),
    ("GET", "/before", "pages.before"),
    ("GET", "/about", "pages.about"),
    ("GET", "/help", "pages.support"),
    ("GET", "/healthz", "pages.healthz"),
    ("GET", "/robots.txt", "pages.robots"),
    ("GET", "/leave", "leaving.leave"),
    ("POST", "/discreet", "discreet.turn"),
    ("GET", "/quiz", "quiz.ask"),
    ("POST", "/quiz", "quiz.answer"),
    ("POST", "/quiz/draft", "quiz.draft"),
    ("POST", "/quiz/again", "quiz.again"),
    ("GET", "/results", "results.show"),
    ("GET", "/results/profile.svg", "results.profile"),
    ("GET", "/results/report.pdf", "results.report"),
    ("GET", "/journal", "history.show"),
    ("GET", "/journal/picture.svg", "history.picture"),
    ("GET", "/journal/<int:number>", "history.one"),
    ("GET", "/journal/<int:number>/profile.svg", "history.profile"),
    ("GET", "/journal/<int:number>/report.pdf", "history.report"),
    ("GET", "/journal/export.json", "takeaway.as_json"),
    ("GET", "/journal/export.csv", "takeaway.as_csv"),
    ("POST", "/journal/import", "takeaway.bring_in"),
    ("POST", "/journal/keep", "journal.keep"),
    ("GET", "/journal/open", "journal.ask"),
    ("POST", "/journal/open", "journal.open_"),
    ("POST", "/journal/close", "journal.close"),
    ("POST", "/journal/close-everywhere", "journal.close_everywhere"),
    ("POST", "/journal/remember", "journal.remember"),
    ("POST", "/journal/forget", "journal.forget"),
    ("POST", "/journal/remove", "journal.remove"),
    ("POST", "/journal/delete", "journal.delete"),
    ("POST", "/journal/words", "code.offer"),
    ("POST", "/journal/words/noted", "code.noted"),
    ("POST", "/journal/words/again", "code.again"),
    ("POST", "/journal/words/use", "code.change"),
    ("POST", "/journal/words/file", "code.save"),
    ("GET", "/manifest.webmanifest", "offline.manifest"),
    ("GET", "/worker.js", "offline.worker"),
    ("GET", "/offline/<version>.json", "offline.keep"),
)
"""Method, path, and the endpoint: a part of the application and the function in it."""
REFUSALS = {
    JournalClosed: "refusals.closed",
    Expired: "refusals.expired",
    JournalFull: "refusals.full",
    ResultTooLarge: "refusals.too_large",
    Crowded: "refusals.crowded",
    DerivationBusy: "refusals.unavailable",
    DatabaseUnavailable: "refusals.unavailable",
}
"""What can keep a page from being shown, wherever it comes up, and the function that says so."""
MODULES = {
    "pages": "pages",
    "leaving": "leaving",
    "discreet": "discreet",
    "quiz": "quiz_views",
    "results": "result_views",
    "history": "history_views",
    "takeaway": "takeaway_views",
    "journal": "journal_views",
    "code": "code_views",
    "offline": "offline",
    "refusals": "refusals",
}
"""Where each part's functions are."""


class Address(Rule):
    """A rule that learns to write its address when something first links to it.

    Werkzeug compiles that when the rule is made: for forty rules a tenth of what a bare Flask takes to start.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002 as Werkzeug has it
        compiled = cache(partial(super()._compile_builder, append_unknown))

        def build(rule: Rule, **values: object) -> tuple[str, str]:
            return compiled()(rule, **values)

        return build


def add_addresses(app: Flask) -> None:
    """Have the application answer at every address."""
    for method, path, endpoint in ADDRESSES:
        app.add_url_rule(path, endpoint, _lazily(endpoint), methods=[method])
    for refusal, endpoint in REFUSALS.items():
        app.register_error_handler(refusal, _lazily(endpoint))


def import_all() -> None:
    """Import all that answers, and what it asks: the database's library, what seals and what counts requests."""
    for part in MODULES:
        _module(part)
    for name in ("quiz.journal.store", "quiz.web.sealer", "flask_limiter"):
        import_module(name)


def _lazily(endpoint: str) -> Callable[..., Any]:
    part, name = endpoint.split(".")

    @cache
    def found() -> Callable[..., Any]:
        function: Callable[..., Any] = getattr(_module(part), name)
        return function

    def view(*given: Any, **named: Any) -> Any:  # noqa: ANN401 as the function has it
        return found()(*given, **named)

    # What counts requests knows a function by this.
    view.__qualname__ = endpoint
    return view


def _module(part: str) -> Any:  # noqa: ANN401 each has functions of its own
    return import_module(f"quiz.web.{MODULES[part]}")
