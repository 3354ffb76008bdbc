"""Telling of proposals: whoever has to agree is asked, and its author hears what came of it.

A message goes to one decider: `proposal:7:3` is what person 3 reads of proposal 7. It is written
anew when what it is about changes, and turns into what was decided. Whoever writes or answers a
proposal calls this next, so that people hear of it at once; the scheduler calls it as well.
"""

import logging
from collections import Counter
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.handovers import NAME, TITLE, WORDS
from bot.domain.okrs import ObjectiveState, Person
from bot.domain.outbox import Kind, Message, Priority
from bot.domain.proposals import compose_proposal
from bot.domain.shortening import shorten
from bot.render import render
from storage.database import Database
from storage.deciding import Pending, find_agreeing, get_facts, list_pending
from storage.outbox import add_message, drop_message, has_message, replace_message
from storage.people import people_by_id
from storage.proposals import find_open_proposal, list_untold, mark_told, set_proposal

log = logging.getLogger("okrbot.proposals")


def tell_proposals(database: Database, now: datetime) -> Counter[str]:
    """Tell what nobody has heard of yet; counts `asked`, `asked anew`, `answered` and the like.

    One that fails counts as `failed`, is in the log, and keeps no other from being told.
    """
    counts: Counter[str] = Counter()
    with database.transaction() as session:
        for pending in list_pending(session, list_untold(session)):
            try:
                with session.begin_nested():
                    counts[_tell(session, pending, now)] += 1
            except Exception:
                log.exception("proposal not told proposal=%s", pending.proposal.id)
                counts["failed"] += 1
    del counts["told before"]
    return counts


def _tell(session: Session, pending: Pending, now: datetime) -> str:
    if pending.proposal.state is not Answer.OPEN:
        return _tell_answer(session, pending, now)
    if pending.is_over:
        set_proposal(session, pending.proposal.id, state=Answer.WITHDRAWN, decided_at=now)
        proposal = replace(pending.proposal, state=Answer.WITHDRAWN, decided_at=now)
        return _tell_answer(session, replace(pending, proposal=proposal), now)
    if not pending.may_decide:
        pending = _readdress(session, pending, now)
    return _ask(session, pending, now)


def _ask(session: Session, pending: Pending, now: datetime) -> str:
    """Ask the decider, or show them the objective as it is now; a change keeps its base."""
    proposal, key = pending.proposal, _key(pending)
    version = pending.stands.version if proposal.content is None else proposal.base_version
    message = _message(session, pending)
    if add_message(session, proposal.workspace_id, message, now):
        mark_told(session, proposal, version)
        log.info("asked proposal=%s person=%s", proposal.id, pending.decider.id)
        return "asked"
    if proposal.content is None and version != proposal.base_version:
        update = replace(message, key=f"{key}:update", kind=Kind.UPDATE, target_key=key)
        replace_message(session, proposal.workspace_id, update, now)
        mark_told(session, proposal, version)
        return "shown anew"
    return "told before"


def _readdress(session: Session, pending: Pending, now: datetime) -> Pending:
    """Ask who may decide now instead of who has left or leads the team no more."""
    proposal = pending.proposal
    decider = find_agreeing(session, pending.author, pending.line[0].id) or pending.author
    if decider.id == pending.decider.id or not decider.is_active:
        return pending
    set_proposal(session, proposal.id, decider_id=decider.id)
    _end_message(session, pending, now, moved_to=decider.name)
    return replace(pending, proposal=replace(proposal, decider_id=decider.id), decider=decider)


def _tell_answer(session: Session, pending: Pending, now: datetime) -> str:
    proposal, author = pending.proposal, pending.author
    _end_message(session, pending, now)
    mark_told(session, proposal, proposal.base_version)
    newer = find_open_proposal(session, proposal.objective_id)
    is_overtaken = proposal.state is Answer.WITHDRAWN and newer is not None
    if proposal.decided_by_id == author.id or is_overtaken or not author.is_active:
        return "answered"
    payload = render("messages/proposal_answer", author.locale, **_answer(session, pending))
    key = f"proposal:{proposal.id}:answer"
    message = Message(key, author.slack_id, payload, priority=Priority.RECEIPT)
    add_message(session, proposal.workspace_id, message, now)
    return "answered"


def _end_message(session: Session, pending: Pending, now: datetime, moved_to: str = "") -> None:
    """The message to the decider says how it ended; unsent it never is, nor to who has left."""
    workspace_id, key = pending.proposal.workspace_id, _key(pending)
    if drop_message(session, workspace_id, key) or not has_message(session, workspace_id, key):
        return
    decider = pending.decider
    shown = {"moved_to": shorten(moved_to, NAME), **_answer(session, pending)}
    payload = render("messages/proposal_over", decider.locale, **shown)
    message = Message(f"{key}:update", decider.slack_id, payload, Kind.UPDATE, key)
    message = replace(message, priority=Priority.RECEIPT)
    replace_message(session, workspace_id, message, now)


def _message(session: Session, pending: Pending) -> Message:
    decider, proposal = pending.decider, pending.proposal
    is_new = proposal.content is None
    payload = render(
        "messages/proposal",
        decider.locale,
        id=proposal.id,
        version=pending.stands.version if is_new else proposal.base_version,
        proposed=compose_proposal(get_facts(session, pending)),
    )
    return Message(_key(pending), decider.slack_id, payload, priority=Priority.ASKED)


def _answer(session: Session, pending: Pending) -> dict[str, object]:
    """What both sides read of how it ended."""
    proposal = pending.proposal
    wanted = proposal.content or pending.stands
    by = _person(session, proposal.decided_by_id)
    return {
        "proposal": proposal,
        "title": shorten(wanted.title, TITLE),
        "team": shorten(pending.line[0].name, NAME),
        "author": shorten(pending.author.name, NAME),
        "by": shorten(by.name, NAME) if by else "",
        "is_by_reader": by == pending.decider,
        "is_new": proposal.content is None,
        "is_gone": wanted.state is ObjectiveState.DROPPED,
        "note": shorten(proposal.note, WORDS),
    }


def _person(session: Session, person_id: int | None) -> Person | None:
    return people_by_id(session, [person_id]).get(person_id) if person_id else None


def _key(pending: Pending) -> str:
    return f"proposal:{pending.proposal.id}:{pending.decider.id}"
