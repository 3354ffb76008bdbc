"""Teams as they are changed in Slack: who may, what is refused, what follows."""

from datetime import UTC, datetime

import pytest

from storage.tables import AuditRow, FormDraftRow, TeamRow
from tests.flows.founding import option
from tests.flows.office import Office
from tests.flows.teaming import COMPANY, PLATFORM, SALES, edit, members, save, team


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


def test_it_speaks_german(office: Office) -> None:
    office.change(TeamRow, {"id": PLATFORM}, manager_id=office.person("U0MARIA")["id"])
    edit(office, "U0MARIA", PLATFORM)

    assert "Kanal der Leitung" in office.shown("U0MARIA")
    assert save(office, "U0MARIA", name="Sales") == {"name": "Ein Team namens Sales gibt es schon."}


def test_a_team_that_is_gone_is_told(office: Office) -> None:
    office.slack.command("U0HANNA", "/okr teams")
    office.change(TeamRow, {"id": SALES}, is_active=False)

    office.slack.press("U0HANNA", "team.edit", value="3")

    assert "This team is not there any more." in office.shown("U0HANNA")


def test_many_teams_come_page_by_page(office: Office) -> None:
    with office.database.transaction() as session:
        for number in range(60):
            session.add(TeamRow(workspace_id=1, parent_id=COMPANY, name=f"Team {number:02}"))

    office.slack.command("U0HANNA", "/okr teams")
    office.slack.press("U0HANNA", "team.next")
    shown = office.shown("U0HANNA")
    office.slack.press("U0HANNA", "team.edit", value=str(office.rows(TeamRow)[-1]["id"]))
    save(office, "U0HANNA", name="Zebras")

    assert "Page 2 of 2" in shown
    assert "*Zebras*" in office.shown("U0HANNA")
    assert "Page 2 of 2" in office.shown("U0HANNA")
