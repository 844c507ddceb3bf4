"""Create the table for questionnaires, so that a journal stores each one once.

Results written before hold their questionnaire themselves. Only the passphrase can decrypt them, so they stay as they
are until they are next changed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "questionnaire",
        sa.Column("journal_id", sa.LargeBinary(16), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["journal.id"], name="fk_questionnaire_journal_id_journal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("journal_id", "id", name="pk_questionnaire"),
    )
