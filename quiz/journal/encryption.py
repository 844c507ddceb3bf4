"""Derives a journal's key from its passphrase, and encrypts results and questionnaires with it.

    passphrase --Argon2id, the database's salt--> 32 bytes --HKDF, two labels--> the journal's id, and its key
    content --zlib, zeros up to a full step--> AES-256-GCM, bound to kind, journal and row --> ciphertext

The Argon2id parameters (19 MiB, two passes, one lane) are those of OWASP's Password Storage Cheat Sheet. They are a
second line of defense: a generated passphrase has 89 bits of entropy.
"""

import hmac
import secrets
import zlib
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from quiz.journal.exceptions import DecryptionFailed, ResultTooLarge

ID_BYTES = 16
KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
PADDING_STEP_BYTES = 1920
"""Contents are padded to a multiple of this, so that the length of a ciphertext reveals next to nothing.

A result of the shipped questionnaire has 80 bytes after compression if nothing was answered, and 442 with all answers;
with a step, an outcome and a note of 500 characters 596 (English), 1,661 (emoji at random) or 1,781 (Chinese at
random). So one step holds each of them, and two rows fit on a page of SQLite (4,096 bytes). Rows written by earlier
versions are padded to 2,048 bytes, and decrypted in the same way.
"""
MAX_PACKED_BYTES = 64 * 1024
"""The most a row may have after compression."""
MAX_PLAIN_BYTES = 256 * 1024
"""The most a row may have before compression, so that compressing it takes a few milliseconds at most."""
DERIVATION_MEMORY_KIB = 19 * 1024


class Kind(StrEnum):
    """What a row holds. A ciphertext of one kind cannot be passed off as another."""

    RESULT = "steady result 1"
    QUESTIONNAIRE = "steady questionnaire 1"


@dataclass(frozen=True)
class Key:
    """The id (16 bytes) and AES key (32 bytes) of a journal. They exist in memory and encrypted cookies only.

    `salt` is what it was derived with, empty for a key from a cookie.
    """

    journal_id: bytes
    secret: bytes
    salt: bytes = field(default=b"", compare=False)


def derive_key(passphrase: str, salt: bytes) -> Key:
    """Return the key that belongs to a normalized passphrase and a salt. It takes some 30 ms and 19 MiB."""
    argon2id = Argon2id(salt=salt, length=KEY_BYTES, iterations=2, lanes=1, memory_cost=DERIVATION_MEMORY_KIB)
    stretched = argon2id.derive(passphrase.encode())
    id_ = _expand(stretched, b"steady journal id", ID_BYTES)
    return Key(id_, _expand(stretched, b"steady journal key", KEY_BYTES), salt)


def questionnaire_id(key: Key, content: bytes) -> bytes:
    """Return the id of a questionnaire in a journal: the same for the same content, and another in other journals."""
    return hmac.digest(_expand(key.secret, b"steady questionnaire ids", KEY_BYTES), content, "sha256")[:ID_BYTES]


def encrypt(key: Key, kind: Kind, id_: bytes, content: bytes) -> bytes:
    """Return the ciphertext of a row, bound to its kind, its id and its journal. Raises ResultTooLarge."""
    if len(content) > MAX_PLAIN_BYTES:
        raise ResultTooLarge
    packed = zlib.compress(content, 9)
    if len(packed) > MAX_PACKED_BYTES:
        raise ResultTooLarge
    padded = packed + bytes(-len(packed) % PADDING_STEP_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key.secret).encrypt(nonce, padded, _associated_data(key, kind, id_))


def decrypt(key: Key, kind: Kind, id_: bytes, ciphertext: bytes) -> bytes:
    """Return the content of a row. Raises DecryptionFailed unless it was encrypted under this key, kind and id."""
    nonce, encrypted = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
    try:
        padded = AESGCM(key.secret).decrypt(nonce, encrypted, _associated_data(key, kind, id_))
    except (InvalidTag, ValueError) as error:
        raise DecryptionFailed from error
    # A zlib stream marks its own end, so the padding needs no length.
    return zlib.decompressobj().decompress(padded)


def _associated_data(key: Key, kind: Kind, id_: bytes) -> bytes:
    return kind.encode() + key.journal_id + id_


def _expand(secret: bytes, label: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=label).derive(secret)
