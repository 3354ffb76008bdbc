"""Whom a digest names as missing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.away import Away
from bot.domain.cadence import Every
from bot.domain.digest import compose
from bot.domain.missing import is_new
from tests.domain.checked_in import TUESDAY, make_revision, make_week
from tests.domain.digested import BEN, make_held, own
from tests.make import make_person


@pytest.mark.parametrize(
    ("person", "week", "missing"),
    [
        ({}, {}, ("Ben",)),
        ({}, {"nudged": frozenset({1})}, ()),
        ({"is_active": False}, {}, ()),
        ({"paused_until": TUESDAY}, {}, ()),
        ({"paused_until": date(2026, 10, 12)}, {}, ("Ben",)),
        ({"away": Away.VACATION}, {}, ()),
        ({"away": Away.SICK, "away_until": datetime(2026, 10, 13, 8, tzinfo=UTC)}, {}, ()),
        ({"away": Away.AWAY, "away_until": datetime(2026, 10, 12, 8, tzinfo=UTC)}, {}, ("Ben",)),
        ({}, {"joined_on": {1: date(2026, 1, 1), BEN: date(2026, 10, 7)}}, ()),
        ({}, {"joined_on": {1: date(2026, 1, 1), BEN: date(2026, 10, 6)}}, ("Ben",)),
        ({}, {"joined_on": {1: date(2026, 10, 9), BEN: date(2026, 10, 9)}}, ("Ben",)),
        ({}, {"revisions": (make_revision(author_id=BEN),)}, ()),
    ],
    ids=[
        "silent",
        "not asked",
        "gone",
        "paused",
        "back",
        "away by status",
        "away until today",
        "here again",
        "new",
        "not so new",
        "as new as the team",
        "checked in",
    ],
)
def test_who_is_missing(
    person: dict[str, Any], week: dict[str, Any], missing: tuple[str, ...]
) -> None:
    ben = make_person(id=BEN, name="Ben", slack_id="U0BEN", **person)
    key_result = make_held(owner_id=BEN)

    digest = compose(make_week(own(key_result), **{"people": {BEN: ben}} | week))

    assert digest.missing == missing


@pytest.mark.parametrize(
    ("joined_on", "team_since", "today", "expected"),
    [
        (date(2026, 10, 9), date(2026, 10, 9), date(2026, 10, 12), False),
        (date(2026, 10, 15), date(2026, 10, 9), date(2026, 10, 19), False),
        (date(2026, 10, 16), date(2026, 10, 9), date(2026, 10, 19), True),
        (date(2026, 10, 16), date(2026, 10, 9), date(2026, 10, 22), True),
        (date(2026, 10, 16), date(2026, 10, 9), date(2026, 10, 23), False),
        (date(2026, 10, 16), None, date(2026, 10, 16), False),
        (None, date(2026, 10, 9), date(2026, 10, 12), False),
    ],
    ids=[
        "began with the team",
        "in its first week",
        "after its first week",
        "on the sixth day",
        "a week later",
        "a team of nobody",
        "in no team",
    ],
)
def test_who_is_new_to_a_team(
    joined_on: date | None, team_since: date | None, today: date, *, expected: bool
) -> None:
    assert is_new(joined_on, team_since, today) == expected


@pytest.mark.parametrize(
    ("every", "nudged", "expected"),
    [
        (Every.WEEK, set(), (0, 2, ())),
        (Every.EVEN_WEEKS, set(), (0, 0, ())),
        (Every.MONTH, {BEN}, (0, 1, ("Ben",))),
    ],
    ids=["every week", "a week in which nobody is asked", "asked this week"],
)
def test_in_a_week_in_which_nobody_is_asked_nobody_is_missing(
    every: Every, nudged: set[int], expected: tuple[int, int, tuple[str, ...]]
) -> None:
    key_results = make_held(id=1, owner_id=1), make_held(id=2, owner_id=BEN)
    week = make_week(own(*key_results, every=every), nudged=frozenset(nudged))

    digest = compose(week)

    assert (digest.headline.checked_in, digest.headline.asked, digest.missing) == expected


def test_who_has_no_key_results_is_not_missing_and_the_delegate_is() -> None:
    digest = compose(make_week(own(make_held(owner_id=1, delegate_id=BEN))))

    assert digest.missing == ("Ben",)


def test_names_that_are_missing_are_sorted() -> None:
    digest = compose(make_week(own(make_held(id=1), make_held(id=2, owner_id=BEN))))

    assert digest.missing == ("Ben", "Maria")
