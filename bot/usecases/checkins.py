"""Checking in: the form opens, is paged through and submitted; then it is stored.

What was typed is kept at every step, so that an error, a page or a crash loses nothing. Storing
comes before Slack hears that all is well: if it fails, the form stays open with its content.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.checkin_desk import (
    Desk,
    conflicts,
    lay_out,
    open_window,
    read_fields,
    show,
    sit_down,
)
from bot.domain.checkin_drafts import FormState, recorded, typed_into
from bot.domain.checkins import Update, submission_id
from bot.domain.conflicts import given_up
from bot.domain.fields import UNTOUCHED_IS_CONFIRMED, Fields, Shown, key_result_of, shown
from bot.domain.form_windows import shown_again
from bot.domain.forms import (
    Form,
    Notice,
    Opening,
    on_page,
    page_of,
    unexplained,
    wanted,
)
from bot.domain.okrs import Caller
from bot.errors import InvalidFields, InvalidInput, NotFound, _
from bot.recording import record_updates, renew_week
from bot.render import render
from storage.checkins import is_recorded, list_recorded
from storage.database import Database

View = dict[str, Any]

NOTHING_CHANGED = _("Nothing was changed. Tick this box if everything is still right.")

AS_IT_WAS_LEFT = Opening()


def open_form(
    database: Database, caller: Caller, now: datetime, opening: Opening = AS_IT_WAS_LEFT
) -> View:
    """The form with what was typed before and never submitted, where it was left or is wanted.

    Raises:
        NotFound: the person is unknown, or there is nothing for them to update.
    """
    with database.transaction() as session:
        desk = sit_down(session, caller, FormState("", "", 0, {}, home=opening.home), now)
        if not desk.facts.objectives:
            raise NotFound(_("You have no key results to update in a running cycle."))
        desk = open_window(desk)
        notice = opening.notice or (Notice.RESTORED if desk.draft.fields else None)
        about = wanted(desk.facts, opening)
        desk = replace(desk, state=replace(desk.state, fields=about.fields)).typed()
        page = desk.draft.page if about.page is None else about.page
        form = lay_out(desk.unfolded(about.unfolded), page, None if opening.fields else notice)
    return show(desk, form)


def turn_page(
    database: Database, caller: Caller, state: FormState, now: datetime, *, by: int
) -> View:
    """The page `by` pages further, after keeping what was typed; a wrong answer holds it back."""
    with database.transaction() as session:
        desk = sit_down(session, caller, state, now).typed()
        _updates, faults = read_fields(desk, state.fields)
        if faults:
            form = _with_faults(desk, state.page, faults)
        else:
            form = lay_out(_turned(desk, state.page + by), state.page + by)
    return show(desk, form)


def unfold_words(
    database: Database, caller: Caller, state: FormState, now: datetime, *, key_result_id: int
) -> View:
    """The same page with note, blocker and next step of a key result unfolded."""
    with database.transaction() as session:
        desk = sit_down(session, caller, state, now).typed()
        form = lay_out(desk.unfolded(frozenset({key_result_id})), state.page)
    return show(desk, form)


def record_checkin(
    database: Database, caller: Caller, state: FormState, now: datetime
) -> View | None:
    """Store what the form says; None when it is stored, else the view that asks for more.

    The same press of Submit, however often it is delivered, is stored once.

    Raises:
        InvalidFields: something on this page is wrong; what was typed is kept all the same.
    """
    with database.transaction() as session:
        desk = sit_down(session, caller, state, now)
        if is_recorded(session, _submission(state)):
            return None
        if desk.draft.shown_in(state.window) is None:
            return _forgotten(desk)
        desk = replace(desk, base={**desk.base, **_own(desk)})
        fields = typed_into(desk.draft, state).fields
        fields = {**fields, **given_up(fields)}
        updates, faults = read_fields(desk, fields)
        if not (updates or faults or given_up(fields)):
            faults = [InvalidInput(UNTOUCHED_IS_CONFIRMED, NOTHING_CHANGED)]
        form = _with_faults(desk.typed(), None, faults) if faults else _asked(desk, fields, updates)
        if form is None:
            _store(desk, updates)
    here = [each for each in faults if each.field in state.fields]
    if here:
        raise InvalidFields(here)
    return show(desk, form) if form else None


def _turned(desk: Desk, page: int) -> Desk:
    """What nobody touched on that page shows what is true now."""
    window = desk.state.window
    draft = shown_again(desk.draft, window, on_page(desk.facts, page), desk.marks)
    return replace(desk, draft=draft, base={**desk.base, **(draft.shown_in(window) or {})})


def _with_faults(desk: Desk, page: int | None, faults: Sequence[InvalidInput]) -> Form:
    """A page that says what is wrong; without a number, that of the first fault."""
    if page is None:
        page = page_of(desk.facts, key_result_of(faults[0].field))
    return replace(lay_out(desk, page, Notice.FAULTS), faults=tuple(faults))


def _asked(desk: Desk, fields: Fields, updates: tuple[Update, ...]) -> Form | None:
    """The form again where it needs a decision or a word before it is stored."""
    told = desk.draft.told
    untold = [
        each for each in conflicts(desk, fields, updates) if told.get(each.field) != each.seen
    ]
    desk = desk.typed()
    if untold:
        page = min(page_of(desk.facts, key_result_of(each.field)) for each in untold)
        return lay_out(desk, page, Notice.CONFLICT)
    if unclear := unexplained(updates, desk.draft):
        page = min(page_of(desk.facts, each) for each in unclear)
        return lay_out(desk.unfolded(unclear), page, Notice.EXPLAIN)
    return None


def _store(desk: Desk, updates: tuple[Update, ...]) -> None:
    seat = desk.seat
    has_flipped = seat.keep(recorded(desk.draft, desk.state, desk.marks))
    if updates:
        record_updates(seat.session, seat.person, _submission(desk.state), updates, seat.now)
    elif has_flipped:
        renew_week(seat.session, seat.person, seat.now, seat.slot)


def _submission(state: FormState) -> str:
    return submission_id(state.view_id, state.fields)


def _forgotten(desk: Desk) -> View:
    """What is said of a form that was open for too long: it cannot be told what was touched."""
    late, now = desk.state, open_window(desk)
    state = replace(late, window=now.state.window)
    desk.seat.keep_and_tell(replace(now, state=state).typed().draft)
    locale = desk.seat.person.locale
    return render("modals/checkin_over", locale, is_discarded=False, home=late.home)


def _own(desk: Desk) -> dict[int, Shown]:
    """What this form itself recorded before, it shows since then.

    That happens where the answer to a submission got lost and the person corrects it.
    """
    mine = desk.facts.key_results
    known = list_recorded(desk.seat.session, [each.id for each in mine], desk.state.view_id)
    return {each.id: shown(each) for each in mine if each.id in known}
