"""Run migrations on the engine that tasks/database.py hands over."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from models.records import Instant


def plainly(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write a migration in SQLAlchemy's own types: history must not follow what ours become."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return False


with context.config.attributes["engine"].connect() as connection:
    # Two homes may share a database: one brings the schema up, the other waits and finds it there.
    connection.execution_options(writes=True)
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('vekha migrations'))"))
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=plainly,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
