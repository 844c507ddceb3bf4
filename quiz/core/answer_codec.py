"""A compact encoding of answers for the session cookies, which travel with every request and response."""

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

KEY_LENGTHS = "3456789"
"""Characters per key, of 64 different ones. Of 300 questionnaires with 41 ids, one needs more than three."""


class AnswerCodec:
    """Encodes answers by id: a short key in place of each id, and an answer's place among those offered.

    A key is a prefix of the hash of an id and its offered answers, and does not depend on the id's position; the key
    length is stored with the keys. So a questionnaire can be edited while somebody is answering it: what was changed is
    asked again. Keys are unique within a questionnaire. A new id has the key of a removed one with a probability of 1
    in 262,144.
    """

    def __init__(self, offered: Mapping[str, Sequence[str]]) -> None:
        """Prepare for answers by id. `offered` has all answers to each id."""
        self._offered = offered
        hashes = {id_: _hash("\0".join((id_, *answers))) for id_, answers in offered.items()}
        self._ids = {length: _unique_prefixes(hashes, int(length)) for length in KEY_LENGTHS}
        self._length = next(length for length in KEY_LENGTHS if len(self._ids[length]) == len(hashes))
        self._keys = {id_: key for key, id_ in self._ids[self._length].items()}

    def encode(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Return, for each place among offered answers, the key length followed by the keys of all ids answered so."""
        encoded: dict[str, str] = {}
        for id_, answer in answers.items():
            place = str(self._offered[id_].index(answer))
            encoded[place] = encoded.get(place, self._length) + self._keys[id_]
        return encoded

    def decode(self, encoded: Mapping[str, str]) -> dict[str, str]:
        """Return the answers by id. Keys that match no id or two, and places that hold no answer, are ignored."""
        return {
            id_: self._offered[id_][int(place)]
            for place, keys in encoded.items()
            for id_ in self._decode(keys)
            if place.isdecimal() and int(place) < len(self._offered[id_])
        }

    def _decode(self, keys: str) -> list[str]:
        if (ids := self._ids.get(keys[:1])) is None:
            return []
        length = int(keys[0])
        return [ids[key] for start in range(1, len(keys), length) if (key := keys[start : start + length]) in ids]


def _unique_prefixes(hashes: Mapping[str, str], length: int) -> dict[str, str]:
    counts = Counter(hash_[:length] for hash_ in hashes.values())
    return {hash_[:length]: id_ for id_, hash_ in hashes.items() if counts[hash_[:length]] == 1}


def _hash(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()
