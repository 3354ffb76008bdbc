"""The digest in the channel, and `/okr team`: the same week, for those who may see it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.outbox import Sending
from bot.scheduler import run_due
from bot.usecases.digests import queue_due_digests
from storage.tables import AuditRow, CycleRow, ObjectiveRow, RhythmRow, TeamRow, WorkspaceRow
from tests.flows.office import MONDAY_NINE, TUESDAY_NINE, Office

SECRET = "Buy the rival"


def posts(office: Office, channel: str) -> list[str]:
    """The texts of a channel's messages that hang under no other."""
    return [
        message["text"]
        for message in office.slack.messages(channel)
        if message.get("thread_ts", message["ts"]) == message["ts"]
    ]


def team_text(office: Office, user: str, name: str) -> str:
    office.slack.command(user, f"/okr team {name}")
    return office.answer(user)


def check_in(office: Office) -> None:
    """Maria moves two of the four key results of Platform, and reports a blocker."""
    office.live_until(MONDAY_NINE + timedelta(hours=8))
    office.slack.click("U0MARIA", "checkin.open")
    office.unfold("U0MARIA", "uptime")
    office.fill(
        "U0MARIA",
        uptime_value="96",
        uptime_confidence="9",
        tickets_value="20",
        tickets_confidence="4",
        uptime_blocker="No second data centre",
        uptime_blocker_kind="money",
        uptime_helper="U0HANNA",
    )
    office.unfold("U0MARIA", "tickets")
    office.fill("U0MARIA", tickets_note="Two people are ill")
    office.submit("U0MARIA")


def test_the_digest_comes_once_in_the_teams_language_with_what_was_checked_in(
    office: Office,
) -> None:
    check_in(office)

    office.live_until(TUESDAY_NINE)
    run_due(office.database, TUESDAY_NINE)
    office.line.deliver()

    [text] = posts(office, "C0LEADS")
    shown = office.channel_text("C0LEADS")
    assert text.startswith("Platform, Woche 42: ")
    assert "1 von 3 haben eingecheckt" in text
    assert "92\N{NO-BREAK SPACE}% → 96" in shown
    assert "20 → 40" in shown
    assert "No second data centre" in shown
    assert "<@U0HANNA>" in shown
    assert "Two people are ill" in shown
    assert "Nick New" in shown
    assert "Ida Idle" not in shown


def test_the_digest_waits_for_its_time(office: Office) -> None:
    office.live_until(TUESDAY_NINE - timedelta(minutes=1))

    assert posts(office, "C0LEADS") == []


def test_a_team_without_manager_channel_has_no_digest(office: Office) -> None:
    office.live_until(TUESDAY_NINE + timedelta(days=7))

    sales = next(row for row in office.rows(TeamRow) if row["name"] == "Sales")
    assert sales["next_digest_at"] is None
    assert [key for key in office.outbox() if key.startswith(f"digest:team{sales['id']}")] == []


def test_a_channel_that_cannot_be_written_to_stops_nobody(office: Office) -> None:
    office.slack.event("channel_archive", channel="C0LEADS", user="U0HANNA")

    office.live_until(TUESDAY_NINE)

    platform = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Platform")
    assert office.outbox()[f"digest:team{platform}:2026-W42"] == Sending.GIVEN_UP
    assert len(posts(office, "C0HEADS")) == 1


def test_an_organisation_without_a_known_time_zone_stops_nobody(office: Office) -> None:
    office.change(WorkspaceRow, {}, time_zone="Mars/Base")

    counted = queue_due_digests(office.database, TUESDAY_NINE)

    assert counted == {"failed": 2}


def test_a_long_digest_continues_in_its_thread(office: Office) -> None:
    office.add_objectives(60)

    office.live_until(TUESDAY_NINE)

    first, *more = office.slack.messages("C0LEADS")
    assert more
    assert {message["thread_ts"] for message in more} == {first["ts"]}
    assert "Weiter geht es im Thread" in office.channel_text("C0LEADS")


def test_a_long_answer_comes_in_reading_order(office: Office) -> None:
    office.add_objectives(60)

    office.slack.command("U0NICK", "/okr team")

    first, *more = [message["text"] for message in office.slack.ephemerals("U0NICK")]
    assert first.startswith("Platform, week 42: ")
    assert more
    assert {text.split(": ")[-1] for text in more} == {"continued"}


def test_private_objectives_are_not_in_the_channel(office: Office) -> None:
    office.live_until(TUESDAY_NINE)

    assert SECRET not in office.channel_text("C0LEADS")
    assert "Offer on the table" not in office.channel_text("C0LEADS")
    assert "1 privates Objective" in office.channel_text("C0LEADS")


@pytest.mark.parametrize(
    ("user", "is_seen"), [("U0NICK", True), ("U0LENA", True), ("U0HANNA", True), ("U0MANY", False)]
)
def test_a_private_objective_shows_to_its_team_and_to_managers_above(
    office: Office, user: str, is_seen: bool
) -> None:
    office.change(TeamRow, {"name": "Platform"}, manager_id=None)

    text = team_text(office, user, "Platform")

    assert (SECRET in text) is is_seen
    assert [row["action"] for row in office.rows(AuditRow) if "private" in row["action"]] == []


def test_an_admin_who_looks_at_a_private_objective_is_audited(office: Office) -> None:
    office.change(TeamRow, {"name": "Company"}, manager_id=None)

    text = team_text(office, "U0HANNA", "Platform")

    platform = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Platform")
    audited = [row for row in office.rows(AuditRow) if row["action"] == "private.seen"]
    assert SECRET in text
    assert [row["subject"] for row in audited] == [f"team:{platform}"]


def test_a_private_objective_above_does_not_show_in_the_form(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "grow"}, is_private=True)

    office.open("U0NICK")

    assert "Hospitals trust our implants" not in office.shown("U0NICK")
    assert "Clinics never wait for our portal › a private objective" in office.shown("U0NICK")


def test_a_digest_after_a_weekend_without_power_is_still_posted_once(office: Office) -> None:
    office.clock.set(datetime(2026, 10, 15, 8, tzinfo=UTC))

    run_due(office.database, office.clock.now())
    run_due(office.database, office.clock.now())
    office.line.deliver()

    [text] = posts(office, "C0LEADS")
    assert text.startswith("Platform, Woche 42: ")


def test_a_digest_on_monday_tells_of_the_cycle_that_ended_in_its_week(office: Office) -> None:
    after_the_cycle = datetime(2027, 1, 4, 7, tzinfo=UTC)
    office.change(RhythmRow, {"digest_weekday": 1}, digest_weekday=0, digest_time=time(8))
    office.change(TeamRow, {"name": "Platform"}, next_digest_at=after_the_cycle)
    office.clock.set(after_the_cycle)

    run_due(office.database, office.clock.now())
    office.line.deliver()

    [text] = posts(office, "C0LEADS")
    assert text.startswith("Platform, Woche 53: ")


def test_a_digest_on_monday_tells_nothing_of_a_cycle_that_just_began(office: Office) -> None:
    first_day = datetime(2026, 10, 12, 6, tzinfo=UTC)
    office.change(CycleRow, {"name": "2026-Q4"}, starts_on=first_day.date())
    office.change(RhythmRow, {"digest_weekday": 1}, digest_weekday=0, digest_time=time(8))
    office.change(TeamRow, {"name": "Platform"}, next_digest_at=first_day)

    run_due(office.database, first_day)
    office.line.deliver()

    assert posts(office, "C0LEADS") == []
