"""A PostgreSQL server of the tests' own: in a temporary folder, reached through a socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"
"""Who it runs as when the tests run as root, which PostgreSQL refuses to do."""


def program(name: str) -> str:
    """Give the path of one of PostgreSQL's programs; Debian keeps them out of the way."""
    kept = ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql*/bin", "usr/local/opt/postgresql*/bin")
    places = sorted((place for pattern in kept for place in Path("/").glob(pattern)), reverse=True)
    found = shutil.which(name) or next((str(place / name) for place in places if (place / name).exists()), None)
    assert found, f"{name} is missing: install PostgreSQL (on Debian: apt install postgresql)."
    return found


@contextmanager
def serve() -> Iterator[str]:
    """Run a server and give the address of an empty database in it."""
    user = OWNER if os.geteuid() == 0 else None
    # A short path: a socket's name has room for about 100 letters.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(folder / "data")
    run(program("initdb"), "-D", data, "-U", OWNER, "--auth=trust", "--no-sync", "--encoding=UTF8", "--no-locale")
    options = f"-k {folder} -c listen_addresses='' -c max_connections=60"
    try:
        run(program("pg_ctl"), "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
        yield f"postgresql://{OWNER}@/postgres?host={folder}"
    finally:
        run(program("pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
