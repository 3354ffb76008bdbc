"""Checking in: the form opens, is paged through and submitted; then it is stored.

What was typed is kept at every step, so that an error, a page or a crash loses nothing. Storing
comes before Slack hears that all is well: if it fails, the form stays open with its content.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date, slot_on
from bot.domain.checkins import Update, read_updates, submission_id
from bot.domain.fields import (
    UNTOUCHED_IS_CONFIRMED,
    Fields,
    NumberMarks,
    key_result_of,
    shown,
)
from bot.domain.forms import (
    WORDS,
    Draft,
    Form,
    FormFacts,
    FormState,
    Notice,
    compose_form,
    from_json,
    opened,
    page_of,
    to_json,
    typed_into,
    unexplained,
    unfold,
)
from bot.domain.okrs import Caller, Person
from bot.errors import InvalidFields, InvalidInput, NotFound, _
from bot.locales import number_marks
from bot.recording import list_running, organisation_day, record_updates
from bot.render import render
from storage.checkins import (
    is_recorded,
    list_recorded,
)
from storage.database import Database
from storage.drafts import find_draft, save_draft
from storage.okrs import list_above
from storage.people import get_person, lock_person

log = logging.getLogger("okrbot.checkins")

View = dict[str, Any]

NOTHING_CHANGED = _("Nothing was changed. Tick this box if everything is still right.")


@dataclass(frozen=True, slots=True)
class _Desk:
    """One person's form within one transaction."""

    session: Session
    person: Person
    facts: FormFacts
    draft: Draft
    now: datetime
    home: int | None

    @property
    def marks(self) -> NumberMarks:
        """How this person writes numbers."""
        return NumberMarks(*number_marks(self.person.locale))


def open_form(database: Database, caller: Caller, now: datetime, home: int | None = None) -> View:
    """The form's first page, with what was typed before and never submitted.

    `home` is the team that Home showed, where it was opened there: the form carries it along.

    Raises:
        NotFound: the person is unknown, or there is nothing for them to update.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, now, None, home)
        draft = _opened(desk)
        _keep(desk, draft)
        form = compose_form(desk.facts, draft, page=0)
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
        desk = _desk(session, caller, now, None, None)
        mine = key_results & {each.id for each in desk.facts.key_results}
        draft = unfold(_opened(desk), mine)
        _keep(desk, draft)
        page = min((page_of(desk.facts, each) for each in mine), default=0)
        form = compose_form(desk.facts, draft, page)
    return _shown(desk, form, notice or (Notice.RESTORED if draft.fields else None))


def open_with(database: Database, caller: Caller, fields: Fields, now: datetime) -> View:
    """The form with these answers in it, on the page of the first; what was typed before stays.

    Raises:
        NotFound: as `open_form`.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, now, None, None)
        if not desk.facts.objectives:
            raise NotFound(_("You have no key results to update in a running cycle."))
        mine = {each.id for each in desk.facts.key_results}
        given = {
            name: typed for name, typed in fields.items() if key_result_of(name) in {*mine, None}
        }
        before = opened(desk.draft, desk.facts.key_results, desk.marks)
        about = {number for name in given if (number := key_result_of(name))}
        wordy = {
            number for number in about if {f"{word}:{number}" for word in WORDS} & given.keys()
        }
        draft = unfold(replace(before, fields={**before.fields, **given}), frozenset(wordy))
        _keep(desk, draft)
        first = next((each.id for each in desk.facts.key_results if each.id in about), None)
        form = compose_form(desk.facts, draft, page_of(desk.facts, first))
    return _shown(desk, form, None)


def turn_page(
    database: Database, caller: Caller, state: FormState, now: datetime, *, by: int
) -> View:
    """The page `by` pages further, after keeping what was typed; a wrong answer holds it back."""
    with database.transaction() as session:
        desk = _desk(session, caller, now, state.slot, state.home)
        draft = typed_into(desk.draft, state)
        _keep(desk, draft)
        faults = _faults(desk, state)
        page = state.page if faults else state.page + by
        form = replace(compose_form(desk.facts, draft, page), faults=tuple(faults))
    return _shown(desk, form, Notice.FAULTS if faults else None)


