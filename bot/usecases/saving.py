"""Saving what was written: stored at once, or proposed to whoever has to agree.

Whether the person may is asked again; who saw an older version sees what changed and chooses.
Until something is stored, the draft stays, whatever happens.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.agreeing import Answer
from bot.domain.editor import (
    EditorDraft,
    EditorState,
    Page,
    merged,
    objective_of,
    typed_into,
    typed_text,
)
from bot.domain.editor_differences import AGREED, Difference, differences
from bot.domain.editor_pages import FIRST_DIFFERENCES, Checking, Notice
from bot.domain.objective_fields import MOST_REASON, draft_of, faults_of, read_objective
from bot.domain.okrs import Caller, Objective, ObjectiveState, Person
from bot.domain.quality import ids_of
from bot.domain.rights import Right, check_right
from bot.errors import InvalidFields, InvalidInput, NotAllowed, NotFound, OkrError, _
from bot.locales import format_digits, number_marks
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.objectives import Edit, add_objective, change_objective
from storage.people import lock_person
from storage.proposals import add_proposal, find_open_proposal, set_proposal
from storage.writable import find_last_author, get_writable, set_overridden, set_starts
from storage.writing import (
    Desk,
    Hand,
    check_of,
    open_desk,
    screen_of,
)

log = logging.getLogger("okrbot.writing")

View = dict[str, Any]

HAND = Hand(number_marks, format_digits)


def save_objective(database: Database, caller: Caller, state: EditorState, now: datetime) -> View:
    """What became of it: stored, proposed, or the page that says what stands in the way.

    The same press of Submit, however often it is delivered, is stored once: the draft is gone.

    Raises:
        InvalidFields: the reason is missing or too long; what was typed is kept all the same.
        NotFound: there is no such draft (any more).
    """
    with database.transaction() as session:
        lock_person(session, caller)
        desk = open_desk(session, caller, state.form, now, HAND)
        desk = desk.keep(replace(typed_into(desk.draft, state.fields), page=Page.CHECK))
        try:
            desk, told, disputed = _caught_up(desk)
        except (NotAllowed, NotFound) as problem:
            return _shown(desk, problem=problem)
        if disputed:
            return _conflict(desk, told, disputed)
        if told or faults_of(desk.draft, desk.facts):
            return _shown(desk.keep(desk.draft), notice=Notice.MERGED if told else None, told=told)
        check = check_of(desk)
        fault = _reason_fault(desk.draft, check)
        if fault is None:
            return _stored(desk, check)
    raise InvalidFields([fault])


def settle(
    database: Database, caller: Caller, state: EditorState, now: datetime, *, is_mine: bool
) -> View:
    """The last page after a choice between what both have changed: one's own, or the other's."""
    with database.transaction() as session:
        desk = open_desk(session, caller, state.form, now, HAND)
        try:
            stands = get_writable(session, desk.person, objective_of(desk.form), now)
        except (NotAllowed, NotFound) as problem:
            return _shown(desk, problem=problem)
        base, theirs, desk = _sides(desk, stands)
        draft = merged(base, desk.draft, theirs, is_mine=is_mine)
        return _shown(desk.keep(replace(draft, page=Page.CHECK)))


def _caught_up(desk: Desk) -> tuple[Desk, list[Difference], list[Difference]]:
    """The desk on what stands now, what others changed since, and what both have changed.

    Raises:
        NotAllowed, NotFound: it is gone or closed, or the person may not write for its team.
    """
    base = desk.draft.base
    if base is None:
        return desk, [], []
    stands = get_writable(desk.session, desk.person, base.id, desk.now)
    before, theirs, desk = _sides(desk, stands)
    mine = merged(before, desk.draft, theirs, is_mine=True)
    told = differences(before, theirs, desk.facts) if stands.version != base.version else []
    disputed = differences(merged(before, desk.draft, theirs, is_mine=False), mine, desk.facts)
    if told and disputed:
        return desk, told, disputed
    return desk.with_draft(mine), told, []


def _sides(desk: Desk, stands: Objective) -> tuple[EditorDraft, EditorDraft, Desk]:
    """The draft as it began, as it would begin now, and the desk with all whom they name."""
    base = desk.draft.base or stands
    people = desk.with_draft(replace(desk.draft, base=stands)).facts.people
    desk = desk.with_people(people)
    return draft_of(base, desk.facts), draft_of(stands, desk.facts), desk


def _reason_fault(draft: EditorDraft, check: Checking) -> InvalidInput | None:
    reason = _reason(draft)
    if check.needs_reason and not reason:
        return InvalidInput("reason", _("Write why: whoever works with it will ask."))
    if len(reason) > MOST_REASON:
        message = _("Use at most %(most)s characters; these are %(count)s.")
        return InvalidInput("reason", message, most=MOST_REASON, count=len(reason))
    return None


def _stored(desk: Desk, check: Checking) -> View:
    """Store it, or propose it where somebody has to agree, and forget the draft."""
    wanted, base = read_objective(desk.draft, desk.facts), desk.draft.base
    team, decider = desk.facts.teams[wanted.team_id], check.decider
    check_right(Right.WRITE, desk.standing(team.id), team.name)
    if base is None:
        number, effect = _add(desk, wanted, check), "written"
    elif base.state not in AGREED:
        number, effect = _rewrite(desk, base, wanted, check), "rewritten"
    elif not check.changes:
        number, effect, decider = base.id, "unchanged", None
    elif decider:
        number, effect = _propose_change(desk, base, wanted, decider), "proposed"
    else:
        number, effect = _change(desk, base, wanted, check), "changed"
    desk.drop()
    subject = f"objective:{number}"
    add_audit(
        desk.session, desk.person, action=f"objective.{effect}", subject=subject, now=desk.now
    )
    log.info("%s objective=%s person=%s", effect, number, desk.person.id)
    return _receipt(desk, number, wanted, decider)


def _add(desk: Desk, wanted: Objective, check: Checking) -> int:
    state = ObjectiveState.PROPOSED if check.decider else ObjectiveState.ACTIVE
    number = add_objective(desk.session, desk.person, replace(wanted, state=state))
    _keep_overridden(desk, number, check)
    if check.decider:
        add_proposal(desk.session, desk.person, number, check.decider.id, now=desk.now)
    return number


def _rewrite(desk: Desk, base: Objective, wanted: Objective, check: Checking) -> int:
    """Change what nobody has agreed to yet, in its place; what was sent back is proposed again."""
    session, person, now = desk.session, desk.person, desk.now
    waiting = find_open_proposal(session, base.id)
    is_proposed = bool(waiting or check.decider)
    state = ObjectiveState.PROPOSED if is_proposed else ObjectiveState.ACTIVE
    edit = Edit(person, now)
    change_objective(session, edit, base, replace(wanted, state=state), is_kept=False)
    set_starts(session, wanted.key_results)
    _keep_overridden(desk, base.id, check)
    if waiting is None and check.decider:
        add_proposal(session, person, base.id, check.decider.id, now=now)
    return base.id


def _change(desk: Desk, base: Objective, wanted: Objective, check: Checking) -> int:
    edit = Edit(desk.person, desk.now, _reason(desk.draft))
    change_objective(desk.session, edit, base, replace(wanted, state=base.state))
    metrics = {each.id: each.metric for each in base.key_results}
    others = [
        each for each in wanted.key_results if metrics.get(each.id, each.metric) != each.metric
    ]
    set_starts(desk.session, others)  # a value of another metric means nothing any more
    _keep_overridden(desk, base.id, check)
    return base.id


def _propose_change(desk: Desk, base: Objective, wanted: Objective, decider: Person) -> int:
    """Let the change wait beside the objective; one's own earlier wish is overtaken."""
    session, now = desk.session, desk.now
    earlier = find_open_proposal(session, base.id)
    if earlier and earlier.author_id == desk.person.id:
        set_proposal(session, earlier.id, state=Answer.WITHDRAWN, decided_at=now)
    add_proposal(
        session,
        desk.person,
        base.id,
        decider.id,
        content=replace(wanted, state=base.state),
        base_version=base.version,
        reason=_reason(desk.draft),
        now=now,
    )
    return base.id


