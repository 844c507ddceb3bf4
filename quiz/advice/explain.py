"""Explains why each piece of advice is shown or not, using the same rules that choose it."""

from dataclasses import dataclass

from quiz.advice.book import AdviceBook, Conditions, Course, Piece
from quiz.advice.choose import Situation, choose, clashes, course_for, fill_slots


@dataclass(frozen=True)
class Verdict:
    """The outcome for one piece: its place among the pieces shown (1 is read first), or `None` if not shown.

    `called_for_by` and `muted_by` are the conditions of its `when` and `unless` that hold. `slots` are the numbers,
    from 1, of the course's slots that list it. An eligible piece with a slot may still not be shown, because of pieces
    it `clashes_with`, or because of those it was `crowded_out_by`: each took one of its slots first. If both are empty,
    the course already shows its `most` pieces.
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
    """Return a verdict on every piece, in the order of the book."""
    course = course_for(book, now)
    chosen = fill_slots(book, course, now)
    places = {card.piece.id: place for place, card in enumerate(choose(book, now).cards, 1)}
    return tuple(_verdict(piece, now, course, chosen, places.get(piece.id)) for piece in book.pieces)


def _verdict(
    piece: Piece, now: Situation, course: Course, chosen: tuple[Piece | None, ...], place: int | None
) -> Verdict:
    slots = tuple(number for number, slot in enumerate(course.slots, 1) if piece.id in slot)
    clashing: dict[str, Piece] = {}
    crowding: dict[str, Piece] = {}
    if now.is_eligible(piece) and piece not in chosen:
        for number in slots:
            earlier = clashes(piece, chosen[: number - 1])
            clashing |= {other.id: other for other in earlier}
            if not earlier and (winner := chosen[number - 1]):
                crowding[winner.id] = winner
    return Verdict(
        piece=piece,
        place=place,
        called_for_by=now.matching(piece.when),
        muted_by=now.matching(piece.unless),
        course=course,
        slots=slots,
        clashes_with=tuple(clashing.values()),
        crowded_out_by=tuple(crowding.values()),
    )
