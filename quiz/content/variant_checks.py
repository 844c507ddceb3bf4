"""Checks the questions that are asked first, and the variants of texts that depend on an earlier answer."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from quiz.content.toml_document import Document
from quiz.core.question import Option, Question
from quiz.core.scale import Variant
from quiz.core.wording import MAX_CONDITIONS, condition


def check_variants(document: Document, values: Mapping[str, Any]) -> None:
    """Report first questions that are private or out of order, and variants that could not be shown."""
    questions: Sequence[Question] = values.get("questions", ())
    options: Mapping[str, Sequence[Option]] = values.get("options", {})
    _check_first(document, questions)
    texts: list[tuple[str, Sequence[Variant], list[Question]]] = []
    first = [question for question in questions if question.first]
    if scale := values.get("scale"):
        texts.append(("scale", scale.variants, first))
    for number, section in enumerate(values.get("scales", ()), 1):
        texts.append((document.location("scales", number, section.id), section.variants, first))
    for number, question in enumerate(questions):
        earlier = [*questions[:number]]
        texts.append((document.location_of("questions", question.id), question.variants, earlier))
    for location, variants, earlier in texts:
        _check_text(document, location, variants)
        for variant in variants:
            _check_question(document, location, variant, earlier, questions)
            _check_answers(document, location, variant, earlier, options)
    found = {condition(variant) for _, variants, _ in texts for variant in variants}
    if len(found) > MAX_CONDITIONS:
        message = f"The variants have {len(found)} different conditions; the limit is {MAX_CONDITIONS}."
        document.report("questions", message, "Use the same question and answers in several texts.")


def _check_first(document: Document, questions: Sequence[Question]) -> None:
    for number, question in enumerate(questions):
        location = document.location_of("questions", question.id)
        if question.first and question.private:
            document.report(location, "A private question cannot be asked first.", 'Remove "first" or "private".')
        if question.first and not all(earlier.first for earlier in questions[:number]):
            document.report(location, "Questions asked first come before all others.", "Move it up.")


def _check_text(document: Document, location: str, variants: Sequence[Variant]) -> None:
    if not all(variant.text.strip() for variant in variants):
        document.report(location, "The text of a variant is empty.", "Write it.")
    if len({variant.question for variant in variants}) > 1:
        document.report(location, "The variants depend on different questions.", "Use one question for each text.")
    times = Counter(answer for variant in variants for answer in variant.answers)
    for answer in (answer for answer, number in times.items() if number > 1):
        document.report(location, f'Two variants are for the answer "{answer}".', "Remove it from one of them.")


def _check_question(
    document: Document,
    location: str,
    variant: Variant,
    earlier: Collection[Question],
    questions: Collection[Question],
) -> None:
    document.check_known(location, "question", [variant.question], list(filter(None, document.ids("questions"))))
    for question in questions:
        if question.id != variant.question:
            continue
        if question.private:
            message = f'The wording cannot depend on "{question.id}", which is private.'
            document.report(location, message, "Use another question.")
        elif question not in earlier:
            fix = "Mark it with first = true." if location.startswith("scale") else "Move it up."
            document.report(location, f'The wording depends on "{question.id}", which is asked later.', fix)


def _check_answers(
    document: Document,
    location: str,
    variant: Variant,
    earlier: Collection[Question],
    options: Mapping[str, Sequence[Option]],
) -> None:
    if not variant.answers:
        document.report(location, "A variant names no answer.", "Add the id of an option.")
    for question in earlier:
        if question.id == variant.question and question.options in options:
            known = [option.id for option in options[question.options]]
            document.check_known(location, "answer", variant.answers, known)
