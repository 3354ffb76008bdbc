"""Forms that were closed: what stood in them stands there again when they open."""

from datetime import datetime

from bot.domain.fields import Fields
from bot.domain.okrs import Caller
from storage.database import Database
from storage.drafts import save_form_draft
from storage.people import find_person


def keep_form(database: Database, caller: Caller, form: str, fields: Fields, now: datetime) -> None:
    """Keep what somebody typed into a form and did not submit; nothing is kept of an empty one."""
    with database.transaction() as session:
        person = find_person(session, caller)
        if person is not None and any(fields.values()):
            save_form_draft(session, person, form, dict(fields), now)
