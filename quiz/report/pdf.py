"""The Typst compiler: a report goes in as data, a PDF file comes out, and nothing is written to disk."""

import json
import threading
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import typst

from quiz.charts.fonts import FOLDER
from quiz.report.glyphs import drawable, showable
from quiz.report.model import Report

TEMPLATE = Path(__file__).parents[2] / "templates" / "report.typ"
STANDARD: Final = "ua-1"
"""PDF/UA-1, the accessible kind: Typst refuses whatever breaks it."""


class PdfCompiler:
    """A compiler kept for many reports: the fonts are read once, and the template is parsed once.

    Any number of threads may print; they take turns, since a compiler holds one document at a time.
    """

    def __init__(self) -> None:
        """Read the template and the fonts."""
        self._turn = threading.Lock()
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FOLDER])
        self._template = TEMPLATE.read_bytes()
        self._compiler = typst.Compiler(root=TEMPLATE.parent, font_paths=fonts)

    def print(self, report: Report) -> bytes:
        """Make a tagged PDF/UA-1 file of a report. The same report gives the same bytes.

        Raises typst.TypstError when the template is at fault.
        """
        data = json.dumps(_plain(asdict(report)), ensure_ascii=False)
        with self._turn:
            made = self._compiler.compile(
                self._template, format="pdf", sys_inputs={"report": data}, pdf_standards=[STANDARD]
            )
        if not isinstance(made, bytes):
            raise TypeError("Typst gives a PDF as one file.")
        return made


@cache
def pdf_compiler() -> PdfCompiler:
    """Give the one press of this process."""
    return PdfCompiler()


def _plain(value: object) -> object:
    """Give what JSON knows, with letters that the fonts know."""
    match value:
        case str():
            return showable(value)
        case bytes():
            return drawable(value.decode())
        case date():
            return [value.year, value.month, value.day]
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
    return value
