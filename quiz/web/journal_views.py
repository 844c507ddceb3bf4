"""Keeping a result, opening a journal, and closing or deleting it."""

import re

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from quiz.journal.passphrase import TypedPassphrase
from quiz.web import journal_access, remembered, seven_words, take
from quiz.web.forms import CodeForm, OpenForm, ResultForm
from quiz.web.journal_access import opened, said, say_next
from quiz.web.journals import journals, word_list
from quiz.web.post_form import PlainForm, require

UNPROCESSABLE = 422
LONGEST = 300
"""Letters that are read of what was typed; seven words are never as long."""
ID = re.compile("[0-9a-f]{32}")


def keep() -> ResponseReturnValue:
    """Keep the result of the last finished take: with a code in a new journal, else in the open one."""
    form = CodeForm()
    found = take.to_keep() if form.validate() else None
    if found is None:
        return redirect(url_for("results.show"), 303)
    if not form.code.data:
        journals().add_results(opened(), [found])
        session["kept"] = found.id
        say_next("added")
        return redirect(url_for("history.show"), 303)
    if not journal_access.begin(journals().derive_key(form.code.data), [found]):
        return redirect(url_for("history.show"), 303)
    session["kept"] = found.id
    return seven_words.made(form)


def ask() -> ResponseReturnValue:
    """Ask for the words that open a journal."""
    return _asking(OpenForm(formdata=None))


def open_() -> ResponseReturnValue:
    """Open a journal by its words; whether there never was one or it was deleted, the answer is the same."""
    form = OpenForm()
    typed = (form.words.data or "")[:LONGEST]
    if not form.validate():
        say_next("expired")
        # Sent again from the history, perhaps after leaving and by somebody else: what was typed is not shown.
        return _asking(OpenForm(formdata=None)), UNPROCESSABLE
    if "show" in request.form:
        return _asking(form)
    look = word_list().check(typed)
    access = journals().open(journals().derive_key(typed)) if typed.strip() and not look.unknown_words else None
    if access is None:
        return _asking(form, look), UNPROCESSABLE
    journal_access.enter(access, remembered=form.remember.data)
    return redirect(url_for("history.show"), 303)


def close() -> ResponseReturnValue:
    """Close the journal in this browser."""
    require(PlainForm())
    journal_access.close()
    say_next("closed")
    return redirect(url_for(".ask"), 303)


def close_everywhere() -> ResponseReturnValue:
    """Close the journal in every browser that has it open, this one too."""
    require(PlainForm())
    journals().close_everywhere(opened())
    journal_access.close()
    say_next("closed-everywhere")
    return redirect(url_for(".ask"), 303)


def remember() -> ResponseReturnValue:
    """Let this browser open the journal without its words."""
    require(PlainForm())
    journal_access.remember(opened())
    say_next("remembered")
    return redirect(url_for("history.show"), 303)


def forget() -> ResponseReturnValue:
    """Take that back."""
    require(PlainForm())
    remembered.forget()
    say_next("forgotten")
    return redirect(url_for("history.show"), 303)


def remove() -> ResponseReturnValue:
    """Delete one kept result."""
    form = ResultForm()
    require(form)
    if ID.fullmatch(form.result.data or ""):
        journals().remove_result(opened(), form.result.data)
        if session.get("kept") == form.result.data:
            session.pop("kept")
        say_next("removed")
    return redirect(url_for("history.show"), 303)


def delete() -> ResponseReturnValue:
    """Delete the journal and all that is in it."""
    require(PlainForm())
    journals().delete(opened())
    journal_access.close()
    session.pop("kept", None)
    say_next("deleted")
    return redirect(url_for(".ask"), 303)


def _asking(form: OpenForm, look: TypedPassphrase | None = None) -> str:
    """Show the form that opens a journal; with `look`, what was typed opened none."""
    visible = look is not None or "show" in request.values
    waiting = take.to_keep()
    return render_template(
        "open.html",
        form=form,
        new=CodeForm(formdata=None),
        note=said(),
        look=look,
        visible=visible,
        waiting=waiting is not None and session.get("kept") != waiting.id,
        taken=waiting is not None,
    )
