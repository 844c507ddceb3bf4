"""Seals small values into text and opens them again. `cryptography` does the work, and starts when it is needed."""

import base64
import json
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from secrets import token_bytes
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from itsdangerous import BadSignature

NONCE_BYTES = 12
AROUND = NONCE_BYTES + 16
"""Bytes that a seal has around what is sealed: the nonce and the tag."""


class Sealer:
    """Seals small values into text and opens them again, with the newest key first. One purpose opens no other's.

        value and time --JSON, zlib--> AES-256-GCM, a fresh nonce by chance --> base64, of a length without filling

    A key may seal 2^32 times (NIST SP 800-38D, 8.3), the answers of some 80 million visits.
    """

    def __init__(self, secrets: Sequence[str], purpose: str, clock: Callable[[], float]) -> None:
        """Take the secrets, of which the first seals and all open, and what tells the time in seconds."""
        self._keys = [AESGCM(_key(secret, purpose)) for secret in secrets]
        self._clock = clock

    def dumps(self, value: dict[str, Any]) -> str:
        """Seal a JSON value."""
        content = json.dumps([int(self._clock()), value], separators=(",", ":")).encode()
        # Room for 4 kB, which is all a cookie holds: making the usual 32 kB ready takes longer than packing.
        packing = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=12, memLevel=4)
        packed = packing.compress(content) + packing.flush()
        filled = packed + bytes(-(AROUND + len(packed)) % 3)
        nonce = token_bytes(NONCE_BYTES)
        return base64.urlsafe_b64encode(nonce + self._keys[0].encrypt(nonce, filled, None)).decode()

    def loads(self, sealed: str, max_age: int) -> dict[str, Any]:
        """Open a value sealed at most `max_age` seconds ago; raises BadSignature for anything else."""
        try:
            filled = self._opened(base64.b64decode(sealed, b"-_", validate=True))
        except ValueError as error:
            raise BadSignature("The sealed value is altered or another key's.") from error
        # What was packed says itself where it ends.
        since, value = json.loads(zlib.decompressobj().decompress(filled))
        if self._clock() - since > max_age:
            raise BadSignature("The sealed value is too old.")
        return cast("dict[str, Any]", value)

    def _opened(self, sealed: bytes) -> bytes:
        for key in self._keys:
            with suppress(InvalidTag):
                return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        raise ValueError("No key opens it.")


def _key(secret: str, purpose: str) -> bytes:
    info = f"steady sealed {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
