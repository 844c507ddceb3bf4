"""The file with an installation's secrets: one a line, the newest first. The first seals, all of them open."""

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

OWN = 0o600
"""Readable by its owner only."""


def new_secret() -> str:
    """Make a secret by chance: 256 bits, in letters, digits, - and _."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class SecretFile:
    """A file of secrets, only ever replaced whole: who reads it meanwhile sees all of one of its states."""

    path: Path

    def read(self) -> tuple[str, ...]:
        """Give the secrets, newest first; makes the file with the first one when there is none. Raises OSError."""
        if not self.path.exists():
            # Several processes may start at once: the file appears whole, or somebody else's was first.
            made = self._write([new_secret()])
            with suppress(FileExistsError):
                os.link(made, self.path)
            made.unlink()
        return tuple(self.path.read_text().split())

    def rotate(self) -> int:
        """Put a new secret before the others and give how many there are now; raises OSError."""
        with self._alone():
            kept = [new_secret(), *self.read()]
            self._write(kept).replace(self.path)
        return len(kept)

    def forget(self) -> int:
        """Keep the newest secret only and give how many were dropped; raises OSError."""
        with self._alone():
            newest, *older = self.read()
            if older:
                self._write([newest]).replace(self.path)
        return len(older)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Be the only one who changes the file."""
        handle = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _write(self, kept: Sequence[str]) -> Path:
        """Write secrets to a file of this process, and give where that is."""
        made = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWN), "w") as file:
            file.write("\n".join(kept))
            file.flush()
            os.fsync(file.fileno())
        return made
