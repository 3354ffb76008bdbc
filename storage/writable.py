"""What may be written by whom and for which cycle, and what is kept beside a written objective."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select, update
from sqlmodel import Session

from bot.domain.okrs import Cycle, KeyResult, Objective, ObjectiveState, Person
from bot.domain.rights import Right, Verdict, check_right
from bot.errors import NotAllowed, NotFound, _
from storage.objectives import GONE, get_objective, list_changes, set_key_result
from storage.people import people_by_id, to_person
from storage.proposals import find_latest_proposal
from storage.seeing import may_see_private, standing_to
from storage.tables import CycleRow
from storage.teams import list_line

_CYCLE = CycleRow.metadata.tables["cycle"]
_OBJECTIVE = CycleRow.metadata.tables["objective"]
_KEY_RESULT = CycleRow.metadata.tables["key_result"]
_PERSON = CycleRow.metadata.tables["person"]

ENDED = frozenset({ObjectiveState.CLOSED, ObjectiveState.DROPPED})


def get_writable(session: Session, person: Person, objective_id: int, now: datetime) -> Objective:
    """An objective that the person may change, or propose to.

    Raises:
        NotFound: there is none, or it is private and not for them.
        NotAllowed: they may not write for its team; it is closed; it waits for an answer to
            somebody else's proposal.
    """
    objective = get_objective(session, person.workspace_id, objective_id)
    team, *_above = list_line(session, objective.team_id)
    if objective.is_private and not may_see_private(session, person, team, now):
        raise NotFound(GONE)
    said = check_right(Right.WRITE, standing_to(session, person, team.id), team.name)
    if objective.state in ENDED or objective.cycle.is_closed:
        raise NotAllowed(_("This objective is closed or dropped: it can be read, not changed."))
    if objective.state is ObjectiveState.PROPOSED and said is Verdict.PROPOSE:
        latest = find_latest_proposal(session, objective_id)
        if person.id != (latest.author_id if latest else objective.owner_id):
            raise NotAllowed(
                _("This objective waits for agreement. Until then only its author changes it.")
            )
    return objective


def set_overridden(
    session: Session,
    objective_id: int,
    of_objective: Sequence[str],
    of_key_results: Sequence[Sequence[str]],
) -> None:
    """Keep which checks the author decided against; those of key results in their order."""
    session.execute(
        update(_OBJECTIVE)
        .where(_OBJECTIVE.c.id == objective_id)
        .values(overridden=list(of_objective))
    )
    for position, ids in enumerate(of_key_results):
        is_it = (_KEY_RESULT.c.objective_id == objective_id) & _KEY_RESULT.c.is_active
        session.execute(
            update(_KEY_RESULT)
            .where(is_it, _KEY_RESULT.c.position == position)
            .values(overridden=list(ids))
        )


def set_starts(session: Session, key_results: Iterable[KeyResult]) -> None:
    """Let these key results, where they have a row, start anew: with their value and confidence."""
    for each in key_results:
        if each.id:
            set_key_result(session, each.id, current=each.current, confidence=each.confidence)


def find_last_author(session: Session, objective_id: int) -> Person | None:
    """Who made the newest change of an objective that is kept."""
    made = list_changes(session, [objective_id])
    return people_by_id(session, [made[-1].author_id])[made[-1].author_id] if made else None


def list_open_cycles(session: Session, workspace_id: int, today: date) -> list[Cycle]:
    """The cycles that one may write for, running or planned, the earliest first."""
    rows = session.execute(
        select(_CYCLE)
        .where(
            _CYCLE.c.workspace_id == workspace_id,
            _CYCLE.c.is_closed.is_(False),
            _CYCLE.c.ends_on >= today,
        )
        .order_by(_CYCLE.c.starts_on, _CYCLE.c.id)
    )
    return [Cycle(row.id, row.name, row.starts_on, row.ends_on, row.is_closed) for row in rows]


def list_by_slack_id(
    session: Session, workspace_id: int, slack_ids: Iterable[str]
) -> dict[str, Person]:
    """Those people, active or not, by their Slack id; strangers are left out."""
    rows = session.execute(
        select(_PERSON).where(
            _PERSON.c.workspace_id == workspace_id, _PERSON.c.slack_id.in_(set(slack_ids))
        )
    )
    return {row.slack_id: to_person(row) for row in rows}
