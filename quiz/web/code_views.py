"""The seven words: noted, saved as a file, or changed for new ones."""

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue

from quiz.journal.exceptions import JournalClosed
from quiz.web import journal_access, seven_words
from quiz.web.forms import CodeForm, ShownForm
from quiz.web.journal_access import opened, say_next
from quiz.web.journals import journals
from quiz.web.post_form import PlainForm, require

FILE = "steady.txt"


def noted() -> ResponseReturnValue:
    """Take the person's word that they have the words: from now on nobody is shown them again."""
    require(PlainForm())
    journal_access.words_are_noted()
    return redirect(url_for("history.show"), 303)


def offer() -> ResponseReturnValue:
    """Show new words before they take effect: if the answer to the change is lost, they are already written down.

    They come with the form, so that a page that is loaded again shows the same ones.
    """
    form = CodeForm()
    require(form)
    journals().require_open(opened())
    if not form.code.data:
        return redirect(url_for("history.show"), 303)
    return seven_words.offered(form)


def again() -> ResponseReturnValue:
    """Show the words of the journal just made once more, while the person has not said that they have them."""
    form = CodeForm()
    require(form)
    if not form.code.data or not journal_access.are_unnoted():
        return redirect(url_for("history.show"), 303)
    return seven_words.made(form)


def change() -> ResponseReturnValue:
    """Give the open journal the words that were shown. Sent twice, it is done once."""
    form = CodeForm()
    require(form)
    if not form.code.data:
        return redirect(url_for("history.show"), 303)
    key = journals().derive_key(form.code.data)
    try:
        access = journals().change_key(opened(), key)
    except JournalClosed:
        changed_before = journals().open(key)
        if changed_before is None:
            raise
        access = changed_before
    journal_access.words_are_noted()
    journal_access.enter(access, remembered=journal_access.is_remembered())
    say_next("changed")
    return redirect(url_for("history.show"), 303)


def save() -> ResponseReturnValue:
    """Give the words on the page as a text file; their seal is all that is asked for, since nothing is changed."""
    form = ShownForm()
    if not form.code.data:
        return redirect(url_for("history.show"), 303)
    response = Response(form.code.data + "\n", mimetype="text/plain")
    response.headers.set("Content-Disposition", "attachment", filename=FILE)
    return response
