"""Sentences of the templates for what is no page: the pictures and the report."""

from flask import get_template_attribute
from markupsafe import Markup


def say(name: str, *about: object, of: str = "words.html") -> str:
    """Give the sentence of a macro, as plain text."""
    return " ".join(_macro(of, name, *about).unescape().split())


def say_lines(name: str, *about: object, of: str = "words.html") -> tuple[str, ...]:
    """Give the lines of a macro, as plain text."""
    return tuple(line.unescape() for line in lines(_macro(of, name, *about)))


def lines(text: Markup) -> list[Markup]:
    """Take a macro's text apart into the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _macro(template: str, name: str, *about: object) -> Markup:
    return Markup(get_template_attribute(template, name)(*about))  # noqa: S704 a template's own text, escaped there
