"""Things to test with: `make_*` are values for rules, `add_*` are rows and return their ids.

Everything has a default; name what the test is about. Rows get names and Slack ids that are
free. It is the week 2026-W42, which begins on 12 October, early in the cycle 2026-Q4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from bot.domain.okrs import Cycle, KeyResult, Metric, Milestone, Objective, Person, Team
from storage.tables import (
    CheckinRow,
    CycleRow,
    KeyResultRow,
    MembershipRow,
    MilestoneRow,
    NudgeRow,
    ObjectiveRow,
    OutboxRow,
    PersonRow,
    RhythmRow,
    TeamRow,
    WorkspaceRow,
)

T = TypeVar("T")
Changes = dict[str, Any]

SLOT = "2026-W42"
MONDAY = datetime(2026, 10, 12, 9, tzinfo=UTC)
ZONE = "Europe/Vienna"
TITLE = "Hospitals trust our implants"
QUARTER: Changes = {
    "name": "2026-Q4",
    "starts_on": date(2026, 10, 1),
    "ends_on": date(2026, 12, 31),
}
HOSPITALS: Changes = {
    "title": "Hospitals that reorder",
    "metric": Metric.INCREASE,
    "unit": "hospitals",
    "baseline": Decimal(40),
    "target": Decimal(65),
    "current": Decimal(48),
}

numbers = count(1)


def make_milestone(**changes: Any) -> Milestone:
    return _make(Milestone, changes, id=1, title="Pilot signed")


def make_key_result(**changes: Any) -> KeyResult:
    """40 → 65 hospitals, now 48."""
    return _make(KeyResult, changes, id=1, objective_id=1, owner_id=1, **HOSPITALS)


def make_cycle(**changes: Any) -> Cycle:
    return _make(Cycle, changes, id=1, **QUARTER)


def make_objective(**changes: Any) -> Objective:
    """Without key results, unless told."""
    return _make(Objective, changes, id=1, team_id=1, owner_id=1, cycle=make_cycle(), title=TITLE)


def make_person(**changes: Any) -> Person:
    return _make(Person, changes, id=1, slack_id="U0MARIA", name="Maria", time_zone=ZONE)


def make_team(**changes: Any) -> Team:
    return _make(Team, changes, id=1, name="Platform", manager_channel="C0LEADS")


@dataclass(frozen=True)
class Company:
    """What `add_company` made, by ids."""

    workspace: int
    manager: int
    member: int
    team: int
    cycle: int
    objective: int
    key_result: int


def add_company(session: Session) -> Company:
    """Hanna (U0HANNA) leads Platform; Maria (U0MARIA) is in it and owns its only key result."""
    workspace = add_workspace(session)
    manager = add_person(session, workspace, name="Hanna", slack_id="U0HANNA")
    member = add_person(session, workspace, name="Maria", slack_id="U0MARIA")
    team = add_team(session, workspace, name="Platform", manager_id=manager)
    add_membership(session, team, member)
    cycle = add_cycle(session, workspace)
    objective = add_objective(session, team, member, cycle)
    key_result = add_key_result(session, objective)
    return Company(workspace, manager, member, team, cycle, objective, key_result)


def add_workspace(session: Session, **changes: Any) -> int:
    slack_id = f"T{next(numbers):08}"
    return _add(session, WorkspaceRow, changes, slack_id=slack_id, name="Acme", time_zone=ZONE)


def add_person(session: Session, workspace: int, **changes: Any) -> int:
    number = next(numbers)
    names = {"slack_id": f"U{number:08}", "name": f"Person {number}"}
    return _add(session, PersonRow, changes, workspace_id=workspace, time_zone=ZONE, **names)


def add_team(session: Session, workspace: int, **changes: Any) -> int:
    names = {"name": f"Team {next(numbers)}", "manager_channel": "C0LEADS"}
    return _add(session, TeamRow, changes, workspace_id=workspace, **names)


def add_membership(session: Session, team: int, person: int, **changes: Any) -> int:
    """Since 1 January 2026."""
    ids = {"team_id": team, "person_id": person} | _workspace_of(session, TeamRow, team)
    return _add(session, MembershipRow, changes, joined_on=date(2026, 1, 1), **ids)


def add_rhythm(session: Session, team: int, **changes: Any) -> int:
    """All from the team above, unless told."""
    return _add(session, RhythmRow, changes, team_id=team, **_workspace_of(session, TeamRow, team))


def add_cycle(session: Session, workspace: int, **changes: Any) -> int:
    return _add(session, CycleRow, changes, workspace_id=workspace, **QUARTER)


def add_objective(session: Session, team: int, owner: int, cycle: int, **changes: Any) -> int:
    """Without key results."""
    ids = {"team_id": team, "owner_id": owner, "cycle_id": cycle}
    where = _workspace_of(session, TeamRow, team)
    return _add(session, ObjectiveRow, changes, title=TITLE, **ids, **where)


def add_key_result(session: Session, objective: int, **changes: Any) -> int:
    """40 → 65 hospitals, now 48; owned by the objective's owner."""
    above = session.get_one(ObjectiveRow, objective)
    ids = {"workspace_id": above.workspace_id, "owner_id": above.owner_id}
    return _add(session, KeyResultRow, changes, objective_id=objective, **ids, **HOSPITALS)


def add_milestone(session: Session, key_result: int, **changes: Any) -> int:
    where = _workspace_of(session, KeyResultRow, key_result)
    return _add(
        session, MilestoneRow, changes, key_result_id=key_result, title="Pilot signed", **where
    )


def add_checkin(session: Session, key_result: int, **changes: Any) -> int:
    """48 → 50 by the key result's owner; the key result itself stays as it is."""
    of = session.get_one(KeyResultRow, key_result)
    ids = {"key_result_id": key_result, "author_id": of.owner_id, "workspace_id": of.workspace_id}
    when = {"submission_id": f"submission-{next(numbers)}", "slot": SLOT, "at": MONDAY}
    before = {"value_before": of.current, "confidence_before": of.confidence}
    after = {"entered": Decimal(50), "value": Decimal(50), "confidence": 6}
    return _add(session, CheckinRow, changes, **ids, **when, **before, **after)


def add_nudge(session: Session, person: int, **changes: Any) -> int:
    where = _workspace_of(session, PersonRow, person)
    return _add(session, NudgeRow, changes, person_id=person, slot=SLOT, at=MONDAY, **where)


def add_outbox(session: Session, workspace: int, **changes: Any) -> int:
    """A post that is due."""
    what = {"key": f"message:{next(numbers)}", "channel": "C0LEADS", "not_before": MONDAY}
    return _add(session, OutboxRow, changes, workspace_id=workspace, **what)


def _workspace_of(session: Session, table: type[Any], id_: int) -> dict[str, int]:
    return {"workspace_id": session.get_one(table, id_).workspace_id}


def _add(session: Session, table: type[SQLModel], changes: Changes, **defaults: Any) -> int:
    if unknown := changes.keys() - table.model_fields.keys():
        raise TypeError(f"{table.__name__} has no {unknown}")  # SQLModel would ignore them
    row: Any = _make(table, changes, **defaults)
    session.add(row)
    session.flush()
    id_: int = row.id
    return id_


def _make(kind: Callable[..., T], changes: Changes, **defaults: Any) -> T:
    return kind(**defaults | changes)
