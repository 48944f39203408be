"""who holds which role from when until when, and what is put on hold."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def _said() -> tuple[sa.Column[object], ...]:
    """By whom and when it was recorded."""
    return (
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
    )


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "role_binding",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("role", "person", "channels")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("school", "municipality")),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("substitute_for", sa.String(), nullable=False),
        sa.Column("is_beside", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        *_said(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_binding")),
    )
    op.create_table(
        "role_binding_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("binding_id", sa.Integer(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        *_said(),
        sa.ForeignKeyConstraint(
            ["binding_id"], ["role_binding.id"], name=op.f("fk_role_binding_end_binding_id_role_binding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_binding_end")),
    )
    op.create_index("ix_role_binding_end_binding_id", "role_binding_end", ["binding_id"])
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roadmap", sa.String(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("school", "measure", "phase", "reason")),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        *_said(),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_hold_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index("ix_hold_roadmap", "hold", ["roadmap"])
    op.create_table(
        "hold_release",
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        *_said(),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.id"], name=op.f("fk_hold_release_hold_id_hold")),
        sa.PrimaryKeyConstraint("hold_id", name=op.f("pk_hold_release")),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("hold_release", "hold", "role_binding_end", "role_binding"):
        op.drop_table(table)
