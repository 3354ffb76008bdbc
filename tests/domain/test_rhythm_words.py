"""How an import file writes a rhythm, and which times it may have."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Every
from bot.domain.rhythm_words import (
    check_digest_time,
    check_nudge_time,
    read_digest,
    read_every,
    read_nudge,
)
from bot.errors import InvalidInput
from tests.refusals import refusal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon 09:00", (0, time(9))),
        ("tue 9:05", (1, time(9, 5))),
        ("Wednesday 14:30", (2, time(14, 30))),
        ("THURS 17:59", (3, time(17, 59))),
        (" fri   08:00 ", (4, time(8))),
        ("saturday 10:00", (5, time(10))),
        ("sun 16:00", (6, time(16))),
    ],
)
def test_a_rhythm_is_a_weekday_and_a_time(text: str, expected: tuple[int, time]) -> None:
    assert read_nudge(text) == expected
    assert read_digest(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Write an English weekday"),
        ("mon", "Write an English weekday"),
        ("09:00", "Write an English weekday"),
        ("09:00 mon", "Write an English weekday"),
        ("mo 09:00", "Write an English weekday"),
        ("montag 09:00", "Write an English weekday"),
        ("mon 9", "Write an English weekday"),
        ("mon 24:00", "Write an English weekday"),
        ("mon 09:60", "Write an English weekday"),
        ("mon 09:00 CET", "Write an English weekday"),
        ("mon 00:00", "Choose a time from 08:00 to 17:59"),
        ("mon 7:59", "Choose a time from 08:00 to 17:59"),
        ("mon 18:00", "Choose a time from 08:00 to 17:59"),
    ],
)
def test_a_nudge_that_cannot_be_kept_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        read_nudge(text)

    assert refused.value.field == "nudge"


@pytest.mark.parametrize(
    ("text", "message"),
    [("tue", "Write an English weekday"), ("tue 05:59", "Choose a time from 06:00 on")],
)
def test_a_digest_that_cannot_be_kept_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        read_digest(text)

    assert refused.value.field == "digest"


def test_a_channel_may_read_its_digest_before_and_after_work() -> None:
    assert read_digest("mon 06:00") == (0, time(6))
    assert read_digest("thurs 23:59") == (3, time(23, 59))


@pytest.mark.parametrize("at", [time(0), time(5, 59), time(5, 59, 59, 999999)])
def test_a_digest_in_the_night_is_refused(at: time) -> None:
    with pytest.raises(InvalidInput, match=r"from 06:00 on") as refused:
        check_digest_time(at, "digest_time")

    assert refused.value.field == "digest_time"


@pytest.mark.parametrize("at", [time(6), time(12), time(23, 59)])
def test_a_digest_by_day_is_accepted(at: time) -> None:
    assert refusal(lambda: check_digest_time(at, "digest_time")) is None


@pytest.mark.parametrize("at", [time(0), time(7, 59, 59), time(18), time(23, 59)])
def test_a_nudge_before_or_after_work_is_refused(at: time) -> None:
    with pytest.raises(InvalidInput, match=r"from 08:00 to 17:59") as refused:
        check_nudge_time(at, "nudge_time")

    assert refused.value.field == "nudge_time"


@pytest.mark.parametrize("at", [time(8), time(12), time(17, 59)])
def test_a_nudge_at_work_is_accepted(at: time) -> None:
    assert refusal(lambda: check_nudge_time(at, "nudge_time")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("week", Every.WEEK),
        ("Month", Every.MONTH),
        ("two weeks from 2026-10-05", Every.ODD_WEEKS),
        ("two weeks from 2026-10-11", Every.ODD_WEEKS),
        ("Two  weeks from 2026-10-12", Every.EVEN_WEEKS),
        ("two weeks from 2026-12-28", Every.ODD_WEEKS),
        ("two weeks from 2027-01-04", Every.EVEN_WEEKS),
    ],
)
def test_how_often_is_said_in_words(text: str, expected: Every) -> None:
    assert read_every(text) == expected


@pytest.mark.parametrize(
    "text",
    ["weeks", "even_weeks", "two weeks", "two weeks from monday", "two weeks from 2026-02-30"],
)
def test_how_often_that_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"two weeks from 2026-10-05") as refused:
        read_every(text)

    assert refused.value.field == "every"


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_two_weeks_from_a_day_are_those_of_two_weeks_later_and_not_of_the_next(day: date) -> None:
    def said(later: int) -> Every:
        return read_every(f"two weeks from {day + timedelta(weeks=later)}")

    assert said(0) == said(2) != said(1)
