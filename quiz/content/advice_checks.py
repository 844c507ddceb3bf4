"""Check an advice book on its own and against its questionnaire."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quiz.advice.book import AdviceBook, Condition, Piece
from quiz.advice.reachability import unreachable_pieces
from quiz.content.characters import check_characters
from quiz.content.toml_document import Document

MAX_SCORE = 100


class QuestionnaireIds(NamedTuple):
    """The ids that advice may refer to: theme ids, and option ids by question id."""

    themes: Sequence[str]
    options: Mapping[str, Sequence[str]]


def check_advice(document: Document, values: dict[str, Any], asked: QuestionnaireIds) -> None:
    """Report every problem in the advice that `Document.parse` returned."""
    check_characters(document)
    for table in ("signals", "courses", "pieces"):
        _check_ids(document, table)
    book = AdviceBook(**values)
    for location, conditions, signals in _conditions(document, book):
        for condition in conditions:
            _check_references(document, location, condition, signals, asked)
            _check_condition(document, location, condition, asked.themes)
    piece_ids = set(document.ids("pieces")) - {""}
    _check_courses(document, book, piece_ids)
    for piece in book.pieces:
        _check_piece(document, piece, asked.themes, piece_ids)
    if all(asked.options.values()) and not document.errors:
        for id_ in unreachable_pieces(book, asked.themes, asked.options):
            document.report(
                document.location_of("pieces", id_),
                "No answers lead to this piece.",
                "Add it to a course, or relax its conditions.",
            )


def _check_courses(document: Document, book: AdviceBook, piece_ids: Collection[str]) -> None:
    for course in book.courses:
        location = document.location_of("courses", course.id)
        document.check_known(location, "piece", (id_ for slot in course.slots for id_ in slot), piece_ids)
        if course.most < 1:
            document.report(
                location, f"The course shows at most {course.most} pieces.", "Increase `most`, or remove it."
            )
    if book.courses and book.courses[-1].when:
        document.report("courses", "No course applies to all other readers.", "Add a last course without `when`.")


def _check_ids(document: Document, table: str) -> None:
    document.check_unique_ids(table)
    for number, entry in enumerate(document.entries(table), 1):
        if entry.get("id") == "":
            document.report(document.location(table, number), "The id is empty.", "Give each entry its own id.")


def _conditions(document: Document, book: AdviceBook) -> Iterator[tuple[str, Iterable[Condition], list[str]]]:
    """Yield each list of conditions with its location and the signals it may refer to.

    A signal may only refer to the signals before it.
    """
    signals = document.ids("signals")
    for signal in book.signals:
        yield document.location_of("signals", signal.id), signal.when, signals[: signals.index(signal.id)]
    for course in book.courses:
        yield document.location_of("courses", course.id), course.when, signals
    for piece in book.pieces:
        inner = [c for paragraph in (*piece.paragraphs, *piece.steps) for c in (*paragraph.when, *paragraph.unless)]
        yield document.location_of("pieces", piece.id), (*piece.when, *piece.unless, *inner), signals


def _check_references(
    document: Document,
    location: str,
    condition: Condition,
    signals: Sequence[str],
    asked: QuestionnaireIds,
) -> None:
    """Check that all ids in a condition exist. Answers to a question without valid options cannot be checked."""
    signal = "earlier signal" if location.startswith("signals ") else "signal"
    document.check_known(location, signal, condition.signals, signals)
    document.check_known(location, "theme", condition.themes, asked.themes)
    document.check_known(location, "question", filter(None, [condition.question]), asked.options)
    if known := asked.options.get(condition.question):
        document.check_known(location, f'answer to "{condition.question}"', condition.answers, known)


def _check_condition(document: Document, location: str, condition: Condition, themes: Sequence[str]) -> None:
    """Check that a condition is complete and can hold."""
    if bool(condition.question) != bool(condition.answers):
        document.report(location, "`question` and `answers` need each other.", "Add the missing one.")
    if condition.themes and not condition.tests_scores:
        document.report(location, "`themes` needs a score limit.", "Add at_least or below.")
    if condition.at_least is not None and condition.below is not None and condition.at_least >= condition.below:
        document.report(location, "at_least is not less than below, so this never holds.", "Swap them.")
    limits = [condition.at_least, condition.below, condition.overall_at_least]
    if any(limit is not None and not 0 <= limit <= MAX_SCORE for limit in limits):
        fix = "Scores in advice are always 0-100, whatever the questionnaire's unit."
        document.report(location, f"A limit is outside 0 to {MAX_SCORE}.", fix)
    if not 1 <= condition.count <= len(condition.themes or themes):
        message = f"`count` is {condition.count}, for {len(condition.themes or themes)} themes."
        document.report(location, message, "Set it to at least 1 and at most the number of themes.")


def _check_piece(document: Document, piece: Piece, themes: Sequence[str], piece_ids: Collection[str]) -> None:
    location = document.location_of("pieces", piece.id)
    document.check_known(location, "theme", filter(None, [piece.theme]), themes)
    document.check_known(location, "piece", piece.not_with, piece_ids)
    if not piece.paragraphs:
        document.report(location, "The piece has no text.", "Add a paragraph.")
    if not piece.because and Condition() in piece.when:
        document.report(location, "The piece can be shown without a reason.", "Add because = …")
