"""Checks the safety of an advice book: what private answers may change, and what must never be assumed."""

from collections.abc import Collection, Iterable, Iterator

from quiz.advice.book import AdviceBook, Condition, Conditions, Part, Piece
from quiz.content.toml_document import Document

UNKNOWN_IS_NOT_SAFE = (
    "Unknown isn't safe: add a signal to each condition that needs an answer to every private question."
)


def check_safety(document: Document, book: AdviceBook, private: Collection[str]) -> None:
    """Report what depends on private answers but must not, and tagged text that readers of unknown safety can see.

    All ids in the book must be valid.
    """
    rules = _QuestionsOf(book)
    situations = {id_ for group in book.base.situations for id_ in group}
    for piece in book.pieces:
        location = document.location_of("pieces", piece.id)
        if piece.base:
            _check_base(document, location, piece.base, rules, private)
            if piece.id not in situations and rules.named_by(piece.base) & set(book.not_on_paper):
                document.report(
                    location,
                    "Its base part depends on an answer that is not for paper.",
                    "Only pieces in base.situations may depend on a question in not_on_paper.",
                )
        if private:
            _check_tagged(document, location, piece, rules, private)
    if private and any(not rules.needed_by(one).issuperset(private) for one in book.reflect_positives):
        document.report(
            "reflect_positives",
            "Positive answers can be reflected while a private question is unanswered.",
            UNKNOWN_IS_NOT_SAFE,
        )
    if rules.named_in(book.support_first) & set(private):
        _report_private(document, "support_first", "The place of the support lines")
    for signal in book.signals:
        if signal.because and rules.named_in(signal.when) & set(private):
            _report_private(document, document.location_of("signals", signal.id), "A reason shown to the reader")


def _check_base(document: Document, location: str, base: Part, rules: "_QuestionsOf", private: Collection[str]) -> None:
    if any(text.tags for text in base.texts):
        document.report(
            location, "A base text has a tag.", "Word it so that it is right for anyone, or move it to the extra part."
        )
    if rules.named_by(base) & set(private):
        _report_private(document, location, "The base part")


def _check_tagged(
    document: Document, location: str, piece: Piece, rules: "_QuestionsOf", private: Collection[str]
) -> None:
    if piece.extra is None or not any(text.tags for text in piece.extra.texts):
        return
    if any(not rules.needed_by(condition).issuperset(private) for condition in piece.extra.when):
        document.report(
            location,
            "A tagged text can be shown while a private question is unanswered.",
            UNKNOWN_IS_NOT_SAFE,
        )


def _report_private(document: Document, location: str, what: str) -> None:
    document.report(location, f"{what} depends on a private answer.", "Only extra parts may depend on private answers.")


class _QuestionsOf:
    """The questions and statements that conditions name, directly or through signals."""

    def __init__(self, book: AdviceBook) -> None:
        self._signals = {signal.id: signal.when for signal in book.signals}

    def named_by(self, part: Part) -> set[str]:
        """Return the ids that any condition of a part names."""
        texts = (condition for text in part.texts for condition in (*text.when, *text.unless))
        return self.named_in((*part.when, *part.unless, *texts))

    def named_in(self, conditions: Conditions | Iterable[Condition]) -> set[str]:
        """Return the ids that any of the conditions names."""
        return {question for condition in conditions for question in self._named(condition)}

    def needed_by(self, condition: Condition) -> set[str]:
        """Return the ids of the questions that must be answered for a condition to hold."""
        needed = {condition.question} - {""}
        for signal in condition.signals:
            ways = [self.needed_by(way) for way in self._signals[signal]]
            needed |= set.intersection(*ways) if ways else set()
        return needed

    def _named(self, condition: Condition) -> Iterator[str]:
        yield from filter(None, (condition.question, condition.statement))
        for signal in condition.signals:
            yield from self.named_in(self._signals[signal])
