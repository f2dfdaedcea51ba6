"""Run the migrations on the connection that is handed over, SQLite or PostgreSQL."""

from alembic import context
from sqlmodel import SQLModel

import data.storage.tables  # noqa: F401 (declares the tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
