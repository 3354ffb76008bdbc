"""Checking in: the form opens, is paged through and submitted; then it is stored.

What was typed is kept at every step, so that an error, a page or a crash loses nothing. Storing
comes before Slack hears that all is well: if it fails, the form stays open with its content.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date, local_time, slot_on
from bot.domain.checkin_drafts import Draft, FormState, kept, recorded, typed_into, unfold
from bot.domain.checkins import Update, read_updates, submission_id
from bot.domain.conflicts import Conflict, attributed, find_conflicts, given_up
from bot.domain.fields import (
    UNTOUCHED_IS_CONFIRMED,
    WORDS,
    Fields,
    NumberMarks,
    Shown,
    key_result_of,
    shown,
)
from bot.domain.form_windows import bases, blockers_shown, opened, shown_again
from bot.domain.forms import Form, FormFacts, Notice, compose_form, on_page, page_of, unexplained
from bot.domain.okrs import Caller, Person
from bot.errors import InvalidFields, InvalidInput, NotFound, _
from bot.locales import number_marks
from bot.recording import list_running, organisation_day, record_updates
from bot.render import render
from storage.checkins import is_recorded, list_recorded, list_since
from storage.database import Database
from storage.drafts import Kept, get_draft, move_draft, put_draft
from storage.okrs import list_above
from storage.people import get_person, lock_person, people_by_id

log = logging.getLogger("okrbot.checkins")

View = dict[str, Any]

NOTHING_CHANGED = _("Nothing was changed. Tick this box if everything is still right.")

NO_FORM = FormState("", "", 0, {})
"""Where none is open yet."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """One person's form within one transaction; `base` is what they had before them."""

    session: Session
    person: Person
    facts: FormFacts
    kept: Kept
    base: Mapping[int, Shown]
    state: FormState
    now: datetime

    @property
    def draft(self) -> Draft:
        """What was typed until now."""
        return self.kept.draft

    @property
    def marks(self) -> NumberMarks:
        """How this person writes numbers."""
        return NumberMarks(*number_marks(self.person.locale))


def open_form(database: Database, caller: Caller, now: datetime, home: int | None = None) -> View:
    """The form where it was left, with what was typed before and never submitted.

    `home` is the team that Home showed, where it was opened there: the form carries it along.

    Raises:
        NotFound: the person is unknown, or there is nothing for them to update.
    """
    with database.transaction() as session:
        desk, draft = _opened(_desk(session, caller, replace(NO_FORM, home=home), now))
        form = _page(desk, draft, draft.page)
    return _shown(desk, form, Notice.RESTORED if draft.fields else None)


def open_form_at(
    database: Database,
    caller: Caller,
    key_results: frozenset[int],
    now: datetime,
    notice: Notice | None = None,
) -> View:
    """The page of the first of these, with their words unfolded; `notice` says what is wanted.

    Raises:
        NotFound: as `open_form`.
    """
    with database.transaction() as session:
        desk, draft = _opened(_desk(session, caller, NO_FORM, now))
        mine = key_results & {each.id for each in desk.facts.key_results}
        page = min((page_of(desk.facts, each) for each in mine), default=0)
        form = _page(desk, unfold(draft, mine), page)
    return _shown(desk, form, notice or (Notice.RESTORED if draft.fields else None))


def open_with(database: Database, caller: Caller, fields: Fields, now: datetime) -> View:
    """The form with these answers in it, on the page of the first; what was typed before stays.

    Raises:
        NotFound: as `open_form`.
    """
    with database.transaction() as session:
        desk, before = _opened(_desk(session, caller, NO_FORM, now))
        mine = {each.id for each in desk.facts.key_results}
        given = {
            name: typed for name, typed in fields.items() if key_result_of(name) in {*mine, None}
        }
        about = {number for name in given if (number := key_result_of(name))}
        wordy = {
            number for number in about if {f"{word}:{number}" for word in WORDS} & given.keys()
        }
        draft = kept(before, replace(desk.state, fields=given), desk.marks)
        first = next((each.id for each in desk.facts.key_results if each.id in about), None)
        form = _page(desk, unfold(draft, frozenset(wordy)), page_of(desk.facts, first))
    return _shown(desk, form, None)


