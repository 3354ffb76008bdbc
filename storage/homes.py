"""All that a person's Home asks of the database.

A number of statements that does not grow with the number of key results, objectives or teams;
only each level of objectives above or below adds one.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.asks import Ask, AskKind, closings
from bot.domain.cadence import local_date, previous_slot, slot_on
from bot.domain.editor_drafts import draft_lines
from bot.domain.home import NAME, TITLE, WORDS, HomeFacts
from bot.domain.okrs import Objective, Person
from bot.domain.shortening import shorten
from bot.domain.trends import TREND_SLOTS
from bot.domain.viewing import Viewer
from storage.asks import Waiting, list_handovers_to, list_proposals_to, list_returned_to
from storage.checkins import list_since
from storage.drafts import get_draft, list_form_drafts
from storage.okrs import (
    list_above,
    list_by_id,
    list_contributing,
    list_of_teams,
    list_updated_by,
)
from storage.people import get_workspace
from storage.viewers import get_viewer
from storage.weeks import Span, get_week


def get_home(session: Session, person: Person, now: datetime, team_id: int = 0) -> HomeFacts:
    """What the person's Home is made from, with the team of that id, if it is one of theirs.

    Else it is the first of their own.
    """
    viewer = get_viewer(session, person)
    time_zone = get_workspace(session, person.workspace_id).time_zone
    today, slot = local_date(now, time_zone), slot_on(local_date(now, person.time_zone))
    own = viewer.own_teams
    team = next((each for each in own if each.id == team_id), next(iter(own), None))
    counting = list_of_teams(session, [each.id for each in own]) if own else []
    running = [each for each in counting if each.cycle.is_running(today)]
    bare = [each for each in running if not each.key_results]
    mine = _mine(session, person, local_date(now, person.time_zone))
    week = get_week(session, team, Span(slot, today, today, since=now, now=now)) if team else None
    parents, above = _above(session, week.objectives if week else ())
    ids = [each.id for one in mine for each in one.key_results]
    return HomeFacts(
        viewer=viewer,
        slot=slot,
        today=today,
        mine=mine,
        revisions=list_since(session, ids, _first_slot(slot)) if ids else [],
        asks=_asks(session, viewer, counting, today),
        of_teams=running,
        contributing=list_contributing(session, bare) if bare else [],
        week=week,
        parents=parents,
        above=above,
        is_begun=get_draft(session, person.id, now).draft.is_begun,
    )


def _first_slot(slot: str) -> str:
    for _number in range(TREND_SLOTS - 1):
        slot = previous_slot(slot)
    return slot


def _mine(session: Session, person: Person, today: date) -> list[Objective]:
    mine = list_updated_by(session, [person.id])[person.id]
    return [each for each in mine if each.cycle.is_running(today)]


def _above(
    session: Session, objectives: Iterable[Objective]
) -> tuple[list[Objective], dict[int, Objective]]:
    """What these objectives hang on, with key results, and all above by id."""
    own = {each.id for each in objectives}
    wanted = {each.parent_id for each in objectives if each.parent_id} - own
    if not wanted:
        return [], {}
    parents = list_by_id(session, [each for each in wanted if each])
    return parents, list_above(session, parents)


def _asks(session: Session, viewer: Viewer, objectives: list[Objective], today: date) -> list[Ask]:
    person = viewer.person
    waiting = {
        AskKind.PROPOSAL: list_proposals_to(session, person.id),
        AskKind.RETURNED: list_returned_to(session, person.id),
        AskKind.HANDOVER: list_handovers_to(session, person.id),
    }
    drafts = draft_lines(list_form_drafts(session, person.id))
    ids = {each.objective_id for some in waiting.values() for each in some}
    ids |= {each.objective_id for each in drafts if each.objective_id}
    about = {each.id: each for each in list_by_id(session, ids)} if ids else {}
    seen = {number: each for number, each in about.items() if viewer.sees(each)}
    led = [each for each in viewer.own_teams if each.manager_id == person.id]
    return [
        *(
            _ask(kind, each, seen.get(each.objective_id))
            for kind, some in waiting.items()
            for each in some
        ),
        *(
            Ask(AskKind.DRAFT, each.form, shorten(each.title, TITLE))
            for each in drafts
            if not each.objective_id or each.objective_id in seen
        ),
        *closings(led, objectives, today),
    ]


def _ask(kind: AskKind, each: Waiting, about: Objective | None) -> Ask:
    """`about` is the objective, None where its reader may not see it."""
    return Ask(
        kind,
        str(each.id),
        title=shorten(each.key_result or about.title, TITLE) if about else "",
        who=shorten(each.who, NAME),
        words=shorten(each.reason, WORDS) if about else "",
        is_change=each.is_change,
        objective_id=about.id if about else 0,
        version=about.version if about else 0,
    )
