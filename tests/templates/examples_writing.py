"""What the editor of objectives is shown with: written well, by an attacker, and far too big."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.domain.editor import LINK, METRIC, EditorDraft, KeyResultDraft, Page
from bot.domain.editor_differences import FIELDS, KEY_RESULT_FIELDS, TITLE, VALUE, Difference
from bot.domain.editor_drafts import DraftLine
from bot.domain.editor_pages import (
    Checking,
    EditorPage,
    Notice,
    compose_key_result,
    compose_page,
    with_findings,
)
from bot.domain.fields import NumberMarks
from bot.domain.objective_fields import EditorFacts, PlacedFault, faults_of
from bot.domain.okrs import Metric
from bot.domain.quality import Check, Finding
from bot.domain.rights import Verdict
from bot.domain.shortening import shorten
from bot.errors import InvalidInput, NotAllowed
from storage.parents import Choice
from tests.make import make_cycle, make_objective, make_person, make_team
from tests.templates.examples import TUESDAY, Case, Example

NEW, OLD = "objective.new.1a2b3c4d", "objective:7"


def draft(case: Case) -> EditorDraft:
    """One key result of each metric, and one whose number is none."""
    return EditorDraft(
        fields={
            "title": case.says("Clinics train their people alone")[:3000],
            "why": case.says("Our trainers are booked out until spring.")[:3000],
            "team": "2",
            "cycle": "1",
            "owner": "U0PERSON1",
            "commitment": "aspirational",
            "private": ["private"],
            LINK: "supports",
            "parent": "9",
            "reason": case.says("We know more")[:500],
        },
        key_results=tuple(
            KeyResultDraft(f"n{number}", key_result(case, metric))
            for number, metric in enumerate([*Metric, Metric.INCREASE], 1)
        ),
        begun={"n9": {"title": case.says("Half a")[:200]}},
    )


def key_result(case: Case, metric: Metric) -> dict[str, Any]:
    numbers = {"baseline": "9,5" if metric is Metric.DECREASE else "4", "target": "20"}
    return {
        "title": case.says("Clinics that train alone")[:200],
        METRIC: metric.value,
        **numbers,
        "lower": "18",
        "upper": "22",
        "unit": case.says("clinics")[:30],
        "milestones": "\n".join(f"Step {number}" for number in range(case.steps)),
        "owner": "U0PERSON2",
        "delegate": "U0PERSON1",
        "weight": "2",
        "entry": "adds",
        "confidence": "5",
    }


def facts(case: Case) -> EditorFacts:
    people = [make_person(id=number, slack_id=f"U0PERSON{number}") for number in (1, 2)]
    names = {1: "Company", 2: "Hospitals", 3: "Clinics"}
    teams = {
        number: make_team(
            id=number, name=case.says(name)[:150], parent_id=None if number == 1 else 1
        )
        for number, name in names.items()
    }
    next_quarter = make_cycle(id=2, name=case.says("2027-Q1")[:80])
    return EditorFacts(
        person=people[0],
        today=TUESDAY,
        marks=NumberMarks(),
        teams=teams,
        writable={2: Verdict.PROPOSE, 3: Verdict.YES},
        cycles={1: make_cycle(), 2: next_quarter},
        people={each.slack_id: each for each in people},
        above={9: make_objective(id=9, title=case.says("Hospitals trust our implants"))},
    )


def page(case: Case, which: Page) -> EditorPage:
    written = replace(draft(case), page=which)
    faults = faults_of(written, facts(case)) if which is Page.KEY_RESULTS else ()
    shown = compose_page(NEW, written, facts(case), faults)
    return replace(shown, notice=Notice.FAULTS if faults else Notice.RESTORED)


def alone(case: Case) -> Example:
    """Without anything above, on a page that says why it cannot go on."""
    fields = {LINK: "alone", "justification": case.says("It is for ourselves")[:500]}
    written = draft(case)
    written = replace(written, fields={**written.fields, **fields}, page=Page.ALIGNMENT)
    fault = InvalidInput("parent", "Choose %(what)s.", what=case.says("one")[:80])
    placed = [PlacedFault(Page.ALIGNMENT, fault)]
    shown = compose_page(NEW, written, facts(case), placed)
    problem = NotAllowed("Only members of %(team)s.", team=case.says("Platform")[:80])
    return {"page": replace(shown, notice=Notice.FAULTS, problem=problem)}


def check(case: Case) -> Example:
    """A change with everything there is to say about it."""
    shown = replace(
        compose_page(OLD, replace(draft(case), page=Page.CHECK), facts(case)), is_new=False
    )
    said = {
        kind: tuple(
            Finding(each, case.says("42")[:200])
            for each in Check
            if each.value[0] == kind and each is not Check.TOO_MANY
        )
        for kind in "OK"
    }
    checking = Checking(
        findings=said["O"],
        too_many=Finding(Check.TOO_MANY, "4"),
        decider=make_person(slack_id="U0PERSON2"),
        changes=tuple(differences(case))[:10],
        more_changes=3,
        asks_reason=True,
        needs_reason=True,
        by_key={each.key: said["K"] for each in shown.items},
    )
    shown = replace(shown, notice=Notice.MERGED, differences=tuple(differences(case))[10:20])
    return {"page": with_findings(shown, checking), "check": checking}


def new_check(case: Case) -> Example:
    """Something new that counts at once, well written."""
    shown = compose_page(NEW, replace(draft(case), page=Page.CHECK, begun={}), facts(case))
    checking = Checking((), None, None, (), 0, asks_reason=False, needs_reason=False, by_key={})
    return {"page": shown, "check": checking}


def differences(case: Case) -> list[Difference]:
    """One in each field, and a key result that came."""
    words = {
        "owner": ("U0PERSON1", "U0PERSON2"),
        "delegate": ("", "U0PERSON2"),
        "commitment": ("committed", "aspirational"),
        "private": ("yes", "no"),
        LINK: ("alone", "supports"),
        METRIC: ("increase", "at_least"),
        "entry": ("adds", "replaces"),
    }
    typed = (shorten(case.says("20"), VALUE), shorten(case.says("25"), VALUE))
    title = shorten(case.says("Clinics that train alone"), TITLE)
    return [
        Difference("added", "", "", title),
        *(Difference(each, *words.get(each, typed)) for each in FIELDS if each != "reason"),
        *(Difference(each, *words.get(each, typed), title) for each in KEY_RESULT_FIELDS),
    ]


def conflict(case: Case) -> Example:
    found = differences(case)
    author = make_person(slack_id="U0PERSON2")
    return {"form": OLD, "author": author, "disputed": found[:10], "others": found[10:20]}


def choice(case: Case) -> Example:
    lines = [DraftLine(NEW, case.says("Clinics train alone")[:150], 0), DraftLine(f"{NEW}5", "", 0)]
    return {"lines": lines, "fresh": "objective.new.2", "is_new": True}


def form(case: Case, metric: Metric) -> Example:
    fields = key_result(case, metric)
    written = EditorDraft(key_results=(KeyResultDraft("n1", fields),), begun={"n1": fields})
    return {"form": compose_key_result(NEW, written, "n1", is_restored=True)}


def menu(case: Case) -> Example:
    choices = [Choice(9, case.says("Hospitals trust us"), case.says("Company")), Choice(10, "")]
    return {"choices": choices}


def saved(case: Case) -> Example:
    decider = make_person(slack_id="U0PERSON2")
    return {
        "title": case.says("Clinics train alone"),
        "decider": decider,
        "is_new": True,
        "number": 7,
    }


WRITING: Mapping[str, Callable[[Case], Example]] = {
    "modals/key_result": lambda case: form(case, Metric.INCREASE),
    "modals/objective_alignment": lambda case: {"page": page(case, Page.ALIGNMENT)},
    "modals/objective_check": check,
    "modals/objective_choice": choice,
    "modals/objective_conflict": conflict,
    "modals/objective_key_results": lambda case: {"page": page(case, Page.KEY_RESULTS)},
    "modals/objective_objective": lambda case: {"page": page(case, Page.OBJECTIVE)},
    "modals/objective_saved": saved,
}
"""Each modal by its template."""

OTHERS: Mapping[str, tuple[str, Callable[[Case], Example]]] = {
    "alone": ("modals/objective_alignment", alone),
    "new": ("modals/objective_check", new_check),
    **{f"form_{each.value}": ("modals/key_result", partial(form, metric=each)) for each in Metric},
}
"""Further ways they look, by a name of their own."""
