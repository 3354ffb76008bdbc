"""What nobody asked for and was not sent in its hours: moved to another day, or taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlmodel import Session

from bot.domain.nudges import Skip
from bot.domain.okrs import Person
from bot.domain.outbox import Sending
from storage.people import to_person
from storage.tables import OutboxRow

_OUTBOX = OutboxRow.metadata.tables["outbox"]
_PERSON = OutboxRow.metadata.tables["person"]
_NUDGE = OutboxRow.metadata.tables["nudge"]


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message to `person` that is past its `not_after`; a doubtful one may stand in Slack."""

    id: int
    key: str
    person: Person
    not_after: datetime
    is_doubtful: bool


def claim_unsent(session: Session, now: datetime, limit: int) -> list[Unsent]:
    """Messages past their `not_after` that nobody holds, the oldest first; locked."""
    is_free = or_(
        _OUTBOX.c.state == Sending.WAITING,
        and_(_OUTBOX.c.state == Sending.LEASED, _OUTBOX.c.leased_until <= now),
    )
    rows = session.execute(
        select(_OUTBOX)
        .where(_OUTBOX.c.state.in_((Sending.WAITING, Sending.LEASED)))
        .where(is_free, _OUTBOX.c.not_after <= now)
        .order_by(_OUTBOX.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    people = _people(session, {row.channel for row in rows})
    return [
        Unsent(
            row.id,
            row.key,
            people[row.workspace_id, row.channel],
            row.not_after,
            row.is_doubtful or row.state == Sending.LEASED,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is to be sent to somebody within hours."""

    id: int
    not_before: datetime
    not_after: datetime


def list_waiting(session: Session, person: Person) -> list[Waiting]:
    """What waits to be sent to a person and has hours; locked, so that nobody sends it now."""
    rows = session.execute(
        select(_OUTBOX.c.id, _OUTBOX.c.not_before, _OUTBOX.c.not_after)
        .where(_OUTBOX.c.state == Sending.WAITING, _OUTBOX.c.not_after.is_not(None))
        .where(_OUTBOX.c.workspace_id == person.workspace_id, _OUTBOX.c.channel == person.slack_id)
        .order_by(_OUTBOX.c.id)
        .with_for_update(skip_locked=True)
    )
    return [Waiting(*row) for row in rows]


def set_last_moment(session: Session, waiting: Waiting, not_after: datetime) -> None:
    """It may be sent as it should, but not after that."""
    _set(session, waiting.id, not_after=not_after)


def hold_back(session: Session, waiting: Waiting) -> None:
    """Nobody sends it, and when its hours are over it is unsent."""
    _set(session, waiting.id, not_before=waiting.not_after)


def move_message(session: Session, unsent: Unsent, at: datetime, not_after: datetime) -> None:
    """Send it then; how often it was tried stays known."""
    _set(
        session,
        unsent.id,
        state=Sending.WAITING,
        not_before=at,
        not_after=not_after,
        is_doubtful=unsent.is_doubtful,
        leased_until=None,
    )


def take_back(session: Session, unsent: Unsent) -> None:
    """It is not sent at all."""
    _set(session, unsent.id, state=Sending.DROPPED)


def asked_at(session: Session, slots: Mapping[int, str]) -> dict[int, datetime]:
    """By person, when the nudge of that slot of theirs was planned."""
    rows = session.execute(
        select(_NUDGE.c.person_id, _NUDGE.c.slot, _NUDGE.c.at).where(
            _NUDGE.c.person_id.in_(slots.keys()), _NUDGE.c.slot.in_(set(slots.values()))
        )
    )
    return {row.person_id: row.at for row in rows if slots[row.person_id] == row.slot}


def move_reminder(session: Session, person: Person, slot: str, at: datetime | None) -> None:
    """The reminder follows the nudge, unless the person chose its moment."""
    session.execute(
        update(_NUDGE)
        .where(_NUDGE.c.person_id == person.id, _NUDGE.c.slot == slot)
        .where(_NUDGE.c.remind_at.is_not(None), _NUDGE.c.is_snoozed.is_(False))
        .values(remind_at=at)
    )


def mark_skipped(session: Session, person: Person, slot: str, reason: Skip) -> None:
    """The nudge of a slot was never sent: nobody was asked in it."""
    session.execute(
        update(_NUDGE)
        .where(_NUDGE.c.person_id == person.id, _NUDGE.c.slot == slot)
        .values(skipped=reason, remind_at=None)
    )
    session.execute(
        update(_PERSON)
        .where(_PERSON.c.id == person.id, _PERSON.c.asked_slot == slot)
        .values(asked_slot="")
    )


def mark_not_reminded(session: Session, person: Person, slot: str, reason: Skip) -> None:
    """The reminder of a slot was never sent."""
    session.execute(
        update(_NUDGE)
        .where(_NUDGE.c.person_id == person.id, _NUDGE.c.slot == slot)
        .values(reminded=reason)
    )


def _set(session: Session, message_id: int, **columns: object) -> None:
    session.execute(update(_OUTBOX).where(_OUTBOX.c.id == message_id).values(**columns))


def _people(session: Session, slack_ids: set[str]) -> dict[tuple[int, str], Person]:
    rows = session.execute(select(_PERSON).where(_PERSON.c.slack_id.in_(slack_ids)))
    return {(row.workspace_id, row.slack_id): to_person(row) for row in rows}
