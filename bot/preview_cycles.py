"""Example values for the templates of cycles, closing and looking back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.calibration import Calibration
from bot.domain.closing import Closing, suggest
from bot.domain.closing_views import Result, compose_list, compose_page, open_line
from bot.domain.cycle_views import (
    CycleForm,
    CycleList,
    TeamLeft,
    Waiting,
    compose_close,
    compose_results,
    compose_start,
    compose_to_close,
    cycle_line,
)
from bot.domain.cycles import Dates, Step
from bot.domain.okrs import (
    Commitment,
    Cycle,
    KeyResult,
    Metric,
    Objective,
    ObjectiveState,
    Outcome,
    Team,
)
from bot.domain.retrospective import (
    Answers,
    LookingBack,
    RetrospectiveForm,
    compose_looking_back,
    pages,
)

_TODAY = date(2026, 12, 18)
_QUARTER = Cycle(1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
_NEXT = Cycle(2, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
_LAST = Cycle(3, "2026-Q3", date(2026, 7, 1), date(2026, 9, 30), is_closed=True)
_TEAM = Team(1, "Platform", channel="C0PLATFORM", manager_channel="C0LEADS")

_KEY_RESULTS = (
    KeyResult(
        1,
        1,
        "Hospitals that reorder",
        1,
        Metric.INCREASE,
        unit="hospitals",
        baseline=Decimal(40),
        target=Decimal(65),
        current=Decimal(61),
        weight=Decimal(2),
        checked_in_slot="2026-W51",
    ),
    KeyResult(
        2,
        1,
        "Portal is up",
        1,
        Metric.AT_LEAST,
        unit="%",
        target=Decimal("99.5"),
        current=Decimal("99.2"),
        checked_in_slot="2026-W51",
    ),
)
_OBJECTIVE = Objective(
    1, 1, 1, _QUARTER, "Clinics never wait for our portal", key_results=_KEY_RESULTS
)
_DONE = replace(
    _OBJECTIVE,
    id=2,
    title="Surgeons trust our delivery dates",
    commitment=Commitment.ASPIRATIONAL,
    state=ObjectiveState.CLOSED,
    outcome=Outcome.CARRIED,
    score=Decimal("0.7"),
)


def examples() -> dict[str, Callable[[], dict[str, Any]]]:
    """By template, what makes its values."""
    return {
        "messages/closing": _closing_message,
        "messages/cycle_started": _started,
        "messages/retrospective": lambda: {**_first_page(), "has_more": False},
        "messages/retrospective_ask": _asked,
        "messages/retrospective_more": _first_page,
        "modals/closing": lambda: {"closing": compose_list(_closing(), 0, {}, _result())},
        "modals/closing_objective": _page,
        "modals/cycle": _form,
        "modals/cycle_close": _close,
        "modals/cycle_results": lambda: {
            "results": compose_results(_LAST, {1: "Platform"}, [_DONE])
        },
        "modals/cycles": _cycles,
        "modals/retrospective": _retrospective,
        "modals/retrospective_post": _preview,
    }


def _closing() -> Closing:
    suggestion = suggest(_OBJECTIVE, [], _TODAY, {})
    return Closing(_TEAM, (_QUARTER,), (suggestion,), (_DONE,), {1: [_NEXT]}, _TODAY)


def _result() -> Result:
    return Result(closed=1, left=(open_line(_closing().open[0]),))


def _page() -> dict[str, Any]:
    return {"page": compose_page(_closing().open[0], [_NEXT], {"closing.outcome": "carried"})}


def _closing_message() -> dict[str, Any]:
    waiting = [Waiting(_TEAM, [_OBJECTIVE.title, _DONE.title], 1)]
    return {"close": compose_to_close(Step.CLOSING, _QUARTER, waiting, on=_TODAY)}


def _started() -> dict[str, Any]:
    return {"start": compose_start(_NEXT, _TEAM.name, (3, 1), ["Anna Berger", "Ben Kofler"])}


def _asked() -> dict[str, Any]:
    return {"cycle": _QUARTER.name, "team": _TEAM.name, "value": "1 1"}


def _cycles() -> dict[str, Any]:
    counts: tuple[dict[str, int], ...] = (
        {},
        {"active": 12, "closed": 3},
        {"closed": 14, "dropped": 1},
    )
    lines = [
        cycle_line(each, count, _TODAY)
        for each, count in zip((_NEXT, _QUARTER, _LAST), counts, strict=True)
    ]
    return {"cycles": CycleList(tuple(lines), 0, is_admin=True, planned=_NEXT.name)}


def _form() -> dict[str, Any]:
    dates = Dates(_NEXT.name, _NEXT.starts_on, _NEXT.ends_on)
    return {"form": CycleForm(0, dates, is_restored=False)}


def _close() -> dict[str, Any]:
    left = [TeamLeft("Platform", 2), TeamLeft("Sales", 1)]
    return {"close": compose_close(_QUARTER, left, 1)}


def _results() -> dict[str, Any]:
    return {"results": compose_results(_LAST, {_TEAM.id: _TEAM.name}, [_DONE])}


def _retrospective() -> dict[str, Any]:
    answers = Answers("Clinics answered fast")
    form = RetrospectiveForm(
        1, 1, _QUARTER.name, _TEAM.name, answers, True, is_stored=True, may_post=True, answered=3
    )
    return {"form": form}


def _looking_back() -> LookingBack:
    answers = [
        Answers("Clinics answered fast", "Two audits at once", "One audit at a time"),
        Answers("Fridays without meetings", "", "Ask the clinics first"),
    ]
    calibrations = {
        "2026-Q3": Calibration(Decimal("0.27"), 40, Decimal("0.71"), Decimal("0.45")),
        "2026-Q4": Calibration(Decimal("0.19"), 52, Decimal("0.66"), Decimal("0.6")),
    }
    names = (_TEAM.name, _QUARTER.name)
    return compose_looking_back(names, answers, [_DONE], calibrations)


def _first_page() -> dict[str, Any]:
    back = _looking_back()
    return {"back": back, "sections": pages(back)[0]}


def _preview() -> dict[str, Any]:
    back = _looking_back()
    return {
        "back": back,
        "shown": back.sections,
        "has_more": False,
        "cycle_id": 1,
        "team_id": 1,
        "channel": _TEAM.channel,
        "manager_channel": _TEAM.manager_channel,
    }
