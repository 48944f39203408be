"""who helps which school, and of which quiet pairs people were told."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def _common(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("curator", "partner", name="helperkind", native_enum=False, length=16), nullable=False
        ),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f(f"fk_{table}_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    """Apply."""
    wish = sa.Enum("pinned", "forbidden", name="wish", native_enum=False, length=16)
    op.create_table("helper_wish", sa.Column("wish", wish, nullable=False), *_common("helper_wish"))
    op.create_index("ix_helper_wish_cycle_id_kind", "helper_wish", ["cycle_id", "kind"])
    op.create_table(
        "helper_appointment",
        sa.Column("factors", sa.String(), nullable=False),
        sa.Column("order_number", sa.String(), nullable=False),
        sa.Column("order_date", sa.Date(), nullable=True),
        *_common("helper_appointment"),
    )
    op.create_index("ix_helper_appointment_cycle_id_kind", "helper_appointment", ["cycle_id", "kind"])
    op.create_table(
        "quiet_told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["mentor_pair.id"], name=op.f("fk_quiet_told_pair_id_mentor_pair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_told")),
        sa.UniqueConstraint("pair_id", "since", "period", name=op.f("uq_quiet_told_pair_id_since_period")),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("quiet_told", "helper_appointment", "helper_wish"):
        op.drop_table(table)
