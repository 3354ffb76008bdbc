"""Days on which the ladder stands: holidays, other rhythms, the first week in a team."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.cadence import Every
from storage.tables import (
    MembershipRow,
    PersonRow,
    RhythmRow,
    TeamRow,
)
from tests.flows.office import MONDAY_NINE, SLOT, Office, text_of
from tests.flows.silence import A_WEEK, FOUR_WEEKS_LATER, at, nudges, posted, silence_others


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
