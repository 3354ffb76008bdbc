"""What the editor of objectives needs: its draft, and all that the draft is read against."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.agreement import find_decider, line_of, standing_in, writable_teams
from bot.domain.cadence import local_date
from bot.domain.editor import PEOPLE, EditorDraft, Page, draft_from_json, draft_to_json
from bot.domain.editor_differences import Difference
from bot.domain.editor_pages import (
    Checking,
    Notice,
    Screen,
    compose_check,
    compose_page,
    with_findings,
)
from bot.domain.fields import NumberMarks
from bot.domain.objective_fields import EditorFacts, PlacedFault, faults_of
from bot.domain.okrs import Caller, Objective, ObjectiveState, Person
from bot.domain.quality import Finding, too_many
from bot.domain.rights import Standing
from bot.errors import NotFound, OkrError, _
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.okrs import list_above, list_by_id, list_of_team
from storage.people import get_person, get_workspace, list_admins, people_by_id
from storage.seeing import may_see_private
from storage.tables import MembershipRow
from storage.teams import list_teams
from storage.writable import list_by_slack_id, list_open_cycles

_MEMBERSHIP = MembershipRow.metadata.tables["membership"]

log = logging.getLogger("okrbot.writing")

NO_DRAFT = _("This draft is not there any more: it was saved or discarded.")


@dataclass(frozen=True, slots=True)
class Hand:
    """How numbers are written in a locale: the two marks, and a number in plain digits."""

    marks: Callable[[str], tuple[str, str]]
    digits: Callable[[Decimal, str], str]


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's editor within one transaction."""

    session: Session
    person: Person
    form: str
    draft: EditorDraft
    facts: EditorFacts
    member_of: frozenset[int]
    now: datetime

    def keep(self, draft: EditorDraft) -> "Desk":
        """The desk with this draft on it, which is stored."""
        save_form_draft(self.session, self.person, self.form, draft_to_json(draft), self.now)
        return self.with_draft(draft)

    def with_draft(self, draft: EditorDraft) -> "Desk":
        """The desk with this draft and all that it names, stored or not."""
        people = _named(self.session, self.person.workspace_id, draft)
        above = _above(self.session, self.person, draft, self.now)
        own = {draft.base.cycle.id: draft.base.cycle} if draft.base else self.facts.cycles
        facts = replace(self.facts, people=people, above=above, cycles=own)
        return replace(self, draft=draft, facts=facts)

    def with_people(self, people: Mapping[str, Person]) -> "Desk":
        """The desk with further people known by their Slack id."""
        return replace(self, facts=replace(self.facts, people={**self.facts.people, **people}))

    def drop(self) -> None:
        """Forget the draft: what it says is stored elsewhere, or not wanted."""
        drop_form_draft(self.session, self.person.id, self.form)

    def standing(self, team_id: int) -> Standing:
        """How the person stands to a team."""
        return standing_in(self.person, team_id, self.facts.teams, self.member_of)

    def decider(self, team_id: int) -> Person | None:
        """Whose agreement is needed for what is written for this team; None for nobody's."""
        line = line_of(team_id, self.facts.teams)
        people = people_by_id(self.session, [each.manager_id or 0 for each in line])
        admins = {each.id: each for each in list_admins(self.session, self.person.workspace_id)}
        active = {each.id for each in people.values() if each.is_active}
        number = find_decider(self.person, line, self.standing(team_id), active, sorted(admins))
        return (people | admins)[number] if number else None


def clear_desk(session: Session, caller: Caller, form: str, now: datetime, hand: Hand) -> Desk:
    """A desk with nothing on it; raises as `get_person`."""
    person = get_person(session, caller)
    workspace = get_workspace(session, person.workspace_id)
    today = local_date(now, workspace.time_zone)
    teams = {each.id: each for each in list_teams(session, person.workspace_id)}
    member_of = frozenset(_teams_of(session, person.id))
    locale = person.locale
    facts = EditorFacts(
        person=person,
        today=today,
        marks=NumberMarks(*hand.marks(locale)),
        write=lambda number: hand.digits(number, locale),
        teams=teams,
        writable=writable_teams(person, teams, member_of),
        cycles={each.id: each for each in list_open_cycles(session, person.workspace_id, today)},
    )
    return Desk(session, person, form, EditorDraft(), facts, member_of, now)


