"""The context questions of a questionnaire."""

from dataclasses import dataclass
from typing import Literal

from quiz.core.scale import Variant
from quiz.core.strict import Strict
from quiz.core.words import Words


@dataclass(frozen=True)
class Option(Strict):
    """One answer to a context question."""

    id: str
    words: Words


@dataclass(frozen=True)
class Question(Strict):
    """A context question: never scored, used only to choose advice.

    `options` names a list in `Questionnaire.options`. A question that is `first` is asked before the statements.
    A `private` answer stays in the encrypted session cookie: it is never shown, saved or exported. `variants` are
    other wordings of the text. In a retake, an answer that is `different`, or `earlier` in the list of options, than
    last time suggests that the person has another partner now.
    """

    id: str
    text: Words
    options: str
    skip: Words = ""
    first: bool = False
    private: bool = False
    variants: tuple[Variant, ...] = ()
    suggests_another_partner: Literal["", "earlier", "different"] = ""
