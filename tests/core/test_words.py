"""Which texts of the content people read, and their translation by id and text."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from quiz.advice.book import AdviceBook
from quiz.core.helplines import Helplines
from quiz.core.questionnaire import Questionnaire
from quiz.core.site import Site
from quiz.core.words import MARK, Words, messages, translated

NEVER_TRANSLATED = {
    # Ids, and references to them.
    *(
        "Alert.statement",
        "Band.id",
        "Condition.answers",
        "Condition.question",
        "Condition.signals",
        "Condition.statement",
    ),
    *("Condition.themes", "Country.id", "Mute.tag", "Option.id", "Piece.id", "Piece.not_with", "Piece.theme"),
    *("AdviceBook.not_on_paper", "BaseOrder.closers", "BaseOrder.situations", "ExtraOrder.pieces"),
    *("Question.id", "Question.options", "Scale.id", "Signal.id", "Statement.also", "Statement.id", "Statement.scale"),
    *("Statement.theme", "Theme.id", "Theme.of", "Topic.pieces", "Variant.answers", "Variant.question"),
    # Keys of which the code knows each value.
    *(
        "AdviceBook.unit",
        "Questionnaire.unit",
        "Question.suggests_another_partner",
        "Text.tags",
        "Theme.direction",
        "Block.kind",
    ),
    # Names, and what is dialed, opened or drawn.
    *("Accent.dark", "Accent.light", "EmergencyNumber.number", "Image.svg", "Link.page", "Link.url", "Piece.who"),
    *("Country.emergency_tel", "Directory.name", "Directory.url", "Helpline.name", "Helpline.source", "Helpline.tel"),
    *("Source.author", "Source.outlet", "Source.title"),
    *("Questionnaire.advice", "Site.leave_to", "Site.name", "SitePage.name"),
    # Codes of languages, and words that flask quiz check looks for in the language of the file.
    *("Helplines.language", "Questionnaire.language", "Site.language", "SitePage.language", "Style.avoid"),
    # A host's own text has a file for each language.
    *("Block.text", "SitePage.title"),
}
"""Every other text is Words. A new field belongs here or is Words: think of somebody who reads no English."""


@dataclass(frozen=True)
class Answer:
    words: Words
    address: str = "Hello"


@dataclass(frozen=True)
class Section:
    id: str
    title: Words
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Sheet:
    sections: tuple[Section, ...]
    notes: tuple[Words, ...] = ()


SHEET = Sheet(
    (Section("first", "Hello", (Answer("Hello"), Answer("Bye"))), Section("second", "Hello", (Answer("Hello"),))),
    ("Hello", "", "10"),
)


def texts(kind: type) -> Iterator[tuple[str, bool]]:
    """Yield each text field of a dataclass and of those in it, and whether it is Words."""
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        for part in parts(hints[field.name]):
            if part is str or part is Words:
                yield f"{kind.__name__}.{field.name}", part is Words
            elif is_dataclass(part):
                yield from texts(part)  # type: ignore[arg-type]


def parts(hint: Any) -> Iterator[Any]:
    """Yield the parts of a type hint that are no containers; each text of a Literal is a str.

    The keys of a mapping are ids.
    """
    if hint is Words:
        yield hint
    elif get_args(hint):
        inside = get_args(hint)[1:] if "Mapping" in str(get_origin(hint)) else get_args(hint)
        for part in inside:
            yield from parts(str if isinstance(part, str) else part)
    else:
        yield hint


@pytest.mark.parametrize("kind", [Questionnaire, AdviceBook, Helplines, Site])
def test_every_text_of_the_content_can_be_translated_or_is_known_to_be_a_name_an_id_or_an_address(kind: type) -> None:
    found = set(texts(kind))
    assert {name for name, is_words in found if not is_words} <= NEVER_TRANSLATED
    assert not {name for name, is_words in found if is_words} & NEVER_TRANSLATED


def test_no_name_in_the_list_is_left_over() -> None:
    found = {name for kind in (Questionnaire, AdviceBook, Helplines, Site) for name, _ in texts(kind)}
    assert found >= NEVER_TRANSLATED


def test_a_text_is_found_by_the_ids_that_lead_to_it_and_a_blank_or_a_number_by_none() -> None:
    assert messages(SHEET) == (
        ("sections.first.title", "Hello"),
        ("sections.first.answers.words", "Hello"),
        ("sections.first.answers.words", "Bye"),
        ("sections.second.title", "Hello"),
        ("sections.second.answers.words", "Hello"),
        ("notes", "Hello"),
    )


def test_the_same_text_in_two_places_can_have_two_translations_and_everything_else_stays_as_it_is() -> None:
    found = translated(SHEET, lambda context, text: f"{text} ({context})" if text == "Hello" else text)
    assert found.sections[0].title == "Hello (sections.first.title)"
    assert found.sections[1].title == "Hello (sections.second.title)"
    assert found.sections[0].answers[1] == Answer("Bye")
    assert found.sections[0].answers[0].address == "Hello"
    assert found.notes == ("Hello (notes)", "", "10")


def test_translations_follow_their_texts_when_the_order_changes(questionnaire: Questionnaire, book: AdviceBook) -> None:
    def lookup(context: str, text: str) -> str:
        return f"«{context} {text}»"

    backwards = replace(questionnaire, statements=questionnaire.statements[::-1], themes=questionnaire.themes[::-1])
    assert translated(backwards, lookup).statements[::-1] == translated(questionnaire, lookup).statements
    assert translated(backwards, lookup).themes[::-1] == translated(questionnaire, lookup).themes
    reordered = replace(book, pieces=book.pieces[::-1])
    assert translated(reordered, lookup).pieces[::-1] == translated(book, lookup).pieces


def test_a_translation_changes_no_score_no_rule_and_no_fingerprint(questionnaire: Questionnaire) -> None:
    found = translated(questionnaire, lambda _, text: text.upper())
    assert found.fingerprint == questionnaire.fingerprint
    assert [one.id for one in found.statements] == [one.id for one in questionnaire.statements]
    assert found.options.keys() == questionnaire.options.keys()
    assert found.scale.values == questionnaire.scale.values
    assert found.statements[0].text == questionnaire.statements[0].text.upper()


def test_content_without_translations_stays_the_same(questionnaire: Questionnaire, book: AdviceBook) -> None:
    assert translated(questionnaire, lambda _, text: text) == questionnaire
    assert translated(book, lambda _, text: text) == book


def test_the_mark_is_on_the_type_itself() -> None:
    assert MARK in get_args(Words)
