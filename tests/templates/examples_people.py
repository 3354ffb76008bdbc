"""What the templates of pauses and of how somebody is reached are shown with."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from bot.domain.cadence import PartialRhythm
from bot.domain.pauses import PauseForm
from bot.domain.personal import NextCheckin, PersonalForm
from bot.domain.rhythms import find_sources
from bot.domain.setting_up import MOST_NAME
from bot.domain.shortening import shorten
from bot.usecases.pauses import NAME
from tests.templates.cases import Case

Example = dict[str, Any]

LAST_DAY = date(2026, 12, 24)


def name(case: Case) -> str:
    return shorten(case.says("Lena Lead"), NAME)


def pause(case: Case) -> Example:
    form = PauseForm(
        "U0LENA",
        name(case),
        LAST_DAY,
        {"pause_until": "2027-01-06"},
        may_choose=True,
        is_restored=True,
    )
    return {"form": form}


def me(case: Case) -> Example:
    team = case.says("Platform")[:MOST_NAME]
    top = case.says("Company")[:MOST_NAME]
    rhythm = PartialRhythm(1, time(8, 30), is_locked=True)
    form = PersonalForm(
        "America/Argentina/ComodRivadavia",
        time(14, 5),
        team,
        find_sources([(team, PartialRhythm(None, None, 3, time(14))), (top, rhythm)]),
        NextCheckin(date(2026, 10, 20), time(8, 30)),
        paused_until=LAST_DAY if case.copies > 1 else None,
        is_away=True,
        away_until=LAST_DAY,
        country="DE",
        country_name="Deutschland",
        part="MV",
        part_name="Mecklenburg-Vorpommern",
        has_parts=True,
        is_restored=True,
        is_saved=True,
    )
    return {"form": form}


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/paused": lambda case: {"by": name(case), "until": LAST_DAY},
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/me": me,
    "modals/pause": pause,
    "modals/paused": lambda case: {"name": name(case), "until": LAST_DAY},
}
