"""An empty workspace becomes one that is set up, step by step, by its first admin."""

from datetime import UTC, datetime
from typing import Any

import pytest

from storage.tables import (
    AuditRow,
    CycleRow,
    FormDraftRow,
    KeyResultRow,
    MembershipRow,
    ObjectiveRow,
    PersonRow,
    RhythmRow,
    TeamRow,
    WorkspaceRow,
)
from tests.flows.founding import QUARTER, option
from tests.flows.office import MONDAY_NINE, Office

ORGANISATION = {"name": "Acme", "time_zone": option("Europe/Vienna")}
RHYTHM = {"nudge_day": "0", "nudge_time": "09:00", "digest_day": "1", "digest_time": "09:00"}


def begin(office: Office, user: str = "U0HANNA") -> None:
    assert office.slack.command(user, "/okr setup").error is None


def title(office: Office, user: str = "U0HANNA") -> str:
    view = office.slack.view(user)
    return view["title"]["text"] if view else ""


def step(office: Office, **values: Any) -> None:
    """Fill the open step in and submit it."""
    office.slack.fill("U0HANNA", values)
    assert office.slack.submit("U0HANNA").error is None


def add_team(office: Office, **values: Any) -> None:
    office.slack.press("U0HANNA", "team.new")
    step(office, **values)


def set_up(office: Office) -> None:
    """The whole way: Company with Platform below it."""
    begin(office)
    step(office, **ORGANISATION)
    step(office, **QUARTER)
    add_team(
        office,
        name="Company",
        manager="U0HANNA",
        members=["U0HANNA"],
        manager_channel="C0HEADS",
    )
    add_team(
        office,
        name="Platform",
        team_above=option("1", "Company"),
        manager="U0LENA",
        members=["U0LENA", "U0MARIA", "U0NICK"],
        manager_channel="C0LEADS",
    )
    step(office)
    step(office, **RHYTHM)


def errors(office: Office, user: str = "U0HANNA") -> dict[str, str]:
    return office.slack.errors(user)


def add_key_result(office: Office, owner: str) -> None:
    person, team = office.person(owner)["id"], office.rows(TeamRow)[-1]["id"]
    cycle = office.rows(CycleRow)[0]["id"]
    with office.database.transaction() as session:
        row = ObjectiveRow(
            workspace_id=1, team_id=team, owner_id=person, cycle_id=cycle, title="Calm clinics"
        )
        session.add(row)
        session.flush()
        key_result = {"workspace_id": 1, "objective_id": row.id, "owner_id": person}
        session.add(KeyResultRow(**key_result, title="Portal is up", metric="yes_no"))


def test_an_owner_of_the_workspace_becomes_the_first_admin_and_is_greeted_once(
    fresh: Office,
) -> None:
    fresh.slack.command("U0HANNA", "/okr help")
    fresh.slack.command("U0HANNA", "/okr help")
    fresh.line.deliver()

    assert [(row["slack_id"], row["role"]) for row in fresh.rows(PersonRow)] == [
        ("U0HANNA", "admin")
    ]
    assert fresh.dm_texts("U0HANNA") == [
        "Welcome to okrbot. Set it up in a few minutes: press the button or type /okr setup."
    ]
    fresh.slack.click("U0HANNA", "setup.open")
    assert title(fresh) == "Your organisation"


def test_a_second_owner_is_not_made_an_admin(fresh: Office) -> None:
    begin(fresh)
    fresh.slack.update_person("U0LENA", is_admin=True)

    fresh.slack.command("U0LENA", "/okr setup")

    assert [row["slack_id"] for row in fresh.rows(PersonRow)] == ["U0HANNA"]


def test_whoever_is_none_is_told_who_can(fresh: Office) -> None:
    fresh.slack.command("U0LENA", "/okr setup")

    assert "An admin or owner of this Slack workspace" in fresh.answer("U0LENA")
    assert fresh.rows(PersonRow) == []


def test_a_member_is_told_who_the_admins_are(fresh: Office) -> None:
    set_up(fresh)

    fresh.slack.command("U0MARIA", "/okr einrichten")

    assert "Hier sind das: Hanna Head." in fresh.answer("U0MARIA")
    assert fresh.slack.view("U0MARIA") is None


