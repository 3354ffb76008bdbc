"""Checking in by a tap: one thing is said of a key result, or of all that nothing changed.

A tap on what stands otherwise by now, on what is somebody else's or on a week that is over records
nothing: the message is renewed, and the person is told why.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.domain.cadence import slot_of
from bot.domain.moves import TITLE
from bot.domain.nudges import is_checked_in
from bot.domain.okrs import Caller, KeyResult, Objective, Person
from bot.domain.shortening import shorten
from bot.domain.taps import (
    Seen,
    Tap,
    read_same,
    read_seen,
    tap_submission,
    taps_of,
    update_of,
    version_of,
    wants_sentence,
)
from bot.errors import OkrError, _
from bot.recording import list_running, record_updates, renew_week
from storage.checkins import is_recorded, list_since
from storage.database import Database
from storage.people import get_person, lock_person, people_by_id

log = logging.getLogger("okrbot.taps")

NOT_YOURS = _(
    "You do not update this key result any more: it was closed, or somebody else does. Nothing was "
    "recorded."
)
OVER = _(
    "This message is of week %(week)s, which is over: nothing was recorded. Type /okr checkin to "
    "check in for the present week, %(present)s."
)
CHANGED = _(
    "“%(title)s” has changed since you were shown it, so it was not recorded. Your message shows "
    "now how it stands."
)
CHANGED_BY = _(
    "%(name)s has recorded “%(title)s” meanwhile, so what you said of it was not. Your message "
    "shows now how it stands."
)
CHANGED_TO = _(
    "%(name)s has recorded “%(title)s” meanwhile, %(before)s → %(value)s, so what you said of it "
    "was not. Your message shows now how it stands."
)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the person updates now, by key result, within one transaction."""

    session: Session
    person: Person
    mine: Mapping[int, tuple[KeyResult, Objective]]
    now: datetime

    @property
    def slot(self) -> str:
        """The present one."""
        return slot_of(self.now, self.person.time_zone)

    def key_result(self, seen: Seen) -> KeyResult:
        """What was tapped, as it stands."""
        return self.mine[seen.key_result_id][0]

    def fault(self, seen: Seen, tap: Tap) -> OkrError | None:
        """Why a tap cannot be recorded; None where it can."""
        if seen.slot != self.slot:
            return OkrError(OVER, week=seen.slot[6:], present=self.slot[6:])
        if seen.key_result_id not in self.mine:
            return OkrError(NOT_YOURS)
        key_result = self.key_result(seen)
        if version_of(key_result) != seen.version or tap not in taps_of(key_result):
            return self._changed(key_result)
        return None

    def wants_sentence(self, seen: Seen) -> bool:
        """Whether "nothing changed" does not do any more."""
        return wants_sentence(*self.mine[seen.key_result_id], self.slot)

    def is_done(self, seen: Seen) -> bool:
        """Whether it was recorded this week: confirming all has nothing to say of it any more."""
        return seen.key_result_id in self.mine and is_checked_in(self.key_result(seen), self.slot)

    def _changed(self, key_result: KeyResult) -> OkrError:
        title = shorten(key_result.title, TITLE, len)
        newest = next(reversed(list_since(self.session, [key_result.id])), None)
        if newest is None or newest.author_id == self.person.id:
            return OkrError(CHANGED, title=title)
        name = people_by_id(self.session, [newest.author_id])[newest.author_id].name
        before, value = newest.value_before, newest.value
        has_numbers = key_result.current is not None and before is not None and value is not None
        if not has_numbers or key_result.target is None or before == value:
            return OkrError(CHANGED_BY, title=title, name=name)
        return OkrError(CHANGED_TO, title=title, name=name, before=before, value=value)


def record_tap(
    database: Database, caller: Caller, tap: Tap, value: str, now: datetime
) -> frozenset[int]:
    """Record what a tap says; the key results that want a sentence instead, and got nothing.

    Pressed twice or delivered again it is recorded once.

    Raises:
        OkrError: the week is over, it is not theirs any more, or it changed since it was shown.
        NotFound: the person is unknown.
    """
    seen = read_seen(value)
    with database.transaction() as session:
        desk = _desk(session, caller, now)
        submission = tap_submission(desk.person.id, tap, value)
        if is_recorded(session, submission):
            return frozenset()
        if (fault := desk.fault(seen, tap)) is None:
            if tap is Tap.SAME and desk.wants_sentence(seen):
                return frozenset({seen.key_result_id})
            updates = [update_of(tap, desk.key_result(seen))]
            record_updates(session, desk.person, submission, updates, now)
            return frozenset()
        _show_again(desk, seen.slot)
    raise fault


def confirm_all(database: Database, caller: Caller, value: str, now: datetime) -> frozenset[int]:
    """Record that nothing changed in all that was shown; those that want a sentence, as above.

    What changed meanwhile, is recorded already or has no value yet stays as it is. Pressed again
    it asks again for the sentences that are still wanted.

    Raises:
        OkrError: the week is over, or nothing could be recorded of what was shown.
        NotFound: the person is unknown.
    """
    slot, shown = read_same(value)
    with database.transaction() as session:
        desk = _desk(session, caller, now)
        submission = tap_submission(desk.person.id, "same_all", value)
        shown = tuple(each for each in shown if slot != desk.slot or not desk.is_done(each))
        faults = {each: desk.fault(each, Tap.SAME) for each in shown}
        sound = [each for each, fault in faults.items() if fault is None]
        asking = frozenset(each.key_result_id for each in sound if desk.wants_sentence(each))
        confirmed = [each for each in sound if each.key_result_id not in asking]
        if confirmed and not is_recorded(session, submission):
            updates = [update_of(Tap.SAME, desk.key_result(each)) for each in confirmed]
            record_updates(session, desk.person, submission, updates, now)
        else:
            _show_again(desk, slot)
        asking |= _without_value(desk, shown)
    told = next((fault for fault in faults.values() if fault), None)
    if told and not asking:
        raise told
    return asking


def _desk(session: Session, caller: Caller, now: datetime) -> _Desk:
    lock_person(session, caller)
    person = get_person(session, caller)
    objectives = list_running(session, person, now)
    mine = {each.id: (each, one) for one in objectives for each in one.key_results}
    return _Desk(session, person, mine, now)


def _without_value(desk: _Desk, shown: Sequence[Seen]) -> frozenset[int]:
    """Those with nothing to confirm, as they were shown: a first value is to be typed."""
    return frozenset(
        each.key_result_id
        for each in shown
        if each.slot == desk.slot
        and each.key_result_id in desk.mine
        and version_of(desk.key_result(each)) == each.version
        and Tap.SAME not in taps_of(desk.key_result(each))
    )


def _show_again(desk: _Desk, slot: str) -> None:
    """The message that was tapped says how it stands now."""
    renew_week(desk.session, desk.person, desk.now, slot)
    log.info("tap not recorded person=%s slot=%s", desk.person.id, slot)
