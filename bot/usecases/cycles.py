"""Cycles: everybody sees them; admins plan the next one while one runs, and close the last one."""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date
from bot.domain.closing import is_sandbagging
from bot.domain.closing_answers import as_suggested
from bot.domain.cycle_views import (
    MOST_CYCLES,
    CycleForm,
    CycleList,
    TeamLeft,
    compose_close,
    compose_results,
    cycle_line,
)
from bot.domain.cycles import (
    CycleState,
    Dates,
    check_open,
    overlapping,
    read_dates,
    state_of,
    suggest_next,
)
from bot.domain.fields import Fields
from bot.domain.okrs import Caller, Cycle, Person, Role
from bot.domain.rights import Right, Standing, check_right
from bot.errors import InvalidFields, InvalidInput, OkrError, _
from bot.render import render
from storage.audit import add_audit
from storage.closing import close_objective, list_ended, list_open, suggested
from storage.cycles import (
    OPEN_STATES,
    WAITING_STATES,
    add_cycle,
    close_cycle,
    count_by_team,
    count_objectives,
    get_cycle,
    list_cycles,
    lock_cycle,
    set_dates,
)
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.objectives import Edit
from storage.people import get_person, get_workspace
from storage.teams import teams_by_id

log = logging.getLogger("okrbot.cycles")

View = dict[str, Any]

NAME_TAKEN = _("There is a cycle called %(name)s.")


@dataclass(frozen=True, slots=True)
class _Desk:
    """Somebody who looks at the cycles, within one transaction."""

    session: Session
    person: Person
    cycles: list[Cycle]
    today: date
    now: datetime

    @property
    def edit(self) -> Edit:
        """Who writes when."""
        return Edit(self.person, self.now)


def open_cycles(database: Database, caller: Caller, now: datetime) -> View:
    """The list of cycles; with buttons for admins."""
    with database.reading() as session:
        return _list(_desk(session, caller, now))


def show_results(database: Database, caller: Caller, cycle_id: int, now: datetime) -> View:
    """How a cycle's objectives ended, for everybody to read; private ones are counted."""
    with database.reading() as session:
        desk = _desk(session, caller, now)
        cycle = get_cycle(session, desk.person.workspace_id, cycle_id)
        ended = list_ended(session, cycle.id)
        teams = teams_by_id(session, {each.team_id for each in ended})
    names = {each.id: each.name for each in teams.values()}
    results = compose_results(cycle, names, ended)
    return render("modals/cycle_results", desk.person.locale, results=results)


def open_plan(database: Database, caller: Caller, cycle_id: int, now: datetime) -> View:
    """The form for a planned cycle, or with 0 for the next one, suggested or as it was left.

    Raises:
        NotAllowed: only admins plan.
        OkrError: it has begun, or is not there any more.
    """
    with database.transaction() as session:
        desk = _admins_desk(session, caller, now)
        draft = find_form_draft(session, desk.person.id, _form(cycle_id))
        dates = _typed_over(_suggested(desk, cycle_id), draft or {})
        form = CycleForm(cycle_id, dates, is_restored=bool(draft))
        return render("modals/cycle", desk.person.locale, form=form)


def leave_plan(
    database: Database, caller: Caller, cycle_id: int, fields: Fields, now: datetime
) -> None:
    """Keep what was typed into a form that is closed."""
    with database.transaction() as session:
        desk = _admins_desk(session, caller, now)
        shown = _suggested(desk, cycle_id)
        typed = (fields.get("name"), fields.get("starts_on"), fields.get("ends_on"))
        if typed == (shown.name, shown.starts_on.isoformat(), shown.ends_on.isoformat()):
            drop_form_draft(session, desk.person.id, _form(cycle_id))
        else:
            save_form_draft(session, desk.person, _form(cycle_id), dict(fields), now)


def save_cycle(
    database: Database, caller: Caller, cycle_id: int, fields: Fields, now: datetime
) -> View:
    """Plan a cycle, or change one that is planned; the list as it is then.

    Raises:
        InvalidFields: at each field that is wrong; what was typed is kept all the same.
    """
    with database.transaction() as session:
        desk = _admins_desk(session, caller, now)
        others = [each for each in desk.cycles if each.id != cycle_id]
        try:
            dates = _read(fields, others)
            _store(desk, cycle_id, dates)
        except InvalidFields as error:
            save_form_draft(session, desk.person, _form(cycle_id), dict(fields), now)
            faults = error
        else:
            drop_form_draft(session, desk.person.id, _form(cycle_id))
            after = replace(desk, cycles=list_cycles(session, desk.person.workspace_id))
            told = {"planned": dates.name, "overlaps": tuple(overlapping(dates, others))}
            return _list(after, **told)
    raise faults


def open_close(database: Database, caller: Caller, cycle_id: int, now: datetime) -> View:
    """What is still open in a cycle, to be asked before it is closed.

    Raises:
        NotAllowed: only admins close.
        OkrError: it does not end yet, or was closed already.
    """
    with database.reading() as session:
        desk = _admins_desk(session, caller, now)
        return _close_view(desk, _ending(desk, cycle_id))


