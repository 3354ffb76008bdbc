"""Answering in plain words: what was understood is shown, and recorded when that is asked for.

An answer is kept as a form draft named `reply:<event id>`, so its buttons carry that id alone. It
is read anew whenever it is used: what counts is what its words say of things as they stand.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import previous_slot, slot_of
from bot.domain.fields import Fields, NumberMarks
from bot.domain.okrs import Caller, KeyResult, Person
from bot.domain.outbox import Kind, Message, Priority
from bot.domain.replies import Reading, is_greeting, read_reply
from bot.domain.reply_writing import examples
from bot.domain.understood import Answer, Known, compose_understood, standing, updates_of
from bot.errors import NotFound, OkrError, _
from bot.locales import explain, number_marks
from bot.recording import list_running, record_updates
from bot.render import render
from storage.database import Database
from storage.drafts import find_form_draft, list_form_drafts, save_form_draft
from storage.events import first_time
from storage.outbox import Sent, add_message, find_post, replace_message
from storage.people import find_locale, find_person, find_workspace, get_person, lock_person

log = logging.getLogger("okrbot.replies")

FORM = "reply:"
"""What the names of these drafts begin with."""

ASKING, WEEKS = ("nudge", "receipt", "remind"), 4
"""Messages below which people answer, by what their keys begin with, and for how long."""

NOTHING = _("You have no key results to update in a running cycle.")
GONE = _("This answer is not kept any more. Write it again, or press Check in.")
NEWER = _("You have answered again since: press Record below your newest answer.")

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A message to the bot: its event, its words, and where it stands.

    `thread` is the `ts` of the message below which it was written, or empty.
    """

    event_id: str
    text: str
    channel: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class _Desk:
    """One person's answers within one transaction."""

    session: Session
    person: Person
    known: Known
    now: datetime

    @property
    def marks(self) -> NumberMarks:
        return NumberMarks(*number_marks(self.person.locale))

    @property
    def key_results(self) -> Sequence[KeyResult]:
        return self.known.key_results

    @property
    def slot(self) -> str:
        return self.known.slot

    def read(self, text: str) -> Reading:
        return read_reply(text, self.key_results, self.marks)


def answer(database: Database, caller: Caller, said: Said, now: datetime) -> None:
    """Tell what was understood, or how to answer; once, however often the event comes."""
    with database.transaction() as session:
        workspace = find_workspace(session, caller.workspace)
        if workspace is None or not first_time(session, workspace.id, said.event_id, now):
            return
        lock_person(session, caller)
        message = _message(caller, said, _answer_to(session, caller, said, now))
        if root := _root(session, caller, said, now) if said.thread else None:
            message = replace(message, kind=Kind.REPLY, target_key=root)
        add_message(session, workspace.id, message, now)


def record(database: Database, caller: Caller, event_id: str, now: datetime) -> None:
    """Record what was understood; pressed again it stays recorded once.

    Where the key results or the week are not what they were, that is shown instead.

    Raises:
        NotFound: it is not kept any more, is not theirs, or a newer one has taken its place.
    """
    with database.transaction() as session:
        lock_person(session, caller)
        desk = _desk(session, caller, now)
        kept = _kept(desk, event_id)
        if kept["state"] == Answer.RECORDED:
            return
        reading = desk.read(kept["text"])
        if kept["slot"] != desk.slot:
            _renew(desk, event_id, kept["text"], reading, Answer.LATE)
        elif not reading.is_clear or _content(desk, reading) != kept["content"]:
            _renew(desk, event_id, kept["text"], reading, Answer.CHANGED)
        else:
            updates = updates_of(reading, desk.key_results, desk.marks)
            # Shown before it is recorded: afterwards there is nothing left that would change.
            _renew(desk, event_id, kept["text"], reading, Answer.RECORDED)
            record_updates(session, desk.person, f"reply.{event_id}", updates, now)


def clear_fields(database: Database, caller: Caller, event_id: str, now: datetime) -> Fields:
    """What was clear of an answer, for the check-in form; nothing once it is recorded.

    Raises:
        NotFound: as `record`.
    """
    with database.reading() as session:
        desk = _desk(session, caller, now)
        kept = _kept(desk, event_id)
    if kept["state"] == Answer.RECORDED:
        return {}
    reading = desk.read(kept["text"])
    unclear = {name: typed for each in reading.unclear for name, typed in each.fields.items()}
    return {**unclear, **reading.fields}


