"""The journals of this application, and the words their codes are made of: at hand in every request."""

from typing import cast

from flask import current_app

from quiz.journal.code import WordList
from quiz.journal.store import Journals


def journals() -> Journals:
    """Give the journals of the current application."""
    return cast("Journals", current_app.extensions["journals"])


def word_list() -> WordList:
    """Give the words that codes are made of."""
    return cast("WordList", current_app.extensions["words"])
