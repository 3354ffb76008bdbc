"""What of charts, tables and text a workspace's Slack takes, as far as it has refused one."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from bot.domain.charts import Figure
from storage.tables import WorkspaceRow

_WORKSPACE = WorkspaceRow.metadata.tables["workspace"]


def find_figure(session: Session, workspace_id: int) -> tuple[Figure, datetime | None]:
    """What was taken last, and when something better was refused; None where nothing ever was."""
    row = session.execute(
        select(_WORKSPACE.c.figure, _WORKSPACE.c.figure_refused_at).where(
            _WORKSPACE.c.id == workspace_id
        )
    ).one()
    return Figure(row.figure), row.figure_refused_at


def set_figure(
    session: Session, workspace_id: int, figure: Figure, refused_at: datetime | None
) -> None:
    """Keep what Slack took, and that it refused something better just now, if it did."""
    session.execute(
        update(_WORKSPACE)
        .where(_WORKSPACE.c.id == workspace_id)
        .values(figure=figure, figure_refused_at=refused_at)
    )
