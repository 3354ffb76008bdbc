"""The ladder over weeks: a nudge, one reminder, the digest, one word to the manager; then silence.

The week begins on 12 October 2026. Clocks are put back on the 25th; the 26th is a holiday in
Austria.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.cadence import Every
from bot.scheduler import run_due
from storage.tables import (
    ExtraRow,
    KeyResultRow,
    MembershipRow,
    NudgeRow,
    PersonRow,
    RhythmRow,
    TeamRow,
)
from tests.flows.office import MONDAY_NINE, SLOT, TUESDAY_NINE, Office, text_of

NUDGE = "Time for your check-in: 1 key result, about a minute."
REMINDER = "A reminder of your check-in: 1 key result, about a minute."
DONE = "Your check-in of week 42 is done."
A_MINUTE = timedelta(minutes=1)
A_WEEK = timedelta(days=7)
FOUR_WEEKS_LATER = datetime(2026, 11, 13, 12, tzinfo=UTC)


def at(day: int, hour: int, month: int = 10) -> datetime:
    """An hour in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def posted(office: Office, user: str) -> list[tuple[str, datetime]]:
    """The first word of each message's key, and when it was posted."""
    return [
        (
            message["metadata"]["event_payload"]["key"].partition(":")[0],
            datetime.fromtimestamp(int(float(message["ts"])), UTC),
        )
        for message in office.slack.dm(user)
    ]


def nudges(office: Office, user: str, *columns: str) -> list[tuple[object, ...]]:
    """What was kept of a person's nudges, the oldest slot first."""
    number = office.person(user)["id"]
    rows = [row for row in office.rows(NudgeRow) if row["person_id"] == number]
    ordered = sorted(rows, key=lambda row: str(row["slot"]))
    return [tuple(row[column] for column in columns) for row in ordered]


def spend(office: Office, user: str, slot: str) -> None:
    """They were sent something else in that week."""
    person = office.person(user)
    ids = {"person_id": person["id"], "workspace_id": person["workspace_id"]}
    with office.database.transaction() as session:
        session.add(ExtraRow(**ids, slot=slot, key="closing:team1:1", at=MONDAY_NINE))


def silence_others(office: Office, *users: str) -> None:
    """Nobody else hears anything."""
    for each in office.rows(PersonRow):
        if each["slack_id"] not in users:
            office.change(PersonRow, {"id": each["id"]}, next_nudge_at=None)


def check_in(office: Office, user: str, **values: str) -> None:
    office.open(user)
    office.fill(user, **values)
    assert office.submit(user).error is None


def queue_and_die(office: Office, moment: datetime) -> None:
    """What is due is put into the outbox, and not sent."""
    office.live_until(moment - A_MINUTE)
    office.clock.set(moment)
    run_due(office.database, moment)


def be_down(office: Office, since: datetime, until: datetime) -> None:
    """Nothing runs in between."""
    if office.clock.now() < since:
        office.live_until(since)
    office.clock.set(until)
    office.slack.set_time(until)
    office.live_until(until)


def test_one_reminder_on_the_next_working_day_at_the_same_time(office: Office) -> None:
    office.live_until(TUESDAY_NINE - A_MINUTE)
    before = office.dm_texts("U0HANNA")

    office.live_until(MONDAY_NINE + A_WEEK - A_MINUTE)

    assert before == [NUDGE]
    assert posted(office, "U0HANNA") == [("nudge", MONDAY_NINE), ("remind", TUESDAY_NINE)]
    assert "This is the only reminder." in office.dm_text("U0HANNA")
    assert nudges(office, "U0HANNA", "slot", "reminded") == [(SLOT, "sent")]


