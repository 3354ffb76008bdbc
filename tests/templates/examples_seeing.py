"""What Home, search, details and histories are shown with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.domain.asks import Ask, AskKind
from bot.domain.cadence import previous_slot
from bot.domain.changes import Change
from bot.domain.charts import Chart, compose_chart
from bot.domain.details import ClosingWords, DetailFacts, compose_detail
from bot.domain.histories import HistoryFacts, compose_history
from bot.domain.home import HomeFacts, compose_home
from bot.domain.home_pages import page_of
from bot.domain.okrs import Metric, Objective, ObjectiveState, Outcome
from bot.domain.search import Query, find
from bot.domain.shortening import shorten
from bot.domain.told_changes import Names, ToldChange, told_change
from bot.domain.viewing import Viewer
from bot.domain.week import Revision, TeamWeek
from tests.make import MONDAY, SLOT, make_cycle, make_objective, make_person, make_team
from tests.templates.cases import HOSTILE_CASE, TUESDAY, Case, Example, key_results, objective

SAID = 4
"""Weeks in which each key result was checked in."""


def viewer(case: Case) -> Viewer:
    """Anna leads the company, whose two teams below are hers to look at, as often as it says."""
    anna = make_person(name=case.says("Anna Berger"), slack_id="U0PERSON1", home_team_id=2)
    company = make_team(id=2, name=case.says("Acme")[:150], manager_id=1)
    teams = [company] + [
        make_team(id=number, parent_id=2, name=case.says(name)[:150])
        for number, name in enumerate(("Platform", "Sales") * case.copies, start=3)
    ]
    return Viewer(
        anna,
        {each.id: each for each in teams},
        frozenset(each.id for each in teams),
        frozenset({3}),
    )


def objectives(case: Case) -> list[Objective]:
    """Of Platform: one with key results, one without, a private one, as often as it says."""
    three = (
        objective(case),
        make_objective(title=case.says("No numbers yet"), parent_id=90),
        make_objective(title=case.says("Buy the rival"), is_private=True, parent_id=91),
    )
    return [
        replace(each, id=number, team_id=3) for number, each in enumerate(three * case.copies, 1)
    ]


def parents(case: Case) -> list[Objective]:
    """What they hang on: one with more above, and one that is private to others."""
    open_one = make_objective(id=90, team_id=2, parent_id=92, title=case.says("Hospitals trust us"))
    secret = make_objective(id=91, team_id=77, owner_id=9, title="Secret", is_private=True)
    return [replace(open_one, key_results=key_results(case)[:2]), secret]


def revisions(case: Case) -> tuple[Revision, ...]:
    """Of every key result the last weeks, oldest first."""
    slots = [SLOT]
    for _number in range(SAID - 1):
        slots.insert(0, previous_slot(slots[0]))
    return tuple(
        _revision(case, each.id, slot, number)
        for each in key_results(case)
        for number, slot in enumerate(slots)
    )


def asks(case: Case) -> tuple[Ask, ...]:
    """One of each kind, and one about something private to others."""
    title, who, words = (
        shorten(case.says(text), length)
        for text, length in (("Clinics never wait", 120), ("Ben Kofler", 60), ("We know more", 200))
    )
    return (
        Ask(AskKind.PROPOSAL, "1", title, who, words, objective_id=1, version=2),
        Ask(AskKind.PROPOSAL, "2", title, who, words, is_change=True),
        Ask(AskKind.RETURNED, "3", title, who, words),
        Ask(AskKind.HANDOVER, "4", "", who),
        Ask(AskKind.DRAFT, "objective.new", title),
        Ask(AskKind.DRAFT, "objective:3"),
        Ask(AskKind.CLOSING, "3", title, until=TUESDAY),
    ) * case.copies


def home_facts(case: Case) -> HomeFacts:
    seen, running, everybody = viewer(case), objectives(case), range(1, 25)
    ben = case.says("Ben Kofler")
    above = make_objective(id=92, title=case.says("Every patient walks"))
    week = TeamWeek(
        seen.teams[3],
        SLOT,
        TUESDAY,
        tuple(running),
        people={number: make_person(id=number, name=ben) for number in everybody},
        nudged=frozenset(everybody),
    )
    return HomeFacts(
        viewer=seen,
        slot=SLOT,
        today=TUESDAY,
        mine=[objective(case)],
        revisions=revisions(case),
        asks=asks(case),
        of_teams=running,
        week=week,
        parents=parents(case),
        above={each.id: each for each in (above, *parents(case))},
    )


def home(case: Case, page: int = 0) -> Example:
    """Rich: all that can stand there; the last page where it is far too big."""
    composed = compose_home(home_facts(case))
    return {"home": composed, "page": page_of(composed, page), "admins": ["U0PERSON1"]}


def stranger(case: Case) -> Example:
    """Somebody new; a guest where it is hostile."""
    is_left_out = case is HOSTILE_CASE
    return {"admins": ["U0PERSON1"], "is_set_up": True, "is_left_out": is_left_out}


def names(case: Case) -> Names:
    people = {1: case.says("Anna Berger"), 2: case.says("Ben Kofler")}
    return Names(
        people, {3: case.says("Platform")}, {90: case.says("Hospitals trust us"), 91: None}
    )


def changes(case: Case, key_result_id: int) -> tuple[ToldChange, ...]:
    """What people read of changes: of words, numbers, people, stored words, and of a secret."""
    made = (
        Change("title", case.says("Old words"), case.says("New words"), case.says("New words")),
        Change("target", "60", "65.5", case.says("Hospitals that reorder"), key_result_id),
        Change("owner_id", "1", "2", case.says("New words")),
        Change("state", "active", "paused", case.says("New words")),
        Change("parent_id", "90", "91", case.says("New words")),
        Change("added", "", case.says("Minutes of waiting"), case.says("Minutes"), 2),
        Change("something_new", "", case.says("a word of later"), case.says("New words")),
    ) * case.copies
    return tuple(
        told_change(
            each, 1, MONDAY - timedelta(days=number), case.says("We know more"), names(case)
        )
        for number, each in reversed(list(enumerate(made)))
    )


def detail(case: Case) -> Example:
    """Rich: one that runs. Hostile: one that was closed and hangs on something private."""
    is_closed = case is HOSTILE_CASE
    shown = replace(
        objectives(case)[0],
        why=case.says("Every hour of waiting costs trust"),
        parent_id=91 if is_closed else 90,
        is_private=is_closed,
        state=ObjectiveState.CLOSED if is_closed else ObjectiveState.ACTIVE,
        score=Decimal("0.7") if is_closed else None,
        outcome=Outcome.CARRIED if is_closed else None,
    )
    facts = DetailFacts(
        viewer=viewer(case),
        objective=shown,
        today=TUESDAY,
        slot=SLOT,
        parent=parents(case)[1 if is_closed else 0],
        people=names(case).people,
        revisions=revisions(case),
        changes=changes(case, 1),
        closing=ClosingWords(*(case.says(text) for text in ("Close", "Thanks", "Too late"))),
    )
    return {"detail": compose_detail(facts)}


def history_facts(case: Case, position: int = 0) -> HistoryFacts:
    key_result = key_results(case)[position]
    said = [each for each in revisions(case) if each.key_result_id == key_result.id]
    return HistoryFacts(
        viewer=viewer(case),
        objective=objective(case),
        key_result=key_result,
        today=TUESDAY,
        slot=SLOT,
        revisions=tuple(said) * case.copies,
        changes=changes(case, key_result.id),
        people=names(case).people,
    )


def history(case: Case) -> Example:
    composed = compose_history(history_facts(case), 0)
    return {"history": composed, "is_chart_sent": case is HOSTILE_CASE}


def chart(case: Case) -> dict[str, Chart]:
    """Rich: one with a pace. Hostile: one between two bounds."""
    composed = compose_chart(history_facts(case, 4 if case is HOSTILE_CASE else 0))
    assert composed is not None
    return {"chart": composed}


def results(case: Case) -> Example:
    words = (case.says("portal")[:200],)
    found = find(Query(), objectives(case) + parents(case), viewer(case), TUESDAY, SLOT)
    query = Query(
        words, is_mine=True, team=viewer(case).teams[3], cycle=make_cycle(), is_at_risk=True
    )
    return {"results": replace(found, query=query)}


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/as_chart": chart,
    "messages/as_table": chart,
    "messages/as_text": chart,
    "messages/results": results,
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/objective": detail,
    "modals/history": history,
}
HOMES: Mapping[str, Callable[[Case], Example]] = {
    "home/home": home,
    "home/stranger": stranger,
}


def _revision(case: Case, key_result_id: int, slot: str, number: int) -> Revision:
    key_result = next(each for each in key_results(case) if each.id == key_result_id)
    is_steps = key_result.metric is Metric.MILESTONES
    value = Decimal(number) if is_steps else case.number or Decimal(40 + 4 * number)
    return Revision(
        key_result_id=key_result_id,
        author_id=1 + number % 2,
        slot=slot,
        at=MONDAY - timedelta(days=7 * (SAID - 1 - number)),
        value=Decimal(number % 2) if key_result.metric is Metric.YES_NO else value,
        value_before=Decimal(36) if number == 0 and not is_steps else value,
        confidence=5 + number,
        confidence_before=5,
        note=case.says("Two orders slipped into next week") if number % 2 else "",
        blocker=case.says("Waiting for the second data centre") if number == 3 else "",
        next_step=case.says("Call the three that wait") if number == 3 else "",
    )
