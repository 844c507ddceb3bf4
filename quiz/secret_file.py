"""The file with an installation's secrets, one a line, newest first. The first encrypts, all of them decrypt."""

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FILE_MODE = 0o600


def new_secret() -> str:
    """Return a random secret: 256 bits, as letters, digits, - and _."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class SecretFile:
    """A file of secrets. It is replaced atomically, so that a reader sees either the old secrets or the new ones."""

    path: Path

    def read(self) -> tuple[str, ...]:
        """Return the secrets, newest first. A missing file is created with one secret. Raises OSError."""
        if not self.path.exists():
            # Several processes may start at once. A link never replaces a file: the first process wins.
            written = self._write([new_secret()])
            with suppress(FileExistsError):
                os.link(written, self.path)
            written.unlink()
        return tuple(self.path.read_text().split())

    def rotate(self) -> int:
        """Add a new secret before the others. Return how many there are now. Raises OSError."""
        with self._locked():
            all_secrets = [new_secret(), *self.read()]
            self._write(all_secrets).replace(self.path)
        return len(all_secrets)

    def forget(self) -> int:
        """Delete all secrets but the newest. Return how many were deleted. Raises OSError."""
        with self._locked():
            newest, *older = self.read()
            if older:
                self._write([newest]).replace(self.path)
        return len(older)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold a lock on the folder, so that one process at a time changes the file."""
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _write(self, lines: Sequence[str]) -> Path:
        """Write the secrets to a temporary file of this process. Return its path."""
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "w") as file:
            file.write("\n".join(lines))
            file.flush()
            os.fsync(file.fileno())
        return temporary
