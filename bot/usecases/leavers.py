"""Giving to others what somebody who left was the owner of."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.fields import Fields
from bot.domain.handovers import MAY_NOT_SEE
from bot.domain.leavers import Left, left_fields, page_after, things_left, with_owners
from bot.domain.okrs import Caller, Objective, Person
from bot.domain.rights import Right, Verdict, check_right, verdict
from bot.errors import InvalidFields, InvalidInput, NotFound, _
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.leavers import list_owned
from storage.objectives import Edit, change_objective, get_objective
from storage.people import find_people, get_person, people_by_id
from storage.seeing import may_see_private, standing_to
from storage.teams import list_line

log = logging.getLogger("okrbot.leavers")

View = dict[str, Any]
Place = tuple[int, int]

START: Place = (0, -1)
NOBODY = _("%(name)s cannot be chosen: no bots, no guests, nobody who left or is from elsewhere.")
ALL_GIVEN = _("Nothing is left here that you could give to somebody else.")


def open_leaver(database: Database, caller: Caller, leaver_id: int, now: datetime) -> View:
    """What somebody left behind and the caller may give to others, its first page.

    Raises:
        NotFound: there is nothing of that kind.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        view = _page(session, Edit(person, now), leaver_id, START)
    if view is None:
        raise NotFound(ALL_GIVEN)
    return view


def give_away(
    database: Database, caller: Caller, leaver_id: int, fields: Fields, now: datetime
) -> View | None:
    """Let those who were chosen be the owners from now on; the next page, None when all was shown.

    What nobody was chosen for stays as it is. What somebody else has given away meanwhile is
    left alone.

    Raises:
        InvalidFields: somebody cannot be an owner.
        NotAllowed: the caller may not give away something of this.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        places = left_fields(fields)
        edit = Edit(person, now)
        owners = _owners(session, person, {name: fields.get(name) for name in places})
        chosen: dict[int, dict[int, int]] = {}
        for name, owner in owners.items():
            objective_id, key_result_id = places[name]
            chosen.setdefault(objective_id, {})[key_result_id] = owner
        for objective_id, of_objective in chosen.items():
            _give(session, edit, objective_id, leaver_id, of_objective)
        return _page(session, edit, leaver_id, max(places.values(), default=START))


def _owners(session: Session, person: Person, picked: Mapping[str, object]) -> dict[str, int]:
    slack_ids = {name: typed for name, typed in picked.items() if isinstance(typed, str) and typed}
    people = find_people(session, person.workspace_id, slack_ids.values())
    faults = []
    for name, each in slack_ids.items():
        found = people.get(each)
        if found is None or not found.is_active:
            faults.append(InvalidInput(name, NOBODY, name=found.name if found else each))
    if faults:
        raise InvalidFields(faults)
    return {name: people[each].id for name, each in slack_ids.items()}


def _give(
    session: Session, edit: Edit, objective_id: int, leaver_id: int, owners: Mapping[int, int]
) -> None:
    person = edit.author
    objective = get_objective(session, person.workspace_id, objective_id)
    team = list_line(session, objective.team_id)[0]
    check_right(Right.HAND_OVER, standing_to(session, person, team.id), team.name)
    left = [each for each in things_left([objective], leaver_id) if each.key_result_id in owners]
    _check_sight(session, objective, {each.field: owners[each.key_result_id] for each in left})
    after = with_owners(
        objective, {each.key_result_id: owners[each.key_result_id] for each in left}
    )
    if after == objective:
        return
    change_objective(session, edit, objective, after)
    subject, at = f"objective:{objective_id}", edit.now
    add_audit(session, person, action="owner.changed", subject=subject, now=at, left=leaver_id)
    log.info("owners objective=%s of=%s by=%s", objective_id, leaver_id, person.id)


def _check_sight(session: Session, objective: Objective, owners: Mapping[str, int]) -> None:
    """Refuse, at its field, to give what is private to somebody who may not see it."""
    people = people_by_id(session, owners.values()) if objective.is_private else {}
    faults = [
        InvalidInput(field, MAY_NOT_SEE, name=people[owner].name)
        for field, owner in owners.items()
        if owner in people
        and verdict(Right.SEE_PRIVATE, standing_to(session, people[owner], objective.team_id))
        is Verdict.NO
    ]
    if faults:
        raise InvalidFields(faults)


def _page(session: Session, edit: Edit, leaver_id: int, after: Place) -> View | None:
    person = edit.author
    leaver = people_by_id(session, [leaver_id]).get(leaver_id)
    if leaver is None or leaver.workspace_id != person.workspace_id or leaver.is_active:
        return None
    page = page_after(leaver, _things(session, edit, leaver_id), after)
    if not page.things:
        return None
    return render("modals/leaver", person.locale, page=page)


def _things(session: Session, edit: Edit, leaver_id: int) -> list[Left]:
    """What the caller may give to others of all that somebody left; private to admins, audited."""
    person, things = edit.author, things_left(list_owned(session, leaver_id), leaver_id)
    may: dict[int, bool] = {}
    for team_id in {each.team_id for each in things}:
        standing = standing_to(session, person, team_id)
        may[team_id] = verdict(Right.HAND_OVER, standing) is Verdict.YES
        if may[team_id] and any(each.is_private for each in things if each.team_id == team_id):
            may_see_private(session, person, list_line(session, team_id)[0], edit.now)
    return [each for each in things if may[each.team_id]]
