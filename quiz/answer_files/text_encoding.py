"""Determines the encoding of a text file."""

import codecs
from typing import BinaryIO, NamedTuple

from quiz.answer_files.table import UnusableFile

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Encodings by the byte order mark at the start of a file. That of UTF-32 LE starts with that of UTF-16 LE."""
NAMES = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
CHUNK_BYTES = 1_000_000


class Encoding(NamedTuple):
    """An encoding, by the name of its Python codec, and whether the text has a quotation mark.

    With a `guessed` encoding, some characters may be wrong.
    """

    codec: str
    quoted: bool
    guessed: bool = False

    @property
    def name(self) -> str:
        """The name of the encoding in spreadsheet programs."""
        return NAMES.get(self.codec, self.codec.upper())

    @property
    def errors(self) -> str:
        """Python's error handler for bytes that cannot be decoded."""
        return "replace" if self.guessed else "strict"


def encoding_of(stream: BinaryIO) -> Encoding:
    """Return the encoding of a file, which is read to its end. Raises UnusableFile if it is not text."""
    stream.seek(0)
    start = stream.read(CHUNK_BYTES)
    codec = next((codec for mark, codec in MARKS.items() if start.startswith(mark)), "") or _by_zeros(start)
    quoted = _has_quotation_mark(stream)
    if _is_valid(stream, codec):
        return Encoding(codec, quoted)
    if codec != "utf-8-sig" or b"\0" in start:
        raise UnusableFile("This is not a text file, or it is damaged. Save it as CSV UTF-8 or as .xlsx.")
    return Encoding("mac_roman" if b"\r" in start and b"\n" not in start else "cp1252", quoted, guessed=True)


def _by_zeros(start: bytes) -> str:
    """Return the codec of a file without a mark: in UTF-16, every other byte of ASCII text is zero; else UTF-8."""
    if start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 3 else "utf-8-sig"


def _has_quotation_mark(stream: BinaryIO) -> bool:
    stream.seek(0)
    return any(b'"' in chunk for chunk in iter(lambda: stream.read(CHUNK_BYTES), b""))


def _is_valid(stream: BinaryIO, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    stream.seek(0)
    try:
        while chunk := stream.read(CHUNK_BYTES):
            if codec == "utf-8-sig" and b"\0" in chunk:
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
