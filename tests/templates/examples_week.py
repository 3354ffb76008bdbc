"""What the message of the week and its forms are shown with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.cadence import Every, Rhythm
from bot.domain.fields import NumberMarks
from bot.domain.moves import moves
from bot.domain.okrs import KeyResult, Objective
from bot.domain.reply_writing import examples
from bot.domain.snoozing import Asked, Clocks, Digesting, Snooze, snooze_at, snoozes
from bot.domain.week_message import WeekFacts, compose_week
from tests.make import SLOT, ZONE
from tests.templates.cases import TUESDAY, Case, Example, key_results, objective, revisions
from tests.templates.examples_listening import seen

NINE = datetime(2026, 10, 12, 7, tzinfo=UTC)
CLOCKS = Clocks(NINE, ZONE, lambda _day: None)
DIGEST = Digesting(Rhythm(), ZONE, posts=True)


def nothing_done(case: Case) -> WeekFacts:
    """The first nudge of somebody; one key result is offered to a colleague."""
    return WeekFacts(
        slot=SLOT,
        today=TUESDAY,
        objectives=[_open(case)],
        rhythm=Rhythm(),
        offered={2: case.says("Ben Kofler")},
        is_first=True,
        snoozes=offers(),
        hears_replies=True,
        answers=examples(key_results(case), NumberMarks()),
    )


def partly_done(case: Case) -> WeekFacts:
    """The first three are recorded, the others are open."""
    return replace(
        nothing_done(case),
        moved=moves(_known(case), revisions(case)[:3]),
        rhythm=Rhythm(every=Every.EVEN_WEEKS),
        has_draft=True,
    )


def all_done(case: Case) -> WeekFacts:
    """Those of which nothing was said are not there any more."""
    told = key_results(case)[:-1]
    facts = nothing_done(case)
    objectives = [replace(each, key_results=told) for each in facts.objectives]
    moved = moves(_known(case), revisions(case))
    return replace(facts, objectives=objectives, moved=moved, seen=seen(case))


def put_off(case: Case) -> WeekFacts:
    """Until tomorrow, after the digest."""
    chosen = snooze_at(offers()[1].at, Asked(NINE), CLOCKS, DIGEST)
    return replace(partly_done(case), snoozed=chosen, rhythm=Rhythm(every=Every.MONTH))


def offers() -> tuple[Snooze, ...]:
    """This afternoon and tomorrow."""
    return snoozes(Asked(NINE), SLOT, CLOCKS, DIGEST)


def week(facts: Callable[[Case], WeekFacts]) -> Callable[[Case], Example]:
    """An example of what the facts come to."""
    return lambda case: {"week": compose_week(facts(case))}


def _open(case: Case) -> Objective:
    fresh = (replace(each, checked_in_slot="2026-W41") for each in key_results(case))
    return replace(objective(case), key_results=tuple(fresh))


def _known(case: Case) -> dict[int, KeyResult]:
    return {each.id: each for each in key_results(case)}


def _given_back(case: Case) -> Example:
    return {"name": case.says("Ben Kofler")[:60], "title": case.says("Portal is up")[:120]}


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/given_back": _given_back,
    "messages/moved": lambda _case: {"slot": SLOT},
    "messages/nudge": week(nothing_done),
    "messages/receipt": week(partly_done),
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/give_back": lambda case: {
        "id": 1,
        "title": case.says("Portal is up")[:120],
        "owner": case.says("Ben Kofler")[:60],
    },
}
STAGES: Mapping[str, tuple[str, Callable[[Case], Example]]] = {
    "nudge_again": ("messages/nudge", week(partly_done)),
    "nudge_empty": ("messages/nudge", week(lambda case: replace(all_done(case), moved={}))),
    "receipt_done": ("messages/receipt", week(all_done)),
    "receipt_over": (
        "messages/receipt",
        week(lambda case: replace(partly_done(case), is_over=True)),
    ),
    "receipt_snoozed": ("messages/receipt", week(put_off)),
}
"""Further ways the message looks, by a name of their own."""
