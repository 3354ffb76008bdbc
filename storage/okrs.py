"""Questions about objectives and key results.

Objectives come with the key results that are active, in their order, and those with their
milestones: three statements, however many there are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, func, select
from sqlmodel import Session

from bot.domain.cadence import Every
from bot.domain.okrs import (
    Blocker,
    BlockerKind,
    Commitment,
    Cycle,
    Entry,
    KeyResult,
    Link,
    Metric,
    Milestone,
    Objective,
    ObjectiveState,
    Outcome,
)
from storage.tables import CycleRow, KeyResultRow, MilestoneRow, ObjectiveRow

_OBJECTIVE = ObjectiveRow.metadata.tables["objective"]
_KEY_RESULT = KeyResultRow.metadata.tables["key_result"]
_MILESTONE = MilestoneRow.metadata.tables["milestone"]
_CYCLE = CycleRow.metadata.tables["cycle"]
_TEAM = CycleRow.metadata.tables["team"]

# Ready-made, as in storage.checkins; each takes `ids`.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_UPDATER = func.coalesce(_KEY_RESULT.c.delegate_id, _KEY_RESULT.c.owner_id)
_KEY_RESULTS = (
    select(_KEY_RESULT)
    .where(_KEY_RESULT.c.is_active)
    .order_by(_KEY_RESULT.c.objective_id, _KEY_RESULT.c.position, _KEY_RESULT.c.id)
)
# Two conditions that each have an index, rather than the coalesce alone, which has none.
_UPDATED_BY = _KEY_RESULTS.where(
    _KEY_RESULT.c.owner_id.in_(_IDS) | _KEY_RESULT.c.delegate_id.in_(_IDS), _UPDATER.in_(_IDS)
)
_KEY_RESULTS_OF = _KEY_RESULTS.where(_KEY_RESULT.c.objective_id.in_(_IDS))
_MILESTONES_OF = (
    select(_MILESTONE)
    .where(_MILESTONE.c.key_result_id.in_(_IDS))
    .order_by(_MILESTONE.c.position, _MILESTONE.c.id)
)

_OBJECTIVES = (
    select(
        *_OBJECTIVE.c,
        *(_CYCLE.c[name] for name in ("name", "starts_on", "ends_on", "is_closed")),
        _TEAM.c.every,
    )
    .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
    .join(_TEAM, _TEAM.c.id == _OBJECTIVE.c.team_id)
    .order_by(_OBJECTIVE.c.id)
)
_COUNTING = _OBJECTIVES.where(
    _OBJECTIVE.c.state == ObjectiveState.ACTIVE, _CYCLE.c.is_closed.is_(False)
)
_BY_ID = _OBJECTIVES.where(_OBJECTIVE.c.id.in_(_IDS))
_COUNTING_BY_ID = _COUNTING.where(_OBJECTIVE.c.id.in_(_IDS))
_COUNTING_OF_TEAMS = _COUNTING.where(_OBJECTIVE.c.team_id.in_(_IDS))
_CONTRIBUTING_TO = _COUNTING.where(
    _OBJECTIVE.c.parent_id.in_(_IDS), _OBJECTIVE.c.link == Link.CONTRIBUTES
)


def list_updated_by(session: Session, people: Collection[int]) -> dict[int, list[Objective]]:
    """By person, the active objectives with only those key results that this person updates."""
    key_results = _key_results(session, _UPDATED_BY, people)
    ids = {each.objective_id for each in key_results}
    objectives = {each.id: each for each in _objectives(session, _COUNTING_BY_ID, ids)}
    of_person: dict[int, list[KeyResult]] = defaultdict(list)
    for each in key_results:
        of_person[each.updater_id].append(each)
    return {person: _grouped(objectives, of_person[person]) for person in people}


def list_above(session: Session, objectives: Iterable[Objective]) -> dict[int, Objective]:
    """These objectives and all above them by id, without their key results."""
    found = {each.id: each for each in objectives}
    while wanted := {each.parent_id for each in found.values()} - found.keys() - {None}:
        rows = _objectives(session, _BY_ID, wanted)
        if not rows:
            break
        found |= {each.id: each for each in rows}
    return found


def list_of_team(session: Session, team_id: int) -> list[Objective]:
    """A team's active objectives with their key results, in the order they were written."""
    return list_of_teams(session, [team_id])


