"""What must hold between advice and the questionnaire it belongs to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quiz.advice.book import AdviceBook, Condition, Piece
from quiz.advice.reachability import unreachable_pieces
from quiz.content.characters import check_letters
from quiz.content.problems import suggestion
from quiz.content.toml_document import Document

Answers = Mapping[str, Sequence[str]]
TOP = 100


def check_advice(document: Document, parts: dict[str, Any], themes: Sequence[str], answers: Answers) -> None:
    """Report every fault in what `Document.read` found of an advice book.

    `themes` are the questionnaire's theme ids, `answers` its questions' option ids by question id.
    """
    check_letters(document)
    for table in ("signals", "courses", "pieces"):
        _once(document, table)
    book = AdviceBook(**parts)
    for place, conditions, signals in _conditions(document, book):
        for condition in conditions:
            _names(document, place, condition, signals, (themes, answers))
            _parts(document, place, condition, themes)
    named = set(document.ids("pieces")) - {""}
    _courses(document, book, named)
    for piece in book.pieces:
        _piece(document, piece, themes, named)
    if all(answers.values()) and not document.errors:
        for id_ in unreachable_pieces(book, themes, answers):
            document.report(
                document.place_of("pieces", id_),
                "No answers can bring this piece up.",
                "Name it in a course, or loosen its rules.",
            )


def _courses(document: Document, book: AdviceBook, named: set[str]) -> None:
    for course in book.courses:
        place = document.place_of("courses", course.id)
        for id_ in sorted({id_ for slot in course.slots for id_ in slot} - named):
            document.report(place, f'No piece is called "{id_}".', suggestion(id_, named))
        if course.most < 1:
            document.report(place, f"It shows at most {course.most} pieces.", "Raise `most`, or leave it out.")
    if book.courses and book.courses[-1].when:
        document.report("courses", "No course is for everybody else.", "End with a course without `when`.")


def _once(document: Document, table: str) -> None:
    ids = document.ids(table)
    for number, id_ in enumerate(ids, 1):
        if id_ and id_ in ids[: number - 1]:
            document.report(document.place(table, number, id_), "This id is used before.", "Rename it.")
        if document.entries(table)[number - 1].get("id") == "":
            document.report(document.place(table, number), "The id is empty.", "Give each entry its own id.")


def _conditions(document: Document, book: AdviceBook) -> Iterator[tuple[str, Iterable[Condition], list[str]]]:
    """Give every list of conditions with its place and the signals it may name: for a signal, those before it."""
    signals = document.ids("signals")
    for signal in book.signals:
        yield document.place_of("signals", signal.id), signal.when, signals[: signals.index(signal.id)]
    for course in book.courses:
        yield document.place_of("courses", course.id), course.when, signals
    for piece in book.pieces:
        said = [c for paragraph in (*piece.paragraphs, *piece.steps) for c in (*paragraph.when, *paragraph.unless)]
        yield document.place_of("pieces", piece.id), (*piece.when, *piece.unless, *said), signals


def _names(
    document: Document, place: str, condition: Condition, signals: Sequence[str], asked: tuple[Sequence[str], Answers]
) -> None:
    """Check that whatever a condition names is there. A question whose own options are at fault has none to check."""
    themes, answers = asked
    for id_ in sorted(set(condition.signals) - set(signals)):
        document.report(place, f'No signal before this is called "{id_}".', suggestion(id_, signals))
    for id_ in sorted(set(condition.themes) - set(themes)):
        document.report(place, f'No theme is called "{id_}".', suggestion(id_, themes))
    if condition.question and condition.question not in answers:
        document.report(
            place, f'No question is called "{condition.question}".', suggestion(condition.question, answers)
        )
    elif known := answers.get(condition.question):
        for id_ in sorted(set(condition.answers) - set(known)):
            document.report(place, f'"{condition.question}" has no answer "{id_}".', suggestion(id_, known))


def _parts(document: Document, place: str, condition: Condition, themes: Sequence[str]) -> None:
    """Check that a condition can hold at all."""
    if bool(condition.question) != bool(condition.answers):
        document.report(place, "`question` and `answers` go together.", "Add the one that is missing.")
    if condition.themes and not condition.tests_scores:
        document.report(place, "`themes` needs a score to reach.", "Add at_least or below.")
    if condition.at_least is not None and condition.below is not None and condition.at_least >= condition.below:
        document.report(place, "at_least is not under below, so it never holds.", "Swap them.")
    limits = [condition.at_least, condition.below, condition.overall_at_least]
    if any(limit is not None and not 0 <= limit <= TOP for limit in limits):
        document.report(place, f"A limit lies outside 0 to {TOP}.", "Scores in advice are 0-100, whatever the unit.")
    if not 1 <= condition.count <= len(condition.themes or themes):
        document.report(place, f"There are not {condition.count} themes to count.", "Lower count.")


def _piece(document: Document, piece: Piece, themes: Sequence[str], named: set[str]) -> None:
    place = document.place_of("pieces", piece.id)
    if piece.theme and piece.theme not in themes:
        document.report(place, f'No theme is called "{piece.theme}".', suggestion(piece.theme, themes))
    for id_ in sorted(set(piece.not_with) - named):
        document.report(place, f'No piece is called "{id_}".', suggestion(id_, named))
    if not piece.paragraphs:
        document.report(place, "It says nothing.", "Add a paragraph.")
    if not piece.because and Condition() in piece.when:
        document.report(place, "It may come up without a reason.", "Add because = …")
