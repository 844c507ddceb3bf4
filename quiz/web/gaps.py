"""Pages rendered once for everybody, with gaps; what is one person's is put into them at each request."""

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from flask import Response
from markupsafe import Markup

from quiz.web.packed import PAGE, readable

# No text holds this sign, neither in a template nor in a questionnaire: HTML has no place for it.
GAP = re.compile("\0(.*?)\0")
GZIP, LAST = b"\x1f\x8b\x08" + bytes(6) + b"\xff", b"\x01\x00\x00\xff\xff"
"""How gzip begins where it tells no name and no time (RFC 1952), and an empty last block (RFC 1951, 3.2.4)."""

SHORT = 250
"""Bytes: what packs to little less."""


class Print:
    """A rendered page or part of one with gaps, each with a name."""

    def __init__(self, rendered: str) -> None:
        """Take the page apart: text, the name of a gap, text, and so on."""
        self._parts = GAP.split(rendered)

    def filled(self, texts: Mapping[str, str]) -> str:
        """Give the page with these texts (HTML) in its gaps; a gap that none is given for stays empty."""
        parts = self._parts.copy()
        parts[1::2] = [texts.get(name, "") for name in parts[1::2]]
        return "".join(parts)


@dataclass(frozen=True)
class Part:
    """Text of a page (HTML), and how it goes into gzip: no part looks back at another, so that they can be joined."""

    plain: bytes
    packed: bytes

    @classmethod
    def kept(cls, text: str) -> Self:
        """Pack a text that is sent again and again."""
        return cls(text.encode(), _deflated(text.encode(), zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL))

    @classmethod
    def passing(cls, text: str) -> Self:
        """Take a text that is sent once: a short one as it is, another packed with little room, which is soon done."""
        plain = text.encode()
        if len(plain) < SHORT:
            return cls(plain, struct.pack("<BHH", 0, len(plain), len(plain) ^ 0xFFFF) + plain)
        return cls(plain, _deflated(plain, 12, 4))


class PackedPrint:
    """A rendered page or part of one with gaps; what stands between them is packed once."""

    def __init__(self, rendered: str) -> None:
        """Take it apart and pack its parts."""
        texts = GAP.split(rendered)
        self._first, self._names = Part.kept(texts[0]), texts[1::2]
        self._others = [Part.kept(text) for text in texts[2::2]]

    def filled(self, parts: Mapping[str, Sequence[Part]]) -> list[Part]:
        """Give the parts in their order, with these in the gaps; a gap that none is given for stays empty."""
        filled = [self._first]
        for name, after in zip(self._names, self._others, strict=True):
            filled += (*parts.get(name, ()), after)
        return filled


def page_of(parts: Sequence[Part]) -> Response:
    """Answer with a page of these parts, as gzip to a browser that reads it; the sum of the whole is made anew."""
    if "gzip" not in readable():
        return Response(b"".join(part.plain for part in parts), content_type=PAGE)
    sum_ = length = 0
    for part in parts:
        sum_, length = zlib.crc32(part.plain, sum_), length + len(part.plain)
    packed = [GZIP, *(part.packed for part in parts), LAST, struct.pack("<II", sum_, length)]
    return Response(b"".join(packed), content_type=PAGE, headers={"Content-Encoding": "gzip"})


def _deflated(text: bytes, room: int, memory: int) -> bytes:
    packing = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=-room, memLevel=memory)
    return packing.compress(text) + packing.flush(zlib.Z_FULL_FLUSH)


def gap(*name: str) -> Markup:
    """Leave room in a template for what goes by this name."""
    return Markup(f"\0{' '.join(name)}\0")  # noqa: S704 a name, taken out again before anything is sent
