"""Answers compressed: once what is sent again and again, quickly what is made for one person."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import brotli
from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

SMALLEST = 11
"""Brotli's best quality, some 50 ms for a style sheet: for what is packed once in the life of a process."""
QUICKEST = 1
"""Of Brotli and of gzip, 0.1 ms for a page; Brotli's level 4 takes six times as long for 15 % fewer bytes."""
BRISK = 5
"""For what was made slowly: a picture, a paper or a file, sent once or a few times."""
PAGE = "text/html; charset=utf-8"
WORTH: Mapping[str, int] = {
    PAGE: QUICKEST,
    "image/svg+xml; charset=utf-8": BRISK,
    "application/pdf": BRISK,
    "application/json": BRISK,
    "text/csv; charset=utf-8": BRISK,
}
"""How well each kind of content is packed; others go out as they are."""
LEAST = 500
"""Bytes that are worth packing."""


def add_packing(app: Flask) -> None:
    """Pack what an application sends and has not packed yet."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    quality = WORTH.get(response.content_type or "")
    if quality is None or "Content-Encoding" in response.headers:
        return response
    encoding, body = readable()[0], response.get_data()
    if encoding and len(body) >= LEAST:
        packed = brotli.compress(body, quality=quality) if encoding == "br" else gzip.compress(body, quality, mtime=0)
        response.set_data(packed)
        response.headers["Content-Encoding"] = encoding
    return response


def readable() -> tuple[str, ...]:
    """Give the encodings that this browser reads, best first; the last, an empty text, is none at all."""
    return _readable(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=64)
def _readable(accepted: str) -> tuple[str, ...]:
    """Choose from what a browser reads; there are few browsers, and so few such headers."""
    takes = parse_accept_header(accepted)
    return (*(name for name in ("br", "gzip") if takes[name]), "")


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
        """Answer with the smallest form that this browser reads."""
        encoding = readable()[0]
        response = Response(getattr(self, encoding) if encoding else self.plain, mimetype=self.mimetype)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response
