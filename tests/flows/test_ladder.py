"""The ladder over weeks: a nudge, one reminder, the digest, one word to the manager; then silence.

The week begins on 12 October 2026. Clocks are put back on the 25th; the 26th is a holiday in
Austria.
"""

from datetime import date

import pytest

from storage.tables import (
    PersonRow,
)
from tests.flows.office import MONDAY_NINE, SLOT, TUESDAY_NINE, Office
from tests.flows.silence import (
    A_MINUTE,
    A_WEEK,
    DONE,
    FOUR_WEEKS_LATER,
    NUDGE,
    at,
    check_in,
    nudges,
    posted,
    silence_others,
    spend,
)


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
