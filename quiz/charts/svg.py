"""Writes a figure as a small SVG file that renders correctly under a strict content security policy."""

import io
import unicodedata
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from quiz.charts.fonts import RIGHT_TO_LEFT_MARK

SVG_NAMESPACE = "http://www.w3.org/2000/svg"

# Text stays text: it takes a quarter of the bytes of outlines, and uses the reader's own fonts.
mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "steady"})
ET.register_namespace("", SVG_NAMESPACE)
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def to_svg(figure: Figure, fonts: str, serif_fonts: str = "", *, right_to_left: bool = False) -> bytes:
    """Return a figure as SVG without metadata; the same figure gives the same bytes.

    `fonts` are the font families of its text in order of preference, as a CSS list; `serif_fonts` replace matplotlib's
    family "serif". `right_to_left` marks texts in letters that run this way, so that numbers and quotation marks at
    their ends are on the correct side: SVG has no paragraphs with a direction.

    matplotlib writes `style` attributes, which `style-src 'self'` blocks; presentation attributes are allowed.
    """
    out = io.StringIO()
    FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None})  # type: ignore[no-untyped-call]
    root = ET.fromstring(out.getvalue())  # noqa: S314 written by matplotlib, not untrusted
    for tag in ("metadata", "defs"):
        if (element := root.find(f"{{{SVG_NAMESPACE}}}{tag}")) is not None:
            root.remove(element)
    root.set("stroke-linejoin", "round")
    root.set("font-family", fonts)
    for element in root.iter():
        _style_to_attributes(element, serif_fonts)
        if right_to_left and element.text and any(map(_is_right_to_left, element.text)):
            element.text = f"{RIGHT_TO_LEFT_MARK}{element.text}{RIGHT_TO_LEFT_MARK}"
    return bytes(ET.tostring(root, encoding="utf-8"))


def _is_right_to_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"R", "AL"}


def _style_to_attributes(element: ET.Element, serif_fonts: str) -> None:
    style = dict(part.split(": ", 1) for part in element.attrib.pop("style", "").split("; ") if part)
    if style.pop("font-family", "").endswith(", serif"):
        style["font-family"] = serif_fonts
    for name, value in style.items():
        element.set(name, value)
