"""All ideas of an advice book, for a page that is the same for every reader."""

from dataclasses import dataclass
from itertools import groupby

from quiz.advice.book import AdviceBook, Piece, Text, Topic, joined


@dataclass(frozen=True)
class Idea:
    """What one therapist says about one subject. `not_for` has sentences about whom it does not fit."""

    title: str
    who: str
    role: str
    paragraphs: tuple[Text, ...]
    not_for: tuple[str, ...]


@dataclass(frozen=True)
class IdeaGroup:
    """The ideas below one heading. A book without topics has a single group with an empty title."""

    title: str
    ideas: tuple[Idea, ...]


def idea_groups(book: AdviceBook) -> tuple[IdeaGroup, ...]:
    """Return all ideas by topic, without empty groups.

    Adjacent pieces with the same number and therapist become one idea. A piece with neither a base part nor `idea` is
    left out, because an extra part is not for everyone.
    """
    topics = book.topics or (Topic("", tuple(book.by_id)),)
    groups = (IdeaGroup(topic.title, _ideas([book.by_id[id_] for id_ in topic.pieces])) for topic in topics)
    return tuple(group for group in groups if group.ideas)


def _ideas(pieces: list[Piece]) -> tuple[Idea, ...]:
    told = (piece for piece in pieces if _paragraphs(piece))
    return tuple(_idea(list(same)) for _, same in groupby(told, lambda piece: (piece.number or piece.id, piece.who)))


def _idea(pieces: list[Piece]) -> Idea:
    first = pieces[0]
    return Idea(
        title=first.title,
        who=first.who,
        role=first.role,
        paragraphs=joined(text for piece in pieces for text in _paragraphs(piece)),
        not_for=tuple(piece.not_for for piece in pieces if piece.not_for),
    )


def _paragraphs(piece: Piece) -> tuple[Text, ...]:
    """Return what a piece says to a reader about whom nothing is known."""
    if piece.idea:
        return (Text(piece.idea),)
    return tuple(text for text in piece.base.paragraphs if not text.when) if piece.base else ()
