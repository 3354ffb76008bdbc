"""Working days by country, against what those countries say."""

from datetime import date

import pytest

from bot.calendars import days_off, find_parts, holiday_name, is_country, part_name
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


@pytest.mark.parametrize(
    ("country", "words", "first"),
    [
        ("DE", "bay", ("BY", "Bayern")),
        ("AT", "", ("1", "Burgenland")),
        ("GB", "scot", ("SCT", "Scotland")),
        ("IT", "bolz", ("BZ", "Bolzano")),
    ],
)
def test_parts_of_a_country_are_found_by_name(
    country: str, words: str, first: tuple[str, str]
) -> None:
    assert find_parts(country, words)[0] == first


@pytest.mark.parametrize("country", ["", "XX", "SE"])
def test_a_country_without_parts_has_none(country: str) -> None:
    assert find_parts(country, "") == []


def test_every_part_that_is_offered_has_a_calendar() -> None:
    offered = [
        f"{code}-{part}"
        for code in ("AT", "CH", "DE", "IT")
        for part, _name in find_parts(code, "")
    ]

    assert [each for each in offered if not is_country(each)] == []


def test_a_part_without_a_name_goes_by_its_code() -> None:
    assert part_name("DE", "XX") == "XX"
