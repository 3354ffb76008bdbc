"""Working days and public holidays by country: the one home of the holidays package.

A country is an ISO 3166 code, with its part where that has holidays of its own: "AT", "DE-BY".
Where nothing is known of one, Saturday and Sunday are off and there are no holidays.
"""

from datetime import date
from functools import cache, lru_cache, partial

import holidays

from bot.domain.coming import Calendar
from bot.domain.due import DayOff, DaysOff

WEEKEND = frozenset({5, 6})


@cache
def days_off(country: str) -> DaysOff:
    """What the country says of each day."""
    calendar = _calendar(country, "")
    weekend = frozenset(calendar.weekend) if calendar is not None else WEEKEND

    @lru_cache(maxsize=2_000)  # planning a Monday asks for the same few days again and again
    def day_off(day: date) -> DayOff | None:
        if day.weekday() in weekend:
            return DayOff.WEEKEND
        return DayOff.HOLIDAY if calendar is not None and day in calendar else None

    return day_off


def calendar(country: str, locale: str) -> Calendar:
    """Days off there, with the names of holidays for readers of that language."""
    return Calendar(days_off(country), partial(holiday_name, country, locale=locale))


def is_country(code: str) -> bool:
    """Whether public holidays of that country, or part of one, are known."""
    return _calendar(code, "") is not None


def find_parts(country: str, words: str) -> list[tuple[str, str]]:
    """Code and name of the parts with holidays of their own whose name has all these words in it.

    Names are those in use there: most, not all, of a country's languages are known.
    """
    wanted = words.casefold().split()
    codes = _parts_by_country().get(country, [])
    named = [(code, part_name(country, code)) for code in codes]
    found = [pair for pair in named if all(word in " ".join(pair).casefold() for word in wanted)]
    return sorted(found, key=lambda pair: pair[1].casefold())


def part_name(country: str, part: str) -> str:
    """What a part of a country is called; its code where that is not known."""
    names = [name for name, code in _names_of_parts(country) if code == part]
    return next((name for name in names if len(name) > len(part)), part)


def holiday_name(country: str, day: date, locale: str) -> str:
    """What the holiday is called in that language, else in English; "" where there is none."""
    calendar = _calendar(country, locale)
    return str(calendar.get(day) or "") if calendar is not None else ""


@cache
def _calendar(country: str, locale: str) -> holidays.HolidayBase | None:
    code, _dash, part = country.partition("-")
    if code not in _parts_by_country() or (part and part not in _parts_by_country()[code]):
        return None
    language = _language(code, locale)
    return holidays.country_holidays(code, subdiv=part or None, language=language)


@cache
def _parts_by_country() -> dict[str, list[str]]:
    return holidays.list_supported_countries()


@cache
def _names_of_parts(country: str) -> list[tuple[str, str]]:
    calendar = _calendar(country, "")
    return list(getattr(calendar, "subdivisions_aliases", {}).items())


def _language(code: str, locale: str) -> str | None:
    """The country's names in the reader's language, else in English; None where it has one only."""
    known = holidays.list_localized_countries().get(code, [])
    wanted = (locale.replace("-", "_").split("_")[0], "en")
    named = (each for short in wanted for each in known if each.split("_")[0] == short)
    return next(named, None)
