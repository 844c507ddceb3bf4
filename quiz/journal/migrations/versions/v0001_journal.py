"""Create the tables for journals and results."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables, and the salt of this database."""
    instance = op.create_table(
        "instance",
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("salt", name="pk_instance"),
    )
    op.bulk_insert(instance, [{"salt": secrets.token_bytes(16)}])
    op.create_table(
        "journal",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("turn", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.create_table(
        "result",
        sa.Column("journal_id", sa.LargeBinary(16), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["journal.id"], name="fk_result_journal_id_journal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("journal_id", "id", name="pk_result"),
    )
