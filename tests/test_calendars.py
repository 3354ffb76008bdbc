"""Working days by country, against what those countries say."""

from datetime import date

import pytest

from bot.calendars import days_off, holiday_name, is_country
from bot.domain.due import DayOff


@pytest.mark.parametrize(
    ("country", "day", "why"),
    [
        ("AT", date(2026, 10, 26), DayOff.HOLIDAY),
        ("DE", date(2026, 10, 26), None),
        ("DE", date(2026, 1, 6), None),
        ("DE-BY", date(2026, 1, 6), DayOff.HOLIDAY),
        ("GB", date(2026, 11, 30), None),
        ("GB-SCT", date(2026, 11, 30), DayOff.HOLIDAY),
        ("US", date(2026, 11, 26), DayOff.HOLIDAY),
        ("NZ", date(2026, 2, 6), DayOff.HOLIDAY),
        ("AT", date(2026, 10, 24), DayOff.WEEKEND),
        ("AE", date(2026, 10, 23), None),
        ("IL", date(2026, 10, 23), DayOff.WEEKEND),
        ("IL", date(2026, 10, 25), None),
        ("SA", date(2026, 10, 23), DayOff.WEEKEND),
        ("BN", date(2026, 10, 24), None),
        ("", date(2026, 12, 25), None),
        ("", date(2026, 10, 25), DayOff.WEEKEND),
        ("XX", date(2026, 12, 25), None),
    ],
)
def test_a_country_says_which_days_are_off(country: str, day: date, why: DayOff | None) -> None:
    assert days_off(country)(day) == why


@pytest.mark.parametrize(
    ("country", "is_known"),
    [("AT", True), ("DE-BY", True), ("DE-XX", False), ("XX", False), ("", False), ("at", False)],
)
def test_a_country_is_known_or_not(country: str, is_known: bool) -> None:
    assert is_country(country) is is_known


@pytest.mark.parametrize(
    ("country", "locale", "name"),
    [
        ("AT", "en", "National Day"),
        ("AT", "de-AT", "Nationalfeiertag"),
        ("AT", "fi", "National Day"),
        ("DE", "en", ""),
        ("", "en", ""),
    ],
)
def test_a_holiday_is_named_in_the_readers_language(country: str, locale: str, name: str) -> None:
    assert holiday_name(country, date(2026, 10, 26), locale) == name
