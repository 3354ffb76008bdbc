"""Setting a workspace up, step by step, and changing any of it later."""

import logging
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.calendars import calendar, days_off
from bot.domain.coming import Calendar, coming
from bot.domain.company_times import Times
from bot.domain.fields import Fields
from bot.domain.okrs import Caller, Person, Role
from bot.domain.outbox import Message, Priority
from bot.domain.setting_up import (
    Organisation,
    Step,
    read_cycle,
    read_organisation,
    read_rhythm,
    step_after,
    step_before,
    step_of,
)
from bot.domain.setup_pages import SetupFacts, compose_page, stored_fields
from bot.errors import InvalidFields, NotAllowed, _
from bot.locales import LANGUAGES, language_of
from bot.render import render
from storage.audit import add_audit
from storage.company import get_times
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.outbox import add_messages
from storage.people import get_person, list_admins, people_by_id
from storage.setup import (
    get_facts,
    inherit_country,
    list_cycle_names,
    lock_workspace,
    put_cycle,
    set_workspace,
)
from storage.team_edits import find_rhythm, set_rhythm
from storage.team_lists import list_lines
from storage.times import replan

log = logging.getLogger("okrbot.setup")

View = dict[str, Any]

MOST_NAMES = 5
"""Names told of at once."""

ONLY_ADMINS = _("Only admins of okrbot set it up. Here that is: %(names)s.")


@dataclass(frozen=True, slots=True)
class _Desk:
    """An admin who sets a workspace up, within one transaction."""

    session: Session
    person: Person
    facts: SetupFacts

    @property
    def now(self) -> datetime:
        """The time of the call."""
        return self.facts.now

    @property
    def calendar(self) -> Calendar:
        """The organisation's, for this reader."""
        return calendar(self.facts.workspace.country, self.person.locale)


def open_setup(database: Database, caller: Caller, now: datetime) -> View:
    """The step at which setting up was left; an overview of all of them once it is over.

    Raises:
        NotAllowed: the caller is no admin.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, now)
        if desk.facts.is_ready:
            return _overview(desk)
        step = step_of(desk.facts.workspace.setup_step)
        _remember(desk, step)
        return _page(desk, step)


def open_step(
    database: Database, caller: Caller, step: str, now: datetime, *, page: int = 0
) -> View:
    """One step, with what was typed into it before; `page` is that of the list of teams.

    Raises:
        NotAllowed: the caller is no admin.
    """
    with database.transaction() as session:
        return _page(_desk(session, caller, now), step_of(step), page)


def go_back(database: Database, caller: Caller, step: str, fields: Fields, now: datetime) -> View:
    """The step before, after keeping what was typed; the overview once setting up is over.

    Raises:
        NotAllowed: the caller is no admin.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, now)
        _keep(desk, step_of(step), fields)
        if desk.facts.is_ready:
            return _overview(desk)
        before = step_before(step_of(step))
        _remember(desk, before)
        return _page(desk, before)


def keep_step(database: Database, caller: Caller, step: str, fields: Fields, now: datetime) -> None:
    """Keep what stands in a step that is closed."""
    with database.transaction() as session:
        _keep(_desk(session, caller, now), step_of(step), fields)


def show_rhythm(database: Database, caller: Caller, fields: Fields, now: datetime) -> View:
    """The step of the rhythm with the next dates of what is chosen, which is kept."""
    with database.transaction() as session:
        desk = _desk(session, caller, now)
        _keep(desk, Step.RHYTHM, fields)
        return _page(desk, Step.RHYTHM, is_open=True)


def submit_step(
    database: Database, caller: Caller, step: str, fields: Fields, now: datetime
) -> View:
    """Store a step; the view that follows it.

    Raises:
        InvalidFields: something in it cannot be; what was typed is kept all the same.
        NotAllowed: the caller is no admin.
    """
    faults: InvalidFields | None = None
    with database.transaction() as session:
        lock_workspace(session, caller.workspace)
        desk = _desk(session, caller, now)
        done = step_of(step)
        before = get_times(session, caller.workspace)
        try:
            _STORE[done](desk, fields)
        except InvalidFields as error:
            _keep(desk, done, fields)
            faults = error
        else:
            return _stored(desk, done, before)
    raise faults


def _stored(desk: _Desk, done: Step, before: Times) -> View:
    if done is Step.TEAMS and not desk.facts.teams:
        return _page(desk, done, is_missing=True)
    session, person, now = desk.session, desk.person, desk.now
    drop_form_draft(session, person.id, _form(done))
    add_audit(session, person, action=f"setup.{done}", subject="workspace", now=now)
    log.info("set up step=%s person=%s", done, person.id)
    if desk.facts.is_ready:
        replan(session, desk.facts.workspace, before, now, days_off)
        return _overview(_renewed(desk))
    following = step_after(done)
    _remember(desk, following)
    return _finish(_renewed(desk)) if following is Step.DONE else _page(_renewed(desk), following)


