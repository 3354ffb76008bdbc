"""Answering a proposal: agree, ask for a change, decline; or its author takes it back.

Whether the person may is asked again each time; the first answer counts. `bot.usecases.proposals`
tells people of it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.agreeing import ANSWERED, CYCLE_CLOSED, NOT_ONE_S_OWN, Answer
from bot.domain.contents import caught_up
from bot.domain.fields import Fields, text_of
from bot.domain.handovers import NAME, TITLE
from bot.domain.okrs import Caller, Objective, ObjectiveState, Person, Role
from bot.domain.proposals import NOTE
from bot.domain.rights import Right, check_right
from bot.domain.shortening import shorten
from bot.errors import InvalidFields, InvalidInput, NotAllowed, NotFound, OkrError, _
from bot.locales import translate
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.deciding import Pending, find_agreeing, list_pending
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.handovers import lock_objective
from storage.objectives import Edit, change_objective, set_key_result, set_objective
from storage.people import get_person, people_by_id
from storage.proposals import Proposal, get_proposal, set_proposal
from storage.seeing import see_objective, standing_to

log = logging.getLogger("okrbot.proposals")

View = dict[str, Any]

FORMS = {"proposal.change": Answer.RETURNED, "proposal.decline": Answer.DECLINED}
"""The forms that ask for words, by callback id, and what becomes of the proposal."""

WORDS_NEEDED = _("Write a sentence: the author will ask.")
NOT_YOURS = _("This proposal is not there any more.")
TEAM_GONE = _("The team %(team)s is not there any more, so nothing of it can be decided.")
CHANGED = _("The objective has changed since this was proposed. Please look at it again.")
LOOK_AGAIN = _(
    "This was changed since your message was written. The message shows in a moment how it is "
    "now: please look again."
)
ASKED_ANEW = _(
    "The objective has changed since this was proposed, so nothing was done. %(name)s is asked "
    "to look at it again."
)


@dataclass(frozen=True, slots=True)
class _Case:
    """A proposal that somebody answers, locked against other answers."""

    session: Session
    person: Person
    pending: Pending
    now: datetime

    @property
    def proposal(self) -> Proposal:
        """What is answered."""
        return self.pending.proposal


def agree(
    database: Database,
    caller: Caller,
    proposal_id: int,
    now: datetime,
    *,
    seen_version: int | None = None,
) -> OkrError | None:
    """Let it count: a new objective becomes active, a change is made. What kept it from that.

    `seen_version` is that of a new objective which the person has read; None does not ask. A
    change to what has changed meanwhile goes back to its author.

    Raises:
        NotFound: it is not there, or private to others.
        NotAllowed: the person does not lead the team, or proposed it themselves.
        OkrError: it was answered before or cannot be decided any more.
    """
    with database.transaction() as session:
        case = _case(session, caller, proposal_id, now)
        stands, content = case.pending.stands, case.proposal.content
        if content is None and seen_version not in {None, stands.version}:
            return OkrError(LOOK_AGAIN)
        if content is not None and stands.version != case.proposal.base_version:
            author = case.pending.author
            _answer(case, Answer.RETURNED, translate(CHANGED, author.locale))
            return OkrError(ASKED_ANEW, name=author.name)
        if content is None:
            set_objective(session, stands, state=ObjectiveState.ACTIVE)
        else:
            _make(case, stands, content)
        _answer(case, Answer.AGREED)
        return None


def open_words_form(database: Database, caller: Caller, form: str, now: datetime) -> View:
    """The form that asks what should be different, or why not, with what was typed before.

    `form` is one of `FORMS` and the proposal's id: "proposal.change 7".

    Raises:
        NotFound, NotAllowed, OkrError: as `agree`.
    """
    kind, _space, number = form.partition(" ")
    with database.transaction() as session:
        case = _case(session, caller, int(number), now)
        typed = find_form_draft(session, case.person.id, form) or {}
    wanted = case.proposal.content or case.pending.stands
    return render(
        f"modals/{kind.replace('.', '_')}",
        case.person.locale,
        id=int(number),
        title=shorten(wanted.title, TITLE),
        author=shorten(case.pending.author.name, NAME),
        typed=typed,
    )


def answer_with_words(
    database: Database, caller: Caller, form: str, fields: Fields, now: datetime
) -> None:
    """Send it back to its author with a wish, or decline it with a reason.

    Raises:
        InvalidFields: nothing was written; what was typed is kept all the same.
        NotFound, NotAllowed, OkrError: as `agree`.
    """
    kind, _space, number = form.partition(" ")
    note = text_of(fields, NOTE)
    with database.transaction() as session:
        case = _case(session, caller, int(number), now)
        save_form_draft(session, case.person, form, dict(fields), now)
        if note:
            drop_form_draft(session, case.person.id, form)
            _answer(case, FORMS[kind], note)
            if FORMS[kind] is Answer.DECLINED:
                _drop_new(case)
    if not note:
        raise InvalidFields([InvalidInput(NOTE, WORDS_NEEDED)])


def withdraw(database: Database, caller: Caller, proposal_id: int, now: datetime) -> None:
    """Take back what one proposed, be it open or sent back; a new objective is dropped with it.

    Raises:
        NotFound: there is none of the caller's.
        OkrError: it was answered.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        pending = _pending(session, person, proposal_id)
        case = _Case(session, person, pending, now)
        if case.proposal.author_id != person.id:
            raise NotFound(NOT_YOURS)
        if case.proposal.state not in {Answer.OPEN, Answer.RETURNED}:
            raise _answered(case)
        _answer(case, Answer.WITHDRAWN)
        _drop_new(case)


