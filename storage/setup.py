"""Setting a workspace up: where it was left, and what its first steps write."""

from datetime import date, datetime

from sqlalchemy import func, insert, select, update
from sqlmodel import Session

from bot.domain.cadence import local_date
from bot.domain.okrs import Cycle, Role, Workspace
from bot.domain.setting_up import CycleDates, is_set_up
from bot.domain.setup_pages import SetupFacts
from storage.people import get_workspace
from storage.tables import CycleRow, PersonRow, TeamRow, WorkspaceRow
from storage.teams import list_teams, rhythms_by_team

_WORKSPACE = WorkspaceRow.metadata.tables["workspace"]
_PERSON = PersonRow.metadata.tables["person"]
_CYCLE = CycleRow.metadata.tables["cycle"]
_TEAM = TeamRow.metadata.tables["team"]


def lock_workspace(session: Session, slack_id: str) -> None:
    """Let others who would set it up wait until this transaction ends."""
    session.execute(
        select(_WORKSPACE.c.id).where(_WORKSPACE.c.slack_id == slack_id).with_for_update()
    )


def has_admin(session: Session, slack_id: str) -> bool:
    """Whether anybody who is active looks after okrbot in the workspace Slack calls `slack_id`."""
    statement = (
        select(_PERSON.c.id)
        .join(_WORKSPACE, _WORKSPACE.c.id == _PERSON.c.workspace_id)
        .where(_WORKSPACE.c.slack_id == slack_id)
        .where(_PERSON.c.role == Role.ADMIN, _PERSON.c.is_active)
        .limit(1)
    )
    return session.execute(statement).first() is not None


def is_ready(session: Session, workspace: Workspace) -> bool:
    """Whether setting up is over, so that channels hear from us."""
    counting = select(func.count()).where(_TEAM.c.workspace_id == workspace.id)
    count = session.execute(counting).scalar_one()
    return is_set_up(workspace.setup_step, has_teams=count > 0)


def get_facts(session: Session, workspace_id: int, now: datetime) -> SetupFacts:
    """How a workspace stands, to be shown and changed step by step."""
    workspace = get_workspace(session, workspace_id)
    today = local_date(now, workspace.time_zone)
    teams = list_teams(session, workspace_id)
    ids = {each.id for each in teams}
    tops = tuple(each for each in teams if each.parent_id not in ids)
    first = tops[0].id if tops else None
    return SetupFacts(
        workspace,
        find_first_cycle(session, workspace_id, today),
        tops,
        tuple(teams),
        rhythms_by_team(session, [first])[first],
        is_ready(session, workspace),
        now,
    )


def set_workspace(session: Session, workspace_id: int, **columns: object) -> None:
    """Write columns of the workspace's row."""
    session.execute(update(_WORKSPACE).where(_WORKSPACE.c.id == workspace_id).values(**columns))


def inherit_country(session: Session, workspace_id: int, country: str) -> None:
    """Give the organisation's country to whoever was known before it had one."""
    session.execute(
        update(_PERSON)
        .where(_PERSON.c.workspace_id == workspace_id, _PERSON.c.country == "")
        .values(country=country)
    )


def find_first_cycle(session: Session, workspace_id: int, today: date) -> Cycle | None:
    """The cycle that setting up is about: the running one, else the next, else the newest."""
    cycles = [each for each in _cycles(session, workspace_id) if not each.is_closed]
    running = [each for each in cycles if each.is_running(today)]
    coming = [each for each in cycles if each.starts_on > today]
    return next(iter([*running, *coming, *reversed(cycles)]), None)


def list_cycle_names(session: Session, workspace_id: int) -> dict[str, int]:
    """The id of each cycle by its name."""
    return {each.name: each.id for each in _cycles(session, workspace_id)}


def put_cycle(
    session: Session, workspace_id: int, known: Cycle | None, dates: CycleDates, now: datetime
) -> int:
    """Write the cycle down, in place of the known one; its id. It is looked at from now on."""
    days = {"starts_on": dates.starts_on, "ends_on": dates.ends_on}
    values = {"name": dates.name, **days, "next_step_at": now}
    if known is not None:
        session.execute(update(_CYCLE).where(_CYCLE.c.id == known.id).values(**values))
        return known.id
    adding = insert(_CYCLE).values(workspace_id=workspace_id, is_closed=False, **values)
    number: int = session.execute(adding.returning(_CYCLE.c.id)).scalar_one()
    return number


def _cycles(session: Session, workspace_id: int) -> list[Cycle]:
    rows = session.execute(
        select(_CYCLE).where(_CYCLE.c.workspace_id == workspace_id).order_by(_CYCLE.c.starts_on)
    )
    return [Cycle(row.id, row.name, row.starts_on, row.ends_on, row.is_closed) for row in rows]
