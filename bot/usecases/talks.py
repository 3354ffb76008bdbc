"""The end of the ladder: a manager is told, once per silence, that a talk may help."""

import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.cadence import slot_of
from bot.domain.due import closing_time, writable_at
from bot.domain.nudges import away_reason, next_week_at, with_cycles
from bot.domain.okrs import Objective, Person
from bot.domain.outbox import Message, Priority
from bot.domain.talks import compose_talk, is_silent
from bot.render import render
from storage.database import Database
from storage.extras import spend
from storage.okrs import list_updated_by
from storage.outbox import add_message
from storage.talks import claim_silent, managers_above, set_talk_at

log = logging.getLogger("okrbot.talks")

AT_ONCE = 200
AFTER_A_FAULT = timedelta(hours=1)
"""A manager who cannot be told is told then, and keeps no other from being told."""

Silent = Sequence[tuple[Person, Sequence[Objective]]]


def queue_due_talks(database: Database, now: datetime) -> Counter[str]:
    """Tell managers of whom nothing was heard; counts people by what became of it."""
    counts: Counter[str] = Counter()
    while True:
        with database.transaction() as session:
            people = claim_silent(session, now, AT_ONCE)
            counts.update(_tell_all(session, people, now))
        if not people:
            return counts


def _tell_all(session: Session, people: Sequence[Person], now: datetime) -> Counter[str]:
    if not people:
        return Counter()
    updated = list_updated_by(session, [each.id for each in people])
    silent = [each for each in people if _is_told(each, updated[each.id], now)]
    managers = managers_above(session, silent)
    groups: dict[int, list[Person]] = defaultdict(list)
    for each in silent:
        if each.id in managers:
            groups[managers[each.id].id].append(each)
    told = {person.id for group in groups.values() for person in group}
    others = [each for each in people if each.id not in told]
    set_talk_at(session, others, None)
    counts = Counter({"nothing to tell": len(others)})
    for group in groups.values():
        manager = managers[group[0].id]
        counts[_try_to_tell(session, manager, group, updated, now)] += len(group)
    return +counts


def _is_told(person: Person, objectives: Sequence[Objective], now: datetime) -> bool:
    """Whether they are silent still, and not for a reason that is known."""
    return away_reason(person, now) is None and is_silent(person, with_cycles(objectives))


def _try_to_tell(
    session: Session,
    manager: Person,
    group: Sequence[Person],
    updated: Mapping[int, Sequence[Objective]],
    now: datetime,
) -> str:
    try:
        with session.begin_nested():
            return _tell(session, manager, [(each, updated[each.id]) for each in group], now)
    except Exception:
        log.exception("talk failed manager=%s", manager.id)
        set_talk_at(session, group, now + AFTER_A_FAULT)
        return "failed"


def _tell(session: Session, manager: Person, silent: Silent, now: datetime) -> str:
    """In one message, when they work, within their budget; else it is tried again later."""
    people, off = [person for person, _objectives in silent], days_off(manager.country)
    at = writable_at(now, manager.time_zone, off)
    if at > now:
        set_talk_at(session, people, at)
        return "put off"
    slot = slot_of(now, manager.time_zone)
    key = f"talk:{manager.id}:{slot}"
    if away_reason(manager, now) or not spend(session, manager, slot, key, now):
        set_talk_at(session, people, next_week_at(manager.time_zone, now, off))
        return "put off"
    set_talk_at(session, people, None)
    message = Message(
        key,
        manager.slack_id,
        render("messages/talk", manager.locale, talk=compose_talk(silent)),
        priority=Priority.NUDGE,
        not_after=closing_time(now, manager.time_zone),
    )
    add_message(session, manager.workspace_id, message, now)
    log.info("told manager=%s people=%s", manager.id, [each.id for each in people])
    return "queued"
