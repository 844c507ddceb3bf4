"""A temporary PostgreSQL server for tests, reached through a socket."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"
"""The database user, and the user that runs the server if the tests run as root, which PostgreSQL refuses."""
FOLDERS = ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql*/bin", "usr/local/opt/postgresql*/bin")
"""Where PostgreSQL's programs may be, besides the PATH."""


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs, of the newest version there is."""
    candidates = sorted((path for folder in FOLDERS for path in Path("/").glob(f"{folder}/{name}")), reverse=True)
    path = shutil.which(name) or next(map(str, candidates), None)
    assert path, f"{name} is missing: install PostgreSQL (on Debian: apt install postgresql)."
    return path


@contextmanager
def serve() -> Iterator[str]:
    """Run a server and yield the URL of an empty database."""
    user = OWNER if os.geteuid() == 0 else None
    # A socket's path is limited to about 100 characters.
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


@contextmanager
def hung(url: str) -> Iterator[None]:
    """Stop every process of the server at a URL for the length of a block: its socket still accepts connections."""
    main = int((Path(url.partition("?host=")[2]) / "data/postmaster.pid").read_text().split()[0])
    # The main process first, since it would start new ones.
    os.kill(main, signal.SIGSTOP)
    children = [int(id_) for id_ in Path(f"/proc/{main}/task/{main}/children").read_text().split()]
    try:
        for id_ in children:
            os.kill(id_, signal.SIGSTOP)
        yield
    finally:
        for id_ in (*children, main):
            os.kill(id_, signal.SIGCONT)
