"""Who did what to what: ids and words, never the text of a message."""

from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from bot.domain.okrs import Person
from storage.tables import AuditRow

_AUDIT = AuditRow.metadata.tables["audit"]


def add_audit(
    session: Session, actor: Person, *, action: str, subject: str, now: datetime, **detail: object
) -> None:
    """Keep what `actor` did; `subject` is a kind and an id (`team:3`), `detail` holds ids."""
    session.execute(
        insert(_AUDIT).values(
            workspace_id=actor.workspace_id,
            at=now,
            actor_id=actor.id,
            action=action,
            subject=subject,
            detail=detail,
        )
    )


def add_event(
    session: Session,
    workspace_id: int,
    now: datetime,
    *,
    action: str,
    subject: str,
    **detail: object,
) -> None:
    """Keep what nobody did by hand: what okrbot followed from Slack."""
    row = {"workspace_id": workspace_id, "at": now, "actor_id": None}
    session.execute(insert(_AUDIT).values(**row, action=action, subject=subject, detail=detail))
