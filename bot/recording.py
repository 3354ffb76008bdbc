"""What every way of checking in ends with: revisions are kept, the person's message is renewed.

A form, a tap and a reply all come here, so there is one place that writes a check-in and one that
knows which message of the week a person reads. It is called within the caller's transaction.

That message is the nudge or, for who was earlier, the receipt; whatever happens in the week, it
is the same one that changes. Where both were posted, the receipt says to read on in the nudge.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.acknowledging import Acknowledgement, acknowledged
from bot.domain.asked import asked_key, days_of
from bot.domain.cadence import Rhythm, local_date, slot_of, slot_on
from bot.domain.checkins import Update
from bot.domain.fields import NumberMarks
from bot.domain.moves import moves
from bot.domain.nudges import is_checked_in
from bot.domain.okrs import Objective, Person, Workspace
from bot.domain.outbox import Kind, Message, Priority
from bot.domain.reply_writing import examples
from bot.domain.snoozing import Asked, Clocks, Digesting, is_over, snooze_at, snoozes
from bot.domain.stored_drafts import is_begun
from bot.domain.week import Revision
from bot.domain.week_message import Stage, WeekFacts, compose_week
from bot.locales import number_marks
from bot.render import render
from storage.acknowledging import list_acknowledgements
from storage.audit import add_audit
from storage.checkins import Submission, add_checkins, list_of_slot
from storage.okrs import list_updated_by
from storage.outbox import (
    drop_message,
    drop_messages,
    has_message,
    list_standing,
    replace_message,
)
from storage.people import get_workspace, workspaces_by_id
from storage.talks import end_silence
from storage.teams import rhythms_by_team
from storage.week_messages import asked_before, asked_in, drafts_of, offered_to, with_digest

log = logging.getLogger("okrbot.checkins")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose message of which slot; who is being asked just now is so at `asked_at`."""

    person: Person
    slot: str
    asked_at: datetime | None = None


def record_updates(
    session: Session, person: Person, submission: str, updates: Sequence[Update], now: datetime
) -> None:
    """Keep the revisions, and show the person what was recorded.

    `submission` names one press, tap or reply; the database refuses it a second time.
    """
    day = local_date(now, person.time_zone)
    slot = slot_on(day)
    about = Submission(
        id=submission,
        workspace_id=person.workspace_id,
        author_id=person.id,
        slot=slot,
        at=now,
        on=day,
    )
    add_checkins(session, about, updates)
    add_audit(
        session,
        person,
        action="checkin.recorded",
        subject=f"person:{person.id}",
        now=now,
        slot=slot,
        key_results=[each.key_result_id for each in updates],
    )
    if person.missed:
        end_silence(session, person)
    show_week(session, person, slot, now)
    ids = ",".join(str(each.key_result_id) for each in updates)
    log.info("recorded person=%s slot=%s key_results=%s", person.id, slot, ids)


def show_week(session: Session, person: Person, slot: str, now: datetime) -> None:
    """The person's message of this slot says how it stands; where there is none, one is posted.

    A nudge that was not sent yet is not needed any more.
    """
    _settle_reminder(session, person, slot, now)
    drop_message(session, person.workspace_id, _nudge(person, slot))
    payload = _week_payload(session, Wanted(person, slot), now)
    if anchor := _anchor(session, person, slot):
        _update(session, person, anchor, payload, now)
    else:
        receipt = _receipt(person, slot)
        post = Message(receipt, person.slack_id, payload, priority=Priority.RECEIPT)
        replace_message(session, person.workspace_id, post, now)


def renew_week(session: Session, person: Person, now: datetime, slot: str | None = None) -> None:
    """As `show_week` where there is a message; else nothing is posted. Without a slot, this week's.

    One that still waits to be sent is sent as it is now.
    """
    slot = slot or slot_of(now, person.time_zone)
    if anchor := _anchor(session, person, slot):
        payload = _week_payload(session, Wanted(person, slot), now)
        post = Message(anchor, person.slack_id, payload)
        if not replace_message(session, person.workspace_id, post, now):
            _update(session, person, anchor, payload, now)


def settle_receipt(session: Session, person: Person, slot: str, now: datetime) -> None:
    """Where somebody was earlier than their nudge, which comes now: the receipt points to it."""
    if has_message(session, person.workspace_id, _receipt(person, slot)):
        payload = render("messages/moved", person.locale, slot=slot)
        _update(session, person, _receipt(person, slot), payload, now)


def nudge_payload(person: Person, facts: WeekFacts) -> dict[str, Any]:
    """The message that asks for a check-in, on whatever is open."""
    return render("messages/nudge", person.locale, week=compose_week(facts))


def gather_weeks(session: Session, wanted: Sequence[Wanted], now: datetime) -> dict[int, WeekFacts]:
    """By person all that their message is made from; a fixed number of questions for each slot."""
    of_slot: dict[str, list[Wanted]] = defaultdict(list)
    for each in wanted:
        of_slot[each.slot].append(each)
    objectives = list_updated_by(session, [each.person.id for each in wanted]) if wanted else {}
    return {
        each.person.id: _facts(gathered, each, now)
        for slot, group in of_slot.items()
        if (gathered := _gather(session, group, slot, objectives))
        for each in group
    }


