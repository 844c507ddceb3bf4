"""Which wording of a text a person sees: some depend on an answer to an earlier question."""

from collections.abc import Iterable, Mapping

from quiz.core.questionnaire import Questionnaire
from quiz.core.scale import Variant

Condition = tuple[str, frozenset[str]]
"""A question's id, and the ids of the answers to it that call for another wording."""
MAX_CONDITIONS = 4
"""The most different conditions in a questionnaire: the page's stylesheet has a rule for each."""


def condition(variant: Variant) -> Condition:
    """Return when a variant takes the place of the neutral wording."""
    return variant.question, frozenset(variant.answers)


def conditions(questionnaire: Questionnaire) -> tuple[Condition, ...]:
    """Return the different conditions of all variants, in the order in which they first occur."""
    texts = [
        *(scale.variants for scale in questionnaire.all_scales),
        *(question.variants for question in questionnaire.questions),
    ]
    return tuple(dict.fromkeys(condition(variant) for variants in texts for variant in variants))


def chosen_variant(variants: Iterable[Variant], context: Mapping[str, str | None]) -> Variant | None:
    """Return the variant that the answers call for; `None` for the neutral wording, as after a skipped question."""
    return next((variant for variant in variants if context.get(variant.question) in variant.answers), None)