def _finish(desk: _Desk) -> View:
    """From here on everybody hears from us, beginning with the managers."""
    session, person, workspace, now = desk.session, desk.person, desk.facts.workspace, desk.now
    replan(session, workspace, Times(workspace.time_zone, {}, {}), now, days_off)
    told = [each for each in _managers(desk) if each.id != person.id]
    add_messages(session, workspace.id, [_message(desk, each) for each in told], now)
    add_audit(session, person, action="setup.finished", subject="workspace", now=now)
    log.info("set up workspace=%s told=%s", workspace.id, len(told))
    channels = {name for each in desk.facts.teams for name in (each.manager_channel, each.channel)}
    return render(
        "modals/setup_done",
        person.locale,
        coming=coming(desk.facts.rhythm, workspace.time_zone, desk.calendar, now),
        told=[each.name for each in told][:MOST_NAMES],
        channels=sorted(channels - {""})[:MOST_NAMES],
        teams=len(desk.facts.teams),
    )


def _message(desk: _Desk, manager: Person) -> Message:
    names = [each.name for each in desk.facts.teams if each.manager_id == manager.id]
    said = {"admin": desk.person.name, "rhythm": desk.facts.rhythm}
    payload = render("messages/set_up", manager.locale, teams=names[:MOST_NAMES], **said)
    return Message(f"setup:{manager.id}", manager.slack_id, payload, priority=Priority.TROUBLE)


def _managers(desk: _Desk) -> list[Person]:
    ids = {each.manager_id for each in desk.facts.teams if each.manager_id}
    people = people_by_id(desk.session, ids).values()
    return sorted((each for each in people if each.is_active), key=lambda each: each.name)


def _put_organisation(desk: _Desk, fields: Fields) -> None:
    said = read_organisation(fields, LANGUAGES)
    kept = desk.facts.workspace.locale
    locale = kept if language_of(kept) == said.locale else said.locale
    columns = asdict(replace(said, locale=locale))
    set_workspace(desk.session, desk.facts.workspace.id, **columns)
    inherit_country(desk.session, desk.facts.workspace.id, said.country)


def _put_cycle(desk: _Desk, fields: Fields) -> None:
    known = desk.facts.cycle
    names = list_cycle_names(desk.session, desk.facts.workspace.id)
    taken = [name for name, number in names.items() if known is None or number != known.id]
    said = read_cycle(fields, taken)
    put_cycle(desk.session, desk.facts.workspace.id, known, said, desk.now)


def _put_teams(_desk: _Desk, _fields: Fields) -> None:
    """Each team was stored by its own form."""


def _put_rhythm(desk: _Desk, fields: Fields) -> None:
    said = read_rhythm(fields)
    for team in desk.facts.tops:
        kept = find_rhythm(desk.session, team.id)
        rhythm = replace(said, every=kept.every, is_locked=kept.is_locked)
        set_rhythm(desk.session, desk.facts.workspace.id, team.id, rhythm)


_STORE = {
    Step.ORGANISATION: _put_organisation,
    Step.CYCLE: _put_cycle,
    Step.TEAMS: _put_teams,
    Step.RHYTHM: _put_rhythm,
    Step.DONE: _put_teams,
}


def _page(
    desk: _Desk, step: Step, page: int = 0, *, is_missing: bool = False, is_open: bool = False
) -> View:
    """`is_open` where it is shown already: what was typed is no surprise then."""
    if step is Step.DONE:
        return _overview(desk)
    draft = find_form_draft(desk.session, desk.person.id, _form(step))
    composed = compose_page(desk.facts, step, draft, _suggested(desk), desk.calendar)
    is_restored = composed.is_restored and not is_open
    return render(
        f"modals/setup_{step}",
        desk.person.locale,
        page=replace(composed, is_missing=is_missing, is_restored=is_restored),
        teams=list_lines(desk.session, desk.person, page) if step is Step.TEAMS else None,
    )


def _suggested(desk: _Desk) -> Organisation:
    """As it is stored; for a new workspace what its first admin lives by."""
    workspace, person = desk.facts.workspace, desk.person
    is_new = not desk.facts.is_ready and workspace.time_zone == "UTC"
    home = person if is_new else workspace
    return Organisation(workspace.name, home.time_zone, language_of(home.locale), workspace.country)


def _overview(desk: _Desk) -> View:
    language = language_of(desk.facts.workspace.locale)
    return render("modals/setup", desk.person.locale, facts=desk.facts, language=language)


def _desk(session: Session, caller: Caller, now: datetime) -> _Desk:
    person = get_person(session, caller)
    if person.role is not Role.ADMIN:
        names = ", ".join(each.name for each in list_admins(session, person.workspace_id)[:5])
        raise NotAllowed(ONLY_ADMINS, names=names)
    return _Desk(session, person, get_facts(session, person.workspace_id, now))


def _renewed(desk: _Desk) -> _Desk:
    """The desk with everything as it is written now."""
    facts = get_facts(desk.session, desk.facts.workspace.id, desk.now)
    return _Desk(desk.session, desk.person, facts)


def _remember(desk: _Desk, step: Step) -> None:
    set_workspace(desk.session, desk.facts.workspace.id, setup_step=step.value)


def _keep(desk: _Desk, step: Step, fields: Fields) -> None:
    if fields and dict(fields) != stored_fields(desk.facts, step, _suggested(desk)):
        save_form_draft(desk.session, desk.person, _form(step), dict(fields), desk.now)


def _form(step: Step) -> str:
    return f"setup:{step}"
