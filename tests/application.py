"""The application as tests make it: with a database of its own, gone with the tests."""

import atexit
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask

from quiz.web import create_app

SECRET = "a secret for tests only, of no use"
_folder = tempfile.TemporaryDirectory(prefix="steady")
atexit.register(_folder.cleanup)
_numbers = count()


def make_app(settings: dict[str, Any] | None = None, clock: Callable[[], float] = time.time) -> Flask:
    """Make the shipped application; `settings` are those that differ from the tests' own."""
    file = Path(_folder.name) / f"{next(_numbers)}.db"
    return create_app({"SECRET_KEY": SECRET, "DATABASE_URL": f"sqlite:///{file}", **(settings or {})}, clock)
