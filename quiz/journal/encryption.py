"""A code to a key, and a kept result to bytes that only this key opens. `cryptography` does the work.

    code --Argon2id, the database's salt--> 32 bytes --HKDF, two labels--> the journal's id, and its key
    result --zlib, zeros up to a full step--> AES-256-GCM, bound to schema, journal and result --> bytes

Argon2id's figures (19 MiB, two passes, one lane) are those of OWASP's Password Storage Cheat Sheet. A code has 90 bits
of chance: they are a second wall, not the first.
"""

import secrets
import threading
import zlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from quiz.journal.exceptions import DecryptionFailed, DerivationBusy, ResultTooLarge

ID_BYTES = 16
NONCE_BYTES = 12
STEP = 2048
"""Bytes: sealed results are as long as the next full step, so that their length tells next to nothing."""
LARGEST = 64 * 1024
"""Bytes of a result before it is sealed, packed."""
LONGEST = 256 * 1024
"""The same, not packed yet: however well it packs, so much takes no more than a few milliseconds."""
SCHEMA = b"steady result 1"
AT_ONCE = threading.BoundedSemaphore(2)
"""A derivation takes 19 MiB: no more than two at a time in one process."""
PATIENCE = 20.0
"""Seconds that somebody waits for their turn."""


@dataclass(frozen=True)
class Key:
    """Where a journal is kept (16 bytes), and the key to it (32 bytes): in memory and in sealed cookies only."""

    journal: bytes
    secret: bytes


def derive(letters: str, salt: bytes) -> Key:
    """Give the key that a code stands for; raises DerivationBusy. The same code and salt always give the same key."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise DerivationBusy
    try:
        stretched = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=19 * 1024).derive(
            letters.encode()
        )
    finally:
        AT_ONCE.release()
    return Key(_expand(stretched, b"steady journal id", ID_BYTES), _expand(stretched, b"steady journal key", 32))


def seal(key: Key, result: bytes, content: bytes) -> bytes:
    """Seal a result's content under its id; raises ResultTooLarge."""
    if len(content) > LONGEST:
        raise ResultTooLarge
    packed = zlib.compress(content, 9)
    if len(packed) > LARGEST:
        raise ResultTooLarge
    padded = packed + bytes(-len(packed) % STEP)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key.secret).encrypt(nonce, padded, _bound(key, result))


def unseal(key: Key, result: bytes, sealed: bytes) -> bytes:
    """Give back a result's content; raises DecryptionFailed unless it was sealed just so, under this id in this journal."""
    try:
        padded = AESGCM(key.secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound(key, result))
    except (InvalidTag, ValueError) as error:
        raise DecryptionFailed from error
    # The packed content says itself where it ends.
    return zlib.decompressobj().decompress(padded)


def _bound(key: Key, result: bytes) -> bytes:
    return SCHEMA + key.journal + result


def _expand(stretched: bytes, label: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=label).derive(stretched)
