"""The first pass through a file: how often each text occurs in each statement's column."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from quiz.answer_files.notation import Notation, Reading
from quiz.answer_files.table import Row

ROWS_PER_STEP = 1_000
MAX_TEXTS = 2_000
"""The most distinct texts of a column that are kept: a column of answers has fewer."""
MAX_TEXTS_LISTED = 4

Counts = Mapping[str, Counter[str]]


def count_texts(rows: Iterable[Row], places_by_id: Mapping[str, int]) -> Counts:
    """Return, by statement id, how often each text occurs in the statement's column.

    In a column with more than 2,000 distinct texts, rare ones are dropped, so that memory stays bounded.
    """
    counts: dict[str, Counter[str]] = {id_: Counter() for id_ in places_by_id}
    places = list(places_by_id.values())
    # With one place, itemgetter would return a cell instead of a tuple, so the first place is added.
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
    """`counts` has the number of cells by statement id and text, `readings` how each text is read."""

    counts: Counts
    readings: Mapping[str, Reading]

    @classmethod
    def of(cls, counts: Counts, notation: Notation) -> "Census":
        """Return the census for these counts. Each distinct text is read only once."""
        return cls(counts, {text: notation.read(text) for count in counts.values() for text in count})

    def number_of(self, *hows: str, ids: Sequence[str] | None = None) -> Counter[str]:
        """Return the number of cells of each text that is read in one of these ways, in the columns `ids` or in all."""
        found: Counter[str] = Counter()
        for id_ in self.counts if ids is None else ids:
            found.update({text: n for text, n in self.counts[id_].items() if self.readings[text].how in hows})
        return found

    def values(self, ids: Sequence[str] | None = None) -> set[int]:
        """Return the values that somebody chose, in the columns `ids` or in all."""
        texts = (text for id_ in (self.counts if ids is None else ids) for text in self.counts[id_])
        return {value for text in texts if (value := self.readings[text].value) is not None}

    @property
    def rows(self) -> int:
        """About how many rows were read; exact unless texts were dropped from every column."""
        return max((count.total() for count in self.counts.values()), default=0)

    def columns_with(self, texts: Iterable[str]) -> list[str]:
        """Return the ids of the columns that contain any of these texts."""
        return [id_ for id_, count in self.counts.items() if any(text in count for text in texts)]


def listed(texts: Counter[str]) -> str:
    """Return a list, in words, of the most frequent texts with their numbers of cells."""
    parts = [
        f"“{text[:40]}” in {n:,} {'cell' if n == 1 else 'cells'}" for text, n in texts.most_common(MAX_TEXTS_LISTED)
    ]
    more = len(texts) - len(parts)
    return ", ".join(parts) + (f" and {more} more texts" if more else "")
