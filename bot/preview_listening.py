"""Example values for why, acknowledgements and thanks, for `okrbot preview`."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from bot.domain.acknowledging import Heard, Offered
from bot.domain.cadence import Rhythm
from bot.domain.due import DayOff
from bot.domain.okrs import Workspace
from bot.domain.planning import Outlook
from bot.domain.rhythms import ABOVE, RhythmSources, Weekly
from bot.domain.thanks import MOST_A_DAY, Thanked
from bot.domain.why import Past, WhyFacts, compose_why
from bot.preview_company import ANNA, KEY_RESULTS, OBJECTIVE, QUARTER, SLOT

THURSDAY = datetime(2026, 10, 22, 10, tzinfo=UTC)
NATIONAL_DAY = date(2026, 10, 26)


def _day_off(day: date) -> DayOff | None:
    if day.weekday() > 4:
        return DayOff.WEEKEND
    return DayOff.HOLIDAY if day == NATIONAL_DAY else None


def _why() -> dict[str, Any]:
    rhythm = Rhythm()
    pairs = [(each, QUARTER) for each in KEY_RESULTS]
    facts = WhyFacts(
        outlook=Outlook(ANNA, pairs, rhythm, _day_off),
        workspace=Workspace(1, "T0LOCAL", "Acme", ANNA.time_zone),
        sources=RhythmSources(
            Weekly(0, time(9), ABOVE, "Acme"), Weekly(1, time(9)), locked_by="Acme"
        ),
        holiday=lambda _day: "National Day",
        team="Platform",
        digest_at=datetime(2026, 10, 27, 8, tzinfo=UTC),
        past=[
            Past("2026-W43", datetime(2026, 10, 19, 7, tzinfo=UTC)),
            Past("2026-W42", datetime(2026, 10, 12, 7, tzinfo=UTC), skipped="paused"),
        ],
    )
    return {"why": compose_why(facts, THURSDAY, is_own=True)}


HEARD = (Heard(1, ANNA.name), Heard(2, "Ben Kofler"))
OFFERED = Offered(1, SLOT, HEARD)

EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "messages/why": _why,
    "messages/acknowledged": lambda: {"author": "Ben Kofler", "is_new": True},
    "modals/acknowledge": lambda: {"asked": OFFERED, "chosen": None, "typed": {}},
    "modals/acknowledged": lambda: {"author": "Ben Kofler"},
    "messages/thanks": lambda: {
        "sender": ANNA.name,
        "title": KEY_RESULTS[0].title,
        "objective_id": OBJECTIVE.id,
        "objective": OBJECTIVE.title,
        "words": "Your call with Linz turned it around",
    },
    "modals/thanks": lambda: {
        "about": 1,
        "chosen": Thanked(KEY_RESULTS[0], OBJECTIVE),
        "typed": {},
        "most": MOST_A_DAY,
    },
    "modals/thanked": lambda: {"receiver": "Ben Kofler"},
}