def _settle_reminder(session: Session, person: Person, slot: str, now: datetime) -> None:
    """Who has recorded all needs no reminder: one on its way is taken back, one sent says so."""
    keys = [f"remind:{person.id}:{slot}", *(asked_key(person, day) for day in days_of(slot))]
    standing = list_standing(session, person.workspace_id, keys)
    if not standing or _open(session, person, slot, now):
        return
    dropped = drop_messages(session, person.workspace_id, standing)
    payload = render("messages/reminder_done", person.locale, slot=slot)
    for key in standing:
        if key not in dropped:
            update = Message(f"{key}:update", person.slack_id, payload, Kind.UPDATE, key)
            replace_message(session, person.workspace_id, update, now)


def _open(session: Session, person: Person, slot: str, now: datetime) -> bool:
    """Whether anything waits for the person's check-in of that slot still."""
    objectives = list_running(session, person, now)
    return any(not is_checked_in(each, slot) for one in objectives for each in one.key_results)


def list_running(session: Session, person: Person, now: datetime) -> list[Objective]:
    """What the person updates in cycles that run today, by their own calendar."""
    return _running(list_updated_by(session, [person.id])[person.id], person, now)


def organisation_day(session: Session, person: Person, now: datetime) -> date:
    """What day it is where the organisation is."""
    return local_date(now, get_workspace(session, person.workspace_id).time_zone)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the database knows of a slot, for several people at once."""

    objectives: Mapping[int, Sequence[Objective]]
    revisions: Sequence[Revision]
    rhythms: Mapping[int | None, Rhythm]
    workspaces: Mapping[int, Workspace]
    posting: frozenset[int]
    drafts: Mapping[int, Mapping[str, Any]]
    offered: Mapping[int, str]
    asked: Mapping[int, Asked]
    asked_before: frozenset[int]
    seen: Mapping[int, Sequence[Acknowledgement]]


def _gather(
    session: Session,
    group: Sequence[Wanted],
    slot: str,
    objectives: Mapping[int, Sequence[Objective]],
) -> _Gathered:
    people = [each.person for each in group]
    ids, teams = [each.id for each in people], [each.home_team_id for each in people]
    numbers = [
        key_result.id
        for person_id in ids
        for one in objectives[person_id]
        for key_result in one.key_results
    ]
    return _Gathered(
        objectives,
        list_of_slot(session, numbers, slot),
        rhythms_by_team(session, teams),
        workspaces_by_id(session, [each.workspace_id for each in people]),
        with_digest(session, teams),
        drafts_of(session, ids, slot),
        offered_to(session, numbers),
        asked_in(session, ids, slot),
        asked_before(session, ids, slot),
        list_acknowledgements(session, ids, slot),
    )


def _facts(gathered: _Gathered, wanted: Wanted, now: datetime) -> WeekFacts:
    person, slot = wanted.person, wanted.slot
    running = _running(gathered.objectives[person.id], person, now)
    key_results = {each.id: each for one in running for each in one.key_results}
    workspace = gathered.workspaces[person.workspace_id]
    rhythm = gathered.rhythms[person.home_team_id]
    asked = Asked(wanted.asked_at) if wanted.asked_at else gathered.asked.get(person.id)
    clocks = Clocks(now, person.time_zone, days_off(person.country))
    digest = Digesting(rhythm, workspace.time_zone, person.home_team_id in gathered.posting)
    chosen = asked.chosen(now) if asked else None
    marks = NumberMarks(*number_marks(person.locale))
    return WeekFacts(
        slot=slot,
        today=local_date(now, workspace.time_zone),
        objectives=running,
        rhythm=rhythm,
        moved=moves(key_results, [r for r in gathered.revisions if r.key_result_id in key_results]),
        offered=gathered.offered,
        has_draft=is_begun(gathered.drafts.get(person.id)),
        is_first=person.id not in gathered.asked_before,
        is_over=is_over(slot, clocks.today),
        seen=acknowledged(gathered.seen.get(person.id, ())),
        snoozes=snoozes(asked, slot, clocks, digest),
        hears_replies=workspace.hears_replies,
        answers=examples(list(key_results.values()), marks) if workspace.hears_replies else (),
        snoozed=snooze_at(chosen, asked, clocks, digest) if asked and chosen else None,
    )


def _running(objectives: Sequence[Objective], person: Person, now: datetime) -> list[Objective]:
    today = local_date(now, person.time_zone)
    return [each for each in objectives if each.cycle.is_running(today)]


def _week_payload(session: Session, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """The message as it stands: it asks until something was recorded."""
    facts = gather_weeks(session, [wanted], now)[wanted.person.id]
    week = compose_week(facts)
    is_asking = week.stage in {Stage.NEW, Stage.EMPTY}
    template = "messages/nudge" if is_asking else "messages/receipt"
    return render(template, wanted.person.locale, week=week)


def _anchor(session: Session, person: Person, slot: str) -> str | None:
    """The key of the message that is the one of this week; None before there is one."""
    keys = (_nudge(person, slot), _receipt(person, slot))
    return next((key for key in keys if has_message(session, person.workspace_id, key)), None)


def _update(
    session: Session, person: Person, anchor: str, payload: dict[str, Any], now: datetime
) -> None:
    update = Message(
        f"{anchor}:update",
        person.slack_id,
        payload,
        kind=Kind.UPDATE,
        target_key=anchor,
        priority=Priority.RECEIPT,
    )
    replace_message(session, person.workspace_id, update, now)


def _nudge(person: Person, slot: str) -> str:
    return f"nudge:{person.id}:{slot}"


def _receipt(person: Person, slot: str) -> str:
    return f"receipt:{person.id}:{slot}"
