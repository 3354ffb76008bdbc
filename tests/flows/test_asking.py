"""A colleague reminds somebody by name: rarely, in hours, and never against a reason."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from storage.tables import AuditRow, NudgeRow, OutboxRow, PersonRow
from tests.flows.office import MONDAY_NINE, TUESDAY_NINE, Office, text_of

AT_TEN = MONDAY_NINE + timedelta(hours=1)
ASKED = "Nick New bittet dich um deinen Check-in: 3 Key Results, etwa eine Minute."
DONE = "Dein Check-in der Woche 42 ist erledigt."


@pytest.fixture
def monday(office: Office) -> Office:
    """Monday, ten o'clock in Vienna; nobody is nudged, for that is another story."""
    office.change(PersonRow, {}, next_nudge_at=None)
    office.live_until(AT_TEN)
    return office


def remind(office: Office, by: str = "U0NICK", whom: str = "<@U0MARIA>") -> str:
    """What the asker is told."""
    assert office.slack.command(by, f"/okr remind {whom}").error is None
    office.line.deliver()
    return office.answer(by)


def check_all_in(office: Office) -> None:
    """Maria records something about each of her key results."""
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94", tickets_value="2", clinics_confidence="6")
    assert office.submit("U0MARIA").error is None


def test_a_colleague_is_asked_at_once_and_reads_by_whom(monday: Office) -> None:
    answer = remind(monday)

    assert "Maria Muster is asked to check in, and reads that it is you who asks." in answer
    assert monday.dm_texts("U0MARIA") == [ASKED]
    assert "höchstens einmal am Tag und dreimal in der Woche" in monday.dm_text("U0MARIA")
    assert monday.slack.click("U0MARIA", "checkin.open").error is None
    assert monday.rows(AuditRow)[-1]["action"] == "person.reminded"


def test_the_german_word_does_the_same(monday: Office) -> None:
    monday.slack.command("U0MARIA", "/okr erinnern <@U0NICK>")
    monday.line.deliver()

    assert "Nick New wird" in monday.answer("U0MARIA")


def test_outside_hours_it_comes_in_the_morning_and_the_asker_knows(monday: Office) -> None:
    monday.live_until(datetime(2026, 10, 12, 19, tzinfo=UTC))

    answer = remind(monday)
    before = monday.slack.dm("U0MARIA")
    monday.live_until(TUESDAY_NINE)

    assert "will be asked to check in on Oct 13, 2026 at 9:00" in answer.replace("\u202f", " ")
    assert before == []
    assert monday.dm_texts("U0MARIA") == [ASKED]


def test_who_is_asked_that_day_anyway_is_not_asked_twice(office: Office) -> None:
    office.live_until(MONDAY_NINE + timedelta(hours=10))

    answer = remind(office)
    office.live_until(TUESDAY_NINE)

    assert "Maria Muster is asked on" in answer
    assert "Twice on one day would be nagging." in answer
    assert len(office.slack.dm("U0MARIA")) == 2


def test_once_a_day_whoever_asks(monday: Office) -> None:
    remind(monday)

    answer = remind(monday, by="U0LENA")

    assert "Maria Muster was reminded today already." in answer
    assert monday.dm_texts("U0MARIA") == [ASKED]


def test_three_times_a_week_whoever_asks(monday: Office) -> None:
    for day in range(4):
        monday.live_until(AT_TEN + timedelta(days=day))
        answer = remind(monday)

    assert "was reminded by colleagues three times this week" in answer
    assert len(monday.slack.dm("U0MARIA")) == 3


def test_the_next_week_begins_anew(monday: Office) -> None:
    for day in (0, 1, 2, 7):
        monday.live_until(AT_TEN + timedelta(days=day))
        answer = remind(monday)

    assert "is asked to check in" in answer


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"paused_until": date(2026, 10, 16)}, "Maria Muster is away until Oct 16, 2026"),
        (
            {"away": "sick", "away_until": datetime(2026, 10, 16, 12, tzinfo=UTC)},
            "Maria Muster is away until Oct 16, 2026",
        ),
        ({"away": "sick"}, "Maria Muster is away and gets no reminders."),
        ({"is_active": False}, "I do not know this person, or they have left."),
    ],
    ids=["paused", "sick until then", "sick", "left"],
)
def test_who_is_away_is_not_asked_and_nobody_reads_why(
    monday: Office, columns: dict[str, Any], reason: str
) -> None:
    monday.change(PersonRow, {"slack_id": "U0MARIA"}, **columns)

    answer = remind(monday)

    assert reason in answer
    assert "sick" not in answer
    assert monday.slack.dm("U0MARIA") == []


