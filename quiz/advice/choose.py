"""Chooses the pieces of advice for a reader, their order, and the reasons given for them.

Base cards are the same on the screen, in saved results and on paper, except that paper may have a different situation
card. Extra paragraphs and extra cards are shown on the screen only.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quiz.advice.book import AdviceBook, Groups, Part, Piece, Text
from quiz.advice.situation import Situation, on_paper


@dataclass(frozen=True)
class Card:
    """One chosen piece: its text for this reader, and why it is shown: `themes` (ids) and `because` (sentences).

    `extra` has the paragraphs for the screen only, shown after the others. `step` is "" if there is none.
    """

    piece: Piece
    paragraphs: tuple[Text, ...]
    step: str
    themes: tuple[str, ...]
    because: tuple[str, ...]
    extra: tuple[Text, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether nothing on the card was said by the piece's therapist."""
        return all(text.ours for text in (*self.paragraphs, *self.extra))


@dataclass(frozen=True)
class Advice:
    """The cards for one reader, in reading order.

    `support_first`: the support lines come before the cards. `reflects_positives`: on the screen, the result may show
    the positive statements that were often true.
    """

    cards: tuple[Card, ...] = ()
    support_first: bool = False
    reflects_positives: bool = False


@dataclass(frozen=True)
class Choice:
    """The pieces chosen for base cards. Each field except `themes` has at most one piece.

    `paper_situation` replaces `situation` on paper.
    """

    themes: tuple[Piece, ...]
    situation: tuple[Piece, ...]
    paper_situation: tuple[Piece, ...]
    closer: tuple[Piece, ...]

    @property
    def on_screen(self) -> tuple[Piece, ...]:
        """The pieces of the base cards on the screen, in reading order."""
        return self.themes + self.situation + self.closer

    @property
    def on_paper(self) -> tuple[Piece, ...]:
        """The pieces of the base cards on paper, in reading order."""
        return self.themes + self.paper_situation + self.closer


def screen_advice(book: AdviceBook, now: Situation) -> Advice:
    """Return the advice for a result just finished: the base cards with extra paragraphs, then the extra cards."""
    base = choose_base(book, now).on_screen
    extras = choose_extras(book, now, base)
    cards = [
        *(_card(book, now, piece, piece.base, now.paragraphs(book, piece.extra)) for piece in base),
        *(_card(book, now, piece, piece.extra) for piece in extras),
    ]
    return Advice(tuple(cards), now.any_holds(book.support_first), now.reflects_positives(book))


def saved_advice(book: AdviceBook, now: Situation) -> Advice:
    """Return the base cards for a saved result."""
    cards = tuple(_card(book, now, piece, piece.base) for piece in choose_base(book, now).on_screen)
    return Advice(cards, now.any_holds(book.support_first))


def paper_advice(book: AdviceBook, now: Situation) -> Advice:
    """Return the base cards for paper. Their reasons are themes only, not sentences."""
    paper = on_paper(book, now)
    cards = (_card(book, paper, piece, piece.base) for piece in choose_base(book, now).on_paper)
    return Advice(tuple(replace(card, because=()) for card in cards), now.any_holds(book.support_first))


def choose_base(book: AdviceBook, now: Situation) -> Choice:
    """Return the pieces of the base cards."""
    paper, situations = on_paper(book, now), book.base.situations
    themes = _compatible(theme_pieces(book, now), (), book.base.theme_cards)
    situation = _compatible(_called_for(book, now, situations), themes, 1)
    paper_situation = _compatible(_called_for(book, paper, situations), themes, 1)
    # The closer is the same on the screen and on paper, so it must be compatible with both situation cards.
    closer = _compatible(_called_for(book, now, book.base.closers), themes + situation + paper_situation, 1)
    return Choice(themes, situation, paper_situation, closer)


def theme_pieces(book: AdviceBook, now: Situation) -> list[Piece]:
    """Return the pieces of leading themes that are called for, highest level first; equal ones take turns."""
    pieces = [piece for piece in book.pieces if piece.theme in now.leading and now.paragraphs(book, piece.base)]
    pieces.sort(key=lambda piece: now.level(piece.theme), reverse=True)
    groups = [
        tuple(piece.id for piece in tied) for _, tied in itertools.groupby(pieces, lambda piece: now.level(piece.theme))
    ]
    return [book.by_id[id_] for id_ in in_turn(groups, now.period)]


def choose_extras(book: AdviceBook, now: Situation, base: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of the extra cards, to be shown after these base cards."""
    pieces = (book.by_id[id_] for id_ in in_turn(book.extras.pieces, now.period))
    called_for = (piece for piece in pieces if now.paragraphs(book, piece.extra))
    return _compatible(called_for, base, book.extras.most)


def in_turn(groups: Sequence[tuple[str, ...]], period: int) -> list[str]:
    """Return all ids, group by group. Within a group, each id comes first for one period in turn.

    The order of a group in the file does not matter: its ids are sorted.
    """
    found: list[str] = []
    for group in groups:
        first = period % max(1, len(group))
        ordered = sorted(group)
        found += ordered[first:] + ordered[:first]
    return found


def clashes(piece: Piece, others: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the others that must not be shown with a piece, whichever of the two names the other in `not_with`."""
    return tuple(other for other in others if piece.id in other.not_with or other.id in piece.not_with)


def _called_for(book: AdviceBook, now: Situation, groups: Groups) -> list[Piece]:
    """Return the pieces of the groups with a base part that is called for and has text for this reader, in turn."""
    pieces = (book.by_id[id_] for id_ in in_turn(groups, now.period))
    return [piece for piece in pieces if now.paragraphs(book, piece.base)]


def _compatible(pieces: Iterable[Piece], others: Sequence[Piece], most: int) -> tuple[Piece, ...]:
    """Return the first pieces, at most `most`, that may be shown with the others and with each other."""
    chosen: list[Piece] = []
    for piece in pieces:
        beside = (*others, *chosen)
        if piece not in beside and not clashes(piece, beside):
            chosen.append(piece)
    return tuple(chosen[:most])


def _card(book: AdviceBook, now: Situation, piece: Piece, part: Part | None, extra: tuple[Text, ...] = ()) -> Card:
    if part is None:
        raise ValueError(f"{piece.id} was chosen without the part to show")
    matching = now.matching(part.when)
    themes = {theme: None for condition in matching if condition.tests_scores for theme in now.themes_within(condition)}
    signals = {id_ for condition in matching for id_ in condition.signals}
    because = tuple(signal.because for signal in book.signals if signal.id in signals and signal.because)
    steps = [step.text for step in part.steps if now.includes(book, step)]
    return Card(
        piece=piece,
        paragraphs=tuple(text for text in part.paragraphs if now.includes(book, text)),
        step=steps[now.period % len(steps)] if steps else "",
        themes=tuple(themes),
        because=because or (() if themes or not piece.because else (piece.because,)),
        extra=extra,
    )
