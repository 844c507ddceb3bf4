"""Compiles a report to PDF with Typst, in memory."""

import json
import threading
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from typing import Final

import typst

from quiz.charts.fonts import FONT_FOLDER
from quiz.report.glyphs import replace_missing, replace_missing_in_svg
from quiz.report.model import Report
from quiz.shipped_files import SHIPPED

TEMPLATE_FILE = SHIPPED / "templates" / "report.typ"
IMAGE_TEST = b"""
#set document(title: "Test")
#pdf.artifact(image(bytes(sys.inputs.svg), format: "svg", width: 2cm))
"""
PDF_STANDARD: Final = "ua-1"
"""PDF/UA-1, for accessible documents: Typst fails on anything that violates it."""


class PdfCompiler:
    """A reusable compiler, which reads the fonts and the template only once.

    It is thread-safe: a lock protects the Typst compiler, which can handle only one document at a time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONT_FOLDER])
        self._template = TEMPLATE_FILE.read_bytes()
        self._compiler = typst.Compiler(root=TEMPLATE_FILE.parent, font_paths=fonts)

    def compile(self, report: Report) -> bytes:
        """Return a report as a tagged PDF/UA-1 file. The same report always gives the same bytes.

        A logo that cannot be drawn is left out. Raises typst.TypstError if the template is invalid.
        """
        try:
            return self._compile(report)
        except typst.TypstError:
            if not report.logo:
                raise
            return self._compile(replace(report, logo=b""))

    def _compile(self, report: Report) -> bytes:
        data = json.dumps(_printable(asdict(report)), ensure_ascii=False)
        with self._lock:
            pdf = self._compiler.compile(
                self._template, format="pdf", sys_inputs={"report": data}, pdf_standards=[PDF_STANDARD]
            )
        if not isinstance(pdf, bytes):
            raise TypeError("Typst returned more than one file.")
        return pdf

    def can_print(self, svg: str) -> bool:
        """Return whether Typst can draw an SVG file in a PDF.

        Never call this before a process forks: Typst starts threads, and a forked child would deadlock waiting for
        them.
        """
        inputs = {"svg": replace_missing_in_svg(svg)}
        try:
            with self._lock:
                self._compiler.compile(IMAGE_TEST, format="pdf", sys_inputs=inputs, pdf_standards=[PDF_STANDARD])
        except typst.TypstError:
            return False
        return True


@cache
def pdf_compiler() -> PdfCompiler:
    """Return this process's compiler, created on first use."""
    return PdfCompiler()


def _printable(value: object) -> object:
    """Return a value for JSON, with texts limited to characters in the fonts, and dates as year, month and day."""
    match value:
        case str():
            return replace_missing(value)
        case bytes():
            return replace_missing_in_svg(value.decode())
        case date():
            return [value.year, value.month, value.day]
        case dict():
            return {name: _printable(part) for name, part in value.items()}
        case list() | tuple():
            return [_printable(part) for part in value]
    return value
