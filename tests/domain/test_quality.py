"""The checks of how OKRs are written: what each fires on, and what it leaves alone."""

from decimal import Decimal
from typing import Any

import pytest

from bot.domain.okrs import KeyResult, Metric
from bot.domain.quality import (
    Check,
    Checked,
    Finding,
    check_key_result,
    check_objective,
    check_team,
    too_many,
)
from tests.make import MONDAY, TITLE, make_key_result, make_milestone, make_objective

HERE = frozenset({1})
TWO = (make_key_result(id=1), make_key_result(id=2, title="Days until an order is delivered"))
YES_NO: dict[str, Any] = {"metric": Metric.YES_NO, "baseline": None, "target": None}


def of_objective(*, is_top: bool = False, **changes: Any) -> tuple[Finding, ...]:
    """What is said of an objective that is well written but for the changes."""
    well = {"key_results": TWO, "parent_id": 2, **changes}
    return check_objective(make_objective(**well), HERE, is_top=is_top)


def of_key_result(*siblings: KeyResult, **changes: Any) -> tuple[Finding, ...]:
    """What is said of a key result that is well written but for the changes."""
    one = make_key_result(**changes)
    return check_key_result(one, (one, *siblings), HERE)


def test_nothing_is_said_of_what_is_well_written() -> None:
    assert (of_objective(), of_key_result()) == ((), ())


@pytest.mark.parametrize(
    ("title", "finding"),
    [
        ("Win 20 hospitals in the south", Finding(Check.DIGITS, "20")),
        ("Reach 99.5 % uptime for everybody", Finding(Check.DIGITS, "99.5")),
        ("Launch the portal for all hospitals", Finding(Check.OUTPUT, "launch")),
        ("Set up a portal for hospitals", Finding(Check.OUTPUT, "set up")),
        ("Ein neues Portal für Kliniken einführen", Finding(Check.OUTPUT, "einführen")),
        ("Umsetzen, was die Kliniken wünschen", Finding(Check.OUTPUT, "umsetzen")),
        ("Happy hospitals", Finding(Check.LENGTH, "2")),
        (" ".join(["word"] * 19), Finding(Check.LENGTH, "19")),
        ("Maintain the trust of our hospitals", Finding(Check.HABIT, "maintain")),
        ("Den Betrieb der Werke aufrechterhalten", Finding(Check.HABIT, "aufrechterhalten")),
    ],
)
def test_the_title_of_an_objective(title: str, finding: Finding) -> None:
    assert of_objective(title=title) == (finding,)


@pytest.mark.parametrize(
    "title",
    [
        "Hospitals build their plans on us",  # the verb is what others do
        "Nobody waits for what we ship",
        "Our implants set up no surgeon to fail",
        " ".join(["word"] * 4),
        " ".join(["word"] * 18),
        "Kliniken vertrauen unseren Lieferungen",
    ],
)
def test_a_title_that_is_left_alone(title: str) -> None:
    assert of_objective(title=title) == ()


def test_an_objective_whose_owner_left() -> None:
    assert of_objective(owner_id=2) == (Finding(Check.OBJECTIVE_WITHOUT_OWNER),)


def test_an_objective_that_hangs_on_nothing_needs_a_reason() -> None:
    assert of_objective(parent_id=None) == (Finding(Check.UNALIGNED),)
    assert of_objective(parent_id=None, justification=" ") == (Finding(Check.UNALIGNED),)
    assert of_objective(parent_id=None, justification="Required by law") == ()
    assert of_objective(parent_id=None, is_top=True) == ()


@pytest.mark.parametrize(
    ("count", "is_fine"), [(0, False), (1, False), (2, True), (5, True), (6, False)]
)
def test_the_number_of_key_results(count: int, is_fine: bool) -> None:
    findings = of_objective(key_results=(make_key_result(),) * count)

    assert findings == (() if is_fine else (Finding(Check.NUMBER_OF_KEY_RESULTS, str(count)),))


