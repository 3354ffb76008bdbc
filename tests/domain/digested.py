"""Objectives and key results for tests of digests, where confidence alone is the status."""

from decimal import Decimal
from typing import Any

from bot.domain.okrs import KeyResult, Link, Metric, Objective
from tests.make import SLOT, make_key_result, make_objective

BEN = 2


def make_held(**changes: Any) -> KeyResult:
    """One without a pace, checked in this slot: its confidence alone is its status."""
    defaults: dict[str, Any] = {
        "metric": Metric.AT_LEAST,
        "target": Decimal(1),
        "current": Decimal(1),
        "checked_in_slot": SLOT,
        "confidence": 8,
    }
    return make_key_result(**defaults | changes)


def own(*key_results: KeyResult, **changes: Any) -> Objective:
    return make_objective(key_results=key_results, **changes)


def child(id_: int, parent_id: int, *key_results: KeyResult, **changes: Any) -> Objective:
    """An objective that contributes to another one."""
    links = {"parent_id": parent_id, "link": Link.CONTRIBUTES}
    return make_objective(**{"id": id_, "key_results": key_results} | links | changes)


OPEN = make_held(id=11, objective_id=11, current=Decimal(0))
DONE = make_held(id=12, objective_id=12)
