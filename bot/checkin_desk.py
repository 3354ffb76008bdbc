"""A check-in form that is open, within one transaction: what stands in it and what is kept of it.

What opens, turns, submits and leaves the form comes here for the person's draft, for what in it is
in conflict, and for the page that is shown next; what is shown is kept with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date, local_time, slot_on
from bot.domain.checkin_drafts import Draft, FormState, kept, unfold
from bot.domain.checkins import Update, read_updates
from bot.domain.conflicts import Conflict, attributed, find_conflicts
from bot.domain.fields import Fields, NumberMarks, Shown, key_result_of
from bot.domain.form_windows import bases, blockers_shown, opened
from bot.domain.forms import Form, FormFacts, Notice, compose_form, on_page
from bot.domain.okrs import Caller, Person
from bot.errors import InvalidFields, InvalidInput
from bot.locales import number_marks
from bot.recording import list_running, organisation_day, renew_week
from bot.render import render
from storage.checkins import list_since
from storage.drafts import Kept, get_draft, move_draft, put_draft
from storage.okrs import list_above
from storage.people import get_person, lock_person, people_by_id


@dataclass(frozen=True, slots=True)
class Seat:
    """A person whose form nobody else changes until the transaction ends, and their draft."""

    session: Session
    person: Person
    found: Kept
    now: datetime

    @property
    def marks(self) -> NumberMarks:
        """How this person writes numbers."""
        return NumberMarks(*number_marks(self.person.locale))

    @property
    def slot(self) -> str:
        """Not the one in which the form was opened: on Monday, Sunday's typing comes along."""
        return slot_on(local_date(self.now, self.person.time_zone))

    def keep(self, draft: Draft) -> bool:
        """Keep the draft where it differs; whether it begins or ends to hold something typed."""
        if draft != self.found.draft:
            put_draft(self.session, self.person, self.slot, draft, self.now)
            if self.found.slot not in {"", self.slot}:
                move_draft(self.session, self.person.id, self.slot)
        return draft.is_begun != self.found.draft.is_begun

    def keep_and_tell(self, draft: Draft) -> bool:
        """As `keep`; the person's message of the week says when something typed begins to wait."""
        has_flipped = self.keep(draft)
        if has_flipped:
            renew_week(self.session, self.person, self.now, self.slot)
        return has_flipped


@dataclass(frozen=True, slots=True)
class Desk:
    """A form with its facts; `base` is what its person had before them, `draft` what stands now."""

    seat: Seat
    facts: FormFacts
    base: Mapping[int, Shown]
    draft: Draft
    state: FormState

    @property
    def marks(self) -> NumberMarks:
        """How its person writes numbers."""
        return self.seat.marks

    def typed(self) -> "Desk":
        """With what is new in the page that was sent."""
        return replace(self, draft=kept(self.draft, self.state, self.marks))

    def unfolded(self, numbers: frozenset[int]) -> "Desk":
        """With the words of these key results in sight."""
        mine = [each for each in self.facts.key_results if each.id in numbers]
        draft = unfold(self.draft, frozenset(each.id for each in mine))
        return replace(self, draft=blockers_shown(draft, self.state.window, mine))


def take_seat(session: Session, caller: Caller, now: datetime) -> Seat:
    """The person and their draft.

    Raises:
        NotFound: the person is unknown.
    """
    lock_person(session, caller)
    person = get_person(session, caller)
    return Seat(session, person, get_draft(session, person.id, now), now)


def sit_down(session: Session, caller: Caller, state: FormState, now: datetime) -> Desk:
    """The desk of a form that Slack sent back; as `take_seat`."""
    seat = take_seat(session, caller, now)
    objectives = list_running(session, seat.person, now)
    above = list_above(session, objectives)
    facts = FormFacts(objectives, above, organisation_day(session, seat.person, now), seat.slot)
    draft = seat.found.draft
    return Desk(seat, facts, bases(draft, state), draft, state)


def open_window(desk: Desk) -> Desk:
    """The same as the form opens now, in one more window."""
    draft = opened(desk.draft, desk.facts.key_results, desk.marks)
    state = replace(desk.state, page=draft.page, window=draft.window)
    return replace(desk, base=draft.shown, draft=draft, state=state)


def read_fields(desk: Desk, fields: Fields) -> tuple[tuple[Update, ...], list[InvalidInput]]:
    """The updates that these answers make, or none and what is wrong with them."""
    try:
        return read_updates(fields, desk.facts.key_results, desk.base, desk.marks), []
    except InvalidFields as error:
        return (), list(error.faults)


def conflicts(desk: Desk, fields: Fields, updates: tuple[Update, ...]) -> list[Conflict]:
    """The conflicts with who caused them; asks the database only where there is one."""
    found = find_conflicts(fields, desk.facts.key_results, desk.base, updates, desk.marks)
    if not found:
        return []
    session, person = desk.seat.session, desk.seat.person
    numbers = {key_result_of(each.field) or 0 for each in found}
    told = attributed(found, list_since(session, numbers), person.id)
    people = people_by_id(session, {each.author_id for each in told if each.author_id})
    return [_named(each, people, person.time_zone) for each in told]


def lay_out(desk: Desk, page: int, notice: Notice | None = None) -> Form:
    """A page with what is in conflict on it, kept as it will be shown.

    Who has seen what somebody else recorded, and submits, has decided. As long as something that
    was typed is wrong, no conflict is told.
    """
    updates, _faults = read_fields(desk, desk.draft.fields)
    here = {each.id for each in on_page(desk.facts, page)}
    found = [
        each
        for each in conflicts(desk, desk.draft.fields, updates)
        if key_result_of(each.field) in here
    ]
    facts = replace(desk.facts, base=desk.base, conflicts=found)
    form = compose_form(facts, desk.draft, page)
    told = {**desk.draft.told, **{each.field: each.seen for each in found}}
    desk.seat.keep_and_tell(replace(desk.draft, told=told, page=form.page))
    return replace(form, notice=notice, home=desk.state.home, window=desk.state.window)


def show(desk: Desk, form: Form) -> dict[str, Any]:
    """The view of a page, in its person's language."""
    return render("modals/checkin", desk.seat.person.locale, form=form)


def _named(conflict: Conflict, people: Mapping[int, Person], zone: str) -> Conflict:
    if conflict.author_id is None or conflict.at is None:
        return conflict
    return replace(
        conflict,
        who=people[conflict.author_id].name,
        day=local_date(conflict.at, zone),
        clock=local_time(conflict.at, zone),
    )
