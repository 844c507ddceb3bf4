"""The application as tests build it: with a database of its own that is deleted when the tests end."""

import atexit
import tempfile
import time
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from quiz.content.loader import Content, load
from quiz.web import create_app

SECRET = "a secret for tests only, of no use"
SHIPPED = Path(__file__).parent.parent / "data" / "questions.toml"
_folder = tempfile.TemporaryDirectory(prefix="steady")
atexit.register(_folder.cleanup)
_numbers = count()
_compiled_templates = FileSystemBytecodeCache(_folder.name)
"""For all applications: compiling what a visit shows takes half a second."""


def new_database() -> str:
    """Return the address of an SQLite database that does not exist yet."""
    return f"sqlite:///{Path(_folder.name) / str(next(_numbers))}.db"


def make_app(settings: dict[str, Any] | None = None, clock: Callable[[], float] = time.time) -> Flask:
    """Return the shipped application; `settings` are those that differ from the tests' own."""
    app = create_app({"SECRET_KEY": SECRET, "DATABASE_URL": new_database(), **(settings or {})}, clock)
    app.jinja_env.bytecode_cache = _compiled_templates
    return app


@cache
def content(questions: Path = SHIPPED) -> Content:
    """Return a questionnaire and its advice, without the application."""
    return load(questions)


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Return endpoint, method and an address of everything that can be asked for; a KeyError names a new variable."""
    values = {"filename": "icon.svg", "number": 1, "version": "0", "name": "imprint"}
    adapter = app.url_map.bind("localhost")
    return [
        (rule.endpoint, method, adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments}))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
