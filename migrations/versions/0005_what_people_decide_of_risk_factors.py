"""what people decide of risk factors: curators' verdicts, schools' choices."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "factor_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("factors", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_factor_choice_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_choice")),
    )
    with op.batch_alter_table("factor_choice", schema=None) as batch_op:
        batch_op.create_index("ix_factor_choice_cycle_id_school", ["cycle_id", "school"], unique=False)

    op.create_table(
        "factor_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("factor", sa.String(), nullable=False),
        sa.Column("computed", sa.String(), nullable=False),
        sa.Column("significance", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_factor_verdict_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_verdict")),
    )
    with op.batch_alter_table("factor_verdict", schema=None) as batch_op:
        batch_op.create_index("ix_factor_verdict_cycle_id_school", ["cycle_id", "school"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("factor_verdict", schema=None) as batch_op:
        batch_op.drop_index("ix_factor_verdict_cycle_id_school")

    op.drop_table("factor_verdict")
    with op.batch_alter_table("factor_choice", schema=None) as batch_op:
        batch_op.drop_index("ix_factor_choice_cycle_id_school")

    op.drop_table("factor_choice")
