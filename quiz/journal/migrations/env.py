"""Runs the migrations on the connection that quiz.journal.migrate passes in."""

from alembic import context

from quiz.journal.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
