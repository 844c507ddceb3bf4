"""What a database holds, counted and hashed: two that hold the same rows, in whatever order, give the same."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from quiz.journal.tables import instance, journal, result

BLOCK = 500
"""Rows that are held in memory at a time; a megabyte or so."""
DIGEST_BYTES = 32
Rows = Sequence[Mapping[str, bytes]]


@dataclass(frozen=True)
class Checksum:
    """How many rows there are, and the sum of their SHA-256 (modulo 2^256), the salt's among them.

    A sum asks for no order: rows are read as they lie, in one pass, however many they are. It notices what a disk, a
    wire or a slip does to them; who means harm could as well change the sum.
    """

    journals: int
    results: int
    digest: bytes

    def __str__(self) -> str:
        """Give it as a line of a terminal."""
        return f"{self.journals} journals, {self.results} results, hash {self.digest.hex()[:16]}"


class Tally:
    """A census while rows pass by."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._sum = 0

    def add(self, table: Table, rows: Rows) -> None:
        """Count some rows of a table."""
        self._counts[table.name] = self._counts.get(table.name, 0) + len(rows)
        name = table.name.encode()
        self._sum += sum(int.from_bytes(hashlib.sha256(name + b"".join(row.values())).digest()) for row in rows)

    @property
    def census(self) -> Checksum:
        """Give what was counted so far."""
        digest = (self._sum % 2 ** (8 * DIGEST_BYTES)).to_bytes(DIGEST_BYTES)
        return Checksum(self._counts.get(journal.name, 0), self._counts.get(result.name, 0), digest)


def blocks(connection: Connection, table: Table) -> Iterator[Rows]:
    """Read a table, some rows at a time."""
    found = connection.execute(select(table), execution_options={"yield_per": BLOCK})
    for rows in found.mappings().partitions():
        yield [dict(row) for row in rows]


def of_database(connection: Connection) -> Checksum:
    """Count and hash all rows."""
    tally = Tally()
    for table in (instance, journal, result):
        for rows in blocks(connection, table):
            tally.add(table, rows)
    return tally.census


def size(connection: Connection) -> int:
    """Count journals and results together."""
    return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in (journal, result))
