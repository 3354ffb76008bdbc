"""An empty workspace becomes one that is set up, step by step, by its first admin."""

from datetime import UTC, datetime

from playground import Person
from storage.tables import (
    AuditRow,
    CycleRow,
    FormDraftRow,
    MembershipRow,
    PersonRow,
    RhythmRow,
    TeamRow,
    WorkspaceRow,
)
from tests.flows.founding import (
    ORGANISATION,
    QUARTER,
    add_key_result,
    add_team,
    begin,
    option,
    set_up,
    step,
    title,
)
from tests.flows.office import MONDAY_NINE, Office


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


def test_an_owner_who_only_opens_home_becomes_the_first_admin(fresh: Office) -> None:
    fresh.slack.open_home("U0LENA")
    assert fresh.rows(PersonRow) == []

    fresh.slack.open_home("U0HANNA")

    assert [(row["slack_id"], row["role"]) for row in fresh.rows(PersonRow)] == [
        ("U0HANNA", "admin")
    ]


def test_a_second_owner_is_not_made_an_admin(fresh: Office) -> None:
    begin(fresh)
    fresh.slack.update_person("U0LENA", is_admin=True)

    fresh.slack.command("U0LENA", "/okr setup")

    assert [row["slack_id"] for row in fresh.rows(PersonRow)] == ["U0HANNA"]


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
    assert cycle["next_step_at"] is not None
    assert [(row["name"], row["parent_id"]) for row in fresh.rows(TeamRow)] == [
        ("Company", None), ("Platform", 1),
    ]  # fmt: skip
    assert len(fresh.rows(MembershipRow)) == 4
    assert fresh.rows(RhythmRow)[0]["nudge_weekday"] == 0
    assert fresh.rows(FormDraftRow) == []
    actions = [row["action"] for row in fresh.rows(AuditRow)]
    assert {"admin.first", "team.created", "setup.rhythm", "setup.finished"} <= {*actions}


def test_who_was_there_first_lives_where_the_organisation_does(fresh: Office) -> None:
    begin(fresh)
    fresh.slack.suggest("U0HANNA", "country", "austri")

    step(fresh, **ORGANISATION, country=option("AT", "Austria"))

    assert fresh.person("U0HANNA")["country"] == "AT"


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


def test_another_rhythm_shows_its_dates_at_once(fresh: Office) -> None:
    begin(fresh)
    step(fresh, **ORGANISATION)
    step(fresh, **QUARTER)
    add_team(fresh, name="Company")
    step(fresh)
    fresh.slack.fill("U0HANNA", {"nudge_day": "3"})

    shown = fresh.shown("U0HANNA")
    assert (
        "Next, by each person's own clock; in Europe/Vienna:\n• Thu, Oct 15, 9:00\u202fAM\n"
        "• Thu, Oct 22, 9:00\u202fAM\n• Thu, Oct 29, 9:00\u202fAM\n"
    ) in shown
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


def test_its_rhythm_keeps_how_often_teams_are_asked(fresh: Office) -> None:
    set_up(fresh)
    fresh.change(RhythmRow, {}, every="month")
    begin(fresh)

    fresh.slack.press("U0HANNA", "setup.step", value="rhythm")
    assert "• Mon, Nov 2, 9:00\u202fAM\n• Mon, Dec 7, 9:00\u202fAM" in fresh.shown("U0HANNA")
    step(fresh, digest_day="4", digest_time="14:00")

    assert "Every month, on the first Monday of the month" in fresh.shown("U0HANNA")
    assert [row["every"] for row in fresh.rows(RhythmRow)] == ["month"]
    assert [row["every"] for row in fresh.rows(TeamRow)] == ["month", "month"]
    assert fresh.rows(TeamRow)[1]["next_digest_at"] == datetime(2026, 11, 6, 13, tzinfo=UTC)


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


def test_a_team_of_twenty_new_people_is_met_at_once(fresh: Office) -> None:
    names = [f"U0NEW{number}" for number in range(20)]
    for name in names:
        fresh.slack.add_person(Person(name, name.title()))
    begin(fresh)
    step(fresh, **ORGANISATION)
    step(fresh, **QUARTER)

    add_team(fresh, name="Company", members=names)

    assert len(fresh.rows(MembershipRow)) == 20
