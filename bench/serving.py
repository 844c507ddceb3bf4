"""What the programs share: their options, and databases of each kind."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests import postgres

DATABASES = ("sqlite-wal", "sqlite-delete", "postgresql")


def options(about: str | None) -> argparse.ArgumentParser:
    """Return a parser of `--quick`, to which a program adds options of its own."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small numbers: to see that all runs, not to claim")
    return parser


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Yield the address of an empty database, and remove it afterwards."""
    if kind == "postgresql":
        with postgres.serve() as address:
            yield address
    else:
        with tempfile.TemporaryDirectory(prefix="steady") as folder:
            yield f"sqlite:///{folder}/steady.db?journal_mode={kind.removeprefix('sqlite-')}"
