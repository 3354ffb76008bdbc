"""What is typed into the check-in form is kept until it is recorded or thrown away.

A field is kept while its person goes on typing, so this asks little of the database and nothing
of Slack.
"""

import logging
from datetime import datetime
from typing import Any

from bot.checkin_desk import take_seat
from bot.domain.checkin_drafts import FormState, afresh, ended, is_late, kept
from bot.domain.okrs import Caller
from bot.render import render
from storage.database import Database

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
        seat = take_seat(session, caller, now)
        draft = seat.found.draft
        if is_late(draft, state):
            return False
        return seat.keep_and_tell(kept(draft, state, seat.marks, name))


def leave_form(database: Database, caller: Caller, state: FormState, now: datetime) -> bool:
    """Keep what stands in a form that was closed; as `keep_field`.

    Not every Slack says what stood in it: then only what was typed before is known, and what is
    still on its way counts.
    """
    with database.transaction() as session:
        seat = take_seat(session, caller, now)
        draft = seat.found.draft
        if not state.fields or draft.shown_in(state.window) is None:
            return False
        return seat.keep_and_tell(ended(kept(draft, state, seat.marks), state.window))


def discard(database: Database, caller: Caller, home: int | None, now: datetime) -> dict[str, Any]:
    """Throw away what was typed and not submitted; the view that says so. `home` as in the form.

    Slack leaves what was typed in an input that comes again under its name, so between the form
    and the empty one there has to be a view without any.
    """
    with database.transaction() as session:
        seat = take_seat(session, caller, now)
        seat.keep_and_tell(afresh(seat.found.draft))
    log.info("discarded person=%s", seat.person.id)
    return render("modals/checkin_over", seat.person.locale, is_discarded=True, home=home)
