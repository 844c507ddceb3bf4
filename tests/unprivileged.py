"""Run code without the rights of root, for whom nothing is read-only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

NOBODY = 65534


@contextmanager
def as_unprivileged_user() -> Iterator[None]:
    """Drop root privileges within a block."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)
