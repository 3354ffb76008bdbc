"""Handing over: an objective or a key result is offered to somebody, who accepts or declines.

Nothing changes hands before that. Who offers the same thing again takes the first offer back.
A subject is named in buttons and forms as "objective 3" or "key_result 12".
"""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.cadence import local_date
from bot.domain.fields import Fields, text_of
from bot.domain.handovers import (
    NAME,
    NEW_OWNER,
    NOTE,
    REASON,
    WORDS,
    Deal,
    Given,
    Handover,
    check_receiver,
    compose_offer,
)
from bot.domain.okrs import Caller, Person
from bot.domain.outbox import Kind, Message, Priority
from bot.domain.rights import Right, Verdict, check_hand_over, verdict
from bot.domain.shortening import shorten
from bot.errors import InvalidFields, InvalidInput, NotFound, OkrError, _
from bot.recording import renew_week
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.handovers import (
    GONE,
    add_handover,
    answer_handover,
    get_deal,
    get_given,
    get_handover,
    list_open_handovers,
    lock_objective,
)
from storage.objectives import Edit, change_objective
from storage.outbox import add_message, drop_message, replace_message
from storage.people import find_person, get_person, get_workspace, people_by_id
from storage.seeing import see_objective, standing_to
from storage.teams import list_line

log = logging.getLogger("okrbot.handovers")

View = dict[str, Any]

FORM, DECLINE_FORM = "handover.offer", "handover.decline"
"""The forms' callback ids; drafts are kept under them and what the form is about."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who gives what within one transaction, locked against others who do so too."""

    session: Session
    person: Person
    given: Given
    now: datetime

    @property
    def today(self) -> date:
        """The organisation's day."""
        return _today(self.session, self.person, self.now)


def open_form(database: Database, caller: Caller, subject: str, now: datetime) -> View:
    """The form that asks who shall have it, with what was typed before and never submitted.

    Raises:
        NotFound: it is gone, or private to others.
        NotAllowed: the person neither owns it nor leads the team.
        OkrError: it cannot change hands.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, subject, now)
        typed = find_form_draft(session, desk.person.id, f"{FORM} {subject}") or {}
        owner = people_by_id(session, [desk.given.owner_id])[desk.given.owner_id]
        offer = compose_offer(desk.given, owner.name, desk.today)
    return render("modals/handover", desk.person.locale, subject=subject, offer=offer, typed=typed)


def offer(database: Database, caller: Caller, subject: str, fields: Fields, now: datetime) -> View:
    """Ask whoever was chosen; the view that says what happens now.

    Who takes it over themselves, for instance from somebody who left, need not be asked.

    Raises:
        InvalidFields: nobody can have it who was chosen; what was typed is kept all the same.
        NotFound, NotAllowed, OkrError: as `open_form`.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, subject, now)
        save_form_draft(session, desk.person, f"{FORM} {subject}", dict(fields), now)
        try:
            receiver = _receiver(desk, caller, fields)
        except InvalidInput as fault:
            faults = InvalidFields([fault])
        else:
            _offer(desk, receiver, text_of(fields, NOTE))
            drop_form_draft(session, desk.person.id, f"{FORM} {subject}")
            is_taken = receiver.id == desk.person.id
            name, locale = receiver.name, desk.person.locale
            return render("modals/handover_done", locale, receiver=name, is_taken=is_taken)
    raise faults


def accept(database: Database, caller: Caller, handover_id: int, now: datetime) -> None:
    """Make it theirs, tell who gave it, and turn the message into what was decided.

    Raises:
        NotFound: nobody offered this to the caller.
        OkrError: it was answered or taken back before, or can change hands no more.
    """
    with database.transaction() as session:
        deal = _asked(session, caller, handover_id, now)
        may_see = _may_see(session, deal.receiver, deal.given)
        if is_possible := deal.is_possible(may_see=may_see):
            _transfer(session, deal, now)
            _answer(session, deal, now, Answer.AGREED)
        else:
            _take_back(session, deal, now)
    if not is_possible:
        raise OkrError(_("This has changed since it was offered to you. Nothing was handed over."))


def open_decline_form(database: Database, caller: Caller, handover_id: int, now: datetime) -> View:
    """The form that asks, if they want to say, why not.

    Raises:
        NotFound, OkrError: as `accept`.
    """
    with database.transaction() as session:
        deal = _asked(session, caller, handover_id, now)
        typed = find_form_draft(session, deal.receiver.id, f"{DECLINE_FORM} {handover_id}") or {}
        offer = deal.offer
    locale = deal.receiver.locale
    return render("modals/handover_decline", locale, id=handover_id, offer=offer, typed=typed)


def decline(
    database: Database, caller: Caller, handover_id: int, fields: Fields, now: datetime
) -> None:
    """Leave it where it is, and tell who offered it, with the reason if there is one.

    Raises:
        NotFound, OkrError: as `accept`.
    """
    with database.transaction() as session:
        deal = _asked(session, caller, handover_id, now)
        drop_form_draft(session, deal.receiver.id, f"{DECLINE_FORM} {handover_id}")
        _answer(session, deal, now, Answer.DECLINED, text_of(fields, REASON))


