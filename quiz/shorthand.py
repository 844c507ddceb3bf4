"""Answers in few letters: for a cookie, which goes both ways with every request."""

import base64
import hashlib
import itertools
from collections.abc import Iterable, Mapping

LEAST = 4
"""Letters for an id, of 64 different ones: with 39 ids, fewer than one questionnaire in 20,000 needs more."""


class Shorthand:
    """Writes texts by id, with a few letters for each id.

    The letters follow from the id, not from its place, so that a questionnaire may be edited while somebody answers it.
    Two ids never have the same.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        """Take all ids there are."""
        sums = {id_: _sum(id_) for id_ in ids}
        cut = ({id_: sum_[:letters] for id_, sum_ in sums.items()} for letters in itertools.count(LEAST))
        self._letters = next(short for short in cut if len(set(short.values())) == len(sums))
        self._ids = {letters: id_ for id_, letters in self._letters.items()}
        self._length = max(map(len, self._ids), default=LEAST)

    def write(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Give for every text the letters of the ids that have it, one after the other."""
        short: dict[str, str] = {}
        for id_, text in texts.items():
            short[text] = short.get(text, "") + self._letters[id_]
        return short

    def read(self, short: Mapping[str, str]) -> dict[str, str]:
        """Give the texts by id. Letters of an id that is not there any more are passed over."""
        return {
            self._ids[letters]: text
            for text, run in short.items()
            for letters in (run[at : at + self._length] for at in range(0, len(run), self._length))
            if letters in self._ids
        }


def _sum(id_: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(id_.encode()).digest()).decode()
