"""Reads a host's own pages, such as an imprint, from plain text files."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from quiz.content.characters import NOT_DISPLAYABLE
from quiz.content.problems import Problem
from quiz.core.site import Block, SitePage

TEXT_SUFFIX = ".txt"
MAX_PAGE_BYTES = 100_000
HEADING = "# "
"""The start of a line that is a heading."""


def read_page(path: Path, name: str, title: str) -> tuple[SitePage | None, list[Problem]]:
    """Return a text file as a page (`None` if it cannot be used) and the problem found in it, if any.

    Empty lines separate paragraphs; other line breaks are kept, as in an address.
    """

    def refused(message: str, fix: str, line: int = 0) -> tuple[None, list[Problem]]:
        return None, [Problem(path.name, "", message, fix, line)]

    try:
        content = path.read_bytes()
        if len(content) > MAX_PAGE_BYTES:
            return refused(f"The text is longer than {MAX_PAGE_BYTES // 1000} kB.", "Link to a web page instead.")
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        return refused(f"The file cannot be read ({error.strerror}).", f"Check {path} and its permissions.")
    except ValueError:
        return refused("The file is not UTF-8 text.", "Save it as plain text, in UTF-8.")
    for number, line in enumerate(text.split("\n"), 1):
        if any(unicodedata.category(letter) in NOT_DISPLAYABLE for letter in line.replace("\t", "")):
            return refused("The text contains a control character.", "Remove it: no page can display it.", number)
    blocks = tuple(_blocks(text))
    if not blocks:
        return refused("The file is empty.", "Write the text that the page should show.")
    return SitePage(name, title, blocks), []


def _blocks(text: str) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", text):
        lines = [line.rstrip() for line in part.strip().split("\n")]
        if lines[0].startswith(HEADING):
            yield Block("heading", lines.pop(0).removeprefix(HEADING).strip())
        if any(lines):
            yield Block("paragraph", "\n".join(lines))
