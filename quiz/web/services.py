"""What the application is built from, made once by the factory and available in every request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from flask import current_app

from quiz.advice.book import AdviceBook
from quiz.core.answer_codec import AnswerCodec
from quiz.core.helplines import Helplines
from quiz.core.questionnaire import Questionnaire
from quiz.journal.passphrase import WordList
from quiz.journal.store import Journals
from quiz.rules import Scorer
from quiz.web.rendering.assets import Assets
from quiz.web.rendering.formats import local_day
from quiz.web.rendering.public_pages import PublicPages
from quiz.web.secret_file import SecretFile
from quiz.web.security.encryption import Encryptor
from quiz.web.security.rate_limiter import RateLimiter
from quiz.web.security.slow_requests import SlowRequests

Clock = Callable[[], float]
"""Returns the time in seconds since the epoch."""


@dataclass(frozen=True)
class Services:
    """Everything a view needs that outlives a request.

    `secret_file` holds the secrets of an installation without QUIZ_SECRET_KEY, else it is None.
    """

    questionnaire: Questionnaire
    advice: AdviceBook
    helplines: Helplines
    journals: Journals
    word_list: WordList
    assets: Assets
    encryptor: Encryptor
    rate_limiter: RateLimiter
    slow_requests: SlowRequests
    public_pages: PublicPages
    secret_file: SecretFile | None
    clock: Clock

    @cached_property
    def scorer(self) -> Scorer:
        """Scores answers to the questionnaire."""
        return Scorer(self.questionnaire)

    @cached_property
    def answer_codec(self) -> AnswerCodec:
        """Shortens answers for the session cookie."""
        asked = self.questionnaire
        return AnswerCodec([*(each.id for each in asked.statements), *(each.id for each in asked.questions)])

    @property
    def today(self) -> date:
        """The server's local date."""
        return local_day(self.clock())


def services() -> Services:
    """Return the services of the current application."""
    return cast("Services", current_app.extensions["steady"])


def now() -> float:
    """Return the current time in seconds since the epoch."""
    return services().clock()
