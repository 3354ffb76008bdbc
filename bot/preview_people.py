"""Example values for the templates of pauses and of how somebody is reached."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from bot.domain.pauses import PauseForm
from bot.domain.personal import NextCheckin, PersonalForm
from bot.domain.rhythms import ABOVE, HERE, RhythmSources, Weekly

Example = dict[str, Any]

LAST_DAY = date(2026, 12, 24)
SOURCES = RhythmSources(Weekly(0, time(9), ABOVE, "Company"), Weekly(1, time(14), HERE))


def _pause() -> Example:
    return {"form": PauseForm("U0BEN", "Ben Kofler", LAST_DAY, may_choose=True)}


def _me() -> Example:
    form = PersonalForm(
        "Europe/Vienna",
        time(10, 12),
        "Platform",
        SOURCES,
        NextCheckin(date(2026, 11, 9), time(9)),
        paused_until=None,
        country="DE",
        country_name="Germany",
        part="BY",
        part_name="Bayern",
        has_parts=True,
    )
    return {"form": form}


EXAMPLES: dict[str, Callable[[], Example]] = {
    "messages/paused": lambda: {"by": "Anna Berger", "until": LAST_DAY},
    "modals/me": _me,
    "modals/pause": _pause,
    "modals/paused": lambda: {"name": "Ben Kofler", "until": LAST_DAY},
}
