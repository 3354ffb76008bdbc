"""What nobody asked for and was not sent in its hours, because Slack or we were away.

It goes out on another day of the same slot, while it is worth it; else it is taken back.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.cadence import slot_of
from bot.domain.due import closing_time, writable_at
from bot.domain.nudges import TOO_LATE_AFTER, Skip, away_reason, next_week_at, reminder_at
from storage.database import Database
from storage.extras import give_back, spend
from storage.unsent import (
    Unsent,
    asked_at,
    claim_unsent,
    mark_not_reminded,
    mark_skipped,
    move_message,
    move_reminder,
    take_back,
)

log = logging.getLogger("okrbot.unsent")

AT_ONCE = 200
NUDGE, REMINDER, ASKED = "nudge", "remind", "asked"
"""The first words of keys of what belongs to its slot; all else is told in a later one too."""


def put_off_unsent(database: Database, now: datetime) -> Counter[str]:
    """Move what is past its hours, or take it back; counts `moved` and each reason for that."""
    counts: Counter[str] = Counter()
    while True:
        with database.transaction() as session:
            unsent = claim_unsent(session, now, AT_ONCE)
            nudges = {each.person.id: _slot(each) for each in unsent if _kind(each) == NUDGE}
            asked = asked_at(session, nudges) if nudges else {}
            counts.update(_try_to_settle(session, each, asked, now) for each in unsent)
        if not unsent:
            return counts


def _try_to_settle(
    session: Session, unsent: Unsent, asked: Mapping[int, datetime], now: datetime
) -> str:
    try:
        with session.begin_nested():
            return _settle(session, unsent, asked, now)
    except Exception:
        log.exception("taken back outbox=%s", unsent.id)
        take_back(session, unsent)
        return "failed"


def _settle(session: Session, unsent: Unsent, asked: Mapping[int, datetime], now: datetime) -> str:
    person, kind = unsent.person, _kind(unsent)
    at = writable_at(now, person.time_zone, days_off(person.country))
    is_in_slot = slot_of(at, person.time_zone) == _last_slot(unsent)
    is_fresh = kind != NUDGE or now - asked.get(person.id, now) <= TOO_LATE_AFTER
    reason = away_reason(person, at) or (None if is_in_slot and is_fresh else Skip.TOO_LATE)
    if reason is None or unsent.is_doubtful:
        return _move(session, unsent, at)
    if kind in (NUDGE, REMINDER, ASKED):
        return _take_back(session, unsent, reason)
    if not is_in_slot:
        at = _next_extra(session, unsent, at, now)
    return _move(session, unsent, at)


def _move(session: Session, unsent: Unsent, at: datetime) -> str:
    person = unsent.person
    move_message(session, unsent, at, closing_time(at, person.time_zone))
    if _kind(unsent) == NUDGE:
        # Else the reminder would come along with what it reminds of.
        later = reminder_at(person.time_zone, at, days_off(person.country))
        move_reminder(session, person, _slot(unsent), later)
    return "moved"


def _take_back(session: Session, unsent: Unsent, reason: Skip) -> str:
    take_back(session, unsent)
    if _kind(unsent) == NUDGE:
        mark_skipped(session, unsent.person, _slot(unsent), reason)
    elif _kind(unsent) == REMINDER:
        mark_not_reminded(session, unsent.person, _slot(unsent), reason)
        give_back(session, unsent.person.workspace_id, [unsent.key])
    return reason


def _next_extra(session: Session, unsent: Unsent, at: datetime, now: datetime) -> datetime:
    """The first moment from `at` on in whose slot nothing else was sent unasked."""
    person = unsent.person
    while not spend(session, person, slot_of(at, person.time_zone), unsent.key, now):
        at = next_week_at(person.time_zone, at, days_off(person.country))
    return at


def _kind(unsent: Unsent) -> str:
    return unsent.key.partition(":")[0]


def _slot(unsent: Unsent) -> str:
    """The slot that the key of a nudge or reminder names."""
    return unsent.key.rpartition(":")[2]


def _last_slot(unsent: Unsent) -> str:
    """The slot of the day on which it should have been sent."""
    return slot_of(unsent.not_after - timedelta(minutes=1), unsent.person.time_zone)
