"""Who travels is asked once a week, wherever they go and however the clocks are changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.cadence import Rhythm, local_date, local_time, next_slot, slot_of
from bot.domain.due import DayOff, next_nudge, writable_at
from bot.domain.travel import Planned, next_after_change
from tests.domain.test_moments import ZONES

VIENNA, NEW_YORK, AUCKLAND, HONOLULU, KIRITIMATI = (
    "Europe/Vienna",
    "America/New_York",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Pacific/Kiritimati",
)
MONDAYS = Rhythm(nudge_weekday=0, nudge_time=time(9))
FRIDAYS = Rhythm(nudge_weekday=4, nudge_time=time(9))
START = datetime(2026, 3, 1, tzinfo=UTC)
WEEKS = 10


def weekends(day: date) -> DayOff | None:
    return DayOff.WEEKEND if day.weekday() >= 5 else None


def austria(day: date) -> DayOff | None:
    return DayOff.HOLIDAY if day == date(2026, 10, 26) else weekends(day)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Traveller:
    """Somebody who is asked whenever their moment has come; `asked` are (slot, moment, zone)."""

    rhythm: Rhythm
    time_zone: str
    planned_at: datetime
    asked: list[tuple[str, datetime, str]] = field(default_factory=list)
    too_short: set[str] = field(default_factory=set)

    def wait(self, until: datetime) -> None:
        while self.planned_at <= until:
            slot = slot_of(self.planned_at, self.time_zone)
            self.asked.append((slot, self.planned_at, self.time_zone))
            self.planned_at = next_nudge(self.rhythm, self.time_zone, weekends, self.planned_at).at

    def go(self, time_zone: str, now: datetime) -> None:
        decided = max((slot for slot, _at, _zone in self.asked), default="")
        planned = Planned(self.planned_at, self.time_zone, decided)
        self.too_short |= self._ended_by(planned, time_zone, now)
        self.time_zone = time_zone
        self.planned_at = next_after_change(planned, self.rhythm, time_zone, weekends, now)

    def _ended_by(self, planned: Planned, time_zone: str, now: datetime) -> set[str]:
        """The slot in which nobody may write to them any more, because they went there."""
        writable = slot_of(writable_at(now, time_zone, weekends), time_zone)
        return {planned.slot} if planned.slot < writable else set()


rhythms = st.builds(
    Rhythm,
    nudge_weekday=st.integers(0, 4),
    nudge_time=st.times(time(8), time(17, 59)).map(
        lambda each: each.replace(second=0, microsecond=0)
    ),
)
zones = st.sampled_from(ZONES)
journeys = st.lists(
    st.tuples(st.integers(0, WEEKS * 7 * 24 * 60), zones), min_size=1, max_size=12
).map(sorted)
starts = st.integers(0, 52).map(lambda weeks: START + timedelta(weeks=weeks))


def travel(
    rhythm: Rhythm, home: str, start: datetime, journey: Sequence[tuple[int, str]]
) -> Traveller:
    traveller = Traveller(rhythm, home, next_nudge(rhythm, home, weekends, start).at)
    for minutes, zone in journey:
        now = start + timedelta(minutes=minutes)
        traveller.wait(now)
        traveller.go(zone, now)
    traveller.wait(start + timedelta(weeks=WEEKS + 2))
    return traveller


@given(rhythms, zones, starts, journeys)
@example(MONDAYS, HONOLULU, START, [(60 * 24 * 7, KIRITIMATI), (60 * 24 * 7 + 60, HONOLULU)])
@example(FRIDAYS, HONOLULU, START, [(60 * 24 * 5, KIRITIMATI)])
@example(MONDAYS, NEW_YORK, START, [(60 * 24 * 8 + 570, VIENNA)])
def test_nobody_is_asked_twice_in_a_week_or_left_out(
    rhythm: Rhythm, home: str, start: datetime, journey: list[tuple[int, str]]
) -> None:
    traveller = travel(rhythm, home, start, journey)

    slots = [slot for slot, _at, _zone in traveller.asked]
    expected = []
    slot = slots[0]
    while slot <= slots[-1]:
        expected.append(slot)
        slot = next_slot(slot)
    assert max(Counter(slots).values()) == 1
    assert set(expected) - set(slots) <= traveller.too_short
    assert len(slots) >= WEEKS - len(traveller.too_short)


@given(rhythms, zones, starts, journeys)
def test_nobody_is_asked_at_night_or_on_a_day_off(
    rhythm: Rhythm, home: str, start: datetime, journey: list[tuple[int, str]]
) -> None:
    traveller = travel(rhythm, home, start, journey)

    hours = [local_time(moment, zone) for _slot, moment, zone in traveller.asked]
    days = [local_date(moment, zone) for _slot, moment, zone in traveller.asked]
    assert all(time(8) <= each < time(18) for each in hours)
    assert {weekends(each) for each in days} == {None}


@given(rhythms, zones, starts)
def test_who_stays_is_asked_as_before(rhythm: Rhythm, home: str, start: datetime) -> None:
    planned = next_nudge(rhythm, home, weekends, start).at

    again = next_after_change(Planned(planned, home), rhythm, home, weekends, start)

    assert again == planned


@pytest.mark.parametrize(
    ("planned", "rhythm", "zone", "now", "expected"),
    [
        pytest.param(
            Planned(at("2026-10-12 07:00"), VIENNA, "2026-W41"),
            MONDAYS, NEW_YORK, at("2026-10-12 06:00"), at("2026-10-12 13:00"),
            id="west, before it came",
        ),
        pytest.param(
            Planned(at("2026-10-19 07:00"), VIENNA, "2026-W42"),
            MONDAYS, NEW_YORK, at("2026-10-12 08:00"), at("2026-10-19 13:00"),
            id="west, after it came",
        ),
        pytest.param(
            Planned(at("2026-10-12 13:00"), NEW_YORK, "2026-W41"),
            MONDAYS, VIENNA, at("2026-10-12 09:30"), at("2026-10-12 09:30"),
            id="east, its hour has passed there: at once",
        ),
        pytest.param(
            Planned(at("2026-10-12 13:00"), NEW_YORK, "2026-W41"),
            MONDAYS, AUCKLAND, at("2026-10-12 09:30"), at("2026-10-12 20:00"),
            id="east, it is evening there: in the morning",
        ),
        pytest.param(
            Planned(at("2026-10-16 19:00"), HONOLULU, "2026-W41"),
            FRIDAYS, KIRITIMATI, at("2026-10-16 12:00"), at("2026-10-15 19:00"),
            id="over the date line into the weekend: left to be counted as too late",
        ),
        pytest.param(
            Planned(at("2026-10-18 19:00"), KIRITIMATI, "2026-W42"),
            MONDAYS, HONOLULU, at("2026-10-18 20:00"), at("2026-10-19 19:00"),
            id="back over the date line into a week that was decided",
        ),
        pytest.param(
            Planned(at("2026-10-18 19:00"), KIRITIMATI, "2026-W43"),
            MONDAYS, HONOLULU, at("2026-10-18 20:00"), at("2026-10-26 19:00"),
            id="the same day twice",
        ),
        pytest.param(
            Planned(at("2026-10-19 07:00"), VIENNA, ""),
            MONDAYS, NEW_YORK, at("2026-10-14 08:00"), at("2026-10-19 13:00"),
            id="new since Wednesday: this week is not owed",
        ),
        pytest.param(
            Planned(None, VIENNA, ""),
            MONDAYS, VIENNA, at("2026-10-14 08:00"), at("2026-10-19 07:00"),
            id="nothing was planned",
        ),
        pytest.param(
            Planned(at("2026-10-12 07:00"), VIENNA, "2026-W41"),
            MONDAYS, NEW_YORK, at("2026-10-14 15:00"), at("2026-10-12 07:00"),
            id="two days late: left to be counted as too late",
        ),
        pytest.param(
            Planned(at("2026-10-12 07:00"), VIENNA, "2026-W41"),
            MONDAYS, NEW_YORK, at("2026-10-20 15:00"), at("2026-10-12 07:00"),
            id="its week is over: left to be counted as too late",
        ),
        pytest.param(
            Planned(at("2026-10-19 03:30"), "Asia/Kolkata", "2026-W42"),
            MONDAYS, "Asia/Kathmandu", at("2026-10-18 12:00"), at("2026-10-19 03:15"),
            id="half and quarter hours",
        ),
    ],
)  # fmt: skip
def test_what_is_owed_follows(
    planned: Planned, rhythm: Rhythm, zone: str, now: datetime, expected: datetime
) -> None:
    assert next_after_change(planned, rhythm, zone, weekends, now) == expected


def test_days_off_elsewhere_move_it_too() -> None:
    planned = Planned(at("2026-10-26 08:00"), VIENNA, "2026-W43")

    there = next_after_change(planned, MONDAYS, VIENNA, austria, at("2026-10-26 07:00"))
    here = next_after_change(
        Planned(there, VIENNA, "2026-W43"), MONDAYS, VIENNA, weekends, at("2026-10-26 13:00")
    )

    assert there == at("2026-10-27 08:00")
    assert here == at("2026-10-26 13:00")


def test_a_week_is_told_whose_nudge_was_still_to_come_where_it_is_over() -> None:
    """Half an hour before it on a Sunday, somebody lands where it is Monday."""
    sundays = Rhythm(nudge_weekday=6, nudge_time=time(13, 30))
    planned = Planned(at("2026-06-14T21:30"), "America/Anchorage", "2026-W23")

    found = next_after_change(
        planned, sundays, "Australia/Sydney", lambda _day: None, at("2026-06-14T21:03")
    )

    assert found == at("2026-06-14T03:30")
    assert slot_of(found, "Australia/Sydney") == "2026-W24"
