"""working calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "calendar_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_version")),
        sa.UniqueConstraint("sha256", name=op.f("uq_calendar_version_sha256")),
    )
    # Not in a batch: on SQLite a batch makes the table anew, and one that steps refer to cannot be dropped.
    named = op.f("fk_cycle_calendar_id_calendar_version")
    referring = sa.Column("calendar_id", sa.Integer(), sa.ForeignKey("calendar_version.id", name=named), nullable=True)
    op.add_column("cycle", referring, inline_references=True)


def downgrade() -> None:
    """Take back."""
    # SQLite drops no column that refers to another table; the batch makes the table anew without it.
    with op.batch_alter_table("cycle", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_cycle_calendar_id_calendar_version"), type_="foreignkey")
        batch_op.drop_column("calendar_id")
    op.drop_table("calendar_version")
