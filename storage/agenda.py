"""The next moment at which anything is due."""

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from bot.domain.outbox import Sending
from storage.tables import OutboxRow

_PERSON = OutboxRow.metadata.tables["person"]
_NUDGE = OutboxRow.metadata.tables["nudge"]
_CYCLE = OutboxRow.metadata.tables["cycle"]
_TEAM = OutboxRow.metadata.tables["team"]
_CHECKIN = OutboxRow.metadata.tables["checkin"]
_OUTBOX = OutboxRow.metadata.tables["outbox"]


def next_due_at(session: Session) -> datetime | None:
    """The earliest of all that the scheduler looks for and of messages that wait; else None."""
    moments = [
        session.execute(select(func.min(_PERSON.c.next_nudge_at))).scalar(),
        session.execute(select(func.min(_PERSON.c.talk_at))).scalar(),
        session.execute(select(func.min(_NUDGE.c.remind_at))).scalar(),
        session.execute(select(func.min(_TEAM.c.next_digest_at))).scalar(),
        session.execute(select(func.min(_CYCLE.c.next_step_at))).scalar(),
        session.execute(
            select(func.min(_OUTBOX.c.not_before)).where(_OUTBOX.c.state == Sending.WAITING)
        ).scalar(),
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def last_sign_at(session: Session) -> datetime | None:
    """The newest check-in or sent message; None where there is neither."""
    moments = [
        session.execute(select(func.max(_CHECKIN.c.at))).scalar(),
        session.execute(select(func.max(_OUTBOX.c.sent_at))).scalar(),
    ]
    return max((moment for moment in moments if moment is not None), default=None)
