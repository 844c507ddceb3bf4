"""Every way to alter, truncate, extend or splice a ciphertext."""

from collections.abc import Iterator


def forgeries(ciphertext: bytes, other: bytes) -> Iterator[bytes]:
    """Flip a bit of each byte, truncate at each place from both ends, extend, and splice with another ciphertext."""
    for n in range(len(ciphertext)):
        yield ciphertext[:n] + bytes([ciphertext[n] ^ 1 << n % 8]) + ciphertext[n + 1 :]
        yield ciphertext[:n]
        yield ciphertext[n + 1 :]
    for n in range(256):
        yield ciphertext + bytes([n])
        yield bytes([n]) + ciphertext
    yield ciphertext * 2
    yield from (ciphertext[:n] + other[n:] for n in range(0, len(ciphertext), 64))
