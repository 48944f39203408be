"""signed links, presses of buttons, reminders put off."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    purpose = sa.Enum("hand_in", "accept", "why", "calendar", name="linkpurpose", native_enum=False, length=16)
    op.create_table(
        "signed_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", purpose, nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("minted_at", MOMENT, nullable=False),
        sa.Column("minted_by", sa.String(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("spent_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_signed_link_step_id_step")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_link")),
    )
    op.create_index("ix_signed_link_person", "signed_link", ["person"])
    op.create_index("ix_signed_link_step_id", "signed_link", ["step_id"])
    op.create_table(
        "press",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press")),
    )
    op.create_index("ix_press_at", "press", ["at"])
    op.create_table(
        "snooze",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_snooze_step_id_step")),
        sa.PrimaryKeyConstraint("person", "step_id", name=op.f("pk_snooze")),
    )
    op.create_index("ix_snooze_step_id", "snooze", ["step_id"])


def downgrade() -> None:
    """Take back."""
    for table in ("snooze", "press", "signed_link"):
        op.drop_table(table)
