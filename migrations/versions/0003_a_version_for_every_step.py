"""a version for every step."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply: until now every step was planned by the version of its cycle."""
    # Not in a batch: on SQLite a batch makes the table anew, and one that others refer to cannot be dropped.
    named = op.f("fk_step_roadmap_version_id_roadmap_version")
    version = sa.Column(
        "roadmap_version_id", sa.Integer(), sa.ForeignKey("roadmap_version.id", name=named), nullable=True
    )
    op.add_column("step", version, inline_references=True)
    op.execute("UPDATE step SET roadmap_version_id = (SELECT version_id FROM cycle WHERE cycle.id = step.cycle_id)")


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_step_roadmap_version_id_roadmap_version"), type_="foreignkey")
        batch_op.drop_column("roadmap_version_id")
