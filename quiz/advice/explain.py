"""Why each piece of advice is shown to somebody or not, told by the rules that choose it."""

from dataclasses import dataclass

from quiz.advice.book import AdviceBook, Conditions, Course, Piece
from quiz.advice.choose import Situation, choose, clashes, course_for, walk


@dataclass(frozen=True)
class Verdict:
    """What became of one piece: its place among those shown (1 is read first), else `None`.

    `called_for_by` and `muted_by` are the conditions that hold, of its `when` and `unless`. `slots` are those of the
    course that list it, counted from 1. A piece that may be shown and has a slot can still give way: to pieces it
    `clashes_with`, or to those it was `crowded_out_by`, which came first in a slot of its own. When it gave way to
    none, the course had shown its `most` already.
    """

    piece: Piece
    place: int | None
    called_for_by: Conditions
    muted_by: Conditions
    course: Course
    slots: tuple[int, ...]
    clashes_with: tuple[Piece, ...] = ()
    crowded_out_by: tuple[Piece, ...] = ()


def explain(book: AdviceBook, now: Situation) -> tuple[Verdict, ...]:
    """Give a verdict on every piece, in the order of the book."""
    course = course_for(book, now)
    given = walk(book, course, now)
    shown = {card.piece.id: place for place, card in enumerate(choose(book, now).cards, 1)}
    return tuple(_verdict(piece, now, course, given, shown.get(piece.id)) for piece in book.pieces)


def _verdict(
    piece: Piece, now: Situation, course: Course, given: tuple[Piece | None, ...], place: int | None
) -> Verdict:
    slots = tuple(number for number, slot in enumerate(course.slots, 1) if piece.id in slot)
    clashed: dict[str, Piece] = {}
    crowded: dict[str, Piece] = {}
    if now.allows(piece) and piece not in given:
        for number in slots:
            earlier = clashes(piece, given[: number - 1])
            clashed |= {other.id: other for other in earlier}
            if not earlier and (taken := given[number - 1]):
                crowded[taken.id] = taken
    return Verdict(
        piece=piece,
        place=place,
        called_for_by=now.held(piece.when),
        muted_by=now.held(piece.unless),
        course=course,
        slots=slots,
        clashes_with=tuple(clashed.values()),
        crowded_out_by=tuple(crowded.values()),
    )