def _keep_overridden(desk: Desk, objective_id: int, check: Checking) -> None:
    of_key_results = [ids_of(check.by_key[each.key]) for each in desk.draft.key_results]
    set_overridden(desk.session, objective_id, ids_of(check.findings), of_key_results)


def _reason(draft: EditorDraft) -> str:
    return typed_text(draft.fields, "reason").strip()


def _receipt(desk: Desk, number: int, wanted: Objective, decider: Person | None) -> View:
    locale = desk.person.locale
    is_new = desk.draft.base is None
    shown = {"number": number, "title": wanted.title, "decider": decider, "is_new": is_new}
    return render("modals/objective_saved", locale, **shown)


def _conflict(desk: Desk, told: Sequence[Difference], disputed: Sequence[Difference]) -> View:
    places = {(each.field, each.title) for each in disputed}
    others = [each for each in told if (each.field, each.title) not in places]
    return render(
        "modals/objective_conflict",
        desk.person.locale,
        form=desk.form,
        author=find_last_author(desk.session, objective_of(desk.form)),
        disputed=disputed[:FIRST_DIFFERENCES],
        others=others[:FIRST_DIFFERENCES],
    )


def _shown(
    desk: Desk,
    notice: Notice | None = None,
    problem: OkrError | None = None,
    told: Sequence[Difference] = (),
) -> View:
    screen = screen_of(desk, (), notice, problem, told)
    return render(screen.template, desk.person.locale, **screen.values)
