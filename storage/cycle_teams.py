"""What teams have to do with a cycle: who has something in it, who hears of it."""

from collections.abc import Sequence

from sqlalchemy import func, select, union
from sqlmodel import Session

from bot.domain.okrs import Person, Team
from storage.cycles import OPEN_STATES, WAITING_STATES
from storage.people import people_by_id
from storage.tables import CycleRow

_OBJECTIVE = CycleRow.metadata.tables["objective"]
_KEY_RESULT = CycleRow.metadata.tables["key_result"]
_MEMBERSHIP = CycleRow.metadata.tables["membership"]

_IN_IT = (*OPEN_STATES, *WAITING_STATES)


def list_members(session: Session, team_id: int) -> list[Person]:
    """The active members of a team, by name."""
    ids = session.execute(
        select(_MEMBERSHIP.c.person_id).where(_MEMBERSHIP.c.team_id == team_id)
    ).scalars()
    found = [each for each in people_by_id(session, ids).values() if each.is_active]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def list_without(session: Session, cycle_id: int, members: Sequence[Person]) -> list[Person]:
    """Those members who own no objective and update no key result in the cycle, in any team."""
    mine = (_OBJECTIVE.c.cycle_id == cycle_id) & _OBJECTIVE.c.state.in_(_IN_IT)
    ids = [each.id for each in members]
    updater = func.coalesce(_KEY_RESULT.c.delegate_id, _KEY_RESULT.c.owner_id)
    joined = _KEY_RESULT.join(_OBJECTIVE, _OBJECTIVE.c.id == _KEY_RESULT.c.objective_id)
    owned = select(_OBJECTIVE.c.owner_id).where(mine, _OBJECTIVE.c.owner_id.in_(ids))
    updated = (
        select(updater).select_from(joined).where(mine, _KEY_RESULT.c.is_active, updater.in_(ids))
    )
    busy = {row[0] for row in session.execute(union(owned, updated))}
    return [each for each in members if each.id not in busy]


def list_open_titles(session: Session, team_id: int, cycle_id: int) -> list[str]:
    """What a team has to close in a cycle, private ones too: it is for its managers."""
    rows = session.execute(
        select(_OBJECTIVE.c.title)
        .where(
            _OBJECTIVE.c.team_id == team_id,
            _OBJECTIVE.c.cycle_id == cycle_id,
            _OBJECTIVE.c.state.in_(OPEN_STATES),
        )
        .order_by(_OBJECTIVE.c.id)
    )
    return list(rows.scalars())


def manager_above(session: Session, line: Sequence[Team]) -> Person | None:
    """The nearest active manager of a team above the first of `line` who is not its own."""
    own, *above = line
    people = people_by_id(session, [each.manager_id for each in above if each.manager_id])
    for team in above:
        manager = people.get(team.manager_id or 0)
        if manager is not None and manager.is_active and manager.id != own.manager_id:
            return manager
    return None
