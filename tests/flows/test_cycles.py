"""`/okr cycle`: everybody sees the cycles, admins plan the next one and close the last one."""

from datetime import date
from decimal import Decimal

import pytest

from storage.tables import (
    AuditRow,
    CycleRow,
    FormDraftRow,
    KeyResultRow,
    ObjectiveRow,
    OutboxRow,
    PersonRow,
)
from tests.flows.closing import NEXT, begin_close, errors, objective, plan_next
from tests.flows.office import Office


def plan(office: Office, **values: str) -> None:
    """Open the form for the next cycle, fill it in and submit it."""
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.plan")
    office.slack.fill("U0HANNA", dict(values))
    office.submit("U0HANNA")


def cycles(office: Office) -> list[tuple[str, date, date]]:
    return [(row["name"], row["starts_on"], row["ends_on"]) for row in office.rows(CycleRow)]


@pytest.mark.parametrize("word", ["cycle", "cycles", "zyklus", "Zyklen"])
def test_everybody_sees_the_cycles(office: Office, word: str) -> None:
    assert office.slack.command("U0NICK", f"/okr {word}").error is None

    shown = office.shown("U0NICK")
    assert "*2026-Q4* · :runner: running\nOct 1, 2026 to Dec 31, 2026\n4 objectives" in shown
    assert "Only admins of okrbot plan, start and close cycles." in shown
    assert "Plan the next cycle" not in shown


def test_the_quarter_after_the_last_is_suggested_and_planned(office: Office) -> None:
    plan(office)

    shown = office.shown("U0HANNA")
    assert "2027-Q1 is planned" in shown
    assert "*2027-Q1* · :spiral_calendar_pad: planned\nJan 1, 2027 to Mar 31, 2027" in shown
    assert cycles(office)[1] == ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
    assert "cycle.planned" in [row["action"] for row in office.rows(AuditRow)]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": "2026-q4"}, {"name": "There is a cycle called 2026-q4."}),
        ({"name": "   "}, {"name": "Give the cycle a name, such as 2027-Q1."}),
        ({"ends_on": "2027-01-01"}, {"ends_on": "The end must come after the start."}),
        ({"ends_on": "2026-12-01"}, {"ends_on": "The end must come after the start."}),
        ({"ends_on": "2028-02-05"}, {"ends_on": "A cycle has at most 400 days."}),
    ],
)
def test_what_is_no_cycle_is_told_at_its_field(
    office: Office, values: dict[str, str], told: dict[str, str]
) -> None:
    plan(office, **values)

    assert errors(office, "U0HANNA") == told
    assert len(cycles(office)) == 1


def test_a_refused_form_and_a_closed_one_keep_what_was_typed(office: Office) -> None:
    plan(office, name="Winter", ends_on="2026-12-01")
    office.slack.close_all("U0HANNA")
    office.slack.command("U0HANNA", "/okr cycle")

    office.slack.press("U0HANNA", "cycle.plan")

    assert "What you typed before is still here." in office.shown("U0HANNA")
    office.slack.fill("U0HANNA", {"ends_on": "2027-02-28"})
    office.submit("U0HANNA")
    assert cycles(office)[1][0] == "Winter"
    assert office.rows(FormDraftRow) == []


def test_looking_at_the_form_leaves_no_draft(office: Office) -> None:
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.plan")

    office.slack.close_all("U0HANNA")

    assert office.rows(FormDraftRow) == []


def test_an_overlap_is_allowed_and_told(office: Office) -> None:
    plan(office, name="Sprint", starts_on="2026-12-01")

    assert "It shares days with 2026-Q4." in office.shown("U0HANNA")


def test_a_planned_cycle_is_changed_and_one_that_has_begun_is_not(office: Office) -> None:
    number = plan_next(office)
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.edit", value=str(number))
    office.slack.fill("U0HANNA", {"name": "Winter", "starts_on": "2027-01-04"})
    office.submit("U0HANNA")
    changed = cycles(office)[1]
    office.slack.press("U0HANNA", "cycle.edit", value=str(number))
    office.clock.set(office.clock.now().replace(year=2027, month=1, day=5))

    office.submit("U0HANNA")

    assert changed == ("Winter", date(2027, 1, 4), NEXT["ends_on"])
    assert errors(office, "U0HANNA") == {"name": "Winter has begun: its dates stay as they are."}


def test_who_is_no_admin_any_more_plans_nothing(office: Office) -> None:
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.plan")
    office.change(PersonRow, {"slack_id": "U0HANNA"}, role="member")

    office.submit("U0HANNA")
    told = errors(office, "U0HANNA")
    office.slack.close("U0HANNA")
    office.slack.press("U0HANNA", "cycle.plan")

    assert told == {"name": "Only admins of okrbot plan, start and close cycles."}
    assert "Only admins of okrbot plan" in office.shown("U0HANNA")
    assert len(cycles(office)) == 1


def test_a_cycle_is_closed_with_what_is_left_in_it(office: Office) -> None:
    begin_close(office)
    office.change(ObjectiveRow, {"key": "sell"}, state="proposed")
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.close")
    asked = office.shown("U0HANNA")

    office.submit("U0HANNA")

    assert "3 objectives are not closed yet:\n• Company: 1\n• Platform: 2" in asked
    assert "1 draft or proposal was never agreed and stays as it is." in asked
    assert "2026-Q4 is closed." in office.shown("U0HANNA")
    assert [row["is_closed"] for row in office.rows(CycleRow)] == [True]
    assert objective(office, "calm")["score"] == Decimal("0.10")
    assert office.key_result("reorder")["score"] == Decimal("0.32")


def test_who_is_asked_to_close_sees_it_again_when_more_is_open(office: Office) -> None:
    begin_close(office)
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.close")
    office.add_objectives(1)

    office.submit("U0HANNA")

    assert "More has been opened meanwhile." in office.shown("U0HANNA")
    assert [row["is_closed"] for row in office.rows(CycleRow)] == [False]


def test_a_cycle_that_was_closed_meanwhile_says_so(office: Office) -> None:
    begin_close(office)
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.close")
    office.change(CycleRow, {}, is_closed=True)

    office.submit("U0HANNA")

    assert "2026-Q4 is closed: it can be read" in office.shown("U0HANNA")


def test_into_a_closed_cycle_nothing_is_written(office: Office) -> None:
    """A check-in, a close that was begun, and whoever is nudged: all come too late."""
    begin_close(office)
    office.open("U0MARIA")
    office.slack.command("U0LENA", "/okr close")
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.close")
    office.submit("U0HANNA")
    before = office.rows(KeyResultRow), office.rows(ObjectiveRow)
    office.fill("U0MARIA", uptime_value="99")
    office.submit("U0MARIA")
    office.slack.press("U0LENA", "closing.one", value=str(objective(office, "calm")["id"]))

    assert (office.rows(KeyResultRow), office.rows(ObjectiveRow)) == before
    assert "Hanna Head has closed this objective already." in office.shown("U0LENA")
    assert not [row for row in office.rows(OutboxRow) if row["key"].startswith("receipt")]


def test_a_closed_cycle_can_be_read_by_everybody(office: Office) -> None:
    begin_close(office)
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.close")
    office.submit("U0HANNA")
    office.clock.set(office.clock.now().replace(year=2029))

    office.slack.command("U0MANY", "/okr cycle")
    office.slack.press("U0MANY", "cycle.show")

    shown = office.shown("U0MANY")
    assert "*Company*\n:red_circle: Hospitals trust our implants · closed, *0.32* weak" in shown
    assert "Not shown: 1 private objective." in shown
    assert "Buy the rival" not in shown
