"""Being asked again later: the moment is kept, and the message of the week says so."""

import logging
from datetime import UTC, datetime

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.cadence import slot_of
from bot.domain.okrs import Caller, Person
from bot.domain.snoozing import Asked, Clocks, is_choosable, usual_reminder
from bot.errors import OkrError, _
from bot.recording import renew_week
from storage.database import Database
from storage.people import get_person, lock_person
from storage.week_messages import asked_in, set_reminder

log = logging.getLogger("okrbot.taps")

TOO_LATE = _("It is too late for that: choose another time, or check in whenever it suits you.")
SETTLED = _("You were reminded of this week already, so there is nothing to put off any more.")


def snooze(database: Database, caller: Caller, value: str, now: datetime) -> None:
    """Ask the person again at the moment of "<slot> <seconds since 1970>".

    Raises:
        OkrError: the moment or the week has passed, or the reminder has.
        NotFound: the person is unknown.
    """
    slot, _space, seconds = value.partition(" ")
    at = datetime.fromtimestamp(int(seconds), UTC)
    _set(database, caller, slot, at, now)


def unsnooze(database: Database, caller: Caller, slot: str, now: datetime) -> None:
    """Let the reminder come when it always does.

    Raises:
        OkrError, NotFound: as `snooze`.
    """
    _set(database, caller, slot, None, now)


def _set(
    database: Database, caller: Caller, slot: str, chosen: datetime | None, now: datetime
) -> None:
    """Whatever comes of it, the message shows how it stands."""
    with database.transaction() as session:
        lock_person(session, caller)
        person = get_person(session, caller)
        fault = _fault(session, person, slot, chosen, now)
        renew_week(session, person, now, slot)
    if fault:
        raise fault


def _fault(
    session: Session, person: Person, slot: str, chosen: datetime | None, now: datetime
) -> OkrError | None:
    """Keep the moment; why it was not."""
    clocks = Clocks(now, person.time_zone, days_off(person.country))
    asked = asked_in(session, [person.id], slot).get(person.id)
    if slot != slot_of(now, person.time_zone) or (
        chosen and not is_choosable(chosen, slot, clocks)
    ):
        return OkrError(TOO_LATE)
    if asked is None or not _is_open(asked, now):
        return OkrError(SETTLED)
    at = chosen or usual_reminder(asked, slot, clocks)
    set_reminder(session, person.id, slot, at, is_snoozed=chosen is not None)
    log.info("snoozed person=%s slot=%s until=%s", person.id, slot, at)
    return None


def _is_open(asked: Asked, now: datetime) -> bool:
    return not asked.reminded and (asked.remind_at is None or asked.remind_at > now)
