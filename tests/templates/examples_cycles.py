"""What the templates of cycles, closing and looking back are shown with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.calibration import Calibration
from bot.domain.closing import Closing, Open, suggest
from bot.domain.closing_views import compose_list, compose_page, compose_result
from bot.domain.cycle_views import (
    MOST_CYCLES,
    CycleForm,
    CycleList,
    TeamLeft,
    Waiting,
    compose_close,
    compose_results,
    compose_start,
    compose_to_close,
    cycle_line,
)
from bot.domain.cycles import Dates, Step
from bot.domain.fields import Fields
from bot.domain.okrs import Commitment, Cycle, Objective, ObjectiveState, Outcome
from bot.domain.retrospective import (
    IN_PREVIEW,
    Answers,
    LookingBack,
    RetrospectiveForm,
    compose_looking_back,
    pages,
)
from tests.make import make_cycle, make_objective, make_team
from tests.templates.cases import Case, Example, key_results

DECEMBER = date(2026, 12, 18)
LAST_DAY = date(2026, 12, 31)


def closing_objective(case: Case) -> Objective:
    return make_objective(
        title=case.says("Clinics never wait for our portal"),
        why=case.says("Waiting costs us their trust"),
        cycle=cycle(case),
        key_results=tuple(replace(each, weight=Decimal(each.id % 3)) for each in key_results(case)),
        commitment=Commitment.COMMITTED,
        is_private=True,
    )


def cycle(case: Case, **changes: Any) -> Cycle:
    return make_cycle(**{"name": case.says("2026-Q4")[:75], **changes})


def done(case: Case) -> Objective:
    return make_objective(
        id=200,
        title=case.says("Surgeons trust our dates"),
        commitment=Commitment.ASPIRATIONAL,
        state=ObjectiveState.CLOSED,
        outcome=Outcome.CARRIED,
        score=Decimal("0.93"),
    )


def closing(case: Case) -> Closing:
    """As many open objectives as a page has; one without numbers; some that are done."""
    many = [replace(closing_objective(case), id=number) for number in range(1, 3 * case.copies)]
    bare = make_objective(id=150, title=case.says("No numbers"), cycle=cycle(case))
    suggestions = tuple(suggest(each, [], DECEMBER, {}) for each in (*many, bare))
    both = (cycle(case), cycle(case, id=3, ends_on=date(2026, 12, 17)))
    targets = [cycle(case, id=20 + number) for number in range(case.copies)]
    return Closing(
        team=make_team(name=case.says("Platform")[:150]),
        cycles=both,
        open=suggestions,
        done=(done(case), done(case), *(done(case),) * case.copies),
        targets={each.id: targets for each in both},
        today=DECEMBER,
    )


def closing_list(case: Case) -> Example:
    """After a step that left something open."""
    facts = closing(case)
    result = compose_result(2, facts.open, [done(case)] * 3 * case.copies)
    typed: Fields = {"chosen": ["1", "150"], "all_words": case.says("We were late")[:1000]}
    return {"closing": compose_list(facts, 0, typed, result)}


def closing_page(case: Case) -> Example:
    """Everything typed, to be carried over."""
    targets = [cycle(case, id=1 + number) for number in range(case.copies + 1)]
    words = ("score_note", "closing_note", "post_mortem", "reason")
    typed = {word: case.says("What I typed")[:1000] for word in words}
    fields = typed | {"closing.outcome": "carried", "target_cycle": "2", "score": "0.7"}
    suggestion = suggest(closing_objective(case), [], DECEMBER, {})
    every = replace(suggestion, open=tuple(Open))
    return {"page": compose_page(every, targets, fields, is_restored=True)}


def closing_message(case: Case) -> Example:
    titles = [case.says("Clinics never wait for our portal")] * (3 * case.copies)
    name = case.says("Platform")[:150]
    teams = [make_team(id=number, name=name) for number in range(2 * case.copies)]
    waiting = [Waiting(each, titles, 1) for each in teams]
    return {"close": compose_to_close(Step.CLOSING, cycle(case), waiting, on=DECEMBER)}


def started(case: Case) -> Example:
    without = [case.says("Anna Berger")] * (case.copies * 2)
    return {"start": compose_start(cycle(case), case.says("Platform")[:150], (3, 2), without)}


def asked(case: Case) -> Example:
    return {
        "cycle": case.says("2026-Q4")[:75],
        "team": case.says("Platform")[:150],
        "value": "1 3",
    }


def cycles(case: Case) -> Example:
    """One of each state, as often as the case says, seen by an admin who has just planned one."""
    kinds = (
        cycle(case, id=4, starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31)),
        cycle(case, id=3, ends_on=date(2027, 2, 28)),
        cycle(case, id=2),
        cycle(case, id=1, starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30)),
        cycle(case, id=5, is_closed=True),
    )
    counts = {"active": 3, "paused": 1, "draft": 1, "proposed": 1, "closed": 14, "dropped": 1}
    lines = [
        replace(cycle_line(each, counts, DECEMBER), id=each.id + 10 * number)
        for number in range(case.copies)
        for each in kinds
    ][:MOST_CYCLES]
    name = case.says("2027-Q1")[:75]
    shown = CycleList(
        tuple(lines),
        2,
        is_admin=True,
        planned=name,
        closed=name,
        overlaps=(name,) * min(case.copies, 5),
        is_sandbagging=True,
    )
    return {"cycles": shown}


def cycle_form(case: Case) -> Example:
    dates = Dates(case.says("2027-Q1")[:75], date(2027, 1, 1), date(2027, 3, 31))
    return {"form": CycleForm(4, dates, is_restored=True)}


def cycle_close(case: Case) -> Example:
    left = [TeamLeft(case.says("Platform")[:150], 2)] * 2 * case.copies
    return {"close": compose_close(cycle(case), left, 3, has_grown=True)}


def cycle_results(case: Case) -> Example:
    private = make_objective(state=ObjectiveState.CLOSED, is_private=True, title="Secret")
    ended = [replace(done(case), team_id=number % 2) for number in range(30 * case.copies)]
    teams = {0: case.says("Platform")[:150], 1: case.says("Sales")[:150]}
    return {"results": compose_results(cycle(case), teams, [*ended, private])}


def retrospective_form(case: Case) -> Example:
    answers = Answers(*(case.says("What I think")[:1000] for _number in range(3)))
    form = RetrospectiveForm(
        cycle_id=1,
        team_id=3,
        cycle=case.says("2026-Q4")[:75],
        team=case.says("Platform")[:150],
        answers=answers,
        is_restored=True,
        is_stored=True,
        may_post=True,
        answered=3,
    )
    return {"form": form}


def looking_back(case: Case) -> LookingBack:
    answers = [
        Answers(
            case.says("Clinics answered fast")[:1000],
            case.says("Two audits at once")[:1000],
            case.says("One audit at a time")[:1000],
        ),
        Answers(case.says("Fridays without meetings")[:1000]),
    ] * (2 * case.copies)
    earlier = Calibration(Decimal("0.27"), 40, Decimal("0.71"), Decimal("0.45"))
    now = Calibration(Decimal("0.19"), 52, Decimal("0.81"), Decimal("0.6"))
    before, last = case.says("2026-Q3")[:75] + "x", case.says("2026-Q4")[:75]
    private = make_objective(state=ObjectiveState.CLOSED, is_private=True, title="Secret")
    return compose_looking_back(
        (case.says("Platform")[:150], last),
        answers,
        [done(case)] * 2 * case.copies + [private],
        {before: earlier, last: now},
    )


def first_page(case: Case) -> Example:
    back = looking_back(case)
    return {"back": back, "sections": pages(back)[0], "has_more": True}


def last_page(case: Case) -> Example:
    back = looking_back(case)
    return {"back": back, "sections": pages(back)[-1]}


def preview(case: Case) -> Example:
    back = looking_back(case)
    return {
        "back": back,
        "shown": back.sections[:IN_PREVIEW],
        "has_more": True,
        "cycle_id": 1,
        "team_id": 3,
        "channel": "C0PLATFORM",
        "manager_channel": "C0LEADS",
    }


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/closing": closing_message,
    "messages/cycle_started": started,
    "messages/retrospective": first_page,
    "messages/retrospective_ask": asked,
    "messages/retrospective_more": last_page,
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/closing": closing_list,
    "modals/closing_objective": closing_page,
    "modals/cycle": cycle_form,
    "modals/cycle_close": cycle_close,
    "modals/cycle_results": cycle_results,
    "modals/cycles": cycles,
    "modals/retrospective": retrospective_form,
    "modals/retrospective_post": preview,
}
