"""A figure as a small SVG file that looks the same under a strict content security policy."""

import io
import re
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

SVG = "http://www.w3.org/2000/svg"
SHORTHAND = re.compile(r"(?:(?P<weight>\d+|bold) )?(?P<size>[\d.]+px) .*")

# Text stays text: a quarter of the bytes of drawn letters, and the reader's own font.
mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "steady"})
ET.register_namespace("", SVG)
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def to_svg(figure: Figure, fonts: str) -> bytes:
    """Write a figure as SVG, without paper, date or maker; the same figure gives the same bytes.

    `fonts` are the families its text may be set in, first choice first, as CSS would list them.

    matplotlib writes styles, which `style-src 'self'` would turn off; the same said as attributes is left alone.
    """
    figure.patch.set_visible(False)
    out = io.StringIO()
    FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None})  # type: ignore[no-untyped-call]
    root = ET.fromstring(out.getvalue())  # noqa: S314 our own text, not somebody else's
    for tag in ("metadata", "defs"):
        if (found := root.find(f"{{{SVG}}}{tag}")) is not None:
            root.remove(found)
    root.set("stroke-linejoin", "round")
    for element in root.iter():
        _style_to_attributes(element, fonts)
    return bytes(ET.tostring(root, encoding="utf-8"))


def _style_to_attributes(element: ET.Element, fonts: str) -> None:
    style = dict(part.split(": ", 1) for part in element.attrib.pop("style", "").split("; ") if part)
    if short := SHORTHAND.fullmatch(style.pop("font", "")):
        style.update({"font-size": short["size"], "font-weight": short["weight"] or "400"})
    if element.tag == f"{{{SVG}}}text":
        style["font-family"] = fonts
    for name, value in style.items():
        element.set(name, value)
