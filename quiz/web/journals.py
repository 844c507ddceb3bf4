"""The journals of this application, and the words their codes are made of: at hand in every request."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import current_app

from quiz.journal.passphrase import WordList
from quiz.web.fixed import once
from quiz.web.turns import take_turn

if TYPE_CHECKING:
    from quiz.journal.entries import JournalEntries
    from quiz.journal.store import Access, Journals

LONG = 100
"""Results in a journal that takes long to unseal."""


def journals() -> "Journals":
    """Give the journals of the current application."""
    return cast("Journals", current_app.extensions["journals"])


def look_into(access: "Access") -> "JournalEntries":
    """Give what is in a journal; raises Crowded when it is a long one and others are looking at such, too."""
    encrypted = journals().encrypted_entries(access)
    if len(encrypted.rows) > LONG:
        take_turn()
    return encrypted.decrypt()


def word_list() -> WordList:
    """Give the words that codes are made of."""
    return once("words", lambda: WordList.read(Path(str(current_app.static_folder), "words.txt")))
