"""What of the ladder is made good after a downtime, and what is too late."""

from datetime import date, timedelta

from storage.tables import (
    ExtraRow,
    KeyResultRow,
    PersonRow,
)
from tests.flows.office import MONDAY_NINE, SLOT, TUESDAY_NINE, Office
from tests.flows.silence import (
    A_MINUTE,
    A_WEEK,
    NUDGE,
    at,
    be_down,
    nudges,
    posted,
    queue_and_die,
    silence_others,
)


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
