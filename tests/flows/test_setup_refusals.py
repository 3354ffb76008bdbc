"""What setting up refuses and what it keeps."""

import pytest

from storage.tables import (
    CycleRow,
    PersonRow,
    RhythmRow,
    TeamRow,
    WorkspaceRow,
)
from tests.flows.founding import (
    ORGANISATION,
    QUARTER,
    add_team,
    begin,
    errors,
    option,
    set_up,
    step,
    title,
)
from tests.flows.office import Office


def test_whoever_is_none_is_told_who_can(fresh: Office) -> None:
    fresh.slack.command("U0LENA", "/okr setup")

    assert "An admin or owner of this Slack workspace" in fresh.answer("U0LENA")
    assert fresh.rows(PersonRow) == []


def test_a_member_is_told_who_the_admins_are(fresh: Office) -> None:
    set_up(fresh)

    fresh.slack.command("U0MARIA", "/okr einrichten")

    assert "Hier sind das: Hanna Head." in fresh.answer("U0MARIA")
    assert fresh.slack.view("U0MARIA") is None


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


@pytest.mark.parametrize("clock", ["05:30", "07:59", "18:00"])
def test_a_nudge_before_or_after_work_is_told_at_its_field(fresh: Office, clock: str) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    step(fresh, **QUARTER)
    add_team(fresh, name="Company")
    step(fresh)
    fresh.slack.fill("U0HANNA", {"nudge_time": clock})
    fresh.slack.submit("U0HANNA")

    assert list(errors(fresh)) == ["nudge_time"]


@pytest.mark.parametrize("number", range(4))
def test_who_is_no_admin_any_more_stores_nothing(fresh: Office, number: int) -> None:
    begin(fresh)
    if number > 0:
        step(fresh, **ORGANISATION)
    if number > 1:
        step(fresh, **QUARTER)
    if number > 2:
        add_team(fresh, name="Company")
        step(fresh)
    fresh.change(PersonRow, {}, role="member")
    before = fresh.rows(WorkspaceRow), fresh.rows(CycleRow), fresh.rows(RhythmRow)

    assert fresh.slack.submit("U0HANNA").error is None

    told = f"{fresh.shown('U0HANNA')} {errors(fresh)}"
    assert "Only admins of okrbot set it up." in told
    assert (fresh.rows(WorkspaceRow), fresh.rows(CycleRow), fresh.rows(RhythmRow)) == before


def test_a_second_admin_goes_on_where_the_first_was(fresh: Office) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    fresh.slack.command("U0HANNA", "/okr admins")
    fresh.slack.fill("U0HANNA", {"admins": ["U0HANNA", "U0LENA"]})
    fresh.slack.submit("U0HANNA")

    begin(fresh, "U0LENA")

    assert title(fresh, "U0LENA") == "Your cycle"


@pytest.mark.parametrize("user", ["U0GUEST", "U0STRANGE", "U0GONE", "U0ROBOT"])
def test_who_is_no_member_is_refused_in_the_wizard(fresh: Office, user: str) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    step(fresh, **QUARTER)
    fresh.slack.press("U0HANNA", "team.new")
    fresh.slack.fill("U0HANNA", {"name": "Company", "members": ["U0LENA", user]})
    fresh.slack.submit("U0HANNA")

    assert list(errors(fresh)) == ["members"]
    assert fresh.rows(TeamRow) == []
    fresh.slack.fill("U0HANNA", {"members": ["U0LENA"]})
    fresh.slack.submit("U0HANNA")
    assert [row["name"] for row in fresh.rows(TeamRow)] == ["Company"]
