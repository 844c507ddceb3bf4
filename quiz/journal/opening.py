"""The journals of a database, looked at when the application starts and opened when somebody first asks for them."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from quiz.journal.migrations import HEAD
from quiz.journal.sqlite import MODES, stands_at

if TYPE_CHECKING:
    from quiz.journal.store import Journals

FILE, MODE = "sqlite:///", "?journal_mode="


def journals_at(address: str, root: Path) -> "Callable[[], Journals]":
    """Give what opens the journals of the database at an address, which is up to date; raises DatabaseUnusable, saying why.

    SQLAlchemy takes longer to start than all else together. A file that is in order can say so without it. In any
    doubt, and for another kind of database, it comes at once: what is wrong is said at the start. Paths are relative
    to `root`.
    """
    if not _is_in_order(address, root):
        import_module("quiz.journal.migrate").ready(address, root)

    turn = Lock()

    @cache
    def made() -> "Journals":
        database, store = (import_module(f"quiz.journal.{name}") for name in ("database", "store"))
        found: Journals = store.Journals(database.Database.at(database.read_url(address, root)))
        return found

    def opened() -> "Journals":
        # All who come while it is being made would else make their own, each with connections of its own.
        with turn:
            return made()

    return opened


def _is_in_order(address: str, root: Path) -> bool:
    name, _, mode = address.removeprefix(FILE).partition(MODE)
    # What has more to it is for `read_url` to understand.
    plain = address.startswith(FILE) and not {"?", "%"} & set(name) and mode in {"", *MODES}
    return plain and stands_at(root / name, HEAD, mode)
