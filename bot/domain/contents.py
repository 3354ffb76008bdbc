"""A whole objective as JSON, with its key results and milestones, and back.

That is how a proposal keeps what a change would make of an objective. Numbers are plain digits in
text, days ISO dates, so that nothing is lost on the way. What check-ins write (blockers, who
checked in when) belongs to the rows and is not in it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.okrs import (
    Commitment,
    Cycle,
    Entry,
    KeyResult,
    Link,
    Metric,
    Milestone,
    Objective,
    ObjectiveState,
)


def objective_to_json(objective: Objective) -> dict[str, Any]:
    """The objective as it is stored."""
    return {
        "id": objective.id,
        "team_id": objective.team_id,
        "owner_id": objective.owner_id,
        "cycle": _cycle_to_json(objective.cycle),
        "title": objective.title,
        "why": objective.why,
        "commitment": objective.commitment.value,
        "parent_id": objective.parent_id,
        "link": objective.link.value if objective.link else None,
        "justification": objective.justification,
        "is_private": objective.is_private,
        "state": objective.state.value,
        "version": objective.version,
        "key_results": [_key_result_to_json(each) for each in objective.key_results],
    }


def objective_from_json(stored: Mapping[str, Any]) -> Objective:
    """The objective that `objective_to_json` stored.

    Raises:
        KeyError, TypeError, ValueError, ArithmeticError: something else was stored.
    """
    number = int(stored["id"])
    return Objective(
        id=number,
        team_id=stored["team_id"],
        owner_id=stored["owner_id"],
        cycle=_cycle_from_json(stored["cycle"]),
        title=stored["title"],
        why=stored["why"],
        commitment=Commitment(stored["commitment"]),
        parent_id=stored["parent_id"],
        link=Link(stored["link"]) if stored["link"] else None,
        justification=stored["justification"],
        is_private=stored["is_private"],
        state=ObjectiveState(stored["state"]),
        version=stored["version"],
        key_results=tuple(_key_result_from_json(each, number) for each in stored["key_results"]),
    )


def caught_up(content: Objective, stands: Objective) -> Objective:
    """What was proposed, with what check-ins have said meanwhile: values, and which steps are done.

    Key results that are gone by now are new ones again, since nobody finds their row.
    """
    known = {each.id: each for each in stands.key_results}
    key_results = tuple(_caught_up(each, known.get(each.id)) for each in content.key_results)
    return replace(content, key_results=key_results)


def _caught_up(key_result: KeyResult, stands: KeyResult | None) -> KeyResult:
    if stands is None:
        steps = tuple(replace(each, id=0) for each in key_result.milestones)
        return replace(key_result, id=0, milestones=steps)
    known = {each.id: each for each in stands.milestones}
    steps = tuple(
        replace(each, done_on=known[each.id].done_on) if each.id in known else replace(each, id=0)
        for each in key_result.milestones
    )
    return replace(
        key_result, milestones=steps, current=stands.current, confidence=stands.confidence
    )


def _cycle_to_json(cycle: Cycle) -> dict[str, Any]:
    return {
        "id": cycle.id,
        "name": cycle.name,
        "starts_on": cycle.starts_on.isoformat(),
        "ends_on": cycle.ends_on.isoformat(),
        "is_closed": cycle.is_closed,
    }


def _cycle_from_json(stored: Mapping[str, Any]) -> Cycle:
    return Cycle(
        stored["id"],
        stored["name"],
        date.fromisoformat(stored["starts_on"]),
        date.fromisoformat(stored["ends_on"]),
        stored["is_closed"],
    )


def _key_result_to_json(key_result: KeyResult) -> dict[str, Any]:
    return {
        "id": key_result.id,
        "title": key_result.title,
        "owner_id": key_result.owner_id,
        "delegate_id": key_result.delegate_id,
        "metric": key_result.metric.value,
        "unit": key_result.unit,
        "baseline": _digits(key_result.baseline),
        "target": _digits(key_result.target),
        "lower": _digits(key_result.lower),
        "upper": _digits(key_result.upper),
        "current": _digits(key_result.current),
        "weight": _digits(key_result.weight),
        "entry": key_result.entry.value,
        "confidence": key_result.confidence,
        "milestones": [_milestone_to_json(each) for each in key_result.milestones],
    }


def _key_result_from_json(stored: Mapping[str, Any], objective_id: int) -> KeyResult:
    return KeyResult(
        id=stored["id"],
        objective_id=objective_id,
        title=stored["title"],
        owner_id=stored["owner_id"],
        delegate_id=stored["delegate_id"],
        metric=Metric(stored["metric"]),
        unit=stored["unit"],
        baseline=_number(stored["baseline"]),
        target=_number(stored["target"]),
        lower=_number(stored["lower"]),
        upper=_number(stored["upper"]),
        current=_number(stored["current"]),
        weight=Decimal(stored["weight"]),
        entry=Entry(stored["entry"]),
        confidence=stored["confidence"],
        milestones=tuple(_milestone_from_json(each) for each in stored["milestones"]),
    )


def _milestone_to_json(step: Milestone) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "weight": _digits(step.weight),
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "done_on": step.done_on.isoformat() if step.done_on else None,
    }


def _milestone_from_json(stored: Mapping[str, Any]) -> Milestone:
    return Milestone(
        stored["id"],
        stored["title"],
        Decimal(stored["weight"]),
        _day(stored["due_on"]),
        _day(stored["done_on"]),
    )


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _number(digits: str | None) -> Decimal | None:
    return None if digits is None else Decimal(digits)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
