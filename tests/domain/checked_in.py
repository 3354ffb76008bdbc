"""Revisions and weeks for tests of what people read after a check-in."""

from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.moves import Move
from bot.domain.okrs import Metric, Objective
from bot.domain.week import Revision, TeamWeek
from tests.make import MONDAY, SLOT, make_person, make_team

TUESDAY = date(2026, 10, 13)


def make_revision(**changes: Any) -> Revision:
    """48 → 50 and confidence 5 → 6, by person 1 on Monday."""
    defaults: dict[str, Any] = {
        "key_result_id": 1,
        "author_id": 1,
        "slot": SLOT,
        "at": MONDAY,
        "value": Decimal(50),
        "value_before": Decimal(48),
        "confidence": 6,
        "confidence_before": 5,
    }
    return Revision(**defaults | changes)


def make_move(**changes: Any) -> Move:
    """What the default revision makes of the default key result."""
    defaults: dict[str, Any] = {
        "key_result_id": 1,
        "title": "Hospitals that reorder",
        "metric": Metric.INCREASE,
        "unit": "hospitals",
        "value_before": Decimal(48),
        "value": Decimal(50),
        "steps": 0,
        "confidence_before": 5,
        "confidence": 6,
        "author_id": 1,
    }
    return Move(**defaults | changes)


def make_week(*objectives: Objective, **changes: Any) -> TeamWeek:
    """Platform on the Tuesday of the slot; Maria (1) and Ben (2) were asked on Monday."""
    people = {1: make_person(), 2: make_person(id=2, name="Ben", slack_id="U0BEN")}
    defaults: dict[str, Any] = {
        "team": make_team(),
        "slot": SLOT,
        "today": TUESDAY,
        "objectives": objectives,
        "people": people,
        "nudged": frozenset(people),
    }
    return TeamWeek(**defaults | changes)
