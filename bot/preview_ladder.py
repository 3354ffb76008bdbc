"""Example values for what follows a nudge, for `okrbot preview`."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from bot.domain.talks import Silence, Talk
from bot.domain.week_message import compose_week
from bot.preview_company import SLOT, TODAY
from bot.preview_week import facts


def _talk() -> dict[str, Any]:
    silent = (Silence("Ben Kofler", date(2026, 10, 12)), Silence("Clara Egger", None))
    return {"talk": Talk(silent)}


EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "messages/reminder": lambda: {"week": compose_week(facts()), "is_snoozed": False},
    "messages/reminder_done": lambda: {"slot": SLOT},
    "messages/talk": _talk,
    "messages/asked": lambda: {"name": "Ben Kofler", "count": 3, "minutes": 1, "slot": SLOT},
    "messages/asked_answer": lambda: {"name": "Anna Berger", "on": TODAY, "time": time(9)},
}
