"""Example values for the message of the week and its forms, for `okrbot preview`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.cadence import DEFAULT, slot_of
from bot.domain.due import DayOff
from bot.domain.fields import NumberMarks
from bot.domain.moves import moves
from bot.domain.reply_writing import examples
from bot.domain.snoozing import Asked, Clocks, Digesting, snooze_at, snoozes
from bot.domain.week_message import WeekFacts, compose_week
from bot.preview_company import ANNA, KEY_RESULTS, OBJECTIVE, REVISIONS, SLOT, TODAY

ZONE = "Europe/Vienna"
NINE = datetime(2026, 11, 2, 8, tzinfo=UTC)


def facts() -> WeekFacts:
    """A Monday at nine, before anything was done."""
    clocks, digest = Clocks(NINE, ZONE, _no_day_off), Digesting(DEFAULT, ZONE, posts=True)
    offers = snoozes(Asked(NINE), slot_of(NINE, ZONE), clocks, digest)
    open_objective = replace(
        OBJECTIVE,
        key_results=tuple(replace(each, checked_in_slot="2026-W44") for each in KEY_RESULTS),
    )
    return WeekFacts(
        SLOT,
        TODAY,
        [open_objective],
        DEFAULT,
        is_first=True,
        snoozes=offers,
        hears_replies=True,
        answers=examples(KEY_RESULTS, NumberMarks()),
    )


def partly() -> WeekFacts:
    """One is recorded, the others are put off until the afternoon."""
    known = {each.id: each for each in KEY_RESULTS}
    clocks, digest = Clocks(NINE, ZONE, _no_day_off), Digesting(DEFAULT, ZONE, posts=True)
    chosen = facts().snoozes[0].at
    return replace(
        facts(),
        moved=moves(known, REVISIONS[:1]),
        snoozed=snooze_at(chosen, Asked(NINE), clocks, digest),
    )


def _no_day_off(_day: object) -> DayOff | None:
    return None


EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "messages/given_back": lambda: {"name": ANNA.name, "title": KEY_RESULTS[0].title},
    "messages/moved": lambda: {"slot": SLOT},
    "messages/nudge": lambda: {"week": compose_week(facts())},
    "messages/receipt": lambda: {"week": compose_week(partly())},
    "modals/give_back": lambda: {"id": 1, "title": KEY_RESULTS[0].title, "owner": ANNA.name},
}
