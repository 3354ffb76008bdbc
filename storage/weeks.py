"""A team's week, as the digest asks for it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from bot.domain.change_lines import PEOPLE, ids_in
from bot.domain.changes import Change
from bot.domain.missing import TIME_TO_ANSWER
from bot.domain.okrs import Objective, Team
from bot.domain.week import MadeChange, Revision, TeamWeek
from storage.checkins import list_of_slot
from storage.nudges import list_nudged
from storage.okrs import list_contributing, list_of_team
from storage.people import people_by_id
from storage.tables import ChangeRow
from storage.teams import members_joined_on

_CHANGE = ChangeRow.metadata.tables["change"]
_OBJECTIVE = ChangeRow.metadata.tables["objective"]
_KEY_RESULT = ChangeRow.metadata.tables["key_result"]
_CYCLE = ChangeRow.metadata.tables["cycle"]


@dataclass(frozen=True, slots=True)
class Span:
    """What a digest is about: its slot and day, whose cycle runs when, what changed since when.

    It is told as things stand `now`.
    """

    slot: str
    today: date
    running_on: date
    since: datetime
    now: datetime


def get_week(session: Session, team: Team, span: Span) -> TeamWeek:
    """What happened in a team in a slot, for objectives whose cycle runs on that day.

    A fixed number of statements, whatever the team's size, plus one for each level of objectives
    that contribute from below.
    """
    objectives = [
        each for each in list_of_team(session, team.id) if each.cycle.is_running(span.running_on)
    ]
    bare = [each for each in objectives if not each.key_results]
    contributing = list_contributing(session, bare) if bare else []
    ids = [each.id for one in objectives for each in one.key_results]
    revisions = list_of_slot(session, ids, span.slot) if ids else []
    made = list_made_changes(session, team.id, span)
    people = people_by_id(session, _people(objectives, revisions) | _people_of_changes(made))
    return TeamWeek(
        team=team,
        slot=span.slot,
        today=span.today,
        objectives=tuple(objectives),
        contributing=tuple(contributing),
        revisions=tuple(revisions),
        people=people,
        joined_on=members_joined_on(session, team.id),
        nudged=list_nudged(session, people, span.slot, span.now - TIME_TO_ANSWER),
        changes=tuple(made),
    )


def list_made_changes(session: Session, team_id: int, span: Span) -> list[MadeChange]:
    """What was changed since then in the team's objectives of the running cycle, oldest first."""
    rows = session.execute(
        select(
            *(_CHANGE.c[name] for name in _COLUMNS),
            _OBJECTIVE.c.title.label("objective"),
            _OBJECTIVE.c.is_private,
            _KEY_RESULT.c.title.label("key_result"),
            _KEY_RESULT.c.unit,
        )
        .join(_OBJECTIVE, _OBJECTIVE.c.id == _CHANGE.c.objective_id)
        .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
        .outerjoin(_KEY_RESULT, _KEY_RESULT.c.id == _CHANGE.c.key_result_id)
        .where(_OBJECTIVE.c.team_id == team_id, _CHANGE.c.at >= span.since)
        .where(_CYCLE.c.is_closed.is_(False))
        .where(_CYCLE.c.starts_on <= span.running_on, _CYCLE.c.ends_on >= span.running_on)
        .order_by(_CHANGE.c.at, _CHANGE.c.id)
    )
    return [_made(row) for row in rows]


def _made(row: Row[Any]) -> MadeChange:
    title = row.after if row.field == "added" else row.key_result or row.objective
    change = Change(row.field, row.before, row.after, title, row.key_result_id)
    return MadeChange(
        objective_id=row.objective_id,
        change=change,
        is_private=row.is_private,
        unit=row.unit or "",
        author_id=row.author_id,
        reason=row.reason,
    )


def _people_of_changes(made: list[MadeChange]) -> set[int]:
    return {each.author_id for each in made} | ids_in((each.change for each in made), PEOPLE)


def _people(objectives: list[Objective], revisions: list[Revision]) -> set[int]:
    """Everybody whom the digest may have to name."""
    updaters = {each.updater_id for one in objectives for each in one.key_results}
    authors = {each.author_id for each in revisions}
    return updaters | authors


_COLUMNS = (
    *("objective_id", "key_result_id", "author_id"),
    *("field", "before", "after", "reason"),
)
