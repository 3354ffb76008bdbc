"""Writing an objective: the editor opens, is paged through and left; its draft is kept.

What was typed is kept at every step before anything is judged, so that a refusal, a page, Esc or
a crash loses nothing. Who may write is asked on each opening, and again before it counts.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.contents import caught_up
from bot.domain.editor import (
    EXISTING,
    LINK,
    NEW,
    EditorDraft,
    EditorState,
    Page,
    is_editor,
    objective_of,
    turned,
    typed_into,
)
from bot.domain.editor_differences import changes_of
from bot.domain.editor_drafts import DraftLine, draft_lines, is_untouched, new_drafts
from bot.domain.editor_pages import Notice
from bot.domain.objective_fields import PlacedFault, draft_of, faults_on
from bot.domain.okrs import Caller, Commitment, Link, Objective
from bot.domain.rights import Right, check_right
from bot.errors import InvalidFields, NotAllowed, NotFound, _
from bot.locales import format_digits, number_marks
from bot.render import render
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, list_form_drafts
from storage.people import get_person, people_by_id
from storage.proposals import find_open_proposal
from storage.writable import get_writable
from storage.writing import (
    Desk,
    Hand,
    clear_desk,
    open_desk,
    screen_of,
)

View = dict[str, Any]

HAND = Hand(number_marks, format_digits)
MOST_DRAFTS = 10
NO_TEAM = _(
    "You are in no team, so there is none to write for. Ask whoever looks after okrbot to add you."
)
NO_CYCLE = _("There is no running or planned cycle to write for. Admins of okrbot plan one.")


def open_new(database: Database, caller: Caller, now: datetime, team_id: int = 0) -> View:
    """The editor for a new objective; where drafts wait, the choice between them and a new one.

    Raises:
        NotAllowed: the person may write for no team, or not for this one.
    """
    with database.transaction() as session:
        desk = clear_desk(session, caller, NEW + secrets.token_hex(4), now, HAND)
        _check_new(desk, team_id)
        if lines := new_drafts(draft_lines(list_form_drafts(session, desk.person.id))):
            return _choice(desk, lines, f"{NEW}{team_id or ''}")
        return _shown(_started(desk, team_id))


def open_existing(database: Database, caller: Caller, now: datetime, objective_id: int) -> View:
    """The editor for an objective that stands; where a draft waits, the choice to continue it.

    Raises:
        NotFound: it is gone, or may not be seen.
        NotAllowed: the person may not write for its team, or it is closed.
    """
    form = f"{EXISTING}{objective_id}"
    with database.transaction() as session:
        desk = clear_desk(session, caller, form, now, HAND)
        objective = get_writable(session, desk.person, objective_id, now)
        lines = draft_lines(list_form_drafts(session, desk.person.id))
        if waiting := [each for each in lines if each.form == form]:
            return _choice(desk, waiting, form)
        return _shown(_opened(desk, objective))


def start_over(database: Database, caller: Caller, now: datetime, wanted: str) -> View:
    """The editor without what was typed before; of an objective that stands, as it stands now.

    `wanted` is the form of an objective, or that of new ones with a team's id behind it.
    Raises as `open_new` and `open_existing`; other drafts of new objectives stay.
    """
    with database.transaction() as session:
        if objective_id := objective_of(wanted):
            desk = clear_desk(session, caller, wanted, now, HAND)
            return _shown(_opened(desk, get_writable(session, desk.person, objective_id, now)))
        desk = clear_desk(session, caller, NEW + secrets.token_hex(4), now, HAND)
        team = wanted.removeprefix(NEW)
        team_id = int(team) if team.isdecimal() else 0
        _check_new(desk, team_id)
        return _shown(_started(desk, team_id))


def resume(database: Database, caller: Caller, now: datetime, form: str) -> View:
    """The editor with a draft as it was left, on its page.

    Raises:
        NotFound: there is no such draft, or its objective is gone.
        NotAllowed: the person may not change that objective any more.
    """
    with database.transaction() as session:
        desk = open_desk(session, caller, form, now, HAND)
        if objective_id := objective_of(form):
            get_writable(session, desk.person, objective_id, now)
        return _shown(desk.keep(desk.draft), notice=Notice.RESTORED)


def discard(database: Database, caller: Caller, form: str) -> None:
    """Forget a draft of the editor; one that is gone already stays gone."""
    with database.transaction() as session:
        if is_editor(form):
            drop_form_draft(session, get_person(session, caller).id, form)


def next_page(database: Database, caller: Caller, state: EditorState, now: datetime) -> View:
    """The page behind this one, after keeping what was typed.

    Raises:
        InvalidFields: something on this page is wrong; what was typed is kept all the same.
    """
    with database.transaction() as session:
        desk = _typed(session, caller, state, now)
        faults = faults_on(state.page, desk.draft, desk.facts)
        told = [each.fault for each in faults if each.fault.field in state.fields]
        if not faults:
            return _shown(_turned(desk, by=1))
        if not told:
            return _shown(desk, faults=faults)
    raise InvalidFields(told)


def page_before(database: Database, caller: Caller, state: EditorState, now: datetime) -> View:
    """The page before this one; what is wrong on this one is told later."""
    with database.transaction() as session:
        return _shown(_turned(_typed(session, caller, state, now), by=-1))


def jump(database: Database, caller: Caller, state: EditorState, now: datetime, page: Page) -> View:
    """Another page, or the same one with what a choice on it changes."""
    with database.transaction() as session:
        desk = _typed(session, caller, state, now)
        return _shown(desk.keep(replace(desk.draft, page=page)))


def leave(database: Database, caller: Caller, state: EditorState, now: datetime) -> None:
    """Keep what stood in the editor when it was closed; where nothing was typed, nothing stays."""
    with database.transaction() as session:
        person = get_person(session, caller)
        if find_form_draft(session, person.id, state.form) is None:
            return
        desk = _typed(session, caller, state, now)
        is_same = desk.draft.base and not changes_of(desk.draft, desk.facts)
        if is_untouched(desk.draft) or (is_same and not desk.draft.begun):
            drop_form_draft(session, person.id, state.form)


def _check_new(desk: Desk, team_id: int) -> None:
    if team_id:
        check_right(Right.WRITE, desk.standing(team_id), _name_of(desk, team_id))
    if not desk.facts.writable:
        raise NotAllowed(NO_TEAM)
    if not desk.facts.cycles:
        raise NotAllowed(NO_CYCLE)


def _name_of(desk: Desk, team_id: int) -> str:
    """The name of a team that is there.

    Raises:
        NotFound: it is not, or not any more.
    """
    if team := desk.facts.teams.get(team_id):
        return team.name
    raise NotFound(_("This team is not there any more."))


def _started(desk: Desk, team_id: int) -> Desk:
    """A new draft: for one's own team and the running cycle, owned by oneself."""
    writable, home = desk.facts.writable, desk.person.home_team_id
    own = home if home in writable else next(iter(writable))
    running = [each for each in desk.facts.cycles.values() if each.is_running(desk.facts.today)]
    cycle = next(iter(running or desk.facts.cycles.values()))
    fields = {
        "team": str(team_id or own),
        "cycle": str(cycle.id),
        "owner": desk.person.slack_id,
        "commitment": Commitment.COMMITTED.value,
        LINK: Link.CONTRIBUTES.value,
    }
    return desk.keep(EditorDraft(fields=fields))


