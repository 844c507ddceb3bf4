"""A compact encoding of answers for the session cookies, which travel with every request and response."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

CODE_BYTES = range(3, 9)
"""How long the code of an answer may be. Of 400 questionnaires with 41 ids and seven answers, one needs over three."""
Answer = tuple[str, str]
"""The id of a statement or question, and what was answered."""


class AnswerCodec:
    """Encodes each answer as a code: the first bytes of a hash of its id, of what was offered, and of the answer.

    A code does not depend on the position of anything, and the length of the codes is stored with them. So a
    questionnaire can be edited while somebody is answering it: what was changed is asked again. Codes are unique within
    a questionnaire. A new id with seven answers has the code of a removed one's with a probability of 1 in 2,400,000.
    """

    def __init__(self, offered: Mapping[str, Sequence[str]]) -> None:
        """Prepare for answers by id. `offered` has all answers to each id."""
        self._count = len(offered)
        hashes = {(id_, answer): _hash((id_, *texts, answer)) for id_, texts in offered.items() for answer in texts}
        self._answers = {length: _unique_prefixes(hashes, length) for length in CODE_BYTES}
        self._length = next(length for length in CODE_BYTES if len(self._answers[length]) == len(hashes))
        self._codes = {answer: code for code, answer in self._answers[self._length].items()}

    def encode(self, answers: Mapping[str, str]) -> bytes:
        """Return the length of a code in bytes, and the code of each answer; zeros in place of those not given.

        So all answers to a questionnaire are equally long: what is encrypted shows its length.
        """
        codes = b"".join(self._codes[answer] for answer in answers.items())
        return bytes([self._length]) + codes.ljust(self._length * self._count, b"\0")

    def decode(self, encoded: bytes) -> dict[str, str]:
        """Return the answers by id. Codes that match no answer, or two, are ignored."""
        return dict(self._decode(encoded))

    def _decode(self, encoded: bytes) -> Iterator[Answer]:
        length = int.from_bytes(encoded[:1])
        if answers := self._answers.get(length):
            for start in range(1, len(encoded), length):
                if answer := answers.get(encoded[start : start + length]):
                    yield answer


def _unique_prefixes(hashes: Mapping[Answer, bytes], length: int) -> dict[bytes, Answer]:
    counts = Counter(hash_[:length] for hash_ in hashes.values())
    prefixes = {hash_[:length]: answer for answer, hash_ in hashes.items() if counts[hash_[:length]] == 1}
    # Zeros stand for no answer.
    prefixes.pop(bytes(length), None)
    return prefixes


def _hash(texts: tuple[str, ...]) -> bytes:
    return hashlib.sha256(repr(texts).encode()).digest()
