"""What a team has to close, and closing it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.cadence import local_date
from bot.domain.changes import Change
from bot.domain.closing import Closing, Suggestion, is_closed, rounded, suggest
from bot.domain.closing_answers import Decision
from bot.domain.cycles import CycleState, state_of, targets
from bot.domain.okrs import Link, Objective, ObjectiveState, Outcome, Person, Team
from bot.domain.rollup import progress_by_objective
from storage.cycles import OPEN_STATES, list_cycles, set_next_step
from storage.objectives import (
    Edit,
    add_changes,
    set_key_result,
    set_objective,
)
from storage.okrs import list_by_id
from storage.people import get_workspace
from storage.seeing import may_see_private
from storage.tables import ChangeRow

_OBJECTIVE = ChangeRow.metadata.tables["objective"]
_CHANGE = ChangeRow.metadata.tables["change"]

_SHOWN_STATES = (*OPEN_STATES, ObjectiveState.CLOSED, ObjectiveState.DROPPED)


def get_closing(session: Session, person: Person, team: Team, now: datetime) -> Closing:
    """What the person closes of the team; private objectives only where they show to them."""
    today = local_date(now, get_workspace(session, team.workspace_id).time_zone)
    cycles = list_cycles(session, team.workspace_id)
    closing = tuple(each for each in cycles if state_of(each, today) is CycleState.CLOSING)
    objectives = _list(session, team.id, [each.id for each in closing])
    if any(each.is_private for each in objectives) and not may_see_private(
        session, person, team, now
    ):
        objectives = [each for each in objectives if not each.is_private]
    waiting = [each for each in objectives if not is_closed(each)]
    return Closing(
        team=team,
        cycles=closing,
        open=tuple(suggested(session, waiting, today)),
        done=tuple(each for each in objectives if is_closed(each)),
        targets={each.id: targets(cycles, each) for each in closing},
        today=today,
    )


def suggested(session: Session, objectives: Sequence[Objective], today: date) -> list[Suggestion]:
    """What each of these objectives would close with."""
    bare = [each.id for each in objectives if not each.key_results]
    below = _list_below(session, bare) if bare else []
    reached = progress_by_objective(below)
    found = {each.id: each.score if each.score is not None else reached[each.id] for each in below}
    scores = {number: rounded(score) for number, score in found.items() if score is not None}
    return [
        suggest(each, [one for one in below if one.parent_id == each.id], today, scores)
        for each in objectives
    ]


def list_open(session: Session, cycle_id: int) -> list[Objective]:
    """All objectives of a cycle that still have to be closed, of all teams."""
    rows = session.execute(
        select(_OBJECTIVE.c.id).where(
            _OBJECTIVE.c.cycle_id == cycle_id, _OBJECTIVE.c.state.in_(OPEN_STATES)
        )
    )
    return list_by_id(session, [row.id for row in rows])


def list_ended(session: Session, cycle_id: int) -> list[Objective]:
    """All objectives of a cycle that were closed or dropped, of all teams."""
    ends = (ObjectiveState.CLOSED, ObjectiveState.DROPPED)
    rows = session.execute(
        select(_OBJECTIVE.c.id).where(
            _OBJECTIVE.c.cycle_id == cycle_id, _OBJECTIVE.c.state.in_(ends)
        )
    )
    return list_by_id(session, [row.id for row in rows])


def close_objective(
    session: Session, edit: Edit, suggestion: Suggestion, decision: Decision
) -> None:
    """Keep how an objective ended. The last one of its team lets the cycle be looked at.

    Raises:
        ChangedMeanwhile: it is no longer the version that was seen.
        CycleClosed: its cycle is closed by now.
    """
    seen = suggestion.objective
    is_dropped = decision.outcome is Outcome.DROPPED
    state = ObjectiveState.DROPPED if is_dropped else ObjectiveState.CLOSED
    set_objective(
        session,
        seen,
        state=state,
        score=decision.score,
        score_note=decision.score_note,
        closing_note=decision.last_words,
        post_mortem=decision.post_mortem,
        outcome=decision.outcome,
        closed_at=edit.now,
    )
    for each in () if is_dropped else suggestion.key_results:
        set_key_result(session, each.key_result.id, score=each.score)
    said = replace(edit, reason=decision.reason or decision.score_note)
    add_changes(session, said, seen.id, [Change("state", seen.state, state, seen.title)])
    if not _is_open(session, seen.team_id, seen.cycle.id):
        set_next_step(session, seen.cycle.id, edit.now)


def closed_by(session: Session, objective_id: int) -> int | None:
    """Who closed an objective; None where nobody did it here."""
    ends = (ObjectiveState.CLOSED, ObjectiveState.DROPPED)
    number: int | None = session.execute(
        select(_CHANGE.c.author_id)
        .where(
            _CHANGE.c.objective_id == objective_id,
            _CHANGE.c.field == "state",
            _CHANGE.c.after.in_(ends),
        )
        .order_by(_CHANGE.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return number


def is_said(session: Session, objective_id: int, decision: Decision) -> bool:
    """Whether an objective was closed with exactly this decision: the same press once more."""
    row = session.execute(select(_OBJECTIVE).where(_OBJECTIVE.c.id == objective_id)).one()
    return (row.outcome, row.score, row.score_note, row.closing_note, row.post_mortem) == (
        decision.outcome,
        decision.score,
        decision.score_note,
        decision.last_words,
        decision.post_mortem,
    )


def _list(session: Session, team_id: int, cycles: Collection[int]) -> list[Objective]:
    rows = session.execute(
        select(_OBJECTIVE.c.id).where(
            _OBJECTIVE.c.team_id == team_id,
            _OBJECTIVE.c.cycle_id.in_(cycles),
            _OBJECTIVE.c.state.in_(_SHOWN_STATES),
        )
    )
    return list_by_id(session, [row.id for row in rows])


def _list_below(session: Session, ids: Iterable[int]) -> list[Objective]:
    """All that contributes to these, closed or not, at any depth."""
    known, level = set(ids), set(ids)
    found: list[Objective] = []
    while level:
        rows = session.execute(
            select(_OBJECTIVE.c.id).where(
                _OBJECTIVE.c.parent_id.in_(level),
                _OBJECTIVE.c.link == Link.CONTRIBUTES,
                _OBJECTIVE.c.state.in_((*OPEN_STATES, ObjectiveState.CLOSED)),
            )
        )
        level = {row.id for row in rows} - known
        known |= level
        found += list_by_id(session, level)
    return found


def _is_open(session: Session, team_id: int, cycle_id: int) -> bool:
    """Whether the team has anything left to close."""
    return (
        session.execute(
            select(_OBJECTIVE.c.id)
            .where(
                _OBJECTIVE.c.team_id == team_id,
                _OBJECTIVE.c.cycle_id == cycle_id,
                _OBJECTIVE.c.state.in_(OPEN_STATES),
            )
            .limit(1)
        ).first()
        is not None
    )
