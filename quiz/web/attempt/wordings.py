"""All wordings of a text on the quiz page, which shows the one that fits an earlier answer.

wording.css switches between them when that answer changes, by the numbers of their conditions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quiz.core.questionnaire import Questionnaire
from quiz.core.scale import Variant
from quiz.core.wording import chosen_variant, condition, conditions


@dataclass(frozen=True)
class Wording:
    """One wording of a text.

    `when` is the number of its condition, 0 for the neutral wording; `unless` has the numbers of the others of the
    text, separated by spaces. `shown` is True for the one that the answers so far call for.
    """

    text: str
    when: int
    unless: str
    shown: bool


@dataclass(frozen=True)
class WordedText:
    """A text as it is shown with the answers so far, and all its wordings if there are several."""

    shown: str
    wordings: tuple[Wording, ...] = ()


class Wordings:
    """The wordings of a questionnaire's texts, with the answers so far to its context questions."""

    def __init__(self, quiz: Questionnaire, context: Mapping[str, str | None]) -> None:
        self._context = context
        self._numbers = {found: number for number, found in enumerate(conditions(quiz), 1)}

    def of(self, text: str, variants: Sequence[Variant]) -> WordedText:
        """Return a text with its variants."""
        chosen = chosen_variant(variants, self._context)
        if not variants:
            return WordedText(text)
        numbers = [self._numbers[condition(variant)] for variant in variants]
        wordings = [Wording(text, 0, " ".join(map(str, numbers)), chosen is None)]
        wordings += [Wording(v.text, number, "", v is chosen) for v, number in zip(variants, numbers, strict=True)]
        return WordedText(chosen.text if chosen else text, tuple(wordings))

    def conditions_of(self, question: str, answer: str) -> str:
        """Return the numbers of the conditions that an answer meets, separated by spaces."""
        met = (number for (asked, answers), number in self._numbers.items() if asked == question and answer in answers)
        return " ".join(map(str, met))
