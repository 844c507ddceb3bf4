"""The page that shows seven words, and ways to take them along."""

from flask import render_template, request

from quiz.web.clock import day_of, now
from quiz.web.formats import day_in_words
from quiz.web.forms import CodeForm, ShownForm

APP = "app"
"""What the form is called that a password app looks at; then the page comes once more, without it."""


def made(form: CodeForm) -> str:
    """Show the words of a journal just made."""
    return _page("code.html", form)


def offered(form: CodeForm) -> str:
    """Show new words for the open journal, before they take effect."""
    return _page("new_code.html", form)


def _page(template: str, form: CodeForm) -> str:
    shown = ShownForm(formdata=None, code=form.code.data)
    # A password app takes what was sent for wrong when the next page asks for it again.
    return render_template(template, form=form, shown=shown, day=day_in_words(day_of(now())), sent=APP in request.form)