def finish_cycle(
    database: Database, caller: Caller, place: tuple[int, int], now: datetime
) -> tuple[View, bool]:
    """Close a cycle, and what is left in it as suggested; `place` is its id and how much was seen.

    The list and True when it is closed. Where more is open than was seen it is asked again: that
    view and False.
    """
    cycle_id, seen = place
    with database.transaction() as session:
        lock_cycle(session, cycle_id)
        desk = _admins_desk(session, caller, now)
        cycle = _ending(desk, cycle_id)
        rest = list_open(session, cycle.id)
        if len(rest) > seen:
            return _close_view(desk, cycle, has_grown=True), False
        for each in suggested(session, rest, desk.today):
            close_objective(session, desk.edit, each, as_suggested(each))
        close_cycle(session, cycle.id, now)
        _note(desk, "cycle.closed", cycle.id, objectives=[each.id for each in rest])
        after = replace(desk, cycles=list_cycles(session, desk.person.workspace_id))
        is_too_easy = is_sandbagging(list_ended(session, cycle.id))
        return _list(after, closed=cycle.name, is_sandbagging=is_too_easy), True


def _suggested(desk: _Desk, cycle_id: int) -> Dates:
    """What the form shows before anything is typed."""
    if not cycle_id:
        return suggest_next(desk.cycles, desk.today)
    cycle = _planned(desk, cycle_id)
    return Dates(cycle.name, cycle.starts_on, cycle.ends_on)


def _store(desk: _Desk, cycle_id: int, dates: Dates) -> None:
    session, person = desk.session, desk.person
    if cycle_id:
        _planned(desk, cycle_id)
        set_dates(session, cycle_id, dates, desk.now)
    else:
        cycle_id = add_cycle(session, person.workspace_id, dates, desk.now) or 0
        if not cycle_id:
            raise InvalidFields([InvalidInput("name", NAME_TAKEN, name=dates.name)])
    _note(
        desk, "cycle.planned", cycle_id, starts_on=str(dates.starts_on), ends_on=str(dates.ends_on)
    )


def _note(desk: _Desk, action: str, cycle_id: int, **detail: object) -> None:
    subject = f"cycle:{cycle_id}"
    add_audit(desk.session, desk.person, action=action, subject=subject, now=desk.now, **detail)
    log.info("%s cycle=%s person=%s", action, cycle_id, desk.person.id)


def _read(fields: Fields, others: list[Cycle]) -> Dates:
    typed = {name: str(fields.get(name) or "") for name in ("name", "starts_on", "ends_on")}
    return read_dates(**typed, taken=[each.name for each in others])


def _typed_over(dates: Dates, draft: Fields) -> Dates:
    """The dates with what was typed before, as far as it can be shown."""
    name, day = draft.get("name"), {}
    for each in ("starts_on", "ends_on"):
        typed = draft.get(each)
        day[each] = date.fromisoformat(typed) if isinstance(typed, str) else getattr(dates, each)
    return Dates(name if isinstance(name, str) else dates.name, **day)


def _desk(session: Session, caller: Caller, now: datetime) -> _Desk:
    person = get_person(session, caller)
    today = local_date(now, get_workspace(session, person.workspace_id).time_zone)
    return _Desk(session, person, list_cycles(session, person.workspace_id), today, now)


def _admins_desk(session: Session, caller: Caller, now: datetime) -> _Desk:
    desk = _desk(session, caller, now)
    is_admin = desk.person.role is Role.ADMIN
    check_right(Right.CYCLES, Standing.ADMIN if is_admin else Standing.MEMBER)
    return desk


def _planned(desk: _Desk, cycle_id: int) -> Cycle:
    cycle = get_cycle(desk.session, desk.person.workspace_id, cycle_id)
    check_open(cycle)
    if state_of(cycle, desk.today) is not CycleState.PLANNED:
        raise OkrError(_("%(cycle)s has begun: its dates stay as they are."), cycle=cycle.name)
    return cycle


def _ending(desk: _Desk, cycle_id: int) -> Cycle:
    cycle = get_cycle(desk.session, desk.person.workspace_id, cycle_id)
    check_open(cycle)
    if state_of(cycle, desk.today) is not CycleState.CLOSING:
        raise OkrError(
            _("%(cycle)s can be closed in its last two weeks and afterwards."), cycle=cycle.name
        )
    return cycle


def _close_view(desk: _Desk, cycle: Cycle, *, has_grown: bool = False) -> View:
    counts = count_by_team(desk.session, cycle.id)
    teams = teams_by_id(desk.session, counts)
    left = [
        TeamLeft(teams[number].name, sum(of.get(state, 0) for state in OPEN_STATES))
        for number, of in counts.items()
    ]
    left = sorted((each for each in left if each.open), key=lambda each: each.name)
    waiting = sum(of.get(state, 0) for of in counts.values() for state in WAITING_STATES)
    asked = compose_close(cycle, left, waiting, has_grown=has_grown)
    return render("modals/cycle_close", desk.person.locale, close=asked)


def _list(desk: _Desk, **told: Any) -> View:  # noqa: ANN401 - what CycleList takes
    shown = desk.cycles[:MOST_CYCLES]
    counts = count_objectives(desk.session, [each.id for each in shown])
    cycles = CycleList(
        cycles=tuple(cycle_line(each, counts.get(each.id, {}), desk.today) for each in shown),
        left_out=len(desk.cycles) - len(shown),
        is_admin=desk.person.role is Role.ADMIN,
        **told,
    )
    return render("modals/cycles", desk.person.locale, cycles=cycles)


def _form(cycle_id: int) -> str:
    return f"cycle:{cycle_id}" if cycle_id else "cycle.new"
