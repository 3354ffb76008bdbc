"""What is known of when somebody is written to: for them, and for everybody at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from bot.domain.okrs import Person
from bot.domain.why import Past
from storage.people import to_person
from storage.tables import NudgeRow

_NUDGE = NudgeRow.metadata.tables["nudge"]
_CHECKIN = NudgeRow.metadata.tables["checkin"]
_MEMBERSHIP = NudgeRow.metadata.tables["membership"]
_PERSON = NudgeRow.metadata.tables["person"]
_TEAM = NudgeRow.metadata.tables["team"]


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody, and when the bot looks at them again; None for never."""

    person: Person
    at: datetime | None


def list_past(session: Session, person_id: int, slots: Collection[str]) -> list[Past]:
    """What became of somebody's nudges in these slots, and when they first checked in.

    Slots of which nothing is stored are left out.
    """
    nudges = session.execute(
        select(_NUDGE).where(_NUDGE.c.person_id == person_id, _NUDGE.c.slot.in_(slots))
    )
    checkins = session.execute(
        select(_CHECKIN.c.slot, func.min(_CHECKIN.c.at).label("at"))
        .where(_CHECKIN.c.author_id == person_id, _CHECKIN.c.slot.in_(slots))
        .group_by(_CHECKIN.c.slot)
    )
    first = {row.slot: row.at for row in checkins}
    asked = [
        Past(
            slot=row.slot,
            at=row.at,
            skipped=row.skipped,
            due_on=row.due_on,
            until=row.until,
            remind_at=row.remind_at,
            reminded=row.reminded,
            is_snoozed=row.is_snoozed,
            checked_in_at=first.pop(row.slot, None),
        )
        for row in nudges
    ]
    return [*asked, *(Past(slot, checked_in_at=at) for slot, at in first.items())]


def find_next_digest(session: Session, team_id: int | None) -> datetime | None:
    """When a team's manager channel hears from us again; None for a team without one."""
    at: datetime | None = session.execute(
        select(_TEAM.c.next_digest_at).where(_TEAM.c.id == team_id, _TEAM.c.manager_channel != "")
    ).scalar()
    return at


def find_planned_at(session: Session, person_id: int) -> datetime | None:
    """When the bot looks at somebody again."""
    at: datetime | None = session.execute(
        select(_PERSON.c.next_nudge_at).where(_PERSON.c.id == person_id)
    ).scalar_one()
    return at


def list_teams_of(session: Session, person_id: int) -> list[int]:
    """The active teams that somebody is in: who led one that is no more leads nobody in it."""
    rows = session.execute(
        select(_MEMBERSHIP.c.team_id)
        .join(_TEAM, _TEAM.c.id == _MEMBERSHIP.c.team_id)
        .where(_MEMBERSHIP.c.person_id == person_id, _TEAM.c.is_active)
        .order_by(_MEMBERSHIP.c.team_id)
    )
    return list(rows.scalars())


def list_planned(session: Session, at_once: int) -> Iterator[Sequence[Planned]]:
    """Everybody who is active or would be looked at, by Slack id, so many at a time."""
    last: tuple[str, int] = ("", 0)
    while True:
        rows = session.execute(
            select(_PERSON)
            .where(_PERSON.c.is_active | _PERSON.c.next_nudge_at.is_not(None))
            .where(
                (_PERSON.c.slack_id > last[0])
                | ((_PERSON.c.slack_id == last[0]) & (_PERSON.c.id > last[1]))
            )
            .order_by(_PERSON.c.slack_id, _PERSON.c.id)
            .limit(at_once)
        ).all()
        if not rows:
            return
        last = (rows[-1].slack_id, rows[-1].id)
        yield [Planned(to_person(row), row.next_nudge_at) for row in rows]


def list_decided(session: Session, people: Iterable[int], since: str) -> defaultdict[int, set[str]]:
    """By person, the slots from `since` on in which their nudge was sent or left out."""
    rows = session.execute(
        select(_NUDGE.c.person_id, _NUDGE.c.slot).where(
            _NUDGE.c.person_id.in_(set(people)), _NUDGE.c.slot >= since
        )
    )
    decided: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows:
        decided[row.person_id].add(row.slot)
    return decided
