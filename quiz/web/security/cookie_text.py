"""Cookie values of one length on the wire.

HTTP/2 and HTTP/3 shorten headers with a fixed Huffman code (RFC 7541, appendix B), in which characters have 5 bits or
more. So of two base64 texts of one length, one is often some bytes longer on the wire. The code has exactly 32
characters of 7 bits, and base32 needs 32.
"""

import base64
from binascii import Error as NotBase32

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SEVEN_BITS = ":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz"
TO_SEVEN_BITS, FROM_SEVEN_BITS = str.maketrans(BASE32, SEVEN_BITS), str.maketrans(SEVEN_BITS, BASE32)
BASE32_GROUP = 8


def to_cookie_text(token: str) -> str:
    """Write a token of an Encryptor in characters of equal length on the wire."""
    return base64.b32encode(base64.urlsafe_b64decode(token)).decode().rstrip("=").translate(TO_SEVEN_BITS)


def from_cookie_text(text: str) -> str:
    """Return the token; an empty text if it was not written by `to_cookie_text`."""
    padded = text.translate(FROM_SEVEN_BITS) + "=" * (-len(text) % BASE32_GROUP)
    try:
        token = base64.urlsafe_b64encode(base64.b32decode(padded)).decode()
    except (NotBase32, ValueError):
        return ""
    # The last character has bits that base32 does not use.
    return token if to_cookie_text(token) == text else ""
