"""What must hold between advice and the questionnaire it belongs to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quiz.advice_book import AdviceBook, Condition, Piece
from quiz.content.document import Document
from quiz.content.problems import nearest
from quiz.reach import unreachable


Answers = Mapping[str, Sequence[str]]


def check_advice(document: Document, parts: dict[str, Any], themes: Sequence[str], answers: Answers) -> None:
    """Report every fault in what `Document.read` found of an advice book.

    `themes` are the questionnaire's theme ids, `answers` its questions' option ids by question id.
    """
    for table in ("signals", "courses", "pieces"):
        _once(document, table)
    book = AdviceBook(**parts)
    for place, conditions, signals in _conditions(document, book):
        for condition in conditions:
            _condition(document, place, condition, signals, themes, answers)
    named = {raw.get("id") for raw in document.raw.get("pieces", ()) if isinstance(raw, dict)}
    for number, course in enumerate(book.courses, 1):
        place = document.place("courses", number, course.id)
        for id_ in {id_ for slot in course.slots for id_ in slot} - named:
            document.report(place, f'No piece is called "{id_}".', nearest(id_, filter(None, named)))
    if book.courses and book.courses[-1].when:
        document.report("courses", "No course is for everybody else.", "End with a course without `when`.")
    for piece in book.pieces:
        _piece(document, piece, themes, named)
    if not any(not problem.warning for problem in document.problems):
        for id_ in unreachable(book, themes, answers):
            place = document.place("pieces", [piece.id for piece in book.pieces].index(id_) + 1, id_)
            document.report(place, "No answers can bring this piece up.", "Name it in a course, or loosen its rules.")


def _once(document: Document, table: str) -> None:
    ids = [raw.get("id") for raw in document.raw.get(table, ()) if isinstance(raw, dict)]
    for number, id_ in enumerate(ids, 1):
        if id_ in ids[: number - 1]:
            document.report(document.place(table, number, str(id_)), "This id is used before.", "Rename it.")


def _conditions(document: Document, book: AdviceBook) -> Iterator[tuple[str, Iterable[Condition], list[str]]]:
    """Give every list of conditions with its place and the signals it may name: for a signal, those before it."""
    signals = [signal.id for signal in book.signals]
    for number, signal in enumerate(book.signals, 1):
        yield document.place("signals", number, signal.id), signal.when, signals[: number - 1]
    for number, course in enumerate(book.courses, 1):
        yield document.place("courses", number, course.id), course.when, signals
    for number, piece in enumerate(book.pieces, 1):
        said = [c for paragraph in (*piece.paragraphs, *piece.steps) for c in (*paragraph.when, *paragraph.unless)]
        yield document.place("pieces", number, piece.id), (*piece.when, *piece.unless, *said), signals


def _condition(
    document: Document, place: str, condition: Condition, signals: list[str], themes: Sequence[str], answers: Answers
) -> None:
    for id_ in sorted(set(condition.signals) - set(signals)):
        document.report(place, f'No signal before this is called "{id_}".', nearest(id_, signals))
    for id_ in sorted(set(condition.themes) - set(themes)):
        document.report(place, f'No theme is called "{id_}".', nearest(id_, themes))
    if condition.question and condition.question not in answers:
        document.report(place, f'No question is called "{condition.question}".', nearest(condition.question, answers))
    elif condition.question:
        known = answers[condition.question]
        for id_ in sorted(set(condition.answers) - set(known)):
            document.report(place, f'"{condition.question}" has no answer "{id_}".', nearest(id_, known))
    if bool(condition.question) != bool(condition.answers):
        document.report(place, "`question` and `answers` go together.", "Add the one that is missing.")
    by_score = condition.at_least is not None or condition.below is not None
    if condition.themes and not by_score:
        document.report(place, "`themes` needs a score to reach.", "Add at_least or below.")
    if condition.at_least is not None and condition.below is not None and condition.at_least >= condition.below:
        document.report(place, "at_least is not under below, so it never holds.", "Swap them.")
    if not 1 <= condition.count <= len(condition.themes or themes):
        document.report(place, f"There are not {condition.count} themes to count.", "Lower count.")


def _piece(document: Document, piece: Piece, themes: Sequence[str], named: set[Any]) -> None:
    number = [raw.get("id") if isinstance(raw, dict) else None for raw in document.raw["pieces"]].index(piece.id) + 1
    place = document.place("pieces", number, piece.id)
    if piece.theme and piece.theme not in themes:
        document.report(place, f'No theme is called "{piece.theme}".', nearest(piece.theme, themes))
    for id_ in set(piece.not_with) - named:
        document.report(place, f'No piece is called "{id_}".', nearest(id_, filter(None, named)))
    if not piece.paragraphs:
        document.report(place, "It says nothing.", "Add a paragraph.")
    if not piece.because and Condition() in piece.when:
        document.report(place, "It may come up without a reason.", "Add because = …")
