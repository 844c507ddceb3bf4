"""Pages whose length says nothing: compression and TLS hide words, but not how many there were.

The advice on a result depends on the private answers. So every result is sent in the same number of bytes.
"""

import gzip

from flask import Response, request

PAGE_STEP_BYTES = 12_800
"""Padded pages are a multiple of this. The longest result with the shipped questionnaire takes about 12,200."""
PLAIN_STEP_BYTES = 64 * 1024
"""The same for a client that takes no gzip, which no browser is."""
GZIP_HEADER_BYTES = 10
FILE_NAME_FLAG = b"\x08"


def padded_page(text: str) -> Response:
    """Return a page, compressed and padded to a multiple of PAGE_STEP_BYTES.

    The padding is the file name in the header of gzip (RFC 1952, 2.3), which browsers skip. Django's GZipMiddleware
    puts random bytes there for a similar purpose. Nothing inside the page would do: it would be compressed, too.
    """
    if not request.accept_encodings["gzip"]:
        return Response(text + " " * (-len(text.encode()) % PLAIN_STEP_BYTES), mimetype="text/html")
    packed = gzip.compress(text.encode(), mtime=0)
    name = b" " * (-(len(packed) + 1) % PAGE_STEP_BYTES) + b"\0"
    header, content = packed[:GZIP_HEADER_BYTES], packed[GZIP_HEADER_BYTES:]
    response = Response(header[:3] + FILE_NAME_FLAG + header[4:] + name + content, mimetype="text/html")
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
