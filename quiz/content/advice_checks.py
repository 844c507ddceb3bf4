"""Checks an advice book on its own and against its questionnaire."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quiz.advice.book import AdviceBook, Condition, Piece
from quiz.advice.reachability import unreachable_pieces
from quiz.content.advice_limits import QuestionnaireIds, check_limits, check_unit
from quiz.content.advice_safety import check_safety
from quiz.content.characters import check_characters
from quiz.content.toml_document import Document


def check_advice(document: Document, values: dict[str, Any], asked: QuestionnaireIds) -> None:
    """Report every problem in the advice that `Document.parse` returned."""
    check_characters(document)
    for table in ("signals", "pieces"):
        _check_ids(document, table)
    book = AdviceBook(**values)
    all_conditions = [one for _, conditions, _ in _conditions(document, book) for one in conditions]
    check_unit(document, book, asked, has_limits=any(one.tests_scores for one in all_conditions))
    for location, conditions, signals in _conditions(document, book):
        for condition in conditions:
            _check_references(document, location, condition, signals, asked)
            _check_condition(document, location, condition, asked.themes)
            check_limits(document, location, condition, book.unit, asked)
    document.check_known(
        "not_on_paper", "question or statement", book.not_on_paper, {*asked.options, *asked.statements}
    )
    _check_order(document, book)
    _check_topics(document, book)
    for piece in book.pieces:
        _check_piece(document, book, piece, asked.themes)
        # If [base] is invalid, that was reported, and places are unknown.
        if "base" in values or "base" not in document.raw:
            _check_place(document, book, piece)
    if not document.errors:
        check_safety(document, book, asked.private)
    if all(asked.options.values()) and not document.errors:
        for id_ in unreachable_pieces(book, asked.themes, asked.options):
            document.report(
                document.location_of("pieces", id_),
                "No answers lead to this piece.",
                "List it in [base] or [extras], or relax its conditions.",
            )


def _check_order(document: Document, book: AdviceBook) -> None:
    """Check that [base] lists pieces with a base part, and [extras] pieces with an extra part."""
    parts = {
        "base": ("base", (*book.base.situations, *book.base.closers)),
        "extras": ("extra", book.extras.pieces),
    }
    for table, (part, groups) in parts.items():
        # A piece with an error counts as having its part, so that one mistake is reported once.
        entries = zip(document.ids("pieces"), document.entries("pieces"), strict=True)
        known = [id_ for id_, entry in entries if id_ and part in entry]
        noun = f"piece with {'a base' if table == 'base' else 'an extra'} part"
        document.check_known(table, noun, (id_ for group in groups for id_ in group), known)
    if book.base.theme_cards < 1:
        document.report("base", f"theme_cards is {book.base.theme_cards}.", "Set it to 1 or more.")
    if book.extras.most < 1:
        document.report("extras", f"most is {book.extras.most}.", "Set it to 1 or more.")


def _check_topics(document: Document, book: AdviceBook) -> None:
    """Check that, if there are topics, each piece is in exactly one."""
    places = Counter(id_ for topic in book.topics for id_ in topic.pieces)
    for number, topic in enumerate(book.topics, 1):
        document.check_known(document.location("topics", number), "piece", topic.pieces, document.ids("pieces"))
    for piece in book.pieces if book.topics else ():
        if places[piece.id] != 1:
            message = f"It is listed in {places[piece.id]} topics."
            document.report(document.location_of("pieces", piece.id), message, "List it in one of [[topics]].")


def _check_ids(document: Document, table: str) -> None:
    document.check_unique_ids(table)
    for number, entry in enumerate(document.entries(table), 1):
        if entry.get("id") == "":
            document.report(document.location(table, number), "The id is empty.", "Give each entry its own id.")


def _conditions(document: Document, book: AdviceBook) -> Iterator[tuple[str, Iterable[Condition], list[str]]]:
    """Yield each list of conditions with its location and the ids of the signals that it may name.

    A signal may only name earlier signals.
    """
    signals = document.ids("signals")
    for signal in book.signals:
        yield document.location_of("signals", signal.id), signal.when, signals[: signals.index(signal.id)]
    yield "support_first", book.support_first, signals
    yield "reflect_positives", book.reflect_positives, signals
    for number, mute in enumerate(book.mutes, 1):
        yield document.location("mutes", number), mute.when, signals
    for piece in book.pieces:
        location = document.location_of("pieces", piece.id)
        for part in piece.parts:
            inner = [condition for text in part.texts for condition in (*text.when, *text.unless)]
            yield location, (*part.when, *part.unless, *inner), signals


def _check_references(
    document: Document,
    location: str,
    condition: Condition,
    signals: Sequence[str],
    asked: QuestionnaireIds,
) -> None:
    """Check that all ids in a condition exist. Answers to a question without valid options are not checked."""
    signal = "earlier signal" if location.startswith("signals ") else "signal"
    document.check_known(location, signal, condition.signals, signals)
    document.check_known(location, "theme", condition.themes, asked.themes)
    if asked.statements:
        document.check_known(location, "statement", filter(None, [condition.statement]), asked.statements)
    document.check_known(location, "question", filter(None, [condition.question]), asked.options)
    if known := asked.options.get(condition.question):
        document.check_known(location, f'answer to "{condition.question}"', condition.answers, known)


def _check_condition(document: Document, location: str, condition: Condition, themes: Sequence[str]) -> None:
    """Check that a condition is complete, and that it can hold."""
    if bool(condition.question) != bool(condition.answers):
        document.report(location, "`question` and `answers` need each other.", "Add the missing one.")
    if condition.statement and (condition.themes or condition.count != 1):
        fix = "Write a signal for each, and name both signals where both must hold."
        document.report(location, "`statement` and `themes` cannot share their limits.", fix)
    elif condition.statement and condition.at_least is None and condition.below is None:
        document.report(location, "`statement` needs a limit.", "Add at_least or below.")
    elif (condition.themes or condition.count != 1) and not condition.tests_scores:
        document.report(location, "`themes` and `count` need a score limit.", "Add at_least or below.")
    if condition.at_least is not None and condition.below is not None and condition.at_least >= condition.below:
        document.report(location, "at_least is not less than below, so this never holds.", "Swap them.")
    if not 1 <= condition.count <= len(condition.themes or themes):
        message = f"`count` is {condition.count}, for {len(condition.themes or themes)} themes."
        document.report(location, message, "Set it to at least 1 and at most the number of themes.")


def _check_piece(document: Document, book: AdviceBook, piece: Piece, themes: Sequence[str]) -> None:
    location = document.location_of("pieces", piece.id)
    document.check_known(location, "theme", filter(None, [piece.theme]), themes)
    document.check_known(location, "piece", piece.not_with, document.ids("pieces"))
    if not piece.parts or not all(part.paragraphs for part in piece.parts):
        document.report(location, "The piece has no text.", "Add base or extra, with a paragraph.")
    if not piece.base and not piece.idea:
        document.report(location, "The page of all ideas leaves it out.", "Add idea = …", warning=True)
    silent = {signal.id for signal in book.signals if not signal.because}
    conditions = [condition for part in piece.parts for condition in part.when]
    if not piece.because and any(not c.tests_scores and silent.issuperset(c.signals) for c in conditions):
        document.report(location, "The piece can be shown without a reason.", "Add because = …")


def _check_place(document: Document, book: AdviceBook, piece: Piece) -> None:
    listed = [id_ for group in (*book.base.situations, *book.base.closers) for id_ in group].count(piece.id)
    if piece.base and listed + bool(piece.theme) != 1:
        fix = "Give the piece a theme, or list it once in base.situations or base.closers."
        document.report(document.location_of("pieces", piece.id), "Its base part must have one place.", fix)
