"""what was purged, and findings that stop only their own school."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

CURRENT = "uq_dataset_sha256_current"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "data_audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delete_after", sa.Date(), nullable=True),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purged_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("frames", sa.String(), nullable=False),
        sa.Column("documents", sa.String(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("files_gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_audit")),
    )
    with op.batch_alter_table("data_audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_audit_sha256"), ["sha256"], unique=False)
    op.add_column("data_finding", sa.Column("left_out", sa.Boolean(), nullable=False, server_default=sa.false()))
    _number_datasets(never_again=True)


def downgrade() -> None:
    """Take back."""
    _number_datasets(never_again=False)
    with op.batch_alter_table("data_finding", schema=None) as batch_op:
        batch_op.drop_column("left_out")
    op.drop_table("data_audit")


def _number_datasets(*, never_again: bool) -> None:
    """SQLite gives the number of a deleted last row again unless told not to; that can be told to a new table only."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("dataset", recreate="always", table_kwargs={"sqlite_autoincrement": never_again}):
            pass
