"""Theme names on the screen: a letter instead of the name where details are hidden. Paper and files keep the names."""

import string
from collections.abc import Callable
from dataclasses import replace

from flask import session

from quiz.core.questionnaire import Questionnaire, Theme
from quiz.web.rendering.text_macros import render_text

ThemeLabeler = Callable[[Theme], Theme]
"""Returns a theme with the name and short name to show."""


def are_details_hidden() -> bool:
    """Return whether this person hid the details on the screen."""
    return bool(session.get("hide_details"))


def full_labels(theme: Theme) -> Theme:
    """Return a theme with its own name."""
    return theme


def theme_labels(questionnaire: Questionnaire) -> ThemeLabeler:
    """Return the labeler for this session: the themes' names or, if details are hidden, A, B, C and so on.

    The letters follow the order of the questionnaire.
    """
    if not are_details_hidden():
        return full_labels
    places = {theme.id: place for place, theme in enumerate(questionnaire.themes)}

    def label(theme: Theme) -> Theme:
        letter = string.ascii_uppercase[places.get(theme.id, len(places)) % len(string.ascii_uppercase)]
        name = render_text("hidden_theme", letter)
        return replace(theme, name=name, short=name)

    return label
