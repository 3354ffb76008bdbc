"""Cycles tell of their start and of their close."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add when to look at a cycle; those that are open are looked at once."""
    op.add_column("cycle", sa.Column("next_step_at", UTCDateTime()))
    op.create_index("ix_cycle_next_step_at", "cycle", ["next_step_at"])
    open_cycles = "UPDATE cycle SET next_step_at = '2000-01-01 00:00:00' WHERE NOT is_closed"
    op.execute(open_cycles)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_cycle_next_step_at", "cycle")
    op.drop_column("cycle", "next_step_at")
