"""Loads what the application needs, or stops with every problem found in content, database and rate limit storage."""

from collections.abc import Iterable
from pathlib import Path

from flask import Flask

from quiz.content.helplines import load_helplines
from quiz.content.loader import load
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import ready_database
from quiz.journal.passphrase import WordList
from quiz.journal.store import Journals
from quiz.web.config import Settings, problem
from quiz.web.pages.views import public_context
from quiz.web.rendering.assets import Assets
from quiz.web.rendering.public_pages import PublicPages
from quiz.web.secret_file import SecretFile
from quiz.web.security.encryption import Encryptor
from quiz.web.security.rate_limiter import RateLimiter
from quiz.web.security.slow_requests import SlowRequests
from quiz.web.services import Clock, Services, services


def build_services(
    app: Flask, settings: Settings, assets: Assets, secret_file: SecretFile | None, clock: Clock
) -> Services:
    """Load the content and open the database; raises SystemExit with every problem found."""
    content = load(settings.questions)
    helplines, helpline_problems = load_helplines(settings.helplines)
    problems = [*map(str, content.errors), *map(str, helpline_problems)]
    journals = rate_limiter = None
    try:
        journals = Journals(ready_database(settings.database_url, Path(app.root_path)))
    except DatabaseUnusable as error:
        problems.append(f"QUIZ_DATABASE_URL: {error}")
    try:
        rate_limiter = RateLimiter(settings.limits_url, settings.secret_key)
    except ValueError:
        # The library's own message may hold a part of the address, and with it of a password.
        problems.append(problem("limits_url"))
    if not (content.questionnaire and helplines and journals and rate_limiter):
        raise refusal(problems)
    return Services(
        questionnaire=content.questionnaire,
        advice=content.advice,
        helplines=helplines,
        journals=journals,
        word_list=WordList.read(Path(str(app.static_folder), "words.txt")),
        assets=assets,
        encryptor=Encryptor([settings.secret_key, *settings.secret_key_fallbacks], clock),
        rate_limiter=rate_limiter,
        slow_requests=SlowRequests(),
        public_pages=PublicPages(app, public_context, lambda: services().today),
        secret_file=secret_file,
        clock=clock,
    )


def refusal(problems: Iterable[str]) -> SystemExit:
    """Return the exception that stops the start and lists the problems."""
    return SystemExit("\n".join(["Steady cannot start:", *(f"- {problem}" for problem in problems)]))
