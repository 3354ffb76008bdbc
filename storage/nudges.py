"""Who is due for a nudge, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import BindParameter, bindparam, case, func, select, update
from sqlmodel import Session

from bot.domain.nudges import SILENT_SLOTS
from bot.domain.okrs import Person
from storage.inserting import inserting
from storage.people import to_person
from storage.tables import NudgeRow

_PERSON = NudgeRow.metadata.tables["person"]
_NUDGE = NudgeRow.metadata.tables["nudge"]
_TEAM = NudgeRow.metadata.tables["team"]
_MEMBERSHIP = NudgeRow.metadata.tables["membership"]

LATELY = timedelta(days=14)
"""Who joined before that is new to nobody."""


@dataclass(frozen=True, slots=True)
class DuePerson:
    """Somebody to look at now."""

    person: Person
    due_at: datetime


@dataclass(frozen=True, slots=True)
class NudgeOutcome:
    """What became of a person's nudge in a slot; `skipped` is the reason, empty when queued.

    `due_on` is the day that the rhythm meant, `until` the last one of what kept it back. At
    `remind_at` it is looked at once more. `missed` counts the asked slots before this one that
    passed without a word.
    """

    person: Person
    slot: str
    at: datetime
    skipped: str
    due_on: date
    until: date | None = None
    remind_at: datetime | None = None
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """Since when somebody is in their home team, and it has members; None where long ago."""

    on: date
    team_since: date | None


def claim_due_people(session: Session, now: datetime, limit: int) -> list[DuePerson]:
    """People whose moment has come, the longest waiting first.

    Their rows stay locked until the transaction ends, so two schedulers never plan for the same
    person; whoever comes second passes them over.
    Rows that point at them may be added meanwhile.
    """
    rows = session.execute(
        select(_PERSON)
        .where(_PERSON.c.next_nudge_at <= now)
        .order_by(_PERSON.c.next_nudge_at, _PERSON.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return [DuePerson(to_person(row), row.next_nudge_at) for row in rows]


def add_nudges(session: Session, outcomes: Sequence[NudgeOutcome]) -> frozenset[tuple[int, str]]:
    """Keep what became of nudges; those (person, slot) that were not decided before."""
    if not outcomes:
        return frozenset()
    adding = inserting(session, _NUDGE)
    values = [
        {
            "workspace_id": each.person.workspace_id,
            "person_id": each.person.id,
            "slot": each.slot,
            "at": each.at,
            "skipped": each.skipped,
            "due_on": each.due_on,
            "until": each.until,
            "remind_at": each.remind_at,
        }
        for each in outcomes
    ]
    kept = adding.on_conflict_do_nothing().returning(_NUDGE.c.person_id, _NUDGE.c.slot)
    return frozenset((row.person_id, row.slot) for row in session.execute(kept, values))


def set_next_nudges(session: Session, moments: Mapping[int, datetime]) -> None:
    """When to look at each person again."""
    if moments:
        # On the connection: a session takes a list of values for objects it should refresh.
        session.connection().execute(
            update(_PERSON)
            .where(_PERSON.c.id == bindparam("person"))
            .values(next_nudge_at=bindparam("moment")),
            [{"person": person, "moment": at} for person, at in moments.items()],
        )


def set_asked(session: Session, outcomes: Sequence[NudgeOutcome], now: datetime) -> None:
    """These people are asked, in this slot; who is silent for so long, their manager hears of.

    That happens once: `talk_at` is set when their number of silent slots is reached, and goes when
    anything was heard.
    """
    if not outcomes:
        return
    missed: BindParameter[int] = bindparam("now_missed")
    talk_at = case(
        (missed == 0, None), (missed == SILENT_SLOTS, bindparam("moment")), else_=_PERSON.c.talk_at
    )
    session.connection().execute(
        update(_PERSON)
        .where(_PERSON.c.id == bindparam("person"))
        .values(asked_slot=bindparam("asked"), missed=missed, talk_at=talk_at),
        [
            {"person": each.person.id, "asked": each.slot, "now_missed": each.missed, "moment": now}
            for each in outcomes
        ],
    )


def list_joined(session: Session, people: Sequence[Person], now: datetime) -> dict[int, Joined]:
    """By person, since when they are in their home team.

    Only for who came lately it is asked when the team began.
    """
    ids = [each.id for each in people]
    others = _MEMBERSHIP.alias("others")
    begin = select(func.min(others.c.joined_on)).where(others.c.team_id == _MEMBERSHIP.c.team_id)
    is_recent = _MEMBERSHIP.c.joined_on > (now - LATELY).date()
    rows = session.execute(
        select(
            _MEMBERSHIP.c.person_id,
            _MEMBERSHIP.c.joined_on,
            case((is_recent, begin.scalar_subquery())).label("since"),
        )
        .join(_PERSON, _PERSON.c.id == _MEMBERSHIP.c.person_id)
        .where(_PERSON.c.id.in_(ids), _PERSON.c.home_team_id == _MEMBERSHIP.c.team_id)
    )
    return {row.person_id: Joined(row.joined_on, row.since) for row in rows}


def list_leading(session: Session, people: Iterable[int]) -> frozenset[int]:
    """Those of the people who manage an active team."""
    rows = session.execute(
        select(_TEAM.c.manager_id).where(_TEAM.c.manager_id.in_(set(people)), _TEAM.c.is_active)
    )
    return frozenset(rows.scalars())


def list_nudged(
    session: Session, people: Iterable[int], slot: str, until: datetime
) -> frozenset[int]:
    """Those of the people who were asked in this slot, at that moment or before."""
    rows = session.execute(
        select(_NUDGE.c.person_id)
        .where(_NUDGE.c.person_id.in_(set(people)), _NUDGE.c.slot == slot)
        .where(_NUDGE.c.skipped == "", _NUDGE.c.at <= until)
    )
    return frozenset(row.person_id for row in rows)
