"""Example values for Home, search, details and histories, for `okrbot preview`."""

from collections.abc import Callable
from typing import Any

from bot.domain.asks import Ask, AskKind
from bot.domain.changes import Change
from bot.domain.charts import compose_chart
from bot.domain.details import DetailFacts, compose_detail
from bot.domain.histories import HistoryFacts, compose_history
from bot.domain.home import HomeFacts, compose_home
from bot.domain.home_pages import page_of
from bot.domain.okrs import Team
from bot.domain.search import Query, find
from bot.domain.told_changes import Names, told_change
from bot.domain.viewing import Viewer
from bot.domain.week import TeamWeek
from bot.preview_company import ANNA, COMPANY, KEY_RESULTS, OBJECTIVE, REVISIONS, SLOT, TODAY

PLATFORM, TRAINING = Team(1, "Platform", manager_id=ANNA.id), Team(2, "Training", parent_id=1)
VIEWER = Viewer(ANNA, {1: PLATFORM, 2: TRAINING}, frozenset({1, 2}), frozenset({1}))
NAMES = Names({ANNA.id: ANNA.name}, {}, {})
RAISED = told_change(
    Change("target", "60", "65", KEY_RESULTS[0].title, KEY_RESULTS[0].id),
    ANNA.id,
    REVISIONS[0].at,
    "Two more clinics signed",
    NAMES,
)


def _home() -> dict[str, Any]:
    facts = HomeFacts(
        viewer=VIEWER,
        slot=SLOT,
        today=TODAY,
        mine=[OBJECTIVE],
        revisions=REVISIONS,
        asks=[Ask(AskKind.HANDOVER, "1", "Clinics train alone", "Ben Kofler", "You know them")],
        of_teams=[OBJECTIVE],
        week=TeamWeek(PLATFORM, SLOT, TODAY, (OBJECTIVE,), people={ANNA.id: ANNA}),
        parents=[COMPANY],
    )
    home = compose_home(facts)
    return {"home": home, "page": page_of(home, 0), "admins": [ANNA.slack_id]}


def _detail() -> dict[str, Any]:
    facts = DetailFacts(
        viewer=VIEWER,
        objective=OBJECTIVE,
        today=TODAY,
        slot=SLOT,
        parent=COMPANY,
        people=NAMES.people,
        revisions=REVISIONS,
        changes=[RAISED],
    )
    return {"detail": compose_detail(facts)}


def _history_facts() -> HistoryFacts:
    return HistoryFacts(
        viewer=VIEWER,
        objective=OBJECTIVE,
        key_result=KEY_RESULTS[0],
        today=TODAY,
        slot=SLOT,
        revisions=REVISIONS[:1],
        changes=[RAISED],
        people=NAMES.people,
    )


def _history() -> dict[str, Any]:
    return {"history": compose_history(_history_facts(), 0), "is_chart_sent": False}


def _chart() -> dict[str, Any]:
    return {"chart": compose_chart(_history_facts())}


def _results() -> dict[str, Any]:
    return {"results": find(Query(("portal",)), [OBJECTIVE, COMPANY], VIEWER, TODAY, SLOT)}


EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "home/home": _home,
    "home/stranger": lambda: {"admins": [], "is_set_up": False, "is_left_out": False},
    "messages/as_chart": _chart,
    "messages/as_table": _chart,
    "messages/as_text": _chart,
    "messages/results": _results,
    "modals/history": _history,
    "modals/objective": _detail,
}
