"""Counts and hashes the rows of a database, to tell whether two databases hold the same ones."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from quiz.journal.tables import instance, journal, result

BATCH_ROWS = 500
"""Rows that are in memory at a time: about one megabyte."""
DIGEST_BYTES = 32
Rows = Sequence[Mapping[str, bytes]]


@dataclass(frozen=True)
class Checksum:
    """The number of rows, and the sum (modulo 2^256) of their SHA-256 digests and that of the salt.

    A sum does not depend on the order of the rows, so one pass without sorting is enough. It detects accidents, not
    tampering: an attacker could change the checksum as well.
    """

    journals: int
    results: int
    digest: bytes

    def __str__(self) -> str:
        """Return the checksum as text for a terminal, with the first 16 digits of the digest."""
        return f"{self.journals} journals, {self.results} results, hash {self.digest.hex()[:16]}"


class RunningChecksum:
    """The checksum of the rows added so far."""

    def __init__(self) -> None:
        self._counts = {instance.name: 0, journal.name: 0, result.name: 0}
        self._sum = 0

    def add(self, table: Table, rows: Rows) -> None:
        """Add rows of a table."""
        self._counts[table.name] += len(rows)
        name = table.name.encode()
        self._sum += sum(int.from_bytes(hashlib.sha256(name + b"".join(row.values())).digest()) for row in rows)

    @property
    def value(self) -> Checksum:
        """The checksum."""
        digest = (self._sum % 2 ** (8 * DIGEST_BYTES)).to_bytes(DIGEST_BYTES)
        return Checksum(self._counts[journal.name], self._counts[result.name], digest)


def batches(connection: Connection, table: Table) -> Iterator[Rows]:
    """Read a table in batches of rows by column key."""
    rows = connection.execute(select(table), execution_options={"yield_per": BATCH_ROWS})
    for batch in rows.partitions():
        yield [dict(zip(table.columns.keys(), row, strict=True)) for row in batch]


def checksum_of(connection: Connection) -> Checksum:
    """Return the checksum of all rows of a database."""
    running = RunningChecksum()
    for table in (instance, journal, result):
        for rows in batches(connection, table):
            running.add(table, rows)
    return running.value


def row_count(connection: Connection) -> int:
    """Return the number of journals and results together."""
    return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in (journal, result))
