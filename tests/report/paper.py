"""A parsed PDF file: its text, its structure, its pages."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import page
import pikepdf
import pypdf

SIZES = {"a4": (595.276, 841.89), "letter": (612.0, 792.0)}
"""Width and height in points."""


def one_line(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Tag:
    """An element of the structure tree: its type, scope and alternative text."""

    kind: str
    scope: str
    alt: str


class Paper:
    """A parsed PDF file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
        self.pages = [one_line(pdf_page.extract_text()) for pdf_page in self.reader.pages]
        self.words = " ".join(self.pages)

    @property
    def catalog(self) -> Any:
        """The document catalog."""
        return self.reader.trailer["/Root"]

    @property
    def metadata(self) -> dict[str, str]:
        """The metadata."""
        return {name: str(value) for name, value in (self.reader.metadata or {}).items()}

    @property
    def sizes(self) -> set[tuple[float, float]]:
        """The sizes of all pages, in points."""
        return {(round(float(p.mediabox.width), 3), round(float(p.mediabox.height), 3)) for p in self.reader.pages}

    @property
    def fonts(self) -> list[Any]:
        """Every font of every page."""
        found = [p["/Resources"]["/Font"].values() for p in self.reader.pages]  # type: ignore[index]
        return [font.get_object() for fonts in found for font in fonts]

    def places(self) -> Iterator[float]:
        """Yield where every piece of text begins, in points from the left edge."""
        found: list[float] = []

        def see(text: str, place: list[float], within: list[float], *_: object) -> None:
            if text.strip():
                found.append(within[4] * place[0] + within[5] * place[2] + place[4])

        for pdf_page in self.reader.pages:
            pdf_page.extract_text(visitor_text=see)
        yield from found

    def tags(self) -> list[Tag]:
        """Return the structure in reading order."""
        return list(_walk(self.catalog["/StructTreeRoot"]))

    def faults(self) -> list[str]:
        """Return the problems that a PDF/UA-1 checker and qpdf report."""
        report = page.validate_pdf_bytes(self.data, profile="ua1")
        with pikepdf.open(io.BytesIO(self.data)) as opened:
            problems = opened.check_pdf_syntax()
        return [*(failure.message for failure in report.failures), *problems]


def _walk(part: Any) -> Iterator[Tag]:
    part = part.get_object()
    if not isinstance(part, pypdf.generic.DictionaryObject):
        return
    if "/S" in part:
        given = part.get("/A", [])
        attributes = [a.get_object() for a in (given if isinstance(given, list) else [given])]
        scope = next((str(a["/Scope"]) for a in attributes if "/Scope" in a), "")
        yield Tag(str(part["/S"])[1:], scope[1:], str(part.get("/Alt", "")))
    below = part.get("/K", [])
    below = below if isinstance(below, list) else [below]
    for kid in below:
        yield from _walk(kid)
