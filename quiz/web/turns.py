"""Turns for what takes long: few requests at once in one process, so that everybody else is still answered at once."""

import threading
from typing import cast

from flask import Flask, current_app, g

AT_ONCE = 2
"""Of the threads of a process, so many at most are at something that takes long."""


class Crowded(Exception):
    """Others are at something that takes long; nothing was done."""


def add_turns(app: Flask) -> None:
    """Give the application its turns. Each ends with its request."""
    app.extensions["turns"] = threading.BoundedSemaphore(AT_ONCE)

    @app.teardown_request
    def give_back(_error: BaseException | None) -> None:
        if g.pop("turn", False):
            _turns().release()


def take_turn() -> None:
    """Begin what takes long, once in a request; raises Crowded at once when too many are at it.

    Whoever waited would hold a thread, and it is threads that others need.
    """
    if "turn" not in g:
        if not _turns().acquire(blocking=False):
            raise Crowded
        g.turn = True


def _turns() -> threading.BoundedSemaphore:
    return cast("threading.BoundedSemaphore", current_app.extensions["turns"])
