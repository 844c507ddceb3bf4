"""Pages whose length says nothing: compression and TLS hide words, but not how many there were.

The advice on a result depends on the private answers. So every result is sent in the same number of bytes.
"""

import gzip
from functools import lru_cache

from flask import Response, request

PAGE_STEP_BYTES = 13_312
"""Padded pages are a multiple of this. The longest result with the shipped questionnaire takes about 12,760."""
TRANSLATED_STEP_BYTES = 16_384
"""The same for a translated page: words are longer in many languages, and letters take more bytes in some."""
PLAIN_STEP_BYTES = 64 * 1024
"""The same for a client that takes no gzip, which no browser is."""
OWN_PARTS_BYTES = 2_048
"""What a page with a host's own parts may take besides these: they stand between texts that gzip would see together."""
GZIP_HEADER_BYTES = 10
FILE_NAME_FLAG = b"\x08"


def padded_page(text: str, own_parts: tuple[str, ...] = (), *, is_translated: bool = False) -> Response:
    """Return a page, compressed and padded to a multiple of its step, and of what the host's own parts take.

    The padding is the file name in the header of gzip (RFC 1952, 2.3), which browsers skip. Django's GZipMiddleware
    puts random bytes there for a similar purpose. Nothing inside the page would do: it would be compressed, too.
    """
    packed_step, plain_step = _steps(own_parts, TRANSLATED_STEP_BYTES if is_translated else PAGE_STEP_BYTES)
    if not request.accept_encodings["gzip"]:
        return Response(text + " " * (-len(text.encode()) % plain_step), mimetype="text/html")
    packed = gzip.compress(text.encode(), mtime=0)
    name = b" " * (-(len(packed) + 1) % packed_step) + b"\0"
    header, content = packed[:GZIP_HEADER_BYTES], packed[GZIP_HEADER_BYTES:]
    response = Response(header[:3] + FILE_NAME_FLAG + header[4:] + name + content, mimetype="text/html")
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


@lru_cache(maxsize=2)
def _steps(own_parts: tuple[str, ...], page_step: int) -> tuple[int, int]:
    """Return the steps for compressed and for plain pages, so long that a host's own parts leave results one length."""
    if not any(own_parts):
        return page_step, PLAIN_STEP_BYTES
    texts = [part.encode() for part in own_parts]
    packed, plain = sum(len(gzip.compress(text)) for text in texts), sum(map(len, texts))
    return page_step + OWN_PARTS_BYTES + packed, PLAIN_STEP_BYTES + OWN_PARTS_BYTES + plain
