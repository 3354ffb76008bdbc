"""Example values for the templates of agreeing and handing over, for `okrbot preview`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.agreeing import Answer
from bot.domain.handovers import Given, Handover, Offer, compose_offer
from bot.preview_company import ANNA, KEY_RESULTS, OBJECTIVE, TODAY

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
NOTE = "You know the hospitals in the south better than I do"

HANDOVER = Handover(5, 1, 1, 1, 1, 2, 1, Answer.OPEN, NOTE, "", NOON, None)


def _offer() -> Offer:
    given = Given(OBJECTIVE, KEY_RESULTS[0])
    return compose_offer(given, ANNA.name, TODAY, asked_by=ANNA.name, note=NOTE)


def _answer() -> dict[str, Any]:
    declined = replace(HANDOVER, state=Answer.DECLINED, decided_at=NOON)
    told = {"receiver": "Ben Kofler", "reply": "I am away until December", "is_asker": True}
    return {"handover": declined, "offer": _offer(), **told}


EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "messages/handover": lambda: {"handover": HANDOVER, "offer": _offer(), "reply": ""},
    "messages/handover_answer": _answer,
    "modals/handover": lambda: {"subject": "key_result 1", "offer": _offer(), "typed": {}},
    "modals/handover_decline": lambda: {"id": 5, "offer": _offer(), "typed": {}},
    "modals/handover_done": lambda: {"receiver": "Ben Kofler", "is_taken": False},
}