def _case(session: Session, caller: Caller, proposal_id: int, now: datetime) -> _Case:
    person = get_person(session, caller)
    pending = _pending(session, person, proposal_id)
    case = _Case(session, person, pending, now)
    stands, team = pending.stands, pending.line[0]
    see_objective(session, person, stands, now)
    check_right(Right.DECIDE, standing_to(session, person, team.id), team.name)
    is_own = person.id == case.proposal.author_id and person.role is not Role.ADMIN
    if is_own and find_agreeing(session, person, team.id):
        raise NotAllowed(NOT_ONE_S_OWN)
    if case.proposal.state is not Answer.OPEN:
        raise _answered(case)
    if pending.is_archived:
        raise OkrError(TEAM_GONE, team=team.name)
    if stands.cycle.is_closed:
        raise OkrError(CYCLE_CLOSED, cycle=stands.cycle.name)
    return case


def _pending(session: Session, person: Person, proposal_id: int) -> Pending:
    """The proposal, read once nobody else can answer it any more."""
    lock_objective(session, get_proposal(session, person.workspace_id, proposal_id).objective_id)
    return list_pending(session, [get_proposal(session, person.workspace_id, proposal_id)])[0]


def _answered(case: _Case) -> OkrError:
    by = case.proposal.decided_by_id
    name = people_by_id(case.session, [by])[by].name if by else ""
    return OkrError(ANSWERED[case.proposal.state], name=name)


def _make(case: _Case, stands: Objective, content: Objective) -> None:
    """The change as its author proposed it, with what check-ins have said since."""
    session, proposal = case.session, case.proposal
    edit = Edit(case.pending.author, case.now, proposal.reason)
    change_objective(session, edit, stands, caught_up(content, stands))
    metrics = {each.id: each.metric for each in stands.key_results}
    for each in content.key_results:
        if each.metric != metrics.get(each.id, each.metric):
            # A value of another metric means nothing any more.
            started = {"current": each.current, "confidence": each.confidence}
            set_key_result(session, each.id, **started)


def _drop_new(case: _Case) -> None:
    stands = case.pending.stands
    if case.proposal.content is None and stands.state is ObjectiveState.PROPOSED:
        set_objective(case.session, stands, state=ObjectiveState.DROPPED)


def _answer(case: _Case, state: Answer, note: str = "") -> None:
    proposal, person = case.proposal, case.person
    columns = {"state": state, "decided_at": case.now, "decided_by_id": person.id}
    if note:
        columns["note"] = note
    set_proposal(case.session, proposal.id, state_was=proposal.state, **columns)
    action, subject = f"proposal.{state}", f"proposal:{proposal.id}"
    number = proposal.objective_id
    add_audit(case.session, person, action=action, subject=subject, now=case.now, objective=number)
    log.info("%s proposal=%s person=%s", state, proposal.id, person.id)