def _answer_to(session: Session, caller: Caller, said: Said, now: datetime) -> Payload:
    try:
        desk = _desk(session, caller, now)
    except NotFound as refusal:
        return _refusal(refusal, find_locale(session, caller))
    if not desk.key_results:
        return _refusal(NotFound(NOTHING), desk.person.locale)
    reading = desk.read(said.text)
    if is_greeting(said.text) or not reading.is_answer:
        return _help(desk, said.text)
    if reading.is_clear:
        _replace_older(desk)
    log.info("understood person=%s event=%s", desk.person.id, said.event_id)
    return _kept_and_told(desk, said.event_id, said.text, reading, Answer.ASKED)


def _desk(session: Session, caller: Caller, now: datetime) -> _Desk:
    person = get_person(session, caller)
    pairs = [(each, one) for one in list_running(session, person, now) for each in one.key_results]
    return _Desk(session, person, Known(tuple(pairs), slot_of(now, person.time_zone)), now)


def _refusal(refusal: OkrError, locale: str) -> Payload:
    return render("messages/problem", locale, problem=explain(refusal, locale))


def _help(desk: _Desk, text: str) -> Payload:
    return render(
        "messages/reply_help",
        desk.person.locale,
        heard="" if is_greeting(text) else text,
        examples=examples(desk.key_results, desk.marks),
    )


def _kept(desk: _Desk, event_id: str) -> dict[str, Any]:
    kept = find_form_draft(desk.session, desk.person.id, f"{FORM}{event_id}")
    if kept is None:
        raise NotFound(GONE)
    if kept["state"] == Answer.REPLACED:
        raise NotFound(NEWER)
    return kept


def _replace_older(desk: _Desk) -> None:
    """Only the newest answer can be recorded; the others say so."""
    for form, kept in list_form_drafts(desk.session, desk.person.id).items():
        if form.startswith(FORM) and kept["state"] in {Answer.ASKED, Answer.CHANGED}:
            text = kept["text"]
            _renew(desk, form.removeprefix(FORM), text, desk.read(text), Answer.REPLACED)


def _renew(desk: _Desk, event_id: str, text: str, reading: Reading, state: Answer) -> None:
    """The message about an answer says where it stands now."""
    payload = _kept_and_told(desk, event_id, text, reading, state)
    key = f"{FORM}{event_id}"
    message = Message(f"{key}:update", desk.person.slack_id, payload, Kind.UPDATE, key)
    urgent = replace(message, priority=Priority.RECEIPT)
    replace_message(desk.session, desk.person.workspace_id, urgent, desk.now)


def _kept_and_told(
    desk: _Desk, event_id: str, text: str, reading: Reading, state: Answer
) -> Payload:
    content = _content(desk, reading)
    kept = {"text": text, "slot": desk.slot, "content": content, "state": state.value}
    save_form_draft(desk.session, desk.person, f"{FORM}{event_id}", kept, desk.now)
    updates = updates_of(reading, desk.key_results, desk.marks)
    told = compose_understood(reading, updates, desk.known, state, desk.now)
    return render(
        "messages/understood",
        desk.person.locale,
        told=told,
        event=event_id,
        mark=desk.marks.decimal,
    )


def _content(desk: _Desk, reading: Reading) -> dict[str, Any]:
    """What was understood, and how that of which it speaks stood then; as it is stored."""
    updates = updates_of(reading, desk.key_results, desk.marks)
    about = {each.key_result_id for each in updates}
    stands = {str(each.id): standing(each) for each in desk.key_results if each.id in about}
    return {"fields": dict(reading.fields), "same": sorted(reading.same), "stands": stands}


def _root(session: Session, caller: Caller, said: Said, now: datetime) -> str | None:
    """The message of ours below which the person wrote: one of these weeks, or an answer."""
    person = find_person(session, caller)
    if person is None:
        return None
    slots = [slot_of(now, person.time_zone)]
    while len(slots) < WEEKS:
        slots.append(previous_slot(slots[-1]))
    keys = [f"{kind}:{person.id}:{slot}" for kind in ASKING for slot in slots]
    answers = [each for each in list_form_drafts(session, person.id) if each.startswith(FORM)]
    place = Sent(said.channel, said.thread)
    return find_post(session, person.workspace_id, [*keys, *answers], place)


def _message(caller: Caller, said: Said, payload: Payload) -> Message:
    key = f"{FORM}{said.event_id}"
    return Message(key, caller.user, payload, priority=Priority.RECEIPT)
