"""Puts the application together, or names everything that keeps it from starting."""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import Config, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from quiz.content.checked import checked
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import ready_database
from quiz.journal.store import Journals
from quiz.rules import Scorer
from quiz.web.addresses import Address, add_addresses
from quiz.web.assets import add_assets
from quiz.web.clock import Clock
from quiz.web.csrf import csrf_token
from quiz.web.drawn import Drawn
from quiz.web.errors import add_error_pages
from quiz.web.fixed import add_fixed
from quiz.web.formats import day_in_words
from quiz.web.headers import add_headers
from quiz.web.instrument import Instrument
from quiz.web.leaving import finish_leaving
from quiz.web.limits import Counter, add_limits
from quiz.web.logs import write_lines
from quiz.web.origin import refuse_other_origins
from quiz.web.packed import add_packing
from quiz.web.sealed_session import LIFETIME, SealedSessions
from quiz.web.settings import Settings, read_settings, secret_file, unreadable
from quiz.web.templates import add_templates
from quiz.web.turns import add_turns
from quiz.web.words import lines

ROOT = Path(__file__).parents[2]
LONGEST_POST = 64 * 1024
"""Bytes; the answers to 300 statements are about 9,000."""


class Steady(Flask):
    """Flask, told that no view and no hook here is a coroutine: it would look at each at every request."""

    url_rule_class = Address

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function as it is."""
        return func


def create_app(settings: Mapping[str, Any] | None = None, clock: Clock = time.time) -> Flask:
    """Make the application, from the `QUIZ_` settings of the environment unless others are given (upper case).

    `clock` tells the time, in seconds since the epoch. Raises SystemExit with every problem found in settings, content
    and database.
    """
    if settings is None:
        settings = Config(ROOT)
        settings.from_prefixed_env("QUIZ")
    chosen, problems = read_settings(settings, ROOT)
    if chosen is None:
        raise _refusal(problems)
    content, problems = checked(chosen.questions, chosen.helplines)
    journals = _journals(chosen.database_url, problems)
    counter = _counter(chosen.limits_url, problems)
    if content is None or journals is None or counter is None:
        raise _refusal(problems)
    app = Steady("quiz", root_path=str(ROOT), instance_path=str(ROOT / "instance"))
    _configure(app, chosen, clock)
    write_lines()
    app.extensions.update(clock=clock, journals=journals, drawn=Drawn(clock))
    app.extensions["secret_file"] = None if "SECRET_KEY" in settings else secret_file(ROOT)
    Instrument(content.questionnaire, Scorer(content.questionnaire), content.advice, content.helplines).attach(app)
    app.before_request(finish_leaving)
    add_addresses(app)
    add_packing(app)
    sheets, scripts = add_assets(app)
    add_fixed(app)
    add_error_pages(app, chosen.hosts)
    refuse_other_origins(app)
    add_limits(app, counter)
    add_turns(app)
    add_headers(app, sheets, scripts, https=chosen.https)
    _believe_proxies(app, chosen.proxies)
    return app


def _believe_proxies(app: Flask, count: int) -> None:
    """Take a person's address, and whether they came by https, from the last `count` proxies and from nobody else.

    The host is not among it: a proxy hands on the one that was asked for as it is.
    """
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]


def _journals(address: str, problems: list[str]) -> Journals | None:
    try:
        return Journals(ready_database(address, ROOT))
    except DatabaseUnusable as error:
        problems.append(f"QUIZ_DATABASE_URL: {error}")
        return None


def _counter(address: str, problems: list[str]) -> Counter | None:
    try:
        return Counter(address)
    except ValueError:
        # Redis's own words may hold a part of the address, and with it of a password.
        problems.append(unreadable("LIMITS_URL"))
        return None


def _refusal(problems: Iterable[str]) -> SystemExit:
    return SystemExit("\n".join(["Steady cannot start:", *(f"- {problem}" for problem in problems)]))


def _configure(app: Flask, settings: Settings, clock: Clock) -> None:
    secrets = [settings.secret_key, *settings.secret_key_fallbacks]
    app.session_interface = SealedSessions(secrets, clock)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # Browsers drop `Secure` cookies on a plain-http address, such as a laptop tried from a phone.
        SESSION_COOKIE_NAME="__Host-steady" if settings.https else "steady",
        REMEMBER_COOKIE_NAME="__Host-steady-journal" if settings.https else "steady-journal",
        LEFT_COOKIE_NAME="__Host-left" if settings.https else "left",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        MAX_CONTENT_LENGTH=LONGEST_POST,
        LEAVE_TO=settings.leave_to,
    )
    add_templates(app)
    app.jinja_env.filters.update(lines=lines, day=day_in_words)
    app.jinja_env.globals.update(csrf_token=csrf_token)
