"""who is whose mentor, by whose word, and when they met."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

PAIR = ("school", "teacher", "subject", "mentor_school", "mentor")
CURRENT = sa.text("ended_on IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "mentor_absence",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("mentor_school", sa.String(), nullable=False),
        sa.Column("mentor", sa.String(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_mentor_absence_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("cycle_id", "mentor_school", "mentor", name=op.f("pk_mentor_absence")),
    )
    op.create_table(
        "mentor_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in PAIR),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("order_number", sa.String(), nullable=False),
        sa.Column("order_date", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_mentor_pair_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_pair")),
    )
    op.create_index("ix_mentor_pair_cycle_id", "mentor_pair", ["cycle_id"])
    need = ["cycle_id", "school", "teacher", "subject"]
    only_current = {"sqlite_where": CURRENT, "postgresql_where": CURRENT}
    op.create_index("uq_mentor_pair_current", "mentor_pair", need, unique=True, **only_current)
    op.create_table(
        "mentor_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in PAIR),
        sa.Column("wish", sa.Enum("pinned", "forbidden", name="wish", native_enum=False, length=16), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_mentor_wish_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_wish")),
        sa.UniqueConstraint("cycle_id", *PAIR, name="uq_mentor_wish_pair"),
    )
    op.create_table(
        "mentor_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["mentor_pair.id"], name=op.f("fk_mentor_meeting_pair_id_mentor_pair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_meeting")),
    )
    op.create_index("ix_mentor_meeting_pair_id", "mentor_meeting", ["pair_id"])


def downgrade() -> None:
    """Take back."""
    for table in ("mentor_meeting", "mentor_wish", "mentor_pair", "mentor_absence"):
        op.drop_table(table)