@pytest.mark.parametrize(
    ("whom", "reason"),
    [
        ("", "Name the colleague after the command"),
        ("maria", "Name the colleague after the command"),
        ("<@U0NICK>", "That is you"),
        ("<@U0IDLE>", "Ida Idle has nothing to update now."),
        ("<@U0STRANGE>", "I do not know this person, or they have left."),
    ],
)
def test_what_would_not_help_is_refused(monday: Office, whom: str, reason: str) -> None:
    assert reason in remind(monday, whom=whom)
    assert [key for key in monday.outbox() if key.startswith("asked")] == []


def test_a_stranger_reminds_nobody(monday: Office) -> None:
    assert "I do not know you yet" in remind(monday, by="U0STRANGE")
    assert monday.slack.dm("U0MARIA") == []


def test_who_has_checked_in_is_not_asked(monday: Office) -> None:
    check_all_in(monday)

    assert "Maria Muster has checked in this week already." in remind(monday)


def test_the_message_says_that_it_is_done_once_it_is(monday: Office) -> None:
    remind(monday)

    check_all_in(monday)

    assert monday.dm_texts("U0MARIA")[0] == DONE


def test_what_waits_for_the_morning_is_not_sent_to_who_is_quicker(monday: Office) -> None:
    monday.live_until(datetime(2026, 10, 12, 19, tzinfo=UTC))
    remind(monday)
    check_all_in(monday)

    monday.live_until(TUESDAY_NINE)

    assert [key for key in monday.outbox() if key.startswith("asked")] != []
    assert ASKED not in text_of(monday.slack.dm("U0MARIA"))
    assert DONE not in text_of(monday.slack.dm("U0MARIA"))


FRIDAY_EVENING = datetime(2026, 10, 16, 17, tzinfo=UTC)
NEXT_MONDAY_NINE = datetime(2026, 10, 19, 7, tzinfo=UTC)


def test_what_waits_for_monday_is_not_sent_at_night_to_who_has_flown_west(monday: Office) -> None:
    monday.live_until(FRIDAY_EVENING)
    remind(monday)
    monday.slack.update_person("U0MARIA", tz="America/Los_Angeles")

    monday.live_until(datetime(2026, 10, 19, 15, 59, tzinfo=UTC))
    at_night = monday.slack.dm("U0MARIA")
    monday.live_until(datetime(2026, 10, 19, 16, 1, tzinfo=UTC))

    assert at_night == []
    assert ASKED in monday.dm_texts("U0MARIA")


def test_what_waits_for_monday_comes_as_told_to_who_flew_an_hour(monday: Office) -> None:
    monday.live_until(FRIDAY_EVENING)
    remind(monday)
    monday.slack.update_person("U0MARIA", tz="Europe/Helsinki")

    monday.live_until(NEXT_MONDAY_NINE)

    [asked] = [row for row in monday.rows(OutboxRow) if row["key"].startswith("asked")]
    assert (asked["state"], asked["sent_at"]) == ("sent", NEXT_MONDAY_NINE)
    assert asked["not_after"] == datetime(2026, 10, 19, 15, tzinfo=UTC)


def falls_ill(office: Office) -> None:
    office.slack.update_person(
        "U0MARIA", status_text="Krank", status_emoji=":face_with_thermometer:"
    )


def pauses(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr pause until 24 Dec")
    assert office.submit("U0MARIA").error is None


@pytest.mark.parametrize("leave", [falls_ill, pauses])
def test_what_waits_for_monday_is_not_sent_to_who_is_away_by_then(
    monday: Office, leave: Callable[[Office], None]
) -> None:
    monday.live_until(FRIDAY_EVENING)
    remind(monday)
    leave(monday)

    monday.live_until(NEXT_MONDAY_NINE + timedelta(days=2))

    assert monday.slack.dm("U0MARIA") == []
    assert "dropped" in [state for key, state in monday.outbox().items() if key.startswith("asked")]


def test_a_colleagues_word_costs_nothing_of_the_budget(office: Office) -> None:
    office.live_until(AT_TEN)
    remind(office)

    office.live_until(TUESDAY_NINE)

    maria = office.person("U0MARIA")["id"]
    assert [row["reminded"] for row in office.rows(NudgeRow) if row["person_id"] == maria] == [
        "sent"
    ]
    assert len(office.slack.dm("U0MARIA")) == 3
