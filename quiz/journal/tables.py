"""What the database holds: ids and keys made by chance, and sealed bytes. No date, no name, no score."""

from sqlalchemy import Column, ForeignKey, LargeBinary, MetaData, Table

from quiz.journal.encryption import ID_BYTES

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

instance = Table(
    "instance",
    metadata,
    Column("salt", LargeBinary(16), primary_key=True),
)
"""One row: the salt of every code's derivation, made with the database and moving with it."""

journal = Table(
    "journal",
    metadata,
    Column("id", LargeBinary(ID_BYTES), primary_key=True),
    Column("turn", LargeBinary(ID_BYTES), nullable=False),
)
"""A journal. `turn` is made anew to close it on every phone at once."""

result = Table(
    "result",
    metadata,
    Column("journal_id", LargeBinary(ID_BYTES), ForeignKey("journal.id", ondelete="CASCADE"), primary_key=True),
    Column("id", LargeBinary(ID_BYTES), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""A kept result. Its id comes with the form that keeps it: sent twice, it is kept once."""