def test_a_workspace_is_set_up_from_nothing(fresh: Office) -> None:
    set_up(fresh)
    fresh.line.deliver()

    assert title(fresh) == "All is set up"
    workspace = fresh.rows(WorkspaceRow)[0]
    assert (workspace["name"], workspace["time_zone"], workspace["setup_step"]) == (
        "Acme", "Europe/Vienna", "done",
    )  # fmt: skip
    cycle = fresh.rows(CycleRow)[0]
    assert (cycle["name"], str(cycle["starts_on"])) == ("2026-Q4", "2026-10-01")
    assert [(row["name"], row["parent_id"]) for row in fresh.rows(TeamRow)] == [
        ("Company", None), ("Platform", 1),
    ]  # fmt: skip
    assert len(fresh.rows(MembershipRow)) == 4
    assert fresh.rows(RhythmRow)[0]["nudge_weekday"] == 0
    assert fresh.rows(FormDraftRow) == []
    actions = [row["action"] for row in fresh.rows(AuditRow)]
    assert {"admin.first", "team.created", "setup.rhythm", "setup.finished"} <= {*actions}


def test_people_who_were_picked_are_known_as_slack_describes_them(fresh: Office) -> None:
    set_up(fresh)

    nick = fresh.person("U0NICK")
    assert (nick["name"], nick["time_zone"], nick["home_team_id"]) == (
        "Nick New", "America/New_York", 2,
    )  # fmt: skip
    assert nick["next_nudge_at"] == datetime(2026, 10, 12, 13, tzinfo=UTC)


def test_a_first_nudge_and_a_first_digest_arrive(fresh: Office) -> None:
    set_up(fresh)
    add_key_result(fresh, "U0MARIA")

    fresh.live_until(MONDAY_NINE)
    assert "Portal is up" in fresh.dm_text("U0MARIA")

    fresh.live_until(datetime(2026, 10, 13, 7, tzinfo=UTC))
    assert "Calm clinics" in fresh.channel_text("C0LEADS")


def test_the_done_page_says_what_happens_next_and_who_was_told(fresh: Office) -> None:
    set_up(fresh)
    fresh.line.deliver()

    shown = fresh.shown("U0HANNA")
    assert "2 teams are set up." in shown
    assert "Monday, Oct 12, 2026, at 9:00" in shown
    assert "Told about it: Lena Lead." in shown
    assert "<#C0HEADS>, <#C0LEADS>" in shown
    assert "Hanna Head has set okrbot up. You manage *Platform*." in fresh.dm_text("U0LENA")


def test_nothing_is_planned_before_the_end(fresh: Office) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    step(fresh, **QUARTER)
    add_team(fresh, name="Company", manager="U0HANNA", manager_channel="C0HEADS")

    assert fresh.rows(TeamRow)[0]["next_digest_at"] is None
    fresh.live_until(datetime(2026, 10, 20, 12, tzinfo=UTC))
    assert fresh.slack.messages("C0HEADS") == []


@pytest.mark.parametrize("number", range(4))
def test_each_step_can_be_left_and_resumed(fresh: Office, number: int) -> None:
    titles = ["Your organisation", "Your cycle", "Your teams", "Your rhythm"]
    begin(fresh)
    if number > 0:
        step(fresh, **ORGANISATION)
    if number > 1:
        step(fresh, **QUARTER)
    if number > 2:
        add_team(fresh, name="Company")
        step(fresh)

    fresh.slack.close("U0HANNA")
    begin(fresh)

    assert title(fresh) == titles[number]


def test_what_was_typed_is_there_again_also_after_going_back(fresh: Office) -> None:
    begin(fresh)
    fresh.slack.fill("U0HANNA", {"name": "Acme Implants"})
    fresh.slack.close("U0HANNA")

    begin(fresh)
    assert "What you typed before is still here." in fresh.shown("U0HANNA")
    step(fresh)
    fresh.slack.fill("U0HANNA", {"cycle_name": "Autumn"})
    fresh.slack.press("U0HANNA", "setup.back")
    assert fresh.rows(WorkspaceRow)[0]["name"] == "Acme Implants"
    step(fresh)

    view = fresh.slack.view("U0HANNA")
    assert view is not None
    assert view["state"]["values"]["cycle_name"]["cycle_name"]["value"] == "Autumn"


