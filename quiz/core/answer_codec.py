"""Answers in few letters: for a cookie, which goes both ways with every request."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

COUNTS = "456789"
"""How many letters an id may take, of 64 different ones. Of 20,000 questionnaires of 39 ids one needs over four."""


class AnswerCodec:
    """Writes texts by id, with a few letters for each id.

    The letters follow from the id, not from its place, and how many they are is written with them, so that a
    questionnaire may be edited while somebody answers it. No two ids of a questionnaire have the same. A new id has
    those of one taken out with a chance of one in 16 million.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        """Take all ids there are."""
        sums = {id_: _sum(id_) for id_ in ids}
        self._ids = {count: _told_apart(sums, int(count)) for count in COUNTS}
        self._count = next(count for count in COUNTS if len(self._ids[count]) == len(sums))
        self._letters = {id_: letters for letters, id_ in self._ids[self._count].items()}

    def write(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Give for every text how many letters an id takes, and those of the ids that have it, one after the other."""
        short: dict[str, str] = {}
        for id_, text in texts.items():
            short[text] = short.get(text, self._count) + self._letters[id_]
        return short

    def read(self, short: Mapping[str, str]) -> dict[str, str]:
        """Give the texts by id. Letters of an id that is not there any more, or of two, are passed over."""
        return {id_: text for text, run in short.items() for id_ in self._read(run)}

    def _read(self, run: str) -> list[str]:
        if (ids := self._ids.get(run[:1])) is None:
            return []
        count = int(run[0])
        return [ids[letters] for at in range(1, len(run), count) if (letters := run[at : at + count]) in ids]


def _told_apart(sums: Mapping[str, str], count: int) -> dict[str, str]:
    shared = Counter(sum_[:count] for sum_ in sums.values())
    return {sum_[:count]: id_ for id_, sum_ in sums.items() if shared[sum_[:count]] == 1}


def _sum(id_: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(id_.encode()).digest()).decode()
