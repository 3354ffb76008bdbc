"""Example values for the editor of objectives, for `okrbot preview`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.editor import LINK, METRIC, EditorDraft, KeyResultDraft, Page
from bot.domain.editor_differences import Difference
from bot.domain.editor_drafts import DraftLine
from bot.domain.editor_pages import compose_check, compose_key_result, compose_page, with_findings
from bot.domain.fields import NumberMarks
from bot.domain.objective_fields import EditorFacts
from bot.domain.okrs import Cycle, Objective, Person, Team
from bot.domain.rights import Verdict

FORM, TODAY = "objective.new.1a2b3c4d", date(2026, 11, 3)
QUARTER = Cycle(1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
NEXT = Cycle(2, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
ANNA = Person(1, "U0ANNA", "Anna Berger", "Europe/Vienna")
BEN = Person(2, "U0BEN", "Ben Kofler", "Europe/Vienna")
TEAMS = {1: Team(1, "Medical devices"), 2: Team(2, "Hospitals", parent_id=1, manager_id=BEN.id)}
ABOVE = Objective(9, 1, BEN.id, QUARTER, "Hospitals trust our implants")

DRAFT = EditorDraft(
    fields={
        "title": "Clinics train their people without us",
        "why": "Our trainers are booked out until spring.",
        "team": "2",
        "cycle": "1",
        "owner": ANNA.slack_id,
        "commitment": "committed",
        LINK: "contributes",
        "parent": "9",
    },
    key_results=(
        KeyResultDraft(
            "n1",
            {
                "title": "Clinics that train alone",
                METRIC: "increase",
                "baseline": "4",
                "target": "20",
                "unit": "clinics",
                "confidence": "5",
            },
        ),
        KeyResultDraft("n2", {"title": "Finish the training portal", METRIC: "yes_no"}),
    ),
)
FACTS = EditorFacts(
    person=ANNA,
    today=TODAY,
    marks=NumberMarks(),
    teams=TEAMS,
    writable={2: Verdict.PROPOSE},
    cycles={each.id: each for each in (QUARTER, NEXT)},
    people={each.slack_id: each for each in (ANNA, BEN)},
    above={9: ABOVE},
)


def _page(page: Page) -> dict[str, Any]:
    return {"page": compose_page(FORM, replace(DRAFT, page=page), FACTS)}


def _check() -> dict[str, Any]:
    draft = replace(DRAFT, page=Page.CHECK)
    check = compose_check(draft, FACTS, BEN, None)
    return {"page": with_findings(compose_page(FORM, draft, FACTS), check), "check": check}


def _conflict() -> dict[str, Any]:
    wording = Difference("title", "Clinics train on their own", "Clinics train without us")
    target = Difference("target", "20", "25", "Clinics that train alone")
    return {"form": "objective:7", "author": BEN, "disputed": [wording], "others": [target]}


def _choice() -> dict[str, Any]:
    line = DraftLine(FORM, "Clinics train their people without us", 0)
    return {"lines": [line], "fresh": "objective.new.", "is_new": True}


WRITING_EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "menus/choices": lambda: {"choices": [{"id": 9, "text": ABOVE.title, "detail": "Company"}]},
    "modals/key_result": lambda: {"form": compose_key_result(FORM, DRAFT, "n1")},
    "modals/objective_alignment": lambda: _page(Page.ALIGNMENT),
    "modals/objective_check": _check,
    "modals/objective_choice": _choice,
    "modals/objective_conflict": _conflict,
    "modals/objective_key_results": lambda: _page(Page.KEY_RESULTS),
    "modals/objective_objective": lambda: _page(Page.OBJECTIVE),
    "modals/objective_saved": lambda: {
        "title": ABOVE.title,
        "decider": BEN,
        "is_new": True,
        "number": 7,
    },
}
