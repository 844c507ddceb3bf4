"""Counts and hashes the rows of a database, to tell whether two databases hold the same ones."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, func, select

from quiz.journal.tables import instance, journal, questionnaire, result

BATCH_ROWS = 500
"""The number of rows in memory at a time: about one megabyte."""
DIGEST_BYTES = 32
COPIED_TABLES = (journal, questionnaire, result)
"""The tables with people's rows, each after the tables it refers to. A backup by an earlier version lacks some."""
Rows = Sequence[Mapping[str, bytes]]


@dataclass(frozen=True)
class Checksum:
    """The numbers of rows, and the sum (modulo 2^256) of the SHA-256 digests of all rows and of the salt.

    A sum does not depend on the order of the rows, so one pass without sorting is enough. It detects accidents, not
    tampering: an attacker could change the checksum as well. `content` is the same without epochs, which a restore
    changes.
    """

    journals: int
    results: int
    digest: bytes
    content: bytes = field(default=b"", compare=False)

    def __str__(self) -> str:
        """Return the checksum as text for a terminal, with the first 16 digits of the content's digest."""
        return f"{self.journals} journals, {self.results} results, hash {self.content.hex()[:16]}"


def checksum(tables: Iterable[tuple[Table, Rows]]) -> Checksum:
    """Return the checksum of batches of rows, each paired with its table."""
    counts, total, content = Counter[str](), 0, 0
    for table, rows in tables:
        counts[table.name] += len(rows)
        total += sum(_digest(table, row.values()) for row in rows)
        content += sum(_digest(table, [row[name] for name in row if name != "epoch"]) for row in rows)
    return Checksum(counts[journal.name], counts[result.name], *map(_to_bytes, (total, content)))


def _digest(table: Table, values: Iterable[bytes]) -> int:
    return int.from_bytes(hashlib.sha256(table.name.encode() + b"".join(values)).digest())


def _to_bytes(total: int) -> bytes:
    return int.to_bytes(total % 2 ** (8 * DIGEST_BYTES), DIGEST_BYTES)


def checksum_of(connection: Connection) -> Checksum:
    """Return the checksum of all rows of a database."""
    return checksum(batches(connection, instance, *COPIED_TABLES))


def batches(connection: Connection, *tables: Table) -> Iterator[tuple[Table, Rows]]:
    """Yield the tables with batches of their rows, by column key. A table that the database lacks is skipped."""
    for table in present(connection, tables):
        rows = connection.execute(select(table), execution_options={"yield_per": BATCH_ROWS})
        for batch in rows.partitions():
            yield table, [dict(zip(table.columns.keys(), row, strict=True)) for row in batch]


def row_count(connection: Connection) -> int:
    """Return the total number of rows in the tables that are copied."""
    tables = present(connection, COPIED_TABLES)
    return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def present(connection: Connection, tables: Iterable[Table]) -> list[Table]:
    """Return the tables that the database has."""
    return [table for table in tables if connection.dialect.has_table(connection, table.name)]