def unfold_words(
    database: Database, caller: Caller, state: FormState, now: datetime, *, key_result_id: int
) -> View:
    """The same page with note, blocker and next step of a key result unfolded."""
    with database.transaction() as session:
        desk = _desk(session, caller, now, state.slot, state.home)
        draft = unfold(typed_into(desk.draft, state), frozenset({key_result_id}))
        _keep(desk, draft)
        form = compose_form(desk.facts, draft, state.page)
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
        lock_person(session, caller)
        desk = _desk(session, caller, now, state.slot, state.home)
        if is_recorded(session, submission_id(state.view_id, state.fields)):
            return None
        draft = typed_into(_as_seen(desk, state), state)
        try:
            updates = _updates(desk, draft)
        except InvalidFields as error:
            _keep(desk, draft)
            faults = error
        else:
            return _store(desk, state, draft, updates)
    if any(fault.field in state.fields for fault in faults.faults):
        raise InvalidFields([each for each in faults.faults if each.field in state.fields])
    page = page_of(desk.facts, key_result_of(faults.faults[0].field))
    form = replace(compose_form(desk.facts, draft, page), faults=tuple(faults.faults))
    return _shown(desk, form, Notice.FAULTS)


def _opened(desk: _Desk) -> Draft:
    if not desk.facts.objectives:
        raise NotFound(_("You have no key results to update in a running cycle."))
    return opened(desk.draft, desk.facts.key_results, desk.marks)


def _as_seen(desk: _Desk, state: FormState) -> Draft:
    """The draft; what this form itself recorded before, it shows since then.

    That happens where the answer to a submission got lost and the person corrects it.
    """
    known = list_recorded(desk.session, [each.id for each in desk.facts.key_results], state.view_id)
    now = {each.id: shown(each) for each in desk.facts.key_results if each.id in known}
    return replace(desk.draft, shown={**desk.draft.shown, **now})


def _store(desk: _Desk, state: FormState, draft: Draft, updates: tuple[Update, ...]) -> View | None:
    if unclear := unexplained(updates, draft):
        draft = unfold(draft, unclear)
        _keep(desk, draft)
        form = compose_form(desk.facts, draft, min(page_of(desk.facts, each) for each in unclear))
        return _shown(desk, form, Notice.EXPLAIN)
    # What was shown is kept: the same form may be open in another window. What was typed is gone
    # before the person's message is written, which offers to go on with it.
    _keep(desk, Draft(draft.shown))
    submission = submission_id(state.view_id, state.fields)
    record_updates(desk.session, desk.person, submission, updates, desk.now)
    return None


def _desk(
    session: Session, caller: Caller, now: datetime, slot: str | None, home: int | None
) -> _Desk:
    person = get_person(session, caller)
    objectives = list_running(session, person, now)
    slot = slot or slot_on(local_date(now, person.time_zone))
    stored = find_draft(session, person.id, slot)
    facts = FormFacts(
        objectives,
        list_above(session, objectives),
        organisation_day(session, person, now),
        slot,
    )
    return _Desk(session, person, facts, _read_draft(stored), now, home)


def _read_draft(stored: dict[str, Any] | None) -> Draft:
    """The stored draft; one that an older version wrote otherwise must not lock its person out."""
    try:
        return from_json(stored) if stored else Draft()
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        log.warning("a stored draft cannot be read and is left out")
        return Draft()


def _updates(desk: _Desk, draft: Draft) -> tuple[Update, ...]:
    updates = read_updates(draft.fields, desk.facts.key_results, draft.shown, desk.marks)
    if not updates:
        raise InvalidFields([InvalidInput(UNTOUCHED_IS_CONFIRMED, NOTHING_CHANGED)])
    return updates


def _faults(desk: _Desk, state: FormState) -> list[InvalidInput]:
    try:
        read_updates(state.fields, desk.facts.key_results, desk.draft.shown, desk.marks)
    except InvalidFields as error:
        return list(error.faults)
    return []


def _keep(desk: _Desk, draft: Draft) -> None:
    save_draft(
        desk.session,
        person=(desk.person.workspace_id, desk.person.id),
        slot=desk.facts.slot,
        answers=to_json(draft),
        now=desk.now,
    )


def _shown(desk: _Desk, form: Form, notice: Notice | None) -> View:
    form = replace(form, notice=notice, home=desk.home)
    return render("modals/checkin", desk.person.locale, form=form)
