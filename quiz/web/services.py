"""The services that views share, loaded once by the factory and available in every request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from quiz.advice.book import AdviceBook
from quiz.core.answer_codec import AnswerCodec
from quiz.core.answers import offered_answers
from quiz.core.helplines import Helplines
from quiz.core.questionnaire import Questionnaire
from quiz.core.site import Site
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import ready_database
from quiz.journal.passphrase import WordList
from quiz.journal.store import Journals
from quiz.secret_file import SecretFile
from quiz.shipped_files import HOME, SHIPPED
from quiz.web.clock import Clock
from quiz.web.completed_count import MonthlyCount
from quiz.web.languages.choice import current
from quiz.web.languages.loading import load_language
from quiz.web.languages.local_content import LocalContent
from quiz.web.rendering.assets import Assets
from quiz.web.rendering.formats import local_day
from quiz.web.rendering.look import Look
from quiz.web.rendering.public_pages import PublicPages
from quiz.web.security.encryption import Encryptor
from quiz.web.security.rate_limiter import RateLimiter
from quiz.web.security.running_requests import step_aside
from quiz.web.security.slow_requests import SlowRequests
from quiz.web.settings import InvalidSettings, Settings, problem
from quiz.web.site_content import load_content

EXCLUDED_WORDS = Path("data/words_excluded.txt")


@dataclass(frozen=True)
class Services:
    """Everything a view needs that outlives a request.

    `languages` has the content in each language by its code, the host's usual one first;
    `untranslated` is the questionnaire as it was written, which is what journals save. `secret_file` holds the secrets
    of an installation without QUIZ_SECRET_KEY, else it is `None`. So is `monthly_count` without QUIZ_COUNT.
    """

    languages: Mapping[str, LocalContent]
    untranslated: Questionnaire
    journals: Journals
    word_list: WordList
    look: Look
    assets: Assets
    encryptor: Encryptor
    monthly_count: MonthlyCount | None
    rate_limiter: RateLimiter
    slow_requests: SlowRequests
    public_pages: PublicPages
    secret_file: SecretFile | None
    clock: Clock

    @property
    def local(self) -> LocalContent:
        """The content in the language of this request."""
        return current(self.languages)

    @property
    def site(self) -> Site:
        """The site as its host named it."""
        return self.local.site

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire."""
        return self.local.questionnaire

    @property
    def advice(self) -> AdviceBook:
        """The advice that the questionnaire names; empty if it names none."""
        return self.local.advice

    @property
    def helplines(self) -> Helplines:
        """The support lines."""
        return self.local.helplines

    @cached_property
    def answer_codec(self) -> AnswerCodec:
        """Shortens answers for the session cookies."""
        return AnswerCodec(offered_answers(self.untranslated))

    @cached_property
    def own_parts(self) -> tuple[str, ...]:
        """What a host can add to every page, for the pages whose length must say nothing."""
        if len(self.languages) == 1:
            return self.look.own_parts
        names = " ".join(f"{code} {local.language.name}" for code, local in self.languages.items())
        return (*self.look.own_parts, self.assets.inline("languages.css"), names)

    @property
    def today(self) -> date:
        """The server's local date."""
        return local_day(self.clock())


def load_services(
    app: Flask,
    settings: Settings,
    public_context: Callable[[], Mapping[str, object]],
    secret_file: SecretFile | None,
    clock: Clock,
) -> Services:
    """Load the content and the static files, and open the database and the rate limits' storage.

    `public_context` is that of PublicPages. Raises InvalidSettings with every problem found.
    """
    content = load_content(settings)
    problems = [*map(str, content.errors)]
    journals = rate_limiter = None
    slow_requests = SlowRequests()
    try:
        database = replace(ready_database(settings.database_url, HOME), before_waiting=step_aside)
        journals = Journals(database, slow_requests.place)
    except DatabaseUnusable as error:
        problems.append(f"QUIZ_DATABASE_URL: {error}")
    try:
        rate_limiter = RateLimiter(settings.limits_url, settings.secret_key)
    except ValueError:
        # The library's own message may hold a part of the URL, and with it of a password.
        problems.append(problem("limits_url"))
    languages = dict[str, LocalContent]()
    if content.is_complete:
        for code in settings.languages:
            local, found = load_language(content, code)
            problems += [str(problem) for problem in found if not problem.warning]
            if local:
                languages[code] = local
    if problems or not (content.site and content.questionnaire and journals and rate_limiter):
        raise InvalidSettings(problems)
    static_folder = Path(str(app.static_folder))
    look = Look(content.site, (static_folder / "icon.svg").read_text("utf-8"))
    return Services(
        languages=languages,
        untranslated=content.questionnaire,
        journals=journals,
        word_list=WordList.read(static_folder / "words.txt", SHIPPED / EXCLUDED_WORDS),
        look=look,
        assets=Assets(static_folder, look.css),
        encryptor=Encryptor([settings.secret_key, *settings.secret_key_fallbacks], clock),
        monthly_count=MonthlyCount(journals.database) if settings.count else None,
        rate_limiter=rate_limiter,
        slow_requests=slow_requests,
        public_pages=PublicPages(app, public_context, lambda: local_day(clock())),
        secret_file=secret_file,
        clock=clock,
    )


def services() -> Services:
    """Return the services of the current application."""
    return cast("Services", current_app.extensions["steady"])


def now() -> float:
    """Return the current time in seconds since the epoch."""
    return services().clock()
