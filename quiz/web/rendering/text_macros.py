"""Sentences from the templates' macros as plain text, for what isn't a page: pictures and the PDF."""

import re

from flask import get_template_attribute
from markupsafe import Markup

WHITE_SPACE = re.compile(r"[ \t\r\n]+")
"""Not U+00A0, which keeps the groups of a number together."""
SCORE_TEXT = "results/score_text.html"
GUIDANCE_TEXT = "results/guidance_text.html"
HISTORY_TEXT = "journal/history_text.html"
CHANGE_TEXT = "journal/change_text.html"


def render_text(name: str, *args: object, template: str = SCORE_TEXT) -> str:
    """Return the sentence of a macro as plain text."""
    return WHITE_SPACE.sub(" ", _rendered(template, name, args).unescape()).strip()


def render_lines(name: str, *args: object, template: str = SCORE_TEXT) -> tuple[str, ...]:
    """Return the lines of a macro as plain text."""
    return tuple(line.unescape() for line in lines(_rendered(template, name, args)))


def lines(text: Markup) -> list[Markup]:
    """Split a macro's text into its lines, without the empty ones. Also a template filter."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _rendered(template: str, name: str, args: tuple[object, ...]) -> Markup:
    return Markup(get_template_attribute(template, name)(*args))  # noqa: S704 a template's own text
