"""What this application asks, how it scores and what it may say: loaded once, at hand in every request."""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import Flask, current_app

from quiz.advice.book import AdviceBook
from quiz.core.answer_codec import AnswerCodec
from quiz.core.helplines import Helplines
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer


@dataclass(frozen=True)
class Instrument:
    """A questionnaire with all that belongs to it."""

    questionnaire: Questionnaire
    scorer: Scorer
    advice: AdviceBook
    helplines: Helplines

    @cached_property
    def answer_codec(self) -> AnswerCodec:
        """How answers are written in the session."""
        asked = self.questionnaire
        return AnswerCodec([*(each.id for each in asked.statements), *(each.id for each in asked.questions)])

    def attach(self, app: Flask) -> None:
        """Make this the instrument of an application."""
        app.extensions["instrument"] = self


def instrument() -> Instrument:
    """Give the instrument of the current application."""
    return cast("Instrument", current_app.extensions["instrument"])
