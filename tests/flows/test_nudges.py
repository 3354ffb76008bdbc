"""Who is nudged when, and what Slack tells about people in between."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.scheduler import run_due
from storage.tables import NudgeRow, PersonRow, ProcessedEventRow, RhythmRow
from tests.flows.office import MONDAY_NEW_YORK, MONDAY_NINE, NEXT_MONDAY, Office

WEDNESDAY_TWO = datetime(2026, 10, 14, 12, tzinfo=UTC)
NUDGE = "Time for your check-in: 1 key result, about a minute."
REMINDER = "A reminder of your check-in: 1 key result, about a minute."
FRIDAY_LATE = datetime(2026, 10, 16, 16, tzinfo=UTC)
"""In Vienna; in Kiritimati it is Saturday by then."""
A_MINUTE = timedelta(minutes=1)


def next_nudge_at(office: Office, user: str) -> datetime | None:
    found = next(row for row in office.rows(PersonRow) if row["slack_id"] == user)
    at: datetime | None = found["next_nudge_at"]
    return at


def skipped(office: Office, user: str) -> list[str]:
    found = next(row for row in office.rows(PersonRow) if row["slack_id"] == user)
    return [row["skipped"] for row in office.rows(NudgeRow) if row["person_id"] == found["id"]]


def test_a_nudge_comes_at_nine_in_the_persons_own_zone(office: Office) -> None:
    office.live_until(MONDAY_NEW_YORK - A_MINUTE)
    before = office.dm_texts("U0NICK")

    office.live_until(MONDAY_NEW_YORK)

    assert before == []
    assert office.dm_texts("U0NICK") == [NUDGE]
    assert office.dm_texts("U0LENA") == [NUDGE]


def test_a_team_has_its_own_time(office: Office) -> None:
    office.live_until(WEDNESDAY_TWO - A_MINUTE)
    before = office.slack.dm("U0MANY")

    office.live_until(WEDNESDAY_TWO)

    assert before == []
    assert "every Wednesday at 2:00" in office.dm_text("U0MANY").replace("\u202f", " ")
    assert len(office.slack.dm("U0MANY")) == 1


def test_a_nudge_says_what_it_is_about(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    text = office.dm_text("U0HANNA")
    assert "*Hospitals that reorder*" in text
    assert "48 of 65 hospitals" in text
    assert "You update these key results, so you get this every Monday at 9:00" in text


def test_one_nudge_a_week(office: Office) -> None:
    office.live_until(NEXT_MONDAY)

    assert office.dm_texts("U0NICK") == [NUDGE, REMINDER, NUDGE]


def test_a_second_scheduler_nudges_nobody_twice(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    counts = run_due(office.database, MONDAY_NINE)

    assert counts["nudges"] == Counter()
    assert office.dm_texts("U0LENA") == [NUDGE]


@pytest.mark.parametrize(
    ("user", "columns", "reason"),
    [
        ("U0IDLE", {"locale": "en"}, "nothing_to_update"),
        ("U0LENA", {"paused_until": date(2026, 10, 12)}, "paused"),
        ("U0LENA", {"is_active": False}, "inactive"),
    ],
)
def test_who_is_not_nudged_has_a_reason(
    office: Office, user: str, columns: dict[str, object], reason: str
) -> None:
    office.change(PersonRow, {"slack_id": user}, **columns)

    office.live_until(MONDAY_NINE)

    assert office.slack.dm(user) == []
    assert skipped(office, user) == [reason]


def test_a_nudge_that_is_half_a_day_late_is_left_out(office: Office) -> None:
    office.clock.set(MONDAY_NINE + timedelta(hours=13))

    run_due(office.database, office.clock.now())
    office.line.deliver()

    assert office.slack.dm("U0LENA") == []
    assert skipped(office, "U0LENA") == ["too_late"]


def test_who_moves_is_nudged_in_the_new_zone(office: Office) -> None:
    office.slack.update_person("U0LENA", tz="America/New_York")
    office.live_until(MONDAY_NINE)
    before = office.slack.dm("U0LENA")

    office.live_until(MONDAY_NEW_YORK)

    assert before == []
    assert office.dm_texts("U0LENA") == [NUDGE]


def test_whose_week_is_over_where_they_are_is_told_so_when_they_ask(office: Office) -> None:
    office.change(RhythmRow, {"nudge_weekday": 0}, nudge_weekday=4)
    office.change(PersonRow, {"slack_id": "U0LENA"}, next_nudge_at=FRIDAY_LATE)
    office.live_until(FRIDAY_LATE - timedelta(hours=2))
    office.slack.update_person("U0LENA", tz="Pacific/Kiritimati")

    office.live_until(FRIDAY_LATE)

    assert office.slack.dm("U0LENA") == []
    assert skipped(office, "U0LENA") == ["too_late"]
    assert next_nudge_at(office, "U0LENA") == datetime(2026, 10, 22, 19, tzinfo=UTC)


def test_who_moves_west_after_the_nudge_gets_no_second_one(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.update_person("U0LENA", tz="America/New_York")

    office.live_until(MONDAY_NEW_YORK)

    assert office.dm_texts("U0LENA") == [NUDGE]


def test_who_was_deactivated_is_not_nudged_and_who_came_back_is(office: Office) -> None:
    office.slack.update_person("U0LENA", deleted=True)
    gone = next_nudge_at(office, "U0LENA")
    office.live_until(MONDAY_NEW_YORK)
    office.slack.update_person("U0LENA", deleted=False)

    office.live_until(NEXT_MONDAY)

    assert gone is None
    assert office.dm_texts("U0LENA") == [NUDGE]


@pytest.mark.parametrize(
    "flag", ["deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger"]
)
def test_guests_and_bots_are_asked_nothing_even_when_their_profile_changes(
    office: Office, flag: str
) -> None:
    changes: dict[str, object] = {flag: True, "status_text": "Hi"}

    office.slack.update_person("U0LENA", **changes)
    office.live_until(MONDAY_NINE)

    assert office.slack.dm("U0LENA") == []


def test_a_new_name_and_language_are_followed(office: Office) -> None:
    office.slack.update_person("U0LENA", name="Lena Neu", locale="de-AT")

    office.slack.command("U0LENA", "/okr list")

    assert "Deine Key Results" in office.answer("U0LENA")
    assert "Lena Neu" in [row["name"] for row in office.rows(PersonRow)]


def test_an_event_delivered_again_is_handled_once(office: Office) -> None:
    office.slack.update_person("U0LENA", tz="America/New_York")
    office.change(PersonRow, {"slack_id": "U0LENA"}, time_zone="Asia/Tokyo")

    reply = office.slack.redeliver()

    lena = next(row for row in office.rows(PersonRow) if row["slack_id"] == "U0LENA")
    assert reply.error is None
    assert lena["time_zone"] == "Asia/Tokyo"
    events = [row["event_id"] for row in office.rows(ProcessedEventRow)]
    assert len([each for each in events if each.startswith("Ev")]) == 1


def test_a_profile_of_somebody_unknown_changes_nothing(office: Office) -> None:
    before = office.rows(PersonRow)

    reply = office.slack.update_person("U0STRANGE", name="Stella Stranger")

    assert reply.error is None
    assert office.rows(PersonRow) == before


def test_events_nobody_waits_for_are_answered(office: Office) -> None:
    status, _body = office.bolt.deliver(
        {
            "type": "event_callback",
            "team_id": "T0LOCAL",
            "event_id": "Ev1",
            "event": {"type": "team_join", "user": {"id": "U0NEW"}},
        }
    )

    assert status == 200


def test_a_person_without_a_zone_in_slack_lives_in_the_organisations(office: Office) -> None:
    office.slack.update_person("U0NICK", tz="")

    office.live_until(MONDAY_NINE)

    assert office.dm_texts("U0NICK") == [NUDGE]


def test_a_new_rhythm_holds_from_the_next_nudge_on(office: Office) -> None:
    office.change(RhythmRow, {"nudge_weekday": 2}, nudge_weekday=3)

    office.live_until(WEDNESDAY_TWO + timedelta(days=8))

    assert [
        datetime.fromtimestamp(float(message["ts"]), UTC).weekday()
        for message in office.slack.dm("U0MANY")
        if message["text"].startswith("Time for")
    ] == [2, 3]