def turn_page(
    database: Database, caller: Caller, state: FormState, now: datetime, *, by: int
) -> View:
    """The page `by` pages further, after keeping what was typed; a wrong answer holds it back."""
    with database.transaction() as session:
        desk = _desk(session, caller, state, now)
        draft = kept(desk.draft, state, desk.marks)
        faults = _faults(desk, state.fields)
        page = state.page if faults else state.page + by
        if not faults:
            draft = shown_again(draft, state.window, on_page(desk.facts, page), desk.marks)
            desk = replace(desk, base={**desk.base, **(draft.shown_in(state.window) or {})})
        form = replace(_page(desk, draft, page), faults=tuple(faults))
    return _shown(desk, form, Notice.FAULTS if faults else None)


def unfold_words(
    database: Database, caller: Caller, state: FormState, now: datetime, *, key_result_id: int
) -> View:
    """The same page with note, blocker and next step of a key result unfolded."""
    with database.transaction() as session:
        desk = _desk(session, caller, state, now)
        draft = _unfolded(desk, kept(desk.draft, state, desk.marks), frozenset({key_result_id}))
        form = _page(desk, draft, state.page)
    return _shown(desk, form, None)


def record_checkin(
    database: Database, caller: Caller, state: FormState, now: datetime
) -> View | None:
    """Store what the form says; None when it is stored, else the view that asks for more.

    The same press of Submit, however often it is delivered, is stored once.

    Raises:
        InvalidFields: something on this page is wrong; what was typed is kept all the same.
    """
    faults: InvalidFields | None = None
    with database.transaction() as session:
        desk = _desk(session, caller, state, now)
        if is_recorded(session, submission_id(state.view_id, state.fields)):
            return None
        if desk.draft.shown_in(state.window) is None:
            return _forgotten(desk)
        desk = replace(desk, base={**desk.base, **_own(session, desk.facts, state)})
        fields = typed_into(desk.draft, state).fields
        fields = {**fields, **given_up(fields)}
        try:
            updates = _updates(desk, fields)
        except InvalidFields as error:
            draft = kept(desk.draft, state, desk.marks)
            form = _page(desk, draft, page_of(desk.facts, key_result_of(error.faults[0].field)))
            faults = error
        else:
            if asking := _asked(desk, fields, updates):
                return asking
            _store(desk, updates)
            return None
    if any(fault.field in state.fields for fault in faults.faults):
        raise InvalidFields([each for each in faults.faults if each.field in state.fields])
    return _shown(desk, replace(form, faults=tuple(faults.faults)), Notice.FAULTS)


def _opened(desk: _Desk) -> tuple[_Desk, Draft]:
    """The form as it opens now, and whose it is: one more window."""
    if not desk.facts.objectives:
        raise NotFound(_("You have no key results to update in a running cycle."))
    draft = opened(desk.draft, desk.facts.key_results, desk.marks)
    state = replace(desk.state, page=draft.page, window=draft.window)
    return replace(desk, base=draft.shown, state=state), draft


def _asked(desk: _Desk, fields: Fields, updates: tuple[Update, ...]) -> View | None:
    """The form again where it needs a decision or a word before it is stored."""
    draft = kept(desk.draft, desk.state, desk.marks)
    untold = [
        each
        for each in _conflicts(desk, fields, updates)
        if desk.draft.told.get(each.field) != each.seen
    ]
    if untold:
        page = min(page_of(desk.facts, key_result_of(each.field)) for each in untold)
        return _shown(desk, _page(desk, draft, page), Notice.CONFLICT)
    if unclear := unexplained(updates, draft):
        page = min(page_of(desk.facts, each) for each in unclear)
        return _shown(desk, _page(desk, _unfolded(desk, draft, unclear), page), Notice.EXPLAIN)
    return None


def _store(desk: _Desk, updates: tuple[Update, ...]) -> None:
    _keep(desk, recorded(desk.draft, desk.state, desk.marks))
    if updates:
        submission = submission_id(desk.state.view_id, desk.state.fields)
        record_updates(desk.session, desk.person, submission, updates, desk.now)


def _forgotten(desk: _Desk) -> View:
    """What is said of a form that was open for too long: it cannot be told what was touched."""
    draft = opened(desk.draft, desk.facts.key_results, desk.marks)
    _keep(desk, kept(draft, replace(desk.state, window=draft.window), desk.marks))
    locale, home = desk.person.locale, desk.state.home
    return render("modals/checkin_over", locale, is_discarded=False, home=home)


