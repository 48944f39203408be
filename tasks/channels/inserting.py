"""INSERT that says what to do when the row is there already, on SQLite and PostgreSQL alike."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_into(session: Session, table: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of the session's engine, which knows ON CONFLICT."""
    made: sqlite.Insert | postgresql.Insert
    made = postgresql.insert(table) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(table)
    return made