def open_desk(session: Session, caller: Caller, form: str, now: datetime, hand: Hand) -> Desk:
    """The desk with the draft of this form on it.

    Raises:
        NotFound: the person is unknown, or there is no such draft (any more).
    """
    desk = clear_desk(session, caller, form, now, hand)
    stored = find_form_draft(session, desk.person.id, form)
    if stored is None:
        raise NotFound(NO_DRAFT)
    try:
        draft = draft_from_json(stored)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as fault:
        log.warning("a stored draft cannot be read form=%s", form)
        raise NotFound(NO_DRAFT) from fault
    return desk.with_draft(draft)


def _teams_of(session: Session, person_id: int) -> Iterable[int]:
    mine = select(_MEMBERSHIP.c.team_id).where(_MEMBERSHIP.c.person_id == person_id)
    return session.execute(mine).scalars()


def _named(session: Session, workspace_id: int, draft: EditorDraft) -> dict[str, Person]:
    """All whom the draft names, or the objective that it began with."""
    named = list_by_slack_id(session, workspace_id, _slack_ids(draft))
    base = draft.base
    if base is None:
        return named
    parts = [base.owner_id, *(each.owner_id for each in base.key_results)]
    delegates = [each.delegate_id for each in base.key_results if each.delegate_id]
    others = people_by_id(session, [*parts, *delegates])
    return named | {each.slack_id: each for each in others.values()}


def _slack_ids(draft: EditorDraft) -> Iterator[str]:
    forms = [draft.fields, *(each.fields for each in draft.key_results), *draft.begun.values()]
    for fields in forms:
        for name in PEOPLE:
            if isinstance(typed := fields.get(name), str):
                yield typed


def _above(
    session: Session, person: Person, draft: EditorDraft, now: datetime
) -> dict[int, Objective]:
    """The chosen parent, the one before it, and all above them."""
    typed, was = draft.fields.get("parent"), draft.base.parent_id if draft.base else None
    wanted = [int(typed)] if isinstance(typed, str) and typed.isdecimal() else []
    teams = {each.id: each for each in list_teams(session, person.workspace_id)}
    shown = []
    for each in list_by_id(session, {*wanted, *([was] if was else [])}):
        team = teams.get(each.team_id)
        is_hidden = each.is_private and (
            team is None or not may_see_private(session, person, team, now)
        )
        is_running = each.state is ObjectiveState.ACTIVE and not each.cycle.is_closed
        # What was chosen before stays, also where this person may not see what it is.
        if each.id == was or (team and is_running and not is_hidden):
            shown.append(replace(each, title="") if is_hidden else each)
    return list_above(session, shown)


def screen_of(
    desk: Desk,
    faults: Sequence[PlacedFault] = (),
    notice: Notice | None = None,
    problem: OkrError | None = None,
    told: Sequence[Difference] = (),
) -> Screen:
    """The page on which the desk's draft is; before the last one, the first that has a fault."""
    draft, facts = desk.draft, desk.facts
    if draft.page is Page.CHECK and (found := faults_of(draft, facts)):
        faults, draft = found, replace(draft, page=found[0].page)
    page = compose_page(desk.form, draft, facts, faults)
    page = replace(
        page,
        notice=Notice.FAULTS if faults else notice,
        problem=problem,
        differences=tuple(told),
    )
    if page.page is not Page.CHECK:
        return Screen(f"modals/objective_{page.page.value}", {"page": page})
    check = check_of(desk)
    return Screen("modals/objective_check", {"page": with_findings(page, check), "check": check})


def check_of(desk: Desk) -> Checking:
    """What the last page says of a draft without faults."""
    team = desk.facts.team_of(desk.draft)
    team_id = team.id if team else 0
    base, many = desk.draft.base, _too_many(desk, team_id)
    # Who takes an objective to another team asks where it comes from, too.
    decider = (desk.decider(base.team_id) if base else None) or desk.decider(team_id)
    return compose_check(desk.draft, desk.facts, decider, many)


def _too_many(desk: Desk, team_id: int) -> Finding | None:
    """Whether the team has more objectives than it can care about, with this one."""
    cycle, base = desk.facts.cycle_of(desk.draft), desk.draft.base
    found = list_of_team(desk.session, team_id)
    others = [
        each
        for each in found
        if cycle and each.cycle.id == cycle.id and (base is None or each.id != base.id)
    ]
    if not others:
        return None
    return too_many([*others, others[0]], is_top=desk.facts.is_top(desk.draft))
