"""The Alembic migrations, from an empty database to the current schema."""

HEAD = "0003"
"""The revision of the last migration."""
RESTORABLE = {"0001", "0002", HEAD}
"""The revisions whose backups can be restored: their tables are among the current ones, with the same columns."""
