"""Days of pauses, as they are typed behind a command and as a form holds them."""

from datetime import date

import pytest

from bot.domain.pauses import find_day, latest, read_until
from bot.errors import InvalidInput
from tests.make import make_person

TODAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("until 24 Dec", date(2026, 12, 24)),
        ("UNTIL 24 DECEMBER", date(2026, 12, 24)),
        ("until the 24th of December", date(2026, 12, 24)),
        ("24th Dec 2027", date(2027, 12, 24)),
        ("Dec 24", date(2026, 12, 24)),
        ("December 24, 2027", date(2027, 12, 24)),
        ("bis 24.12.", date(2026, 12, 24)),
        ("bis 24. 12. 2026", date(2026, 12, 24)),
        ("bis 6.1.27", date(2027, 1, 6)),
        ("bis zum 6. Jänner", date(2027, 1, 6)),
        ("bis 1. März", date(2027, 3, 1)),
        ("bis 1. Maerz", date(2027, 3, 1)),
        ("2026-12-24", date(2026, 12, 24)),
        ("until 2026-12-24 please", date(2026, 12, 24)),
        ("12 Oct", date(2026, 10, 12)),
        ("11 Oct", date(2027, 10, 11)),
        ("29.2.", date(2028, 2, 29)),
        ("3 weeks, so until 2 Nov", date(2026, 11, 2)),
        ("2020-01-01", date(2020, 1, 1)),
        ("", None),
        ("until further notice", None),
        ("24", None),
        ("31.2.", None),
        ("99.99.", None),
        ("0 Dec", None),
        ("24 xyz", None),
        ("0000-00-00", None),
        ("10000000000 Dec", None),
    ],
)
def test_a_day_is_found_in_what_was_typed(words: str, day: date | None) -> None:
    assert find_day(words, TODAY) == day


@pytest.mark.parametrize(
    "until", [TODAY, date(2026, 12, 24), date(2027, 10, 12)], ids=["today", "usual", "a year"]
)
def test_a_pause_lasts_from_a_day_to_a_year(until: date) -> None:
    assert read_until({"pause_until": until.isoformat()}, TODAY) == until


@pytest.mark.parametrize("typed", [None, "", "soon", "2026-10-11", "2027-10-13", ["2026-12-24"]])
def test_other_days_are_refused_at_the_field(typed: str | list[str] | None) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_until({"pause_until": typed}, TODAY)

    assert refused.value.field == "pause_until"


def test_a_year_from_a_day_that_is_not_there_ends_a_day_later() -> None:
    assert latest(date(2028, 2, 29)) == date(2029, 3, 1)


@pytest.mark.parametrize(
    ("until", "holds"), [(None, None), (date(2026, 10, 11), None), (TODAY, TODAY)]
)
def test_a_pause_includes_its_last_day(until: date | None, holds: date | None) -> None:
    assert make_person(paused_until=until).pause_on(TODAY) == holds
