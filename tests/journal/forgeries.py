"""What somebody with a database or a cookie in hand could try: every altered, cut, moved or replayed seal."""

import base64
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from itsdangerous import BadSignature
from quiz.web.sealer import Sealer

from quiz.journal.encryption import ID_BYTES, Key, seal, unseal
from quiz.journal.exceptions import DecryptionFailed
from tests.journal.samples import new_key

DAY = 86_400
TIMES = 200
"""Tries with each kind of key or place by chance."""


@dataclass(frozen=True)
class Count:
    """How many were tried, and how many opened."""

    tried: int
    opened: int


def opens(key: Key, result: bytes, sealed: bytes) -> bool:
    """Tell whether a sealed result opens."""
    try:
        unseal(key, result, sealed)
    except DecryptionFailed:
        return False
    return True


def changed(sealed: bytes, other: bytes) -> Iterator[bytes]:
    """Change each byte, cut at each place from both ends, lengthen, and put parts of another seal in."""
    yield from (sealed[:n] + bytes([sealed[n] ^ 1 << n % 8]) + sealed[n + 1 :] for n in range(len(sealed)))
    yield from (sealed[:n] for n in range(len(sealed)))
    yield from (sealed[n:] for n in range(1, len(sealed)))
    yield from (sealed + bytes([n]) for n in range(256))
    yield from (bytes([n]) + sealed for n in range(256))
    yield sealed * 2
    yield from (sealed[:n] + other[n:] for n in range(0, len(sealed), 64))


def forge_results(content: bytes) -> Count:
    """Try to open a sealed result changed, in another place, in another journal and with another key."""
    key, result = new_key(), secrets.token_bytes(ID_BYTES)
    sealed = seal(key, result, content)
    assert unseal(key, result, sealed) == content
    tries = [(key, result, forged) for forged in changed(sealed, seal(new_key(), result, content))]
    tries += [(key, result[:n] + bytes([result[n] ^ 1]) + result[n + 1 :], sealed) for n in range(ID_BYTES)]
    tries += [(key, secrets.token_bytes(ID_BYTES), sealed) for _ in range(TIMES)]
    tries += [(Key(secrets.token_bytes(ID_BYTES), key.secret), result, sealed) for _ in range(TIMES)]
    tries += [(Key(key.journal, secrets.token_bytes(32)), result, sealed) for _ in range(TIMES)]
    return Count(len(tries), sum(opens(*one) for one in tries))


def forge_cookies() -> Count:
    """Try to open a sealed cookie changed, too old, with another secret and for another purpose."""

    def made(secret: str = "a secret of some length", purpose: str = "one", now: float = 0) -> Sealer:
        return Sealer([secret], purpose, lambda: now)

    value = {"draft": {f"statement-{number}": "3" for number in range(30)}}
    token = made().dumps(value)
    assert made().loads(token, DAY) == value
    pair = (base64.urlsafe_b64decode(sealed) for sealed in (token, made("another secret of it").dumps(value)))
    tries = [(made(), base64.urlsafe_b64encode(forged).decode()) for forged in changed(*pair)]
    others = (made(f"secret number {number} of these") for number in range(TIMES))
    tries += [(sealer, token) for sealer in (*others, made(purpose="other"), made(now=DAY + 1), made(now=99 * DAY))]
    return Count(len(tries), sum(_cookie_opens(*one) for one in tries))


def _cookie_opens(sealer: Sealer, token: str) -> bool:
    try:
        sealer.loads(token, DAY)
    except BadSignature:
        return False
    return True
