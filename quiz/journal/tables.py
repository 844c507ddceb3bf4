"""The database schema: random ids, ciphertext, and monthly totals. It contains no other date, name or score."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table

from quiz.journal.encryption import ID_BYTES, SALT_BYTES

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

instance = Table("instance", metadata, Column("salt", LargeBinary(SALT_BYTES), primary_key=True))
"""One row: the salt of all key derivations, created with the database and copied with it."""

journal = Table(
    "journal",
    metadata,
    Column("id", LargeBinary(ID_BYTES), primary_key=True),
    # The column's name in migration 0001.
    Column("turn", LargeBinary(ID_BYTES), key="epoch", nullable=False),
)
"""A journal. A new random `epoch` revokes every access granted before."""

questionnaire = Table(
    "questionnaire",
    metadata,
    Column("journal_id", LargeBinary(ID_BYTES), ForeignKey("journal.id", ondelete="CASCADE"), primary_key=True),
    Column("id", LargeBinary(ID_BYTES), primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False),
)
"""A questionnaire of results in the journal. Which questionnaire a result has is in its ciphertext."""

result = Table(
    "result",
    metadata,
    Column("journal_id", LargeBinary(ID_BYTES), ForeignKey("journal.id", ondelete="CASCADE"), primary_key=True),
    Column("id", LargeBinary(ID_BYTES), primary_key=True),
    # The column's name in migration 0001.
    Column("sealed", LargeBinary, key="ciphertext", nullable=False),
)
"""A saved result. Its id is chosen before it is sent, so that sending it twice saves it once."""

completed = Table(
    "completed",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("count", Integer, nullable=False),
)
"""The number of check-ins completed in a month, such as 2026-11. Empty unless the host asked for it (QUIZ_COUNT)."""
