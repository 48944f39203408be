"""of which steps a fact speaks.

What was told before keeps the rule of then: of its occurrence it told every step of its school, or of its holder's
place, that was there at the time.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

TOLD_OF = (
    "FROM notice JOIN step ON step.cycle_id = notice.cycle_id AND step.measure = notice.measure"
    " AND step.occurrence = notice.occurrence AND step.id <= notice.newest"
    " LEFT JOIN school ON school.login = step.unit"
    " WHERE notice.unit IN ('', step.unit) AND notice.scope IN ('', step.unit, COALESCE(school.municipality, ''))"
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "notice_step",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_step_notice_id_notice")),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_notice_step_step_id_step")),
        sa.PrimaryKeyConstraint("notice_id", "step_id", name=op.f("pk_notice_step")),
    )
    op.create_index("ix_notice_step_step_id", "notice_step", ["step_id"])
    op.execute(f"INSERT INTO notice_step (notice_id, step_id) SELECT notice.id, step.id {TOLD_OF}")
    op.drop_column("notice", "newest")


def downgrade() -> None:
    """Take back."""
    op.add_column("notice", sa.Column("newest", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE notice SET newest = COALESCE("
        "(SELECT max(step_id) FROM notice_step WHERE notice_step.notice_id = notice.id), 0)"
    )
    op.drop_table("notice_step")
