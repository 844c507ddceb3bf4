"""Reads and checks a host's logo and icon, SVG or PNG files. The result is always SVG."""

import base64
import math
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from quiz.content.problems import Problem
from quiz.core.site import Image

MAX_IMAGE_BYTES = 32 * 1024
"""Every page contains the logo, so that it needs no further request and is there without a signal."""
MAX_PIXELS = 2000
VIEW_BOX_NUMBERS = 4
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
"""Removed, because it may name an encoding other than UTF-8."""
FORBIDDEN_ELEMENTS = {"script", "foreignObject", "iframe", "a", "animate", "animateTransform", "animateMotion", "set"}
EXTERNAL_STYLE = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/(?:png|jpeg);)", re.IGNORECASE)
INTERNAL_REFERENCE = re.compile(r"#|data:image/(?:png|jpeg);base64,")
Fault = tuple[str, str]
"""What is wrong, and how to fix it."""


def read_image(path: Path) -> tuple[Image | None, list[Problem]]:
    """Return an SVG or PNG file as an image (`None` if it has errors) and the problems found in it."""
    image, faults = None, list[Fault]()
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        faults = [(f"The file cannot be read ({reason}).", f"Check {path} and its permissions.")]
    else:
        if len(content) > MAX_IMAGE_BYTES:
            size, most = len(content) // 1024, MAX_IMAGE_BYTES // 1024
            message = f"The file has {size} kB; at most {most} kB are allowed, since every page contains it."
            faults = [(message, "Save it smaller, such as 96 pixels high, or as SVG.")]
        elif content.startswith(PNG_SIGNATURE):
            image, faults = _png(content)
        else:
            image, faults = _svg(content)
    problems = [Problem(path.name, "", message, fix) for message, fix in faults]
    if image and "<text" in image.svg:
        fix = "In your drawing program, turn the text into paths (outlines)."
        problems.append(Problem(path.name, "", "It has text, which looks different on each device.", fix, warning=True))
    return image, problems


def _svg(content: bytes) -> tuple[Image | None, list[Fault]]:
    try:
        text = XML_DECLARATION.sub("", content.decode("utf-8-sig"))
        if "<!ENTITY" in text:
            return None, [("The SVG declares entities.", "Save it as “plain SVG” or “optimized SVG.”")]
        root = ET.fromstring(text)  # noqa: S314 without entities, it cannot expand
    except (ValueError, ET.ParseError):
        return None, [("The file is neither PNG nor SVG.", "Save it as one of these.")]
    faults = list(_faults(text, root))
    size = _size(root)
    if size is None:
        faults.append(("The size of the SVG isn’t known.", 'Add a viewBox to <svg>, such as viewBox="0 0 120 40".'))
    return (None if faults or size is None else Image(text, *size)), faults


def _faults(text: str, root: ET.Element) -> Iterator[Fault]:
    """Yield what an SVG must not have: scripts, and anything that would be fetched from elsewhere."""
    remove = "Save it without that, or remove it in a text editor."
    if _local(root.tag) != "svg":
        yield "The file is not SVG.", "Save the picture as SVG or PNG."
    if "xml-stylesheet" in text:
        yield "The SVG asks for a stylesheet.", remove
    for element in root.iter():
        name = _local(element.tag)
        if name in FORBIDDEN_ELEMENTS:
            yield f"The SVG has an element <{name}>, which isn’t allowed.", remove
        if name == "style" and EXTERNAL_STYLE.search(element.text or ""):
            yield "A style in the SVG refers to another file.", remove
        for key, value in element.attrib.items():
            attribute = _local(key)
            if attribute.lower().startswith("on"):
                yield f"The SVG has a script in the attribute {attribute}.", remove
            elif EXTERNAL_STYLE.search(value) or _is_external(attribute, value):
                yield f"The SVG refers to another file in the attribute {attribute}.", remove


def _is_external(attribute: str, value: str) -> bool:
    return attribute in {"href", "src"} and not INTERNAL_REFERENCE.match(value.strip())


def _size(root: ET.Element) -> tuple[float, float] | None:
    """Return the width and height of an SVG, in the same arbitrary unit; `None` if they aren't known."""
    numbers = root.get("viewBox", "").replace(",", " ").split()
    sides = numbers[2:] if len(numbers) == VIEW_BOX_NUMBERS else [root.get("width", ""), root.get("height", "")]
    try:
        width, height = (float(side.removesuffix("px")) for side in sides)
    except ValueError:
        return None
    return (width, height) if 0 < width < math.inf and 0 < height < math.inf else None


def _png(content: bytes) -> tuple[Image | None, list[Fault]]:
    """Return a PNG embedded in an SVG, so that pages, PDFs and icons only handle one kind of image."""
    at, kinds = len(PNG_SIGNATURE), list[bytes]()
    try:
        while at < len(content):
            (length,) = struct.unpack_from(">I", content, at)
            (checksum,) = struct.unpack_from(">I", content, at + 8 + length)
            body = content[at + 4 : at + 8 + length]
            kinds.append(body[:4] if zlib.crc32(body) == checksum else b"")
            at += 12 + length
        width, height = struct.unpack_from(">II", content, len(PNG_SIGNATURE) + 8)
    except struct.error:
        kinds, width, height = [], 0, 0
    if b"" in kinds or kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or width * height == 0:
        return None, [("The PNG file is damaged.", "Save it again.")]
    if max(width, height) > MAX_PIXELS:
        return None, [(f"The picture is {width} × {height} pixels.", "Save it smaller, such as 96 pixels high.")]
    data = base64.b64encode(content).decode()
    picture = f"<image width='{width}' height='{height}' href='data:image/png;base64,{data}'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>{picture}</svg>"
    return Image(svg, width, height), []


def _local(name: object) -> str:
    """Return the name of an element or attribute without its namespace."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""