def list_of_teams(session: Session, team_ids: Iterable[int]) -> list[Objective]:
    """As `list_of_team`, of several teams."""
    objectives = _objectives(session, _COUNTING_OF_TEAMS, team_ids)
    return _with_key_results(session, objectives)


def list_by_id(session: Session, ids: Iterable[int]) -> list[Objective]:
    """These objectives with their key results, in whatever state and cycle they are."""
    return _with_key_results(session, _objectives(session, _BY_ID, ids))


def list_contributing(session: Session, objectives: Iterable[Objective]) -> list[Objective]:
    """The active objectives that contribute to these, at any depth, with their key results."""
    known = {each.id for each in objectives}
    level, found = known, []
    while level:
        below = _objectives(session, _CONTRIBUTING_TO, level)
        found += [each for each in below if each.id not in known]
        level = {each.id for each in below} - known
        known |= level
    return _with_key_results(session, found)


def _with_key_results(session: Session, objectives: list[Objective]) -> list[Objective]:
    ids = [each.id for each in objectives]
    key_results = _key_results(session, _KEY_RESULTS_OF, ids) if ids else []
    empty: dict[int, list[KeyResult]] = {each: [] for each in ids}
    of_objective = empty | _by_objective(key_results)
    return [replace(each, key_results=tuple(of_objective[each.id])) for each in objectives]


def _grouped(
    objectives: Mapping[int, Objective], key_results: Iterable[KeyResult]
) -> list[Objective]:
    """Those objectives that some of the key results belong to; others do not count any more."""
    return [
        replace(objectives[number], key_results=tuple(own))
        for number, own in _by_objective(key_results).items()
        if number in objectives
    ]


def _by_objective(key_results: Iterable[KeyResult]) -> dict[int, list[KeyResult]]:
    of_objective: dict[int, list[KeyResult]] = defaultdict(list)
    for each in key_results:
        of_objective[each.objective_id].append(each)
    return of_objective


def _objectives(
    session: Session, statement: Select[Any], ids: Iterable[int | None]
) -> list[Objective]:
    return [_to_objective(row) for row in session.execute(statement, {"ids": list(ids)})]


def _key_results(session: Session, statement: Select[Any], ids: Iterable[int]) -> list[KeyResult]:
    rows = session.execute(statement, {"ids": list(ids)}).all()
    steps = _milestones(session, [row.id for row in rows if row.metric == Metric.MILESTONES])
    return [_to_key_result(row, tuple(steps[row.id])) for row in rows]


def _milestones(session: Session, key_results: list[int]) -> dict[int, list[Milestone]]:
    of_key_result: dict[int, list[Milestone]] = defaultdict(list)
    if not key_results:
        return of_key_result
    rows = session.execute(_MILESTONES_OF, {"ids": key_results})
    for row in rows:
        step = Milestone(row.id, row.title, row.weight, row.due_on, row.done_on)
        of_key_result[row.key_result_id].append(step)
    return of_key_result


def _to_objective(row: Row[Any]) -> Objective:
    return Objective(
        id=row.id,
        team_id=row.team_id,
        owner_id=row.owner_id,
        cycle=Cycle(row.cycle_id, row.name, row.starts_on, row.ends_on, row.is_closed),
        title=row.title,
        commitment=Commitment(row.commitment),
        parent_id=row.parent_id,
        link=Link(row.link) if row.link else None,
        justification=row.justification,
        is_private=row.is_private,
        state=ObjectiveState(row.state),
        why=row.why,
        version=row.version,
        score=row.score,
        outcome=Outcome(row.outcome) if row.outcome else None,
        every=Every(row.every),
    )


def _to_key_result(row: Row[Any], milestones: tuple[Milestone, ...]) -> KeyResult:
    return KeyResult(
        id=row.id,
        objective_id=row.objective_id,
        title=row.title,
        owner_id=row.owner_id,
        metric=Metric(row.metric),
        unit=row.unit,
        baseline=row.baseline,
        target=row.target,
        lower=row.lower,
        upper=row.upper,
        current=row.current,
        weight=row.weight,
        entry=Entry(row.entry),
        confidence=row.confidence,
        delegate_id=row.delegate_id,
        milestones=milestones,
        checked_in_at=row.checked_in_at,
        checked_in_slot=row.checked_in_slot,
        spoken_slot=row.spoken_slot,
        blocker=_to_blocker(row) if row.blocker_kind else None,
    )


def _to_blocker(row: Row[Any]) -> Blocker:
    return Blocker(BlockerKind(row.blocker_kind), row.blocker, row.helper, row.blocked_on)