def _offer(desk: _Desk, receiver: Person, note: str) -> None:
    session, given = desk.session, desk.given
    number = given.key_result.id if given.key_result else None
    for earlier in list_open_handovers(session, given.objective.id, number):
        _take_back(session, get_deal(session, earlier, desk.today), desk.now)
    handover = add_handover(
        session,
        desk.person.workspace_id,
        desk.now,
        objective_id=given.objective.id,
        key_result_id=number,
        from_id=given.owner_id,
        to_id=receiver.id,
        asked_by_id=desk.person.id,
        note=note,
    )
    deal = get_deal(session, handover, desk.today)
    _keep_trace(session, deal, desk.person, desk.now)
    if receiver.id == desk.person.id:
        _transfer(session, deal, desk.now)
        _answer(session, deal, desk.now, Answer.AGREED)
    else:
        add_message(session, handover.workspace_id, _message(deal), desk.now)
        renew_week(session, deal.owner, desk.now)


def _transfer(session: Session, deal: Deal, now: datetime) -> None:
    """The change is the asker's: the note says why it was made."""
    after = deal.given.owned_by(deal.receiver.id)
    edit = Edit(deal.asker, now, deal.handover.note)
    change_objective(session, edit, deal.given.objective, after)


def _answer(session: Session, deal: Deal, now: datetime, state: Answer, reply: str = "") -> None:
    answer_handover(session, deal.handover.id, state, now, reply)
    deal = deal.answered(state, now, reply)
    _keep_trace(session, deal, deal.receiver, now)
    for each in (deal.owner, deal.receiver):
        renew_week(session, each, now)
    if deal.asker != deal.receiver:
        replace_message(session, deal.handover.workspace_id, _message(deal), now)
        _tell(session, deal, deal.asker, now)
    if state is Answer.AGREED and deal.owner not in {deal.asker, deal.receiver}:
        _tell(session, deal, deal.owner, now)


def _take_back(session: Session, deal: Deal, now: datetime) -> None:
    """An offer that is over unanswered: what was not sent never is, what was says so."""
    handover = deal.handover
    answer_handover(session, handover.id, Answer.WITHDRAWN, now)
    if not drop_message(session, handover.workspace_id, _key(handover)):
        message = _message(deal.answered(Answer.WITHDRAWN, now))
        replace_message(session, handover.workspace_id, message, now)


def _message(deal: Deal) -> Message:
    """The offer as its receiver reads it; once it was answered, an update of it."""
    handover, receiver, key = deal.handover, deal.receiver, _key(deal.handover)
    values = {"handover": handover, "offer": deal.offer, "reply": shorten(handover.reply, WORDS)}
    payload = render("messages/handover", receiver.locale, **values)
    post = Message(key, receiver.slack_id, payload, priority=Priority.ASKED)
    if handover.state is Answer.OPEN:
        return post
    return replace(post, key=f"{key}:update", kind=Kind.UPDATE, target_key=key)


def _tell(session: Session, deal: Deal, person: Person, now: datetime) -> None:
    """What came of it, to who asked or to who had it before; not to who left."""
    if not person.is_active:
        return
    payload = render(
        "messages/handover_answer",
        person.locale,
        handover=deal.handover,
        offer=deal.offer,
        receiver=shorten(deal.receiver.name, NAME),
        reply=shorten(deal.handover.reply, WORDS),
        is_asker=person == deal.asker,
    )
    key = f"{_key(deal.handover)}:{'answer' if person == deal.asker else 'owner'}"
    message = Message(key, person.slack_id, payload, priority=Priority.RECEIPT)
    add_message(session, deal.handover.workspace_id, message, now)


def _desk(session: Session, caller: Caller, subject: str, now: datetime) -> _Desk:
    person = get_person(session, caller)
    lock_objective(session, get_given(session, person.workspace_id, subject).objective.id)
    given = get_given(session, person.workspace_id, subject)
    see_objective(session, person, given.objective, now)
    team = list_line(session, given.objective.team_id)[0]
    is_own = given.owner_id == person.id
    check_hand_over(standing_to(session, person, team.id), is_own=is_own, team=team.name)
    return _Desk(session, person, given.check(), now)


def _receiver(desk: _Desk, caller: Caller, fields: Fields) -> Person:
    chosen = find_person(desk.session, Caller(caller.workspace, text_of(fields, NEW_OWNER)))
    may_see = chosen is not None and _may_see(desk.session, chosen, desk.given)
    return check_receiver(desk.given, chosen, may_see=may_see)


def _may_see(session: Session, person: Person, given: Given) -> bool:
    standing = standing_to(session, person, given.objective.team_id)
    return verdict(Right.SEE_PRIVATE, standing) is not Verdict.NO


def _asked(session: Session, caller: Caller, handover_id: int, now: datetime) -> Deal:
    """An offer to the caller that waits for their answer, locked against other answers."""
    person = get_person(session, caller)
    lock_objective(session, get_handover(session, person.workspace_id, handover_id).objective_id)
    handover = get_handover(session, person.workspace_id, handover_id)
    if handover.to_id != person.id:
        raise NotFound(GONE)
    return get_deal(session, handover.check_open(), _today(session, person, now))


def _keep_trace(session: Session, deal: Deal, actor: Person, now: datetime) -> None:
    handover = deal.handover
    word = _WORDS[handover.state]
    about = {"objective": handover.objective_id, "key_result": handover.key_result_id}
    subject = f"handover:{handover.id}"
    add_audit(session, actor, action=f"handover.{word}", subject=subject, now=now, **about)
    log.info("%s handover=%s person=%s", word, handover.id, actor.id)


def _key(handover: Handover) -> str:
    return f"handover:{handover.id}"


def _today(session: Session, person: Person, now: datetime) -> date:
    return local_date(now, get_workspace(session, person.workspace_id).time_zone)


_WORDS = {Answer.OPEN: "offered", Answer.AGREED: "accepted", Answer.DECLINED: "declined"}
