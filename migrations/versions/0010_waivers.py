"""waivers: by whose order a step is dropped or passes its gate, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("drop", "gate", name="waiverkind", native_enum=False, length=16), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reason", "ordered")),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("journal_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_waiver_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_waiver_step_id_step")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
    )
    op.create_index("ix_waiver_cycle_id", "waiver", ["cycle_id"])
    op.create_index("ix_waiver_step_id", "waiver", ["step_id"])
    op.create_table(
        "waiver_revocation",
        sa.Column("waiver_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("journal_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["waiver_id"], ["waiver.id"], name=op.f("fk_waiver_revocation_waiver_id_waiver")),
        sa.PrimaryKeyConstraint("waiver_id", name=op.f("pk_waiver_revocation")),
    )
    op.create_table(
        "gate_pass",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("waiver_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_gate_pass_step_id_step")),
        sa.ForeignKeyConstraint(["waiver_id"], ["waiver.id"], name=op.f("fk_gate_pass_waiver_id_waiver")),
        sa.PrimaryKeyConstraint("step_id", name=op.f("pk_gate_pass")),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("gate_pass", "waiver_revocation", "waiver"):
        op.drop_table(table)
