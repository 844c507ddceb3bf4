"""Why a database cannot be used, in plain words, without the address, user, password or values in driver errors."""

import re
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import URL

POSTGRESQL_PORT = 5432
PROBE_SECONDS = 1
NO_SERVER = "no server answers there: see that it runs, and that host and port are right."
POSTGRESQL: Sequence[tuple[str, str]] = (
    (r"database .* does not exist", "the server has no database of that name: create it, or correct the name."),
    (r"password authentication failed", "the server refuses the user or the password: correct them."),
    (r"no password supplied", "the server wants a password, and the address has none."),
    (r"role .* does not exist", "the server has no user of that name: create it, or correct the name."),
    (r"Peer authentication failed", "the server lets only the system user of the same name in (peer authentication)."),
    (r"pg_hba\.conf", "the server does not admit this user from this computer: its pg_hba.conf says who may connect."),
    (r"resolve host|translate host name", "no computer has that host name: correct it."),
    (r"Connection refused|No such file or directory", NO_SERVER),
    (r"imeout|timed out", "no answer came in time: see that the host is right, and that no firewall is between."),
    (r"No route to host|Network is unreachable", "there is no way to that host in the network."),
    (r"Permission denied", "this user may not use the server's socket."),
    (r"SSL negotiation|closed the connection unexpectedly", "what answers on that port is not PostgreSQL: correct it."),
    (r"invalid (URI|connection)", "the address has a part after its ? that PostgreSQL does not know."),
    (r"SSL", "the server and the address do not agree on SSL: see its sslmode."),
    (r"too many clients|remaining connection slots", "the server has no connection left: raise its max_connections."),
    (r"starting up|shutting down|recovery mode", "the server is starting or stopping: try again in a minute."),
)
"""Patterns of what PostgreSQL and its driver say when a connection fails, with the same in plain words."""
SQL_STATES = {
    "42501": "the user may not create tables there: make it the owner of the database.",
    "25006": "the server takes no changes: it is a copy of another one.",
    "53100": "the disk of the server is full.",
}
"""Reasons by PostgreSQL's error codes (SQLSTATE) of failed statements."""
SQLITE = {
    "SQLITE_CANTOPEN": "the file cannot be opened: see that its folder exists, and that this user may write in it.",
    "SQLITE_READONLY": "the file cannot be written to: see that this user may write to it and in its folder.",
    "SQLITE_FULL": "the disk is full.",
    "SQLITE_NOTADB": "the file is not an SQLite database.",
    "SQLITE_CORRUPT": "the file is damaged: restore a backup.",
    "SQLITE_BUSY": "another program is writing to the file: stop it, or try again.",
    "SQLITE_IOERR": "the disk does not read or write the file.",
}
"""Reasons by the beginning of SQLite's error names."""


def reason(error: BaseException | None) -> str:
    """Return a sentence that says why a database failed; "" if there is nothing that may be shown."""
    name, state = getattr(error, "sqlite_errorname", None), getattr(error, "sqlstate", None)
    if name:
        return next((words for start, words in SQLITE.items() if str(name).startswith(start)), "")
    if state or not hasattr(error, "pgconn"):
        return SQL_STATES.get(str(state), "")
    said = str(error)
    if known := next((words for pattern, words in POSTGRESQL if re.search(pattern, said)), ""):
        return known
    # In all languages of the server, names and addresses are in quotation marks.
    own = re.sub(r"[\"'«»„“].*?[\"'«»“”]", "…", said.rpartition("failed: ")[2].split("\n")[0])
    return f"the server says: {own.removeprefix('FATAL:').strip().rstrip('.')}." if "failed: " in said else ""


def running_server(url: URL) -> str:
    """Return a sentence that names the port of a server on the same host, if it is another one; "" if there is none.

    Looks for sockets in the same folder, or at the default port of the same host.
    """
    host = str(url.host or url.query.get("host") or "")
    port = url.port or int(str(url.query.get("port", POSTGRESQL_PORT)))
    found: list[int] = []
    with suppress(OSError, ValueError):
        if host.startswith("/"):
            found = sorted(int(path.suffix[1:]) for path in Path(host).glob(".s.PGSQL.*") if path.suffix[1:].isdigit())
        elif host and port != POSTGRESQL_PORT:
            socket.create_connection((host, POSTGRESQL_PORT), PROBE_SECONDS).close()
            found = [POSTGRESQL_PORT]
    return f"A server does run there on port {found[0]}." if found and port not in found else ""
