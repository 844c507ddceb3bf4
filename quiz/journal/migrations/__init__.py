"""The Alembic migrations, from an empty database to the current schema."""

HEAD = "0001"
"""The revision of the last migration."""