def test_who_has_checked_in_is_not_reminded(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    check_in(office, "U0HANNA", reorder_value="50")

    office.live_until(MONDAY_NINE + A_WEEK - A_MINUTE)

    assert len(office.slack.dm("U0HANNA")) == 1
    assert nudges(office, "U0HANNA", "reminded") == [("already_checked_in",)]


def test_a_word_on_one_of_several_key_results_is_enough(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    check_in(office, "U0MARIA", uptime_value="94")

    office.live_until(TUESDAY_NINE)

    assert nudges(office, "U0MARIA", "reminded") == [("already_checked_in",)]


def test_the_reminder_says_that_it_is_done_once_it_is(office: Office) -> None:
    office.live_until(TUESDAY_NINE)

    check_in(office, "U0HANNA", reorder_value="50")

    assert office.dm_texts("U0HANNA")[1] == DONE
    assert len(office.slack.dm("U0HANNA")) == 2


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"paused_until": date(2026, 10, 13)}, "paused"),
        ({"away": "vacation"}, "away"),
        ({"is_active": False}, "inactive"),
    ],
)
def test_who_is_away_by_then_is_not_reminded(
    office: Office, columns: dict[str, object], reason: str
) -> None:
    office.live_until(MONDAY_NINE)
    office.change(PersonRow, {"slack_id": "U0HANNA"}, **columns)

    office.live_until(TUESDAY_NINE)

    assert office.dm_texts("U0HANNA") == [NUDGE]
    assert nudges(office, "U0HANNA", "reminded") == [(reason,)]


