"""Connections to PostgreSQL, which give up after a few seconds if the server hangs or the network is down."""

from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

CONNECT_TIMEOUT_SECONDS = 3
ANSWER_TIMEOUT_SECONDS = 6.0
"""How long the server may take to answer a statement: longer than LOCK_TIMEOUT_SECONDS, which it enforces itself."""
RV = TypeVar("RV")
KEEPALIVES = {"keepalives_idle": 30, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 10_000}
"""When the operating system gives up on a connection whose other end is gone. Ignored on a Unix socket."""


class ImpatientConnection(Connection[Any]):
    """A connection that is closed if the server does not answer in time.

    PostgreSQL's own timeouts are enforced by the server, so they don't help if the server itself hangs.
    """

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Return the server's answer. Raises OperationalError if it does not come in time."""
        try:
            return super().wait(gen, interval, ANSWER_TIMEOUT_SECONDS if timeout is None else timeout)
        except OperationalError:
            # The answer may still come, and must not be mistaken for the answer to the next statement.
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise


def postgresql_engine(url: URL, connections: int, *, patient: bool) -> Engine:
    """Return an engine that keeps at most `connections` connections. None is opened yet.

    A `patient` one keeps none, and waits for an answer as long as the server is alive.
    """
    options = {"connect_timeout": CONNECT_TIMEOUT_SECONDS, **KEEPALIVES}
    if patient:
        return create_engine(url, connect_args=options, poolclass=NullPool)
    engine = create_engine(url, connect_args=options, pool_size=connections, max_overflow=0, pool_pre_ping=True)

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, arguments: list[Any], options: dict[str, Any]) -> Connection[Any]:
        return ImpatientConnection.connect(*arguments, **options)

    return engine
