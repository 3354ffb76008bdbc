"""The first admin of a workspace, and the greeting that leads to setting it up.

Slack tells a bot token not who installed the app. So the first admin is whom the settings name,
or the first Slack admin or owner who turns to okrbot.
"""

import logging
from datetime import datetime

from sqlmodel import Session

from bot.domain.cadence import zone_or
from bot.domain.company import Profile
from bot.domain.okrs import Caller, Person, Role, Workspace
from bot.domain.outbox import Message, Priority
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.outbox import add_message
from storage.people import add_person, find_person, find_workspace, get_person, set_profile
from storage.setup import has_admin, is_ready, lock_workspace

log = logging.getLogger("okrbot.founding")


def wants_founder(database: Database, caller: Caller) -> bool:
    """Whether nobody looks after okrbot in the caller's workspace yet."""
    with database.reading() as session:
        return not has_admin(session, caller.workspace)


def found_workspace(database: Database, founder: Caller, profile: Profile, now: datetime) -> bool:
    """Let somebody be the first admin and greet them; False when there is one already.

    Whoever calls this has made sure that they may: by the settings, or by Slack's own roles.
    """
    with database.transaction() as session:
        lock_workspace(session, founder.workspace)
        workspace = find_workspace(session, founder.workspace)
        if workspace is None or not profile.is_active or has_admin(session, founder.workspace):
            return False
        person = _put(session, workspace, founder, profile)
        add_audit(session, person, action="admin.first", subject=f"person:{person.id}", now=now)
        _greet(session, workspace, person, now)
        log.info("first admin person=%s", person.id)
        return True


def _put(session: Session, workspace: Workspace, founder: Caller, profile: Profile) -> Person:
    columns: dict[str, object] = {
        "name": profile.name or founder.user,
        "locale": profile.locale or workspace.locale,
        "time_zone": zone_or(profile.time_zone, workspace.time_zone),
        "is_active": True,
        "away": profile.away,
        "away_until": profile.away_until,
        "role": Role.ADMIN,
    }
    known = find_person(session, founder)
    if known is None:
        add_person(session, workspace.id, founder.user, **columns)
    else:
        set_profile(session, known.id, **columns)
    return get_person(session, founder)


def _greet(session: Session, workspace: Workspace, person: Person, now: datetime) -> None:
    payload = render(
        "messages/welcome",
        person.locale,
        workspace=workspace.name,
        is_ready=is_ready(session, workspace),
    )
    key = f"welcome:{workspace.slack_id}"
    message = Message(key, person.slack_id, payload, priority=Priority.RECEIPT)
    add_message(session, workspace.id, message, now)
