"""Teams that end: archived, or merged into another."""

import pytest

from storage.tables import AuditRow, ObjectiveRow, TeamRow
from tests.flows.founding import option
from tests.flows.office import Office
from tests.flows.teaming import COMPANY, PLATFORM, SALES, edit, members, save, team


def test_the_name_of_an_archived_team_is_taken(office: Office) -> None:
    office.change(TeamRow, {"id": SALES}, is_active=False)
    edit(office, "U0LENA", PLATFORM)

    refused = save(office, "U0LENA", name="Sales")

    assert refused["name"].startswith("An archived team is called Sales")


def test_a_team_with_objectives_is_not_archived(office: Office) -> None:
    edit(office, "U0HANNA", SALES)
    office.slack.press("U0HANNA", "team.archive")
    assert "1 objective is not closed yet." in office.shown("U0HANNA")

    refused = save(office, "U0HANNA", reason="Not needed")

    assert refused["reason"].startswith("Sales still has objectives")
    assert team(office, SALES)["is_active"]


def test_a_team_with_teams_below_is_not_archived(office: Office) -> None:
    office.change(ObjectiveRow, {}, state="closed")
    edit(office, "U0HANNA", COMPANY)
    office.slack.press("U0HANNA", "team.archive")

    refused = save(office, "U0HANNA", reason="Not needed")

    assert refused["reason"].startswith("Teams stand below Company: Platform, Sales.")


def test_an_archived_team_is_asked_for_nothing_and_keeps_its_history(office: Office) -> None:
    office.change(ObjectiveRow, {}, state="closed")
    edit(office, "U0HANNA", SALES)
    office.slack.press("U0HANNA", "team.archive")

    assert save(office, "U0HANNA", reason="Sold") == {}

    assert not team(office, SALES)["is_active"]
    assert office.slack.view("U0HANNA") is None
    assert office.person("U0MANY")["home_team_id"] is None
    assert members(office, SALES) == {"U0MANY"}
    audit = office.rows(AuditRow)[-1]
    assert (audit["action"], audit["detail"]) == ("team.archived", {"reason": "Sold"})


def test_a_team_is_merged_into_another_after_it_was_said_what_moves(office: Office) -> None:
    edit(office, "U0HANNA", SALES)
    office.slack.press("U0HANNA", "team.merge")
    save(office, "U0HANNA", into=option("2"))
    shown = office.shown("U0HANNA")
    assert "*Sales* becomes part of *Platform*." in shown
    assert "1 person who is not there yet" in shown
    assert "1 objective with its key results" in shown

    assert save(office, "U0HANNA", sure=["yes"]) == {}

    merged = team(office, SALES)
    assert (merged["is_active"], merged["merged_into_id"]) == (False, PLATFORM)
    assert "U0MANY" in members(office, PLATFORM)
    assert {row["team_id"] for row in office.rows(ObjectiveRow) if row["key"] == "sell"} == {2}
    assert office.person("U0MANY")["home_team_id"] == PLATFORM
    assert office.rows(AuditRow)[-1]["action"] == "team.merged"


def test_closed_objectives_stay_with_the_team_that_was_merged(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "sell"}, state="closed")
    edit(office, "U0HANNA", SALES)
    office.slack.press("U0HANNA", "team.merge")
    save(office, "U0HANNA", into=option("2"))
    save(office, "U0HANNA", sure=["yes"])

    assert {row["team_id"] for row in office.rows(ObjectiveRow) if row["key"] == "sell"} == {3}


@pytest.mark.parametrize("into", ["1", "2", "999"])
def test_a_team_is_not_merged_into_itself_or_below(office: Office, into: str) -> None:
    edit(office, "U0HANNA", COMPANY)
    office.slack.press("U0HANNA", "team.merge")

    assert list(save(office, "U0HANNA", into=option(into))) == ["into"]


def test_a_manager_merges_only_into_what_they_manage(office: Office) -> None:
    edit(office, "U0LENA", PLATFORM)
    office.slack.press("U0LENA", "team.merge")

    assert save(office, "U0LENA", into=option("3")) == {
        "into": "Only the manager of Sales and managers above change the team."
    }


def test_a_merge_that_cannot_be_any_more_is_told_at_the_box(office: Office) -> None:
    edit(office, "U0HANNA", SALES)
    office.slack.press("U0HANNA", "team.merge")
    save(office, "U0HANNA", into=option("2"))
    office.change(TeamRow, {"id": PLATFORM}, is_active=False)

    assert save(office, "U0HANNA", sure=["yes"]) == {"sure": "Choose another team."}
    assert team(office, SALES)["is_active"]