def test_the_present_quarter_and_the_persons_own_time_zone_are_suggested(fresh: Office) -> None:
    begin(fresh)
    step(fresh)

    view = fresh.slack.view("U0HANNA")
    assert view is not None
    values = view["state"]["values"]
    assert values["cycle_name"]["cycle_name"]["value"] == "2026-Q4"
    assert values["ends_on"]["ends_on"]["selected_date"] == "2026-12-31"
    assert fresh.rows(WorkspaceRow)[0]["time_zone"] == "Europe/Vienna"


def test_a_wrong_organisation_is_told_at_its_fields(fresh: Office) -> None:
    begin(fresh)
    fresh.slack.fill("U0HANNA", {"name": "   ", "time_zone": option("Atlantis/Capital")})
    fresh.slack.submit("U0HANNA")

    assert errors(fresh) == {
        "name": "Give it a name.",
        "time_zone": "Choose a time zone from the list.",
    }


def test_a_wrong_cycle_is_told_at_its_fields(fresh: Office) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    fresh.slack.fill("U0HANNA", {"starts_on": "2026-12-31", "ends_on": "2026-10-01"})
    fresh.slack.submit("U0HANNA")
    assert errors(fresh) == {"ends_on": "A cycle ends after it starts."}

    fresh.slack.fill("U0HANNA", {"starts_on": "2026-01-01", "ends_on": "2028-01-01"})
    fresh.slack.submit("U0HANNA")
    assert errors(fresh) == {"ends_on": "A cycle lasts at most a year; a quarter is usual."}


def test_without_a_team_it_does_not_go_on(fresh: Office) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    step(fresh, **QUARTER)
    step(fresh)

    assert title(fresh) == "Your teams"
    assert "Add at least one team" in fresh.shown("U0HANNA")


def test_a_rhythm_in_the_night_is_told_at_its_field(fresh: Office) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    step(fresh, **QUARTER)
    add_team(fresh, name="Company")
    step(fresh)
    fresh.slack.fill("U0HANNA", {"nudge_time": "05:30"})
    fresh.slack.submit("U0HANNA")

    assert list(errors(fresh)) == ["nudge_time"]


def test_another_rhythm_shows_its_dates_at_once(fresh: Office) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    step(fresh, **QUARTER)
    add_team(fresh, name="Company")
    step(fresh)
    fresh.slack.fill("U0HANNA", {"nudge_day": "3"})

    shown = fresh.shown("U0HANNA")
    assert "Next: Oct 15, 2026 · Oct 22, 2026 · Oct 29, 2026" in shown
    assert "What you typed before" not in shown


def test_the_overview_changes_a_single_step_later(fresh: Office) -> None:
    set_up(fresh)
    begin(fresh)
    assert title(fresh) == "How okrbot is set up"

    fresh.slack.press("U0HANNA", "setup.step", value="rhythm")
    step(fresh, digest_day="4", digest_time="14:00")

    assert title(fresh) == "How okrbot is set up"
    assert "digests on Friday at 2:00" in fresh.shown("U0HANNA")
    assert fresh.rows(TeamRow)[1]["next_digest_at"] == datetime(2026, 10, 16, 12, tzinfo=UTC)


def test_time_zones_and_countries_are_found_by_their_names(fresh: Office) -> None:
    begin(fresh)

    zones = fresh.slack.suggest("U0HANNA", "time_zone", "new york").body
    countries = fresh.slack.suggest("U0HANNA", "country", "austri").body

    assert [each["value"] for each in zones["options"]] == ["America/New_York"]
    assert [each["text"]["text"] for each in countries["options"]] == ["Austria"]


def test_a_workspace_that_was_imported_counts_as_set_up(office: Office) -> None:
    office.slack.command("U0HANNA", "/okr setup")

    shown = office.shown("U0HANNA")
    assert "How okrbot is set up" in shown
    assert "Acme · Europe/Vienna · English · Austria" in shown
    assert "2026-Q4, Oct 1, 2026 to Dec 31, 2026" in shown


def test_it_speaks_german(fresh: Office) -> None:
    fresh.slack.update_person("U0MARIA", is_admin=True)

    begin(fresh, "U0MARIA")

    assert title(fresh, "U0MARIA") == "Deine Organisation"
    assert "Schritt 1 von 4" in fresh.shown("U0MARIA")
