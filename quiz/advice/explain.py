"""Explains why each piece of advice is shown or not, with the same rules that choose the advice."""

from dataclasses import dataclass, replace
from typing import Literal

from quiz.advice.book import AdviceBook, Conditions, Part, Piece
from quiz.advice.choose import Choice, choose_base, choose_extras, clashes
from quiz.advice.situation import Situation

Place = Literal["theme", "situation", "closer", "extra"]


@dataclass(frozen=True)
class PartVerdict:
    """Why one part of a piece is shown or not.

    `called_for_by` and `muted_by` are the conditions in its `when` and `unless` that hold. A part that is called for
    and not muted may still not be shown: because its theme is not `leading`, because none of its paragraphs is for this
    reader (`silenced`), because it `clashes_with` pieces that are shown, or because other pieces took all places
    (`crowded_out_by`).
    """

    called_for_by: Conditions
    muted_by: Conditions
    silenced: bool
    leading: bool = True
    clashes_with: tuple[Piece, ...] = ()
    crowded_out_by: tuple[Piece, ...] = ()

    @property
    def applies(self) -> bool:
        """Whether the part would be shown if there were no other pieces."""
        return bool(self.called_for_by) and self.leading and not self.muted_by and not self.silenced


@dataclass(frozen=True)
class Verdict:
    """The outcome for one piece: the kind of its card on the screen, and its rank among the cards there (from 1).

    `place` and `rank` are `None` if it has no card. `added` tells whether its base card includes its extra paragraphs.
    `on_paper` is its rank on paper, `None` if it is not there.
    """

    piece: Piece
    place: Place | None
    rank: int | None
    added: bool
    on_paper: int | None
    base: PartVerdict | None
    extra: PartVerdict | None


def explain(book: AdviceBook, now: Situation) -> tuple[Verdict, ...]:
    """Return a verdict on each piece, in the order of the book."""
    choice = choose_base(book, now)
    extras = choose_extras(book, now, choice.on_screen)
    return tuple(_verdict(book, now, piece, choice, extras) for piece in book.pieces)


def _verdict(book: AdviceBook, now: Situation, piece: Piece, choice: Choice, extras: tuple[Piece, ...]) -> Verdict:
    chosen: dict[Place, tuple[Piece, ...]] = {
        "theme": choice.themes,
        "situation": choice.situation,
        "closer": choice.closer,
        "extra": extras,
    }
    extra = _extra(book, now, piece, choice, extras)
    return Verdict(
        piece=piece,
        place=next((place for place, pieces in chosen.items() if piece in pieces), None),
        rank=_rank(piece, choice.on_screen + extras),
        added=piece in choice.on_screen and extra is not None and extra.applies,
        on_paper=_rank(piece, choice.on_paper),
        base=_base(book, now, piece, choice),
        extra=extra,
    )


def _base(book: AdviceBook, now: Situation, piece: Piece, choice: Choice) -> PartVerdict | None:
    if piece.base is None:
        return None
    verdict = _without_others(book, now, piece.base, leading=not piece.theme or piece.theme in now.leading)
    if piece in choice.on_screen:
        return verdict
    if piece.theme:
        return _kept_back(verdict, clashes(piece, choice.themes), choice.themes)
    if any(piece.id in group for group in book.base.situations):
        return _kept_back(verdict, clashes(piece, choice.themes), choice.situation)
    return _kept_back(verdict, clashes(piece, choice.themes + choice.situation + choice.paper_situation), choice.closer)


def _extra(
    book: AdviceBook, now: Situation, piece: Piece, choice: Choice, extras: tuple[Piece, ...]
) -> PartVerdict | None:
    if piece.extra is None:
        return None
    verdict = _without_others(book, now, piece.extra)
    if piece in choice.on_screen + extras or not any(piece.id in group for group in book.extras.pieces):
        return verdict
    return _kept_back(verdict, clashes(piece, choice.on_screen + extras), extras)


def _without_others(book: AdviceBook, now: Situation, part: Part, *, leading: bool = True) -> PartVerdict:
    silenced = now.calls_for(part) and not now.paragraphs(book, part)
    return PartVerdict(now.matching(part.when), now.matching(part.unless), silenced, leading)


def _kept_back(verdict: PartVerdict, clashing: tuple[Piece, ...], rivals: tuple[Piece, ...]) -> PartVerdict:
    """Add the pieces that keep a part from being shown: the ones it clashes with, or else the ones shown instead."""
    if not verdict.applies:
        return verdict
    return replace(verdict, clashes_with=clashing, crowded_out_by=() if clashing else rivals)


def _rank(piece: Piece, shown: tuple[Piece, ...]) -> int | None:
    return shown.index(piece) + 1 if piece in shown else None