def test_the_budget_of_the_week_comes_before_the_reminder(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    spend(office, "U0HANNA", SLOT)

    office.live_until(TUESDAY_NINE)

    assert office.dm_texts("U0HANNA") == [NUDGE]
    assert nudges(office, "U0HANNA", "reminded") == [("budget",)]


def test_two_silent_weeks_are_told_to_the_manager_once(office: Office) -> None:
    silence_others(office, "U0NICK", "U0IDLE")
    office.slack.update_person("U0NICK", tz="Europe/Vienna")
    office.change(PersonRow, {"slack_id": "U0NICK"}, next_nudge_at=MONDAY_NINE)

    office.live_until(FOUR_WEEKS_LATER)

    # The 26th is a holiday: that week's come a day later.
    assert posted(office, "U0NICK") == [
        ("nudge", at(12, 7)),
        ("remind", at(13, 7)),
        ("nudge", at(19, 7)),
        ("remind", at(20, 7)),
        ("nudge", at(27, 8)),
        ("remind", at(28, 8)),
        ("nudge", at(2, 8, month=11)),
        ("remind", at(3, 8, month=11)),
        ("nudge", at(9, 8, month=11)),
        ("remind", at(10, 8, month=11)),
    ]
    assert posted(office, "U0LENA") == [("talk", at(27, 8))]
    text = office.dm_text("U0LENA")
    assert "Nothing was heard from 1 person for two check-ins in a row." in text
    assert "• *Nick New*: no check-in yet" in text
    assert "The audit is passed" not in text
    assert posted(office, "U0HANNA") == []
    assert "Nick New" in office.channel_text("C0LEADS")


def test_after_a_word_the_silence_begins_anew(office: Office) -> None:
    silence_others(office, "U0NICK")
    office.live_until(at(28, 12))
    check_in(office, "U0NICK", audit_confidence="9")

    office.live_until(at(30, 12, month=11))

    assert [kind for kind, _at in posted(office, "U0LENA")] == ["talk", "talk"]
    assert "last check-in on Oct 28, 2026" in office.dm_text("U0LENA")


def test_several_silent_people_come_in_one_message(office: Office) -> None:
    silence_others(office, "U0NICK", "U0MARIA")
    office.slack.update_person("U0NICK", tz="Europe/Vienna")
    office.change(PersonRow, {"slack_id": "U0NICK"}, next_nudge_at=MONDAY_NINE)

    office.live_until(FOUR_WEEKS_LATER)

    assert [kind for kind, _at in posted(office, "U0LENA")] == ["talk"]
    assert "Nothing was heard from 2 people" in office.dm_text("U0LENA")


def test_a_manager_whose_budget_is_spent_is_told_in_the_next_week(office: Office) -> None:
    silence_others(office, "U0NICK", "U0LENA")
    spend(office, "U0LENA", "2026-W44")

    office.live_until(FOUR_WEEKS_LATER)

    assert [each for each in posted(office, "U0LENA") if each[0] == "talk"] == [
        ("talk", at(2, 8, month=11))
    ]
    assert nudges(office, "U0LENA", "slot", "reminded")[2:4] == [
        ("2026-W44", "budget"),
        ("2026-W45", "budget"),
    ]


def test_who_checks_in_before_is_not_talked_about(office: Office) -> None:
    office.slack.update_person("U0LENA", tz="Pacific/Auckland")
    silence_others(office, "U0NICK")
    office.live_until(at(27, 13))
    talk_at = office.person("U0NICK")["talk_at"]
    check_in(office, "U0NICK", audit_confidence="9")

    office.live_until(at(30, 12))

    # Nine in the morning in Auckland.
    assert talk_at == at(27, 20)
    assert posted(office, "U0LENA") == []
    assert office.person("U0NICK")["missed"] == 0


def test_nobody_is_told_of_who_leads_alone(office: Office) -> None:
    silence_others(office, "U0HANNA")

    office.live_until(FOUR_WEEKS_LATER)

    assert {kind for kind, _at in posted(office, "U0HANNA")} == {"nudge", "remind"}


def test_a_holiday_moves_the_nudge_and_the_reminder(office: Office) -> None:
    silence_others(office, "U0HANNA")
    office.change(PersonRow, {"slack_id": "U0HANNA"}, next_nudge_at=at(27, 8))

    office.live_until(at(30, 12))

    assert posted(office, "U0HANNA") == [("nudge", at(27, 8)), ("remind", at(28, 8))]
    assert nudges(office, "U0HANNA", "slot", "due_on") == [("2026-W44", date(2026, 10, 26))]


@pytest.mark.parametrize(("asked_at", "is_missing"), [(at(27, 7), True), (at(27, 8), False)])
def test_who_is_asked_only_as_the_digest_comes_is_not_missing_in_it(
    office: Office, asked_at: datetime, *, is_missing: bool
) -> None:
    """The holiday of the 26th moves the nudge to the day and hour of the digest."""
    silence_others(office, "U0HANNA")
    office.change(PersonRow, {"slack_id": "U0HANNA"}, next_nudge_at=asked_at)

    office.live_until(at(27, 8))

    digest = text_of(office.slack.messages("C0HEADS")[-1])
    assert "week 44" in digest
    assert ("Not heard from yet" in digest) is is_missing


def test_what_a_row_of_holidays_moves_into_the_next_week_says_so(office: Office) -> None:
    silence_others(office, "U0HANNA")
    office.change(RhythmRow, {}, nudge_weekday=4)
    office.change(TeamRow, {}, next_digest_at=None)
    # Friday, 25 December; the Saturday and Sunday after; Monday, the 28th, is a working day.
    office.change(PersonRow, {"slack_id": "U0HANNA"}, next_nudge_at=at(28, 8, month=12))

    office.live_until(datetime(2026, 12, 31, 12, tzinfo=UTC))

    assert nudges(office, "U0HANNA", "slot", "skipped", "due_on") == [
        ("2026-W52", "day_off", date(2026, 12, 25)),
        ("2026-W53", "", date(2026, 12, 25)),
    ]


def test_a_team_of_every_second_week_is_asked_in_every_second(office: Office) -> None:
    silence_others(office, "U0MANY")
    office.change(RhythmRow, {"nudge_weekday": 2}, every=Every.EVEN_WEEKS)

    office.live_until(FOUR_WEEKS_LATER)

    asked = [moment.date() for kind, moment in posted(office, "U0MANY") if kind == "nudge"]
    assert asked == [date(2026, 10, 14), date(2026, 10, 28), date(2026, 11, 11)]


def test_who_is_new_is_left_alone_for_a_week(office: Office) -> None:
    nick = office.person("U0NICK")["id"]
    office.change(MembershipRow, {"person_id": nick}, joined_on=date(2026, 10, 8))

    office.live_until(MONDAY_NINE + A_WEEK + timedelta(hours=6))

    assert nudges(office, "U0NICK", "slot", "skipped", "until") == [
        (SLOT, "new", date(2026, 10, 14)),
        ("2026-W43", "", None),
    ]


def test_after_five_minutes_nothing_is_lost(office: Office) -> None:
    be_down(office, MONDAY_NINE - A_MINUTE, MONDAY_NINE + timedelta(minutes=4))

    assert office.dm_texts("U0HANNA") == [NUDGE]


def test_after_five_hours_it_comes_the_same_day(office: Office) -> None:
    be_down(office, MONDAY_NINE - A_MINUTE, MONDAY_NINE + timedelta(hours=5))

    assert posted(office, "U0HANNA") == [("nudge", at(12, 12))]

    office.live_until(TUESDAY_NINE)

    assert posted(office, "U0HANNA")[1:] == [("remind", TUESDAY_NINE)]


def test_found_in_the_evening_it_comes_the_next_morning(office: Office) -> None:
    be_down(office, MONDAY_NINE - A_MINUTE, MONDAY_NINE + timedelta(hours=11))
    before = office.slack.dm("U0HANNA")

    office.live_until(MONDAY_NINE + A_WEEK - A_MINUTE)

    assert before == []
    assert posted(office, "U0HANNA") == [("nudge", TUESDAY_NINE), ("remind", at(14, 7))]
    assert nudges(office, "U0HANNA", "slot", "due_on") == [(SLOT, date(2026, 10, 12))]


def test_after_three_days_it_is_too_late(office: Office) -> None:
    be_down(office, MONDAY_NINE - A_MINUTE, MONDAY_NINE + timedelta(days=3))

    assert posted(office, "U0HANNA") == []
    assert nudges(office, "U0HANNA", "slot", "skipped", "remind_at") == [(SLOT, "too_late", None)]
    assert office.person("U0HANNA")["next_nudge_at"] == MONDAY_NINE + A_WEEK


def test_after_weeks_each_slot_has_its_reason_and_the_newest_comes(office: Office) -> None:
    be_down(office, MONDAY_NINE - A_MINUTE, at(27, 10))

    assert posted(office, "U0HANNA") == [("nudge", at(27, 10))]
    assert nudges(office, "U0HANNA", "slot", "skipped") == [
        (SLOT, "too_late"),
        ("2026-W43", "too_late"),
        ("2026-W44", ""),
    ]


def test_what_could_not_be_sent_until_the_evening_comes_the_next_morning(
    office: Office,
) -> None:
    silence_others(office, "U0HANNA")
    queue_and_die(office, MONDAY_NINE)
    be_down(office, MONDAY_NINE, at(12, 17))
    before = office.slack.dm("U0HANNA")

    office.live_until(MONDAY_NINE + A_WEEK - A_MINUTE)

    assert before == []
    assert posted(office, "U0HANNA") == [("nudge", TUESDAY_NINE), ("remind", at(14, 7))]


def test_what_could_not_be_sent_for_days_is_taken_back(office: Office) -> None:
    silence_others(office, "U0HANNA")
    queue_and_die(office, MONDAY_NINE)

    be_down(office, MONDAY_NINE, at(14, 12))

    assert posted(office, "U0HANNA") == []
    assert nudges(office, "U0HANNA", "skipped", "remind_at") == [("too_late", None)]
    assert office.person("U0HANNA")["asked_slot"] == ""


def test_a_reminder_that_could_not_be_sent_has_cost_nothing(office: Office) -> None:
    silence_others(office, "U0HANNA")
    office.change(PersonRow, {"slack_id": "U0HANNA"}, next_nudge_at=at(15, 7))
    office.live_until(at(15, 7))
    queue_and_die(office, at(16, 7))

    be_down(office, at(16, 7), at(16, 17))

    assert posted(office, "U0HANNA") == [("nudge", at(15, 7))]
    assert nudges(office, "U0HANNA", "skipped", "reminded") == [("", "too_late")]
    assert office.rows(ExtraRow) == []


def test_a_word_to_the_manager_that_could_not_be_sent_comes_in_the_next_week(
    office: Office,
) -> None:
    silence_others(office, "U0NICK")
    nick = office.person("U0NICK")["id"]
    office.change(PersonRow, {"id": nick}, missed=2, talk_at=at(16, 7), next_nudge_at=None)
    queue_and_die(office, at(16, 7))

    be_down(office, at(16, 7), at(16, 17))
    office.live_until(at(19, 12))

    assert posted(office, "U0LENA") == [("talk", at(19, 7))]
    assert [row["slot"] for row in office.rows(ExtraRow)] == ["2026-W42", "2026-W43"]


def test_a_week_in_which_nobody_could_be_asked_is_no_silent_one(office: Office) -> None:
    silence_others(office, "U0NICK")
    office.change(KeyResultRow, {}, checked_in_slot=None)
    office.live_until(at(12, 12))
    be_down(office, at(12, 12), at(15, 12))

    office.live_until(at(20, 12))

    assert nudges(office, "U0NICK", "slot", "skipped")[0] == (SLOT, "too_late")
    assert office.person("U0NICK")["missed"] == 0
