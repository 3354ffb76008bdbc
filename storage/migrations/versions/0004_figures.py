"""What a workspace's Slack takes of charts, tables and text is remembered."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what was taken last, and since when something better is refused."""
    with op.batch_alter_table("workspace") as workspace:
        workspace.add_column(
            sa.Column("figure", AutoString(), nullable=False, server_default="chart")
        )
        workspace.add_column(sa.Column("figure_refused_at", UTCDateTime()))
        workspace.create_check_constraint("figure_is_known", "figure IN ('chart', 'table', 'text')")


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("workspace") as workspace:
        workspace.drop_constraint(op.f("ck_workspace_figure_is_known"), type_="check")
        workspace.drop_column("figure_refused_at")
        workspace.drop_column("figure")