def _opened(desk: Desk, objective: Objective) -> Desk:
    """The draft of an objective as it stands, or as the person has proposed to change it."""
    desk = desk.with_draft(EditorDraft(base=objective))
    proposal = find_open_proposal(desk.session, objective.id)
    wanted = objective
    if proposal and proposal.content and proposal.author_id == desk.person.id:
        wanted = caught_up(proposal.content, objective)
        people = people_by_id(desk.session, _people_of(wanted))
        desk = desk.with_people({each.slack_id: each for each in people.values()})
    draft = replace(draft_of(wanted, desk.facts), base=objective)
    return desk.keep(draft)


def _people_of(objective: Objective) -> set[int]:
    of_key_results = {(each.owner_id, each.delegate_id or 0) for each in objective.key_results}
    return {objective.owner_id, *(number for pair in of_key_results for number in pair)}


def _typed(session: Session, caller: Caller, state: EditorState, now: datetime) -> Desk:
    """The desk with what stands in the page that was sent, which is kept."""
    desk = open_desk(session, caller, state.form, now, HAND)
    return desk.keep(replace(typed_into(desk.draft, state.fields), page=state.page))


def _turned(desk: Desk, by: int) -> Desk:
    page = turned(desk.draft.page, by, is_top=desk.facts.is_top(desk.draft))
    return desk.keep(replace(desk.draft, page=page))


def _choice(desk: Desk, lines: Sequence[DraftLine], fresh: str) -> View:
    is_new = fresh.startswith(NEW)
    shown = {"lines": lines[:MOST_DRAFTS], "fresh": fresh, "is_new": is_new}
    return render("modals/objective_choice", desk.person.locale, **shown)


def _shown(desk: Desk, faults: Sequence[PlacedFault] = (), notice: Notice | None = None) -> View:
    screen = screen_of(desk, faults, notice)
    return render(screen.template, desk.person.locale, **screen.values)
