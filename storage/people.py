"""Questions about people and their workspace."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, and_, bindparam, select, update
from sqlmodel import Session

from bot.domain.away import Away
from bot.domain.okrs import Caller, Person, Role, Workspace
from bot.errors import NotFound, _
from storage.inserting import inserting
from storage.tables import PersonRow, WorkspaceRow

_PERSON = PersonRow.metadata.tables["person"]
_WORKSPACE = WorkspaceRow.metadata.tables["workspace"]

# Ready-made, as in storage.checkins: every interaction begins with these.
_IS_CALLER = and_(
    _WORKSPACE.c.slack_id == bindparam("workspace"), _PERSON.c.slack_id == bindparam("user")
)
_IN_WORKSPACE = _PERSON.join(_WORKSPACE, _WORKSPACE.c.id == _PERSON.c.workspace_id)
_FIND_PERSON = select(_PERSON).select_from(_IN_WORKSPACE).where(_IS_CALLER)
_LOCK_PERSON = (
    select(_PERSON.c.id)
    .select_from(_IN_WORKSPACE)
    .where(_IS_CALLER)
    .with_for_update(of=_PERSON, key_share=True)
)
_GET_WORKSPACE = select(_WORKSPACE).where(_WORKSPACE.c.id == bindparam("number"))


UNKNOWN = _("I do not know you yet. Ask whoever looks after okrbot to add you to a team.")
NOT_SET_UP = _(
    "Nobody looks after okrbot here yet. An admin or owner of this Slack workspace begins by "
    "typing /okr setup."
)


def get_person(session: Session, caller: Caller) -> Person:
    """The active person behind a Slack user.

    Raises:
        NotFound: nobody has told okrbot of them, or they were deactivated.
    """
    person = find_person(session, caller)
    if person is None or not person.is_active:
        raise NotFound(UNKNOWN if _has_admin(session, caller) else NOT_SET_UP)
    return person


def find_person(session: Session, caller: Caller) -> Person | None:
    """The person behind a Slack user, active or not; None for a stranger."""
    row = session.execute(_FIND_PERSON, asdict(caller)).first()
    return to_person(row) if row else None


def find_locale(session: Session, caller: Caller) -> str:
    """In which language to speak to a Slack user, known or not."""
    person = find_person(session, caller)
    if person is not None:
        return person.locale
    workspace = find_workspace(session, caller.workspace)
    return workspace.locale if workspace else "en"


def lock_person(session: Session, caller: Caller) -> None:
    """Let this person's other transactions wait until this one ends.

    Rows that only point at them need not wait: an import that holds key results and adds one of
    theirs would, while they wait for those. SQLite has no row locks and needs none: its writers
    wait for each other anyway.
    """
    session.execute(_LOCK_PERSON, asdict(caller))


def people_by_id(session: Session, ids: Iterable[int]) -> dict[int, Person]:
    """Those people, active or not, by their id."""
    rows = session.execute(select(_PERSON).where(_PERSON.c.id.in_(set(ids))))
    return {row.id: to_person(row) for row in rows}


def find_people(session: Session, workspace_id: int, slack_ids: Iterable[str]) -> dict[str, Person]:
    """Those people, active or not, by their Slack id; who is unknown is left out."""
    rows = session.execute(
        select(_PERSON).where(
            _PERSON.c.workspace_id == workspace_id, _PERSON.c.slack_id.in_(set(slack_ids))
        )
    )
    return {row.slack_id: to_person(row) for row in rows}


def set_profile(session: Session, person_id: int, **columns: object) -> None:
    """Write what Slack says about a person; keys are columns of the table."""
    session.execute(update(_PERSON).where(_PERSON.c.id == person_id).values(**columns))


def add_person(session: Session, workspace_id: int, slack_id: str, **columns: object) -> bool:
    """Keep somebody new, in the organisation's country; False when they are known already."""
    adding = inserting(session, _PERSON)
    country = select(_WORKSPACE.c.country).where(_WORKSPACE.c.id == workspace_id)
    row = {"role": Role.MEMBER, "country": country.scalar_subquery(), **columns}
    added = session.execute(
        adding.values(workspace_id=workspace_id, slack_id=slack_id, **row)
        .on_conflict_do_nothing()
        .returning(_PERSON.c.id)
    )
    return added.first() is not None


def get_workspace(session: Session, workspace_id: int) -> Workspace:
    """The workspace with this id, which exists because rows point at it."""
    return to_workspace(session.execute(_GET_WORKSPACE, {"number": workspace_id}).one())


def list_admins(session: Session, workspace_id: int) -> list[Person]:
    """Who looks after okrbot in a workspace, active ones only."""
    rows = session.execute(
        select(_PERSON).where(
            _PERSON.c.workspace_id == workspace_id,
            _PERSON.c.role == Role.ADMIN,
            _PERSON.c.is_active,
        )
    )
    return [to_person(row) for row in rows]


def workspaces_by_id(session: Session, ids: Iterable[int]) -> dict[int, Workspace]:
    """Those workspaces by their id."""
    rows = session.execute(select(_WORKSPACE).where(_WORKSPACE.c.id.in_(set(ids))))
    return {row.id: to_workspace(row) for row in rows}


def find_workspace(session: Session, slack_id: str) -> Workspace | None:
    """The workspace that Slack calls `slack_id`."""
    row = session.execute(select(_WORKSPACE).where(_WORKSPACE.c.slack_id == slack_id)).first()
    return to_workspace(row) if row else None


def set_hearing(session: Session, workspace_id: int, *, hears_replies: bool) -> None:
    """Keep whether the bot is told what people answer to it."""
    at = _WORKSPACE.c.id == workspace_id
    session.execute(update(_WORKSPACE).where(at).values(hears_replies=hears_replies))


def add_workspace(session: Session, slack_id: str, name: str) -> Workspace:
    """A workspace nobody has described yet: in UTC and English until an import says otherwise."""
    adding = inserting(session, _WORKSPACE)
    # Replicas that start together all see it for the first time.
    adding = adding.values(slack_id=slack_id, name=name, time_zone="UTC").on_conflict_do_nothing()
    session.execute(adding)
    row = session.execute(select(_WORKSPACE).where(_WORKSPACE.c.slack_id == slack_id)).one()
    return to_workspace(row)


def _has_admin(session: Session, caller: Caller) -> bool:
    workspace = find_workspace(session, caller.workspace)
    return workspace is not None and bool(list_admins(session, workspace.id))


def to_workspace(row: Row[Any]) -> Workspace:
    """A row of the workspace table as its record."""
    return Workspace(
        row.id,
        row.slack_id,
        row.name,
        row.time_zone,
        row.locale,
        row.country,
        row.setup_step,
        row.hears_replies,
    )


def to_person(row: Row[Any]) -> Person:
    """A row of the person table as its record."""
    return Person(
        id=row.id,
        slack_id=row.slack_id,
        name=row.name,
        time_zone=row.time_zone,
        locale=row.locale,
        country=row.country,
        role=Role(row.role),
        paused_until=row.paused_until,
        is_active=row.is_active,
        home_team_id=row.home_team_id,
        workspace_id=row.workspace_id,
        away=Away(row.away),
        away_until=row.away_until,
        asked_slot=row.asked_slot,
        missed=row.missed,
    )
