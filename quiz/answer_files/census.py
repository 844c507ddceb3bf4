"""The first reading of a file: how often each text stands in each statement's column."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from quiz.answer_files.notation import Notation, Reading
from quiz.answer_files.table import Row

ROWS_PER_STEP = 1_000
MAX_TEXTS = 2_000
"""The most different texts of a column that are kept: a column of answers has fewer."""
MAX_TEXTS_LISTED = 4

Counts = Mapping[str, Counter[str]]


def count_texts(rows: Iterable[Row], places_by_id: Mapping[str, int]) -> Counts:
    """Return how often each text stands in each statement's column."""
    counts: dict[str, Counter[str]] = {id_: Counter() for id_ in places_by_id}
    places = list(places_by_id.values())
    # itemgetter returns a single cell as it is, so it is asked for two.
    cells_of = itemgetter(*places, places[0])
    for step in _steps(iter(rows)):
        for count, cells in zip(counts.values(), zip(*map(cells_of, step), strict=True), strict=False):
            count.update(cells)
            if len(count) > MAX_TEXTS:
                rarest = count.most_common()[MAX_TEXTS // 2 :]
                for text, _ in rarest:
                    del count[text]
    return counts


def _steps(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while step := list(islice(rows, ROWS_PER_STEP)):
        yield step


@dataclass(frozen=True)
class Census:
    """The texts in the columns of statements, and how each is read."""

    counts: Counts
    readings: Mapping[str, Reading]

    @classmethod
    def of(cls, counts: Counts, notation: Notation) -> "Census":
        """Read each text once."""
        return cls(counts, {text: notation.read(text) for count in counts.values() for text in count})

    def number_of(self, *hows: str, ids: Sequence[str] | None = None) -> Counter[str]:
        """Return how many cells have each text that is read in one of these ways, in all columns or in some."""
        found: Counter[str] = Counter()
        for id_ in self.counts if ids is None else ids:
            found.update({text: n for text, n in self.counts[id_].items() if self.readings[text].how in hows})
        return found

    def values(self, ids: Sequence[str] | None = None) -> set[int]:
        """Return the values that somebody chose, in all columns or in some."""
        texts = (text for id_ in (self.counts if ids is None else ids) for text in self.counts[id_])
        return {value for text in texts if (value := self.readings[text].value) is not None}

    @property
    def rows(self) -> int:
        """The number of rows that were read."""
        return max((count.total() for count in self.counts.values()), default=0)

    def columns_with(self, texts: Iterable[str]) -> list[str]:
        """Return the ids of the columns in which one of these texts stands."""
        return [id_ for id_, count in self.counts.items() if any(text in count for text in texts)]


def listed(texts: Counter[str]) -> str:
    """Return the most frequent texts with the number of their cells."""
    parts = [
        f"“{text[:40]}” in {n:,} {'cell' if n == 1 else 'cells'}" for text, n in texts.most_common(MAX_TEXTS_LISTED)
    ]
    more = len(texts) - len(parts)
    return ", ".join(parts) + (f" and {more} more texts" if more else "")
