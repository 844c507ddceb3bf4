"""Sentences of the templates for what is no page, the pictures and the report, and for pages put together in parts."""

from collections.abc import Callable

from flask import get_template_attribute
from markupsafe import Markup

from quiz.web.fixed import once


def say(name: str, *about: object, of: str = "words.html") -> str:
    """Give the sentence of a macro, as plain text."""
    return " ".join(Markup(macro(of, name)(*about)).unescape().split())  # noqa: S704 a template's own text


def say_lines(name: str, *about: object, of: str = "words.html") -> tuple[str, ...]:
    """Give the lines of a macro, as plain text."""
    return tuple(line.unescape() for line in lines(Markup(macro(of, name)(*about))))  # noqa: S704 as above


def lines(text: Markup) -> list[Markup]:
    """Take a macro's text apart into the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def macro(template: str, name: str) -> Callable[..., str]:
    """Give a macro of a template, looked up once; only while a request is answered."""
    found: Callable[..., str] = once((template, name), lambda: get_template_attribute(template, name))
    return found
