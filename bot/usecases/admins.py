"""Who looks after okrbot: shown, and changed by one of them."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.okrs import Caller, Person, Role
from bot.domain.rights import Right, Standing, check_right
from bot.errors import InvalidFields, InvalidInput, _
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.people import find_people, get_person, list_admins, set_profile
from storage.setup import lock_workspace

log = logging.getLogger("okrbot.admins")

View = dict[str, Any]

NOBODY = _("%(name)s cannot be chosen: no bots, no guests, nobody who left or is from elsewhere.")
NOT_THE_LAST = _("Somebody has to look after okrbot. Choose at least one person.")


def open_admins(database: Database, caller: Caller) -> View:
    """The form with everybody who is an admin.

    Raises:
        NotAllowed: the caller is none.
    """
    with database.reading() as session:
        person = _admin(session, caller)
        admins = [each.slack_id for each in list_admins(session, person.workspace_id)]
    return render("modals/admins", person.locale, admins=admins)


def save_admins(
    database: Database, caller: Caller, slack_ids: Sequence[str], now: datetime
) -> None:
    """Let exactly these people be admins.

    Raises:
        InvalidFields: nobody would be left, or somebody cannot be one.
        NotAllowed: the caller is no admin.
    """
    with database.transaction() as session:
        lock_workspace(session, caller.workspace)
        person = _admin(session, caller)
        chosen = find_people(session, person.workspace_id, slack_ids)
        _check(slack_ids, chosen)
        before = {each.id for each in list_admins(session, person.workspace_id)}
        after = {each.id for each in chosen.values()}
        for number in after - before:
            _change(session, person, number, Role.ADMIN, now)
        for number in before - after:
            _change(session, person, number, Role.MEMBER, now)


def _check(slack_ids: Sequence[str], chosen: dict[str, Person]) -> None:
    if not slack_ids:
        raise InvalidFields([InvalidInput("admins", NOT_THE_LAST)])
    for each in slack_ids:
        found = chosen.get(each)
        if found is None or not found.is_active:
            name = found.name if found else each
            raise InvalidFields([InvalidInput("admins", NOBODY, name=name)])


def _change(session: Session, by: Person, number: int, role: Role, now: datetime) -> None:
    set_profile(session, number, role=role)
    subject = f"person:{number}"
    add_audit(session, by, action="role.changed", subject=subject, now=now, role=role.value)
    log.info("role person=%s role=%s by=%s", number, role, by.id)


def _admin(session: Session, caller: Caller) -> Person:
    person = get_person(session, caller)
    is_admin = person.role is Role.ADMIN
    check_right(Right.ROLES, Standing.ADMIN if is_admin else Standing.OUTSIDER)
    return person
