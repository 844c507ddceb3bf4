"""A compact encoding of answers for the session cookie, which travels with every request and response."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

KEY_LENGTHS = "456789"
"""Characters per key, of 64 different ones. Of 20,000 questionnaires with 39 ids, one needs more than four."""


class AnswerCodec:
    """Encodes texts by id, with a short key in place of each id.

    A key is a prefix of the id's hash and does not depend on the id's position; the key length is stored with the
    keys. So a questionnaire can be edited while somebody is answering it. Keys are unique within a questionnaire. A new
    id has the key of a removed one with a probability of 1 in 16 million.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        hashes = {id_: _hash(id_) for id_ in ids}
        self._ids = {length: _unique_prefixes(hashes, int(length)) for length in KEY_LENGTHS}
        self._length = next(length for length in KEY_LENGTHS if len(self._ids[length]) == len(hashes))
        self._keys = {id_: key for key, id_ in self._ids[self._length].items()}

    def encode(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return, for each distinct text, the key length followed by the keys of all ids with that text."""
        encoded: dict[str, str] = {}
        for id_, text in texts.items():
            encoded[text] = encoded.get(text, self._length) + self._keys[id_]
        return encoded

    def decode(self, encoded: Mapping[str, str]) -> dict[str, str]:
        """Return the texts by id. Keys of removed ids, and keys that match two ids, are ignored."""
        return {id_: text for text, keys in encoded.items() for id_ in self._decode(keys)}

    def _decode(self, keys: str) -> list[str]:
        if (ids := self._ids.get(keys[:1])) is None:
            return []
        length = int(keys[0])
        return [ids[key] for start in range(1, len(keys), length) if (key := keys[start : start + length]) in ids]


def _unique_prefixes(hashes: Mapping[str, str], length: int) -> dict[str, str]:
    counts = Counter(hash_[:length] for hash_ in hashes.values())
    return {hash_[:length]: id_ for id_, hash_ in hashes.items() if counts[hash_[:length]] == 1}


def _hash(id_: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(id_.encode()).digest()).decode()
