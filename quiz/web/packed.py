"""Bytes that are sent again and again, compressed once."""

import gzip
from dataclasses import dataclass
from functools import cached_property, lru_cache

import brotli
from flask import Response, request
from werkzeug.http import parse_accept_header

SMALLEST = 11
"""Brotli's best quality, some 50 ms for a style sheet: for what is packed once in the life of a process."""


@lru_cache(maxsize=64)
def _smallest(accepted: str) -> str | None:
    """Choose from what a browser reads; there are few browsers, and so few such headers."""
    takes = parse_accept_header(accepted)
    return next((name for name in ("br", "gzip") if takes[name]), None)


@dataclass(frozen=True)
class Packed:
    """A body in every form a browser may ask for; each is made when it is first wanted."""

    plain: bytes
    mimetype: str
    quality: int = SMALLEST

    @cached_property
    def br(self) -> bytes:
        """The body as Brotli."""
        return bytes(brotli.compress(self.plain, quality=self.quality))

    @cached_property
    def gzip(self) -> bytes:
        """The body as gzip; without a time, so that every server sends the same bytes."""
        return gzip.compress(self.plain, mtime=0)

    def response(self) -> Response:
        """Answer with the smallest form that this browser reads. Flask-Compress lets it through, and adds `Vary`."""
        encoding = _smallest(request.headers.get("Accept-Encoding", ""))
        response = Response(getattr(self, encoding) if encoding else self.plain, mimetype=self.mimetype)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response