def _desk(session: Session, caller: Caller, state: FormState, now: datetime) -> _Desk:
    lock_person(session, caller)
    person = get_person(session, caller)
    objectives = list_running(session, person, now)
    found = get_draft(session, person.id, now)
    facts = FormFacts(
        objectives,
        list_above(session, objectives),
        organisation_day(session, person, now),
        # Not the one in which the form was opened: on Monday, what was typed on Sunday comes along.
        slot_on(local_date(now, person.time_zone)),
    )
    return _Desk(session, person, facts, found, bases(found.draft, state), state, now)


def _own(session: Session, facts: FormFacts, state: FormState) -> dict[int, Shown]:
    """What this form itself recorded before, it shows since then.

    That happens where the answer to a submission got lost and the person corrects it.
    """
    known = list_recorded(session, [each.id for each in facts.key_results], state.view_id)
    return {each.id: shown(each) for each in facts.key_results if each.id in known}


def _updates(desk: _Desk, fields: Fields) -> tuple[Update, ...]:
    updates = read_updates(fields, desk.facts.key_results, desk.base, desk.marks)
    if not updates and not given_up(fields):
        raise InvalidFields([InvalidInput(UNTOUCHED_IS_CONFIRMED, NOTHING_CHANGED)])
    return updates


def _faults(desk: _Desk, fields: Fields) -> list[InvalidInput]:
    try:
        read_updates(fields, desk.facts.key_results, desk.base, desk.marks)
    except InvalidFields as error:
        return list(error.faults)
    return []


def _conflicts(desk: _Desk, fields: Fields, updates: tuple[Update, ...]) -> list[Conflict]:
    """The conflicts with who caused them; asks the database only where there is one."""
    found = find_conflicts(fields, desk.facts.key_results, desk.base, updates, desk.marks)
    if not found:
        return []
    numbers = {key_result_of(each.field) or 0 for each in found}
    told = attributed(found, list_since(desk.session, numbers), desk.person.id)
    people = people_by_id(desk.session, {each.author_id for each in told if each.author_id})
    return [_named(desk, each, people) for each in told]


def _named(desk: _Desk, conflict: Conflict, people: Mapping[int, Person]) -> Conflict:
    if conflict.author_id is None or conflict.at is None:
        return conflict
    zone = desk.person.time_zone
    return replace(
        conflict,
        who=people[conflict.author_id].name,
        day=local_date(conflict.at, zone),
        clock=local_time(conflict.at, zone),
    )


def _standing(desk: _Desk, draft: Draft) -> list[Conflict]:
    """The conflicts of what was typed so far; none as long as something of it is wrong."""
    try:
        updates = read_updates(draft.fields, desk.facts.key_results, desk.base, desk.marks)
    except InvalidFields:
        return []
    return _conflicts(desk, draft.fields, updates)


def _unfolded(desk: _Desk, draft: Draft, numbers: frozenset[int]) -> Draft:
    mine = [each for each in desk.facts.key_results if each.id in numbers]
    return blockers_shown(unfold(draft, numbers), desk.state.window, mine)


def _page(desk: _Desk, draft: Draft, page: int) -> Form:
    """A page with what is in conflict on it; who has seen theirs and submits has decided."""
    seen = {each.id for each in on_page(desk.facts, page)}
    found = [each for each in _standing(desk, draft) if key_result_of(each.field) in seen]
    facts = replace(desk.facts, base=desk.base, conflicts=found)
    form = compose_form(facts, draft, page)
    told = {each.field: each.seen for each in found}
    _keep(desk, replace(draft, told={**draft.told, **told}, page=form.page))
    return form


def _keep(desk: _Desk, draft: Draft) -> None:
    put_draft(desk.session, desk.person, desk.facts.slot, draft, desk.now)
    if desk.kept.slot not in {"", desk.facts.slot}:
        move_draft(desk.session, desk.person.id, desk.facts.slot)


def _shown(desk: _Desk, form: Form, notice: Notice | None) -> View:
    form = replace(form, notice=notice, home=desk.state.home, window=desk.state.window)
    return render("modals/checkin", desk.person.locale, form=form)
