"""Teams as they are changed in Slack: who may, what is refused, what follows."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.scheduler import run_due
from playground import UserGroup
from storage.tables import (
    AuditRow,
    FormDraftRow,
    MembershipRow,
    ObjectiveRow,
    RhythmRow,
    TeamRow,
)
from tests.flows.founding import option
from tests.flows.office import MONDAY_NINE, Office

COMPANY, PLATFORM, SALES = 1, 2, 3


def edit(office: Office, user: str, team_id: int) -> None:
    """From the list to the form of a team."""
    assert office.slack.command(user, "/okr teams").error is None
    office.slack.press(user, "team.edit", value=str(team_id))


def save(office: Office, user: str, **values: Any) -> dict[str, str]:
    """Fill the form in and submit it; what was refused."""
    office.slack.fill(user, values)
    assert office.slack.submit(user).error is None
    return office.slack.errors(user)


def team(office: Office, number: int) -> dict[str, Any]:
    return next(row for row in office.rows(TeamRow) if row["id"] == number)


def members(office: Office, number: int) -> set[str]:
    people = {office.person(each)["id"]: each for each in KNOWN}
    rows = office.rows(MembershipRow)
    return {people[row["person_id"]] for row in rows if row["team_id"] == number}


KNOWN = ("U0HANNA", "U0LENA", "U0MARIA", "U0NICK", "U0MANY", "U0IDLE", "U0GONE")


def test_all_teams_are_listed_as_a_tree(office: Office) -> None:
    office.slack.command("U0LENA", "/okr teams")

    shown = office.shown("U0LENA")
    assert "*Company* · 1 person · managed by Hanna Head" in shown
    assert "↳ *Platform* · 5 people · managed by Lena Lead" in shown
    assert "↳ *Sales* · 1 person · no manager yet" in shown


def test_one_edits_what_one_manages_and_nothing_else(office: Office) -> None:
    office.slack.command("U0LENA", "/okr teams")
    office.slack.press("U0LENA", "team.edit", value="2")

    assert office.slack.view("U0LENA") is not None
    with pytest.raises(LookupError):
        edit(office, "U0MARIA", PLATFORM)


def test_a_button_from_before_does_not_help_who_may_not(office: Office) -> None:
    edit(office, "U0LENA", PLATFORM)
    office.change(TeamRow, {"id": PLATFORM}, manager_id=None)

    office.slack.submit("U0LENA")

    assert "Only the manager of Platform" in str(office.slack.errors("U0LENA"))
    assert team(office, PLATFORM)["name"] == "Platform"


def test_a_team_is_renamed_and_people_join_and_leave(office: Office) -> None:
    edit(office, "U0LENA", PLATFORM)

    assert save(office, "U0LENA", name="Clinics", members=["U0LENA", "U0NICK", "U0MANY"]) == {}

    assert team(office, PLATFORM)["name"] == "Clinics"
    # Gus is deactivated: no form shows him, and he keeps his place.
    assert members(office, PLATFORM) == {"U0LENA", "U0NICK", "U0MANY", "U0GONE"}
    audit = office.rows(AuditRow)[-1]
    assert (audit["action"], audit["subject"]) == ("team.changed", "team:2")
    assert len(audit["detail"]["left"]) == 2
    assert "*Clinics* · 4 people" in office.shown("U0LENA")


def test_who_joins_is_met_and_nudged_by_the_teams_rhythm(office: Office) -> None:
    office.change(MembershipRow, {}, joined_on=datetime(2026, 1, 1, tzinfo=UTC).date())
    edit(office, "U0HANNA", SALES)

    assert save(office, "U0HANNA", members=["U0MANY", "U0STRANGE"]) == {}

    stella = office.person("U0STRANGE")
    assert (stella["name"], stella["home_team_id"]) == ("Stella Strange", SALES)
    assert stella["next_nudge_at"] == datetime(2026, 10, 14, 12, tzinfo=UTC)


def test_who_moves_home_is_planned_anew_and_who_stays_is_not(office: Office) -> None:
    before = office.person("U0NICK")["next_nudge_at"]
    edit(office, "U0HANNA", PLATFORM)
    save(office, "U0HANNA", members=["U0LENA", "U0NICK"])
    edit(office, "U0HANNA", SALES)
    save(office, "U0HANNA", members=["U0MANY", "U0MARIA"])

    assert office.person("U0NICK")["next_nudge_at"] == before
    assert office.person("U0MARIA")["home_team_id"] == SALES
    assert office.person("U0MARIA")["next_nudge_at"] == datetime(2026, 10, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("user", "name"), [("U0GONE", "Gus Gone"), ("U0BOT", "okr"), ("USLACKBOT", "Slackbot")]
)
def test_who_is_no_member_is_refused_by_name_at_the_field(
    office: Office, user: str, name: str
) -> None:
    edit(office, "U0LENA", PLATFORM)

    refused = save(office, "U0LENA", members=["U0LENA", user])
    assert refused["members"].startswith(f"{name} cannot be chosen")
    refused = save(office, "U0LENA", members=["U0LENA"], manager=user)
    assert refused["manager"].startswith(f"{name} cannot be chosen")


@pytest.mark.parametrize("change", [{"is_restricted": True}, {"is_stranger": True}])
def test_guests_and_strangers_are_refused(office: Office, change: dict[str, bool]) -> None:
    office.slack.update_person("U0STRANGE", **change)
    edit(office, "U0LENA", PLATFORM)

    refused = save(office, "U0LENA", members=["U0STRANGE"])

    assert refused["members"].startswith("Stella Strange cannot be chosen")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("   ", "Give it a name."),
        ("sales", "There is a team called Sales already."),
    ],
)
def test_a_name_that_cannot_be_is_told_at_its_field(
    office: Office, name: str, message: str
) -> None:
    edit(office, "U0LENA", PLATFORM)

    assert save(office, "U0LENA", name=name) == {"name": message}


def test_the_name_of_an_archived_team_is_taken(office: Office) -> None:
    office.change(TeamRow, {"id": SALES}, is_active=False)
    edit(office, "U0LENA", PLATFORM)

    refused = save(office, "U0LENA", name="Sales")

    assert refused["name"].startswith("An archived team is called Sales")


def test_a_loop_is_told_at_its_field(office: Office) -> None:
    edit(office, "U0HANNA", COMPANY)

    assert save(office, "U0HANNA", team_above=option("2")) == {
        "team_above": "Platform stands below this team: they cannot be above each other."
    }
    assert save(office, "U0HANNA", team_above=option("1")) == {
        "team_above": "A team cannot stand above itself."
    }


def test_a_manager_puts_no_team_where_they_manage_nothing(office: Office) -> None:
    edit(office, "U0LENA", PLATFORM)

    assert "team_above" in save(office, "U0LENA", team_above=option("3"))
    assert save(office, "U0LENA", team_above=option("0")) == {
        "team_above": "Only admins of okrbot make a team with no team above it. Choose one."
    }


def test_a_manager_adds_a_team_below_their_own(office: Office) -> None:
    office.slack.command("U0LENA", "/okr teams")
    office.slack.press("U0LENA", "team.new")

    assert save(office, "U0LENA", name="Hosting", members=["U0IDLE"]) == {}

    added = office.rows(TeamRow)[-1]
    assert (added["name"], added["parent_id"]) == ("Hosting", PLATFORM)
    assert office.person("U0IDLE")["home_team_id"] == added["id"]


def test_a_new_manager_channel_gets_its_digest(office: Office) -> None:
    edit(office, "U0HANNA", SALES)

    save(office, "U0HANNA", manager_channel="C0LEADS")

    assert team(office, SALES)["next_digest_at"] == datetime(2026, 10, 13, 7, tzinfo=UTC)


def test_what_was_typed_is_there_again(office: Office) -> None:
    edit(office, "U0LENA", PLATFORM)
    office.slack.fill("U0LENA", {"name": "Clinics"})
    office.slack.close("U0LENA")

    edit(office, "U0LENA", PLATFORM)
    assert "What you typed before is still here." in office.shown("U0LENA")
    assert save(office, "U0LENA") == {}
    assert team(office, PLATFORM)["name"] == "Clinics"
    assert office.rows(FormDraftRow) == []


def test_a_form_that_was_only_looked_at_leaves_nothing(office: Office) -> None:
    edit(office, "U0LENA", PLATFORM)
    office.slack.close("U0LENA")

    assert office.rows(FormDraftRow) == []


def test_a_rhythm_says_where_it_comes_from_and_is_changed(office: Office) -> None:
    edit(office, "U0HANNA", SALES)
    assert "Check-ins on Wednesday at 2:00\u202fPM · set here" in office.shown("U0HANNA")
    assert "Digest on Tuesday at 9:00\u202fAM · as usual" in office.shown("U0HANNA")

    office.slack.press("U0HANNA", "team.rhythm")
    assert save(office, "U0HANNA", nudge_day="4", nudge_time="10:00") == {}

    row = next(row for row in office.rows(RhythmRow) if row["team_id"] == SALES)
    assert (row["nudge_weekday"], str(row["nudge_time"])) == (4, "10:00:00")
    assert office.person("U0MANY")["next_nudge_at"] == datetime(2026, 10, 16, 8, tzinfo=UTC)


def test_half_a_rhythm_is_told_at_its_fields(office: Office) -> None:
    edit(office, "U0HANNA", COMPANY)
    office.slack.press("U0HANNA", "team.rhythm")

    assert save(office, "U0HANNA", nudge_day="4") == {"nudge_time": "Choose the time as well."}
    refused = save(office, "U0HANNA", nudge_day="4", nudge_time="05:59", digest_time="09:00")
    assert set(refused) == {"digest_day", "nudge_time"}


def test_a_locked_rhythm_names_who_locked_it(office: Office) -> None:
    office.change(RhythmRow, {"team_id": COMPANY}, is_locked=True)
    edit(office, "U0LENA", PLATFORM)

    assert "Locked by Company for all teams below." in office.shown("U0LENA")
    with pytest.raises(LookupError):
        office.slack.press("U0LENA", "team.rhythm")


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


def test_without_the_scope_the_form_says_what_is_missing(office: Office) -> None:
    office.slack.world.scopes = tuple(
        each for each in office.slack.world.scopes if each != "usergroups:read"
    )

    edit(office, "U0LENA", PLATFORM)

    assert "grant `usergroups:read`" in office.shown("U0LENA")
    assert save(office, "U0LENA", name="Clinics") == {}


def test_a_team_follows_a_user_group(office: Office) -> None:
    office.slack.put_group(UserGroup("S0SALES", "Sales", "sales", ("U0MANY", "U0NICK")))
    edit(office, "U0HANNA", SALES)
    assert save(office, "U0HANNA", user_group="S0SALES") == {}
    assert members(office, SALES) == {"U0MANY", "U0NICK"}

    office.slack.put_group(UserGroup("S0SALES", "Sales", "sales", ("U0NICK", "U0BOT", "U0STRANGE")))
    counts = run_due(office.database, office.clock.now(), office.line.errands)["groups"]

    assert counts == {"joined": 1, "left": 1}
    assert office.person("U0STRANGE")["home_team_id"] == SALES
    assert office.person("U0MANY")["home_team_id"] is None
    assert not office.person("U0BOT")["is_active"]
    again = run_due(office.database, office.clock.now(), office.line.errands)["groups"]
    assert again == {}


def test_a_group_that_is_gone_changes_nothing(office: Office) -> None:
    office.change(TeamRow, {"id": SALES}, user_group="S0NONE")

    assert run_due(office.database, office.clock.now(), office.line.errands)["groups"] == {}

    assert members(office, SALES) == {"U0MANY"}


def test_where_no_group_is_followed_slack_is_not_asked(office: Office) -> None:
    run_due(office.database, MONDAY_NINE, office.line.errands)

    assert office.slack.calls("usergroups.users.list") == []


def test_it_speaks_german(office: Office) -> None:
    office.change(TeamRow, {"id": PLATFORM}, manager_id=office.person("U0MARIA")["id"])
    edit(office, "U0MARIA", PLATFORM)

    assert "Kanal der Leitung" in office.shown("U0MARIA")
    assert save(office, "U0MARIA", name="Sales") == {"name": "Ein Team namens Sales gibt es schon."}
