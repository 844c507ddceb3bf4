"""The answer scale, and texts that are worded by an earlier answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from quiz.core.strict import Strict
from quiz.core.words import Words


@dataclass(frozen=True)
class ScalePoint(Strict):
    """One answer on the scale."""

    value: int
    words: Words


@dataclass(frozen=True)
class Variant(Strict):
    """Another wording of a text, for people who gave one of these `answers` (option ids) to an earlier question."""

    question: str
    answers: tuple[str, ...]
    text: Words


@dataclass(frozen=True)
class Scale(Strict):
    """An answer scale, lowest value first. `variants` are other wordings of the prompt.

    The scale of a section has an `id`, which its statements name.
    """

    prompt: Words
    points: tuple[ScalePoint, ...]
    skip: Words
    variants: tuple[Variant, ...] = ()
    id: str = ""

    @cached_property
    def marks(self) -> tuple[tuple[Fraction, str], ...]:
        """Each point's position as a score, 0-100, and its words: a score is a mean answer."""
        return tuple((Fraction(100 * (p.value - self.low), self.high - self.low), p.words) for p in self.points)

    @property
    def ends(self) -> tuple[int, int]:
        """The lowest and the highest value."""
        return self.low, self.high

    @cached_property
    def low(self) -> int:
        """The lowest value on the scale."""
        return min(point.value for point in self.points)

    @cached_property
    def high(self) -> int:
        """The highest value on the scale."""
        return max(point.value for point in self.points)

    @cached_property
    def values(self) -> Mapping[str, int]:
        """The values by their decimal text."""
        return {str(point.value): point.value for point in self.points}