def test_an_objective_that_is_known_only_at_the_end() -> None:
    yes_no = make_key_result(**YES_NO)

    assert of_objective(key_results=(yes_no, yes_no)) == (Finding(Check.KNOWN_AT_THE_END),)
    assert of_objective(key_results=(yes_no, TWO[0])) == ()


@pytest.mark.parametrize(
    ("changes", "findings"),
    [
        ({"baseline": None}, [Finding(Check.NO_BASELINE)]),
        ({"target": None}, [Finding(Check.NO_TARGET)]),
        ({"metric": Metric.AT_LEAST, "baseline": None}, []),
        ({"metric": Metric.BETWEEN, "lower": Decimal(1)}, [Finding(Check.NO_TARGET)]),
        ({"metric": Metric.BETWEEN, "lower": Decimal(1), "upper": Decimal(2)}, []),
        ({"metric": Metric.MILESTONES}, [Finding(Check.NO_TARGET)]),
        ({"metric": Metric.MILESTONES, "milestones": (make_milestone(),)}, []),
        ({"title": "Release the portal"}, [Finding(Check.TASK, "release")]),
        ({"title": "Schulung aller Kliniken umsetzen"}, [Finding(Check.TASK, "umsetzen")]),
        ({**YES_NO, "title": "The audit is done"}, [Finding(Check.TASK, "done")]),
        (
            {**YES_NO, "title": "Das Audit ist abgeschlossen"},
            [Finding(Check.TASK, "abgeschlossen")],
        ),
        ({**YES_NO, "title": "The audit is passed"}, []),
        ({"title": "Orders that are done"}, []),
        ({**YES_NO, "title": "Better delivery"}, [Finding(Check.VAGUE, "better")]),
        ({**YES_NO, "title": "Lieferzeit verbessern"}, [Finding(Check.VAGUE, "verbessern")]),
        ({**YES_NO, "title": "Better delivery, in 5 days"}, []),
        ({"title": "Increase reorders"}, []),  # the target says how much
        ({"owner_id": 2}, [Finding(Check.WITHOUT_OWNER)]),
        ({"confidence": 2}, [Finding(Check.START_CONFIDENCE, "2")]),
        ({"confidence": 3}, []),
        ({"confidence": 8}, []),
        ({"confidence": 9}, [Finding(Check.START_CONFIDENCE, "9")]),
        ({"baseline": Decimal("65.0")}, [Finding(Check.NO_WAY_TO_GO)]),
    ],
)
def test_a_key_result(changes: dict[str, Any], findings: list[Finding]) -> None:
    assert list(of_key_result(**changes)) == findings


def test_confidence_is_that_of_the_start_only_before_a_check_in() -> None:
    assert of_key_result(confidence=10, checked_in_at=MONDAY) == ()


def test_two_key_results_that_measure_the_same() -> None:
    same = make_key_result(id=2, title="  hospitals THAT reorder")

    assert of_key_result(same) == (Finding(Check.SAME_METRIC),)
    assert of_key_result(make_key_result(id=2, unit="%")) == ()
    assert of_key_result(make_key_result(id=2, title="Hospitals that reorder 2 times")) == ()


def test_a_team_is_told_only_of_what_could_be_better() -> None:
    vague = make_key_result(id=3, title="Better training", **YES_NO)
    objective = make_objective(key_results=(*TWO, vague), parent_id=2)

    found = check_team([objective], HERE, is_top=False)

    assert found == [Checked("Better training", (Finding(Check.VAGUE, "better"),))]
    assert check_team([], HERE, is_top=False) == []


def test_what_can_be_said_of_an_objective_comes_before_its_key_results() -> None:
    objective = make_objective(key_results=(make_key_result(target=None), TWO[1]))

    titles = [each.title for each in check_team([objective], HERE, is_top=False)]

    assert titles == [TITLE, "Hospitals that reorder"]


@pytest.mark.parametrize(
    ("count", "is_top", "said"),
    [(3, False, None), (4, False, "4"), (5, True, None), (6, True, "6")],
)
def test_how_many_objectives_are_too_many(count: int, is_top: bool, said: str | None) -> None:
    found = too_many([make_objective()] * count, is_top=is_top)

    assert found == (said and Finding(Check.TOO_MANY, said))
