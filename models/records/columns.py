"""What every table shares: names of constraints, moments in UTC, enumerations stored by value."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


class Instant(sa.types.TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones; here they are put on and taken off, nowhere else."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse naive moments, store UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_value(enumeration: type[StrEnum]) -> sa.Enum:
    """A column that stores an enumeration's values as text, on every engine alike."""
    return sa.Enum(
        enumeration,
        values_callable=lambda kinds: [kind.value for kind in kinds],
        native_enum=False,
        length=16,
        create_constraint=False,
    )
