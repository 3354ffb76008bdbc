"""What is typed into the check-in form is kept until it is recorded or thrown away.

A field is kept while its person goes on typing, so this asks little of the database and nothing
of Slack.
"""

import logging
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date, slot_on
from bot.domain.checkin_drafts import Draft, FormState, afresh, ended, is_late, kept
from bot.domain.fields import NumberMarks
from bot.domain.okrs import Caller, Person
from bot.locales import number_marks
from bot.recording import renew_week
from bot.render import render
from storage.database import Database
from storage.drafts import Kept, get_draft, move_draft, put_draft
from storage.people import get_person, lock_person

log = logging.getLogger("okrbot.checkins")


def keep_field(
    database: Database, caller: Caller, state: FormState, name: str, now: datetime
) -> bool:
    """Keep what was typed into a field; whether the person's message has to say something else now.

    What comes late, from a form that was submitted or closed, is left out.

    Raises:
        NotFound: the person is unknown.
    """
    with database.transaction() as session:
        lock_person(session, caller)
        person = get_person(session, caller)
        found = get_draft(session, person.id, now)
        if is_late(found.draft, state):
            return False
        return _put(session, person, found, kept(found.draft, state, _marks(person), name), now)


def leave_form(database: Database, caller: Caller, state: FormState, now: datetime) -> bool:
    """Keep what stands in a form that was closed; as `keep_field`.

    Not every Slack says what stood in it: then only what was typed before is known, and what is
    still on its way counts.
    """
    with database.transaction() as session:
        lock_person(session, caller)
        person = get_person(session, caller)
        found = get_draft(session, person.id, now)
        if not state.fields or found.draft.shown_in(state.window) is None:
            return False
        draft = ended(kept(found.draft, state, _marks(person)), state.window)
        return _put(session, person, found, draft, now)


def discard(database: Database, caller: Caller, home: int | None, now: datetime) -> dict[str, Any]:
    """Throw away what was typed and not submitted; the view that says so. `home` as in the form.

    Slack leaves what was typed in an input that comes again under its name, so between the form
    and the empty one there has to be a view without any.
    """
    with database.transaction() as session:
        lock_person(session, caller)
        person = get_person(session, caller)
        found = get_draft(session, person.id, now)
        _put(session, person, found, afresh(found.draft), now)
    log.info("discarded person=%s", person.id)
    return render("modals/checkin_over", person.locale, is_discarded=True, home=home)


def _put(session: Session, person: Person, found: Kept, draft: Draft, now: datetime) -> bool:
    """Keep the draft where it differs; the person's message says when one begins or ends."""
    if draft == found.draft:
        return False
    slot = slot_on(local_date(now, person.time_zone))
    put_draft(session, person, slot, draft, now)
    if found.slot not in {"", slot}:
        move_draft(session, person.id, slot)
    has_flipped = draft.is_begun != found.draft.is_begun
    if has_flipped:
        renew_week(session, person, now, slot)
    return has_flipped


def _marks(person: Person) -> NumberMarks:
    return NumberMarks(*number_marks(person.locale))
