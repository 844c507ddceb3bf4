"""Encrypts the small values that travel through the browser: sessions, hidden form fields, the remember cookie."""

import base64
from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

import msgpack
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TOKEN_STEP_BYTES = 192
"""What is encrypted is padded to a multiple of this, so that its length doesn't tell what it is.

The answers to the shipped questionnaire take one step, whatever they are.
"""
TOKEN_LIFETIME = timedelta(days=3)
"""How long a hidden form field can be decrypted: as long as a session lasts (SESSION_LIFETIME)."""

FORMAT = "tokens 2"
"""Part of every key. Change it with the form of anything that is encrypted: older tokens then count as missing, instead
of being read wrongly."""
MAX_CLOCK_CORRECTION = timedelta(hours=12)
"""How far in the future a token may have been encrypted: the server's clock was set back since."""


class Purpose(StrEnum):
    """What a token is for. Each purpose has keys of its own, so a token of one cannot be used as another."""

    SESSION = "session"
    PRIVATE_ANSWERS = "private answers"
    NEW_PASSPHRASE = "new passphrase"  # noqa: S105 a label
    SHOWN_PASSPHRASE = "shown passphrase"  # noqa: S105 a label
    REMEMBERED_JOURNAL = "remembered journal"


class Encryptor:
    """Encrypts MessagePack maps as URL-safe text with Fernet: AES-128-CBC and HMAC-SHA256, with the time inside.

    Such a map may hold bytes, which JSON can't, and needs no compression: cookies travel with every request.

    The newest secret encrypts, and all of them decrypt, so that changing the secret loses nobody's answers.
    """

    def __init__(self, secrets: Sequence[str], clock: Callable[[], float]) -> None:
        """Derive the keys. `secrets` come newest first; `clock` returns seconds since the epoch."""
        self._clock = clock
        self._fernets = {
            purpose: MultiFernet([Fernet(_derive_key(secret, purpose)) for secret in secrets]) for purpose in Purpose
        }

    def encrypt(self, purpose: Purpose, value: dict[str, Any]) -> str:
        """Encrypt a map of texts, bytes, numbers, booleans, `None`, lists and maps."""
        content = msgpack.packb(value)
        # Fernet adds at least one byte of its own padding.
        padded = content + bytes(-(len(content) + 1) % TOKEN_STEP_BYTES)
        return self._fernets[purpose].encrypt_at_time(padded, int(self._clock())).decode()

    def decrypt(self, purpose: Purpose, token: str, max_age: timedelta = TOKEN_LIFETIME) -> dict[str, Any] | None:
        """Return the encrypted map; `None` when the token is altered, of another purpose or key, or too old.

        One from the far future is refused too: it was encrypted while the clock was wrong, and would never grow old.
        """
        fernet, encoded = self._fernets[purpose], token.encode(errors="replace")
        try:
            # Fernet's own `ttl` would also reject a token from before the server's clock was set back.
            content, created = fernet.decrypt(encoded), fernet.extract_timestamp(encoded)
        except InvalidToken:
            return None
        if not -MAX_CLOCK_CORRECTION.total_seconds() <= self._clock() - created <= max_age.total_seconds():
            return None
        unpacker = msgpack.Unpacker()
        unpacker.feed(content)
        # Reads one object, and leaves the padding after it.
        value = unpacker.unpack()
        return value if isinstance(value, dict) else None


def _derive_key(secret: str, purpose: Purpose) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"steady {FORMAT} {purpose}".encode())
    return base64.urlsafe_b64encode(hkdf.derive(secret.encode()))
