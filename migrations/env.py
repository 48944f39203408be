"""Run migrations on the engine that tasks/database.py hands over."""

from alembic import context
from sqlmodel import SQLModel

import models.records  # noqa: F401  # the tables, as metadata

with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection, target_metadata=SQLModel.metadata, render_as_batch=connection.dialect.name == "sqlite"
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
