"""What people say of a cycle that ended, and how well its outcome was foretold."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from bot.domain.calibration import Forecast
from bot.domain.okrs import Objective, ObjectiveState, Person
from bot.domain.retrospective import Answers
from storage.inserting import inserting
from storage.okrs import list_by_id
from storage.tables import RetrospectiveRow

_ANSWERS = RetrospectiveRow.metadata.tables["retrospective"]
_OBJECTIVE = RetrospectiveRow.metadata.tables["objective"]
_KEY_RESULT = RetrospectiveRow.metadata.tables["key_result"]
_CHECKIN = RetrospectiveRow.metadata.tables["checkin"]
_CYCLE = RetrospectiveRow.metadata.tables["cycle"]

_TEXTS = ("worked", "did_not", "change")

Place = tuple[int, int]
"""The ids of a cycle and a team."""


def find_answers(session: Session, place: Place, person_id: int) -> Answers | None:
    """What somebody said of a team's cycle."""
    row = session.execute(_of(place).where(_ANSWERS.c.person_id == person_id)).first()
    return _to_answers(row) if row else None


def list_answers(session: Session, place: Place) -> list[Answers]:
    """What all said of a team's cycle; whose is whose is not told."""
    return [_to_answers(row) for row in session.execute(_of(place))]


def save_answers(
    session: Session, place: Place, person: Person, answers: Answers, now: datetime
) -> None:
    """Keep what somebody says in place of what they said before."""
    cycle_id, team_id = place
    texts = {name: getattr(answers, name) for name in _TEXTS} | {"at": now}
    adding = inserting(session, _ANSWERS).values(
        workspace_id=person.workspace_id,
        cycle_id=cycle_id,
        team_id=team_id,
        person_id=person.id,
        **texts,
    )
    session.execute(
        adding.on_conflict_do_update(
            index_elements=["cycle_id", "team_id", "person_id"], set_=texts
        )
    )


def list_ended(session: Session, place: Place) -> list[Objective]:
    """A team's objectives of a cycle, in whatever state they are."""
    cycle_id, team_id = place
    rows = session.execute(
        select(_OBJECTIVE.c.id).where(
            _OBJECTIVE.c.cycle_id == cycle_id, _OBJECTIVE.c.team_id == team_id
        )
    )
    return list_by_id(session, [row.id for row in rows])


def list_forecasts(session: Session, team_id: int) -> dict[str, list[Forecast]]:
    """By cycle, the oldest first, what was foretold of a team's closed key results.

    It is the last check-in of each slot that counts; reached is what was scored 1.
    """
    last = (
        select(func.max(_CHECKIN.c.id))
        .group_by(_CHECKIN.c.key_result_id, _CHECKIN.c.slot)
        .scalar_subquery()
    )
    joined = (
        _CHECKIN.join(_KEY_RESULT, _KEY_RESULT.c.id == _CHECKIN.c.key_result_id)
        .join(_OBJECTIVE, _OBJECTIVE.c.id == _KEY_RESULT.c.objective_id)
        .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
    )
    rows = session.execute(
        select(_CYCLE.c.name, _CHECKIN.c.confidence, _KEY_RESULT.c.score, _CHECKIN.c.author_id)
        .select_from(joined)
        .where(
            _OBJECTIVE.c.team_id == team_id,
            _OBJECTIVE.c.state == ObjectiveState.CLOSED,
            _KEY_RESULT.c.score.is_not(None),
            _CHECKIN.c.id.in_(last),
        )
        .order_by(_CYCLE.c.ends_on, _CYCLE.c.id, _CHECKIN.c.id)
    )
    found: dict[str, list[Forecast]] = defaultdict(list)
    for cycle, confidence, score, author_id in rows:
        found[cycle].append(Forecast(confidence, score >= 1, author_id))
    return found


def _of(place: Place) -> Any:  # noqa: ANN401 - a select
    cycle_id, team_id = place
    is_meant = (_ANSWERS.c.cycle_id == cycle_id) & (_ANSWERS.c.team_id == team_id)
    return select(_ANSWERS).where(is_meant).order_by(_ANSWERS.c.id)


def _to_answers(row: Row[Any]) -> Answers:
    return Answers(row.worked, row.did_not, row.change)
