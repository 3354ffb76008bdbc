"""Which of Slack's events were handled: it sends each up to four times, to any replica."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from storage.inserting import inserting
from storage.tables import ProcessedEventRow

_TABLE = ProcessedEventRow.metadata.tables["processed_event"]


def first_time(session: Session, workspace_id: int, event_id: str, now: datetime) -> bool:
    """Whether this event is new. Asking remembers it, if the transaction is committed."""
    adding = inserting(session, _TABLE).values(event_id=event_id, workspace_id=workspace_id, at=now)
    remembered = adding.on_conflict_do_nothing()
    return session.execute(remembered.returning(_TABLE.c.event_id)).first() is not None


def is_known(session: Session, event_id: str) -> bool:
    """Whether this event was handled."""
    found = session.execute(select(_TABLE.c.event_id).where(_TABLE.c.event_id == event_id))
    return found.first() is not None


def forget_event(session: Session, event_id: str) -> None:
    """Let it be handled again."""
    session.execute(delete(_TABLE).where(_TABLE.c.event_id == event_id))


def forget_events(session: Session, before: datetime) -> int:
    """Drop what was handled before then; how many. Slack redelivers for six minutes at most."""
    old = delete(_TABLE).where(_TABLE.c.at < before).returning(_TABLE.c.event_id)
    return len(session.execute(old).all())
