"""what is owed becomes messages to persons, and the ladder of reminders.

What was sent, or may have been, keeps its key: a channel recognises it by that.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOVED = ("channel", "attempts", "attempted_at", "sent_at", "provider_id", "error")
RUNG = ["cycle_id", "measure", "occurrence", "kind", "due_on", "rung", "scope"]


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("addresses", sa.String(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("world", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("is_red", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("queued", "sent", "unneeded", "failed", name="outcome", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_message_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    op.create_index("ix_message_outcome_id", "message", ["outcome", "id"])
    op.create_index("ix_message_recipient_day", "message", ["recipient", "world", "day"])
    _carry_over()
    with op.batch_alter_table("notice") as notice:
        for name in MOVED:
            notice.drop_column(name)
        for name in ("occurrence", "unit"):
            notice.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        notice.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        notice.add_column(sa.Column("rung", sa.Integer(), nullable=True))
        notice.add_column(sa.Column("newest", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("notice") as notice:
        for name in ("occurrence", "unit", "newest"):
            notice.alter_column(name, server_default=None)
    op.create_index("ix_notice_rung", "notice", RUNG)
    # Not before: SQLite makes the table of notices anew, and nothing may refer to it then.
    op.create_table(
        "carried",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_carried_message_id_message")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_carried_notice_id_notice")),
        sa.PrimaryKeyConstraint("message_id", "notice_id", name=op.f("pk_carried")),
    )
    op.create_index("ix_carried_notice_id", "carried", ["notice_id"])
    op.execute(
        "INSERT INTO carried (message_id, notice_id)"
        " SELECT message.id, notice.id FROM message JOIN notice ON notice.key = message.key"
    )
    op.create_index("ix_step_cycle_id_status_due_on", "step", ["cycle_id", "status", "due_on"])


def _carry_over() -> None:
    """A message for each notice that was sent or attempted; what nobody has tried to send is owed as before."""
    op.execute(
        "INSERT INTO message (key, reason, recipient, addresses, cycle_id, world, topic, day, zone, is_red, subject,"
        " body, created_at, outcome, channel, attempts, attempted_at, sent_at, provider_id, error)"
        " SELECT key, kind, '', '[]', cycle_id, '', '', as_of, '', true, '', text, created_at, status, channel,"
        " attempts, attempted_at, sent_at, provider_id, error FROM notice WHERE attempts > 0 ORDER BY id"
    )
    op.execute("UPDATE notice SET status = 'addressed' WHERE status = 'queued' AND attempts > 0")
    op.execute("UPDATE notice SET kind = 'reminder' WHERE kind = 'due_soon'")


def downgrade() -> None:
    """Take back: what was told stays told."""
    op.drop_table("carried")
    op.drop_index("ix_step_cycle_id_status_due_on", "step")
    op.drop_index("ix_notice_rung", "notice")
    with op.batch_alter_table("notice") as notice:
        for name in ("occurrence", "unit", "due_on", "rung", "newest"):
            notice.drop_column(name)
        for name in ("channel", "provider_id", "error"):
            notice.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        notice.add_column(sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
        for name in ("attempted_at", "sent_at"):
            notice.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE notice SET kind = 'due_soon' WHERE kind = 'reminder'")
    op.execute("UPDATE notice SET status = 'queued' WHERE status = 'addressed'")
    op.execute("UPDATE notice SET status = 'sent' WHERE status = 'unneeded'")
    op.drop_table("message")
