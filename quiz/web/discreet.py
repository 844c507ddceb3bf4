"""Discreet mode: on the screen themes go by a letter, for a train or a sofa. Paper and files say their names."""

import string
from collections.abc import Callable
from dataclasses import replace

from flask import redirect, session, url_for
from flask.typing import ResponseReturnValue

from quiz.core.questionnaire import Theme
from quiz.web.forms import DiscreetForm
from quiz.web.instrument import instrument
from quiz.web.words import say

Veil = Callable[[Theme], Theme]
PAGES = {"results": "results.show", "journal": "history.show"}
"""Where the button is, and so where it leads back to."""


def turn() -> ResponseReturnValue:
    """Turn discreet mode on or off."""
    form = DiscreetForm()
    if form.validate():
        session["discreet"] = not session.get("discreet", False)
    return redirect(url_for(PAGES.get(form.page.data or "", "results.show")), 303)


def is_discreet() -> bool:
    """Tell whether theme words are hidden on this screen."""
    return bool(session.get("discreet"))


def open_book(theme: Theme) -> Theme:
    """Give a theme as it is."""
    return theme


def veil() -> Veil:
    """Give what a theme is called on this screen: its own words, or a letter by its place among today's themes."""
    if not is_discreet():
        return open_book
    places = {theme.id: place for place, theme in enumerate(instrument().questionnaire.themes)}

    def hide(theme: Theme) -> Theme:
        letter = string.ascii_uppercase[places.get(theme.id, len(places)) % len(string.ascii_uppercase)]
        name = say("veiled", letter)
        return replace(theme, name=name, short=name)

    return hide
