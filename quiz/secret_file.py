"""The file with an installation's secrets, one per line, newest first. The first encrypts; all of them decrypt."""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def new_secret() -> str:
    """Return a random secret of 256 bits, written with letters, digits, - and _ (43 characters)."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class SecretFile:
    """A file of secrets. It is replaced atomically, so that a reader sees either the old secrets or the new ones."""

    path: Path

    def read(self) -> tuple[str, ...]:
        """Return the secrets, newest first. If there is no file, create one with one secret.

        Raises OSError, and UnicodeDecodeError for a file that is not text.
        """
        if not self.path.exists():
            # Several processes may start at once: the first one wins.
            with self._locked():
                if not self.path.exists():
                    self._write([new_secret()])
        return self._secrets()

    def rotate(self) -> int:
        """Add a new secret before the others, and return how many there are now.

        Raises OSError, and UnicodeDecodeError for a file that is not text.
        """
        self.read()
        with self._locked():
            all_secrets = [new_secret(), *self._secrets()]
            self._write(all_secrets)
        return len(all_secrets)

    def forget(self) -> int:
        """Delete all secrets but the newest, and return how many were deleted.

        Raises OSError, and UnicodeDecodeError for a file that is not text.
        """
        self.read()
        with self._locked():
            newest, *older = self._secrets()
            if older:
                self._write([newest])
        return len(older)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold a lock on the folder, so that only one process at a time changes the file."""
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _secrets(self) -> tuple[str, ...]:
        return tuple(self.path.read_text(encoding="utf-8").split())

    def _write(self, lines: Sequence[str]) -> None:
        """Replace the file with one that holds these secrets. The caller must hold the lock."""
        # A new file with a unique name: others might be able to read one that a killed process left behind.
        handle, name = tempfile.mkstemp(prefix=f"{self.path.name}.", dir=self.path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write("\n".join(lines))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
