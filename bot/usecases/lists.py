"""What a person asks to see: their key results, and what okrbot can do."""

from datetime import datetime
from typing import Any

from bot.domain.cadence import local_date, slot_on
from bot.domain.lines import grouped, lines_of
from bot.domain.okrs import Caller
from bot.render import render
from storage.database import Database
from storage.okrs import list_updated_by
from storage.people import find_locale, get_person, get_workspace


def list_mine(database: Database, caller: Caller, now: datetime) -> dict[str, Any]:
    """The key results that the caller updates, as a message for them alone."""
    with database.reading() as session:
        person = get_person(session, caller)
        today = local_date(now, person.time_zone)
        mine = list_updated_by(session, [person.id])[person.id]
        organisation = get_workspace(session, person.workspace_id)
    running = [each for each in mine if each.cycle.is_running(today)]
    lines = lines_of(running, local_date(now, organisation.time_zone), slot_on(today))
    return render("messages/list", person.locale, lines=grouped(lines))


def show_help(database: Database, caller: Caller, unknown: str = "") -> dict[str, Any]:
    """What can be typed after /okr; `unknown` is what was typed and is none of it.

    It answers everybody, known or not: whoever asks for help gets it.
    """
    with database.reading() as session:
        locale = find_locale(session, caller)
    return render("messages/help", locale, unknown=unknown)
