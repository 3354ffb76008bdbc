"""Who may pause whom, and the pause itself."""

from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.okrs import Person, Role
from bot.domain.rights import Standing, check_pause
from storage.people import set_profile
from storage.seeing import standing_to
from storage.tables import MembershipRow
from storage.teams import list_managed

_MEMBERSHIP = MembershipRow.metadata.tables["membership"]
_TEAM = MembershipRow.metadata.tables["team"]


def may_pause_others(session: Session, person: Person) -> bool:
    """Whether there may be somebody whom this person may pause."""
    return person.role is Role.ADMIN or bool(list_managed(session, person.id))


def check_may_pause(session: Session, person: Person, paused: Person) -> None:
    """Let through people themselves, those who manage one of their teams, and admins.

    Raises:
        NotAllowed: naming the rule.
    """
    check_pause(_standings(session, person, paused), is_own=paused.id == person.id)


def set_pause(session: Session, person: Person, until: date | None) -> None:
    """Keep the last day of a pause; None ends it."""
    set_profile(session, person.id, paused_until=until)


def _standings(session: Session, person: Person, paused: Person) -> list[Standing]:
    """How the person stands to each active team of the other one. Admins are that to everybody."""
    if person.role is Role.ADMIN:
        return [Standing.ADMIN]
    rows = session.execute(
        select(_MEMBERSHIP.c.team_id)
        .join(_TEAM, _TEAM.c.id == _MEMBERSHIP.c.team_id)
        .where(_MEMBERSHIP.c.person_id == paused.id, _TEAM.c.is_active)
    )
    return [standing_to(session, person, team_id) for team_id in rows.scalars()]
