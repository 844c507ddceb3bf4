"""Checks that the traceback of an error reveals no secret."""

import traceback
from collections.abc import Callable

import pytest

PASSWORD = "hunter2-geheim"


def error_text(call: Callable[[], object], kind: type[Exception]) -> str:
    """Return what a traceback of the expected error prints, with its causes."""
    with pytest.raises(kind) as caught:
        call()
    return "".join(traceback.format_exception(caught.value, limit=0))


def reveals_nothing(message: str, *secrets: str) -> bool:
    """Return whether a message contains neither the password nor other secrets."""
    return not any(secret in message for secret in (PASSWORD, *secrets))
