"""what was last shared of each work."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "release",
        sa.Column("analysis", sa.String(), nullable=False),
        sa.Column("frame", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("analysis", name=op.f("pk_release")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("release")
