"""a version for every step, in the step and in the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = ("step", "journal_entry")


def upgrade() -> None:
    """Apply. What is there stays without a version: the hashes of its entries never covered one."""
    for table in TABLES:
        op.add_column(table, sa.Column("planned_by", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take back."""
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("planned_by")
