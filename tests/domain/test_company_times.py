"""When people and teams hear from us next after an import."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.calendars import days_off
from bot.domain.cadence import Every, PartialRhythm
from bot.domain.company_times import (
    PersonTimes,
    TeamTimes,
    Times,
    home_team,
    next_digests,
    next_nudges,
    rhythms,
)

MONDAY_0859 = datetime(2026, 10, 5, 6, 59, tzinfo=UTC)
MONDAY_0900 = datetime(2026, 10, 5, 7, tzinfo=UTC)
MONDAY_0901 = datetime(2026, 10, 5, 7, 1, tzinfo=UTC)
TUESDAY_0900 = datetime(2026, 10, 6, 7, tzinfo=UTC)

COMPANY, AREA, TEAM, ISLAND = 1, 2, 3, 4
MARIA = 1


def team(parent_id: int | None = None, rhythm: PartialRhythm | None = None) -> TeamTimes:
    return TeamTimes(parent_id, rhythm or PartialRhythm(), has_digest=True, next_digest_at=None)


TEAMS = {COMPANY: team(), AREA: team(COMPANY), TEAM: team(AREA), ISLAND: team()}
PERSON = PersonTimes(
    "Europe/Vienna", "AT", is_active=True, home_team_id=TEAM, next_nudge_at=MONDAY_0900
)
TIMES = Times("Europe/Vienna", {MARIA: PERSON}, TEAMS)


@pytest.mark.parametrize(
    ("team_ids", "home"),
    [([], None), ([COMPANY], COMPANY), ([COMPANY, TEAM, AREA], TEAM), ([ISLAND, COMPANY], ISLAND)],
)
def test_the_home_team_is_the_deepest_and_then_the_first(
    team_ids: list[int], home: int | None
) -> None:
    found = home_team(team_ids, TEAMS)

    assert found == home


@pytest.mark.parametrize(
    ("person", "at"),
    [
        (PERSON, MONDAY_0900),
        (replace(PERSON, home_team_id=ISLAND), MONDAY_0900),
        (replace(PERSON, next_nudge_at=None), datetime(2026, 10, 12, 7, tzinfo=UTC)),
        (replace(PERSON, time_zone="America/New_York"), datetime(2026, 10, 5, 13, tzinfo=UTC)),
        (replace(PERSON, time_zone="Mars/Base"), MONDAY_0900),
        (replace(PERSON, country="US"), datetime(2026, 10, 13, 7, tzinfo=UTC)),
        (replace(PERSON, is_active=False), None),
    ],
    ids=[
        "same",
        "same rhythm elsewhere",
        "not planned",
        "moved",
        "unknown zone",
        "another country, with a holiday next Monday",
        "gone",
    ],
)
def test_a_planned_nudge_stays_unless_what_it_follows_from_changed(
    person: PersonTimes, at: datetime | None
) -> None:
    after = replace(TIMES, people={MARIA: person})

    nudges = next_nudges(TIMES, after, now=MONDAY_0901, calendars=days_off)

    assert nudges == {MARIA: at}


def test_a_rhythm_set_above_moves_the_nudges_below() -> None:
    wednesday = PartialRhythm(nudge_weekday=2, nudge_time=time(10))
    after = replace(TIMES, teams=TEAMS | {COMPANY: team(rhythm=wednesday)})

    nudges = next_nudges(TIMES, after, now=MONDAY_0859, calendars=days_off)

    assert nudges == {MARIA: datetime(2026, 10, 7, 8, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("rhythm", "at"),
    [
        (PartialRhythm(every=Every.ODD_WEEKS), MONDAY_0900),
        (PartialRhythm(every=Every.EVEN_WEEKS), datetime(2026, 10, 12, 7, tzinfo=UTC)),
        (PartialRhythm(1, time(9), every=Every.MONTH), datetime(2026, 10, 6, 7, tzinfo=UTC)),
        (PartialRhythm(digest_weekday=4, digest_time=time(9)), MONDAY_0900),
    ],
    ids=["these weeks", "the others", "month", "the digest alone"],
)
def test_how_often_a_team_is_asked_moves_its_nudges(rhythm: PartialRhythm, at: datetime) -> None:
    after = replace(TIMES, teams=TEAMS | {AREA: team(COMPANY, rhythm)})

    assert next_nudges(TIMES, after, now=MONDAY_0859, calendars=days_off) == {MARIA: at}


def test_a_nudge_moves_off_a_holiday_of_the_persons_country() -> None:
    before = Times("Europe/Vienna", {}, {})
    monday = datetime(2026, 10, 20, tzinfo=UTC)
    german = replace(TIMES, people={MARIA: replace(PERSON, country="DE")})

    found = [next_nudges(before, each, monday, days_off)[MARIA] for each in (TIMES, german)]

    assert found == [
        datetime(2026, 10, 27, 8, tzinfo=UTC),
        datetime(2026, 10, 26, 8, tzinfo=UTC),
    ]


def test_the_rhythm_of_each_team_is_what_it_comes_to() -> None:
    locked = PartialRhythm(every=Every.MONTH, is_locked=True)
    teams = TEAMS | {AREA: team(COMPANY, locked), TEAM: team(AREA, PartialRhythm(2, time(8)))}

    found = rhythms(replace(TIMES, teams=teams))

    assert {number: each.every for number, each in found.items()} == {
        COMPANY: Every.WEEK,
        AREA: Every.MONTH,
        TEAM: Every.MONTH,
        ISLAND: Every.WEEK,
    }


def test_somebody_without_a_team_has_the_usual_rhythm() -> None:
    after = replace(TIMES, people={MARIA: replace(PERSON, home_team_id=None, next_nudge_at=None)})

    nudges = next_nudges(Times("UTC", {}, {}), after, now=MONDAY_0859, calendars=days_off)

    assert nudges == {MARIA: MONDAY_0900}


def test_digests_are_planned_in_the_organisations_zone_for_teams_that_have_a_channel() -> None:
    silent = replace(team(), has_digest=False, next_digest_at=TUESDAY_0900)
    after = Times("Europe/Vienna", {}, {COMPANY: team(), ISLAND: silent})

    digests = next_digests(TIMES, after, now=MONDAY_0859)

    assert digests == {COMPANY: TUESDAY_0900, ISLAND: None}


def test_a_planned_digest_moves_with_the_organisations_zone_only() -> None:
    planned = Times("Europe/Vienna", {}, {COMPANY: replace(team(), next_digest_at=TUESDAY_0900)})
    moved = replace(planned, time_zone="America/New_York")
    late = datetime(2026, 10, 6, 8, tzinfo=UTC)

    digests = [next_digests(planned, planned, now=late), next_digests(planned, moved, now=late)]

    assert digests == [{COMPANY: TUESDAY_0900}, {COMPANY: datetime(2026, 10, 6, 13, tzinfo=UTC)}]


@pytest.mark.parametrize(
    ("rhythm", "at"),
    [
        (PartialRhythm(3, time(15)), TUESDAY_0900),
        (PartialRhythm(every=Every.EVEN_WEEKS), datetime(2026, 10, 13, 7, tzinfo=UTC)),
        (PartialRhythm(3, time(15), every=Every.EVEN_WEEKS), datetime(2026, 10, 20, 7, tzinfo=UTC)),
    ],
    ids=["another nudge each week", "other weeks", "another nudge in other weeks"],
)
def test_a_planned_digest_moves_with_the_nudges_it_follows(
    rhythm: PartialRhythm, at: datetime
) -> None:
    planned = Times("Europe/Vienna", {}, {COMPANY: replace(team(), next_digest_at=TUESDAY_0900)})
    changed = replace(team(rhythm=rhythm), next_digest_at=TUESDAY_0900)
    after = replace(planned, teams={COMPANY: changed})

    # The digest is late: planned anew without need it would be lost.
    digests = next_digests(planned, after, now=datetime(2026, 10, 6, 7, 30, tzinfo=UTC))

    assert digests == {COMPANY: at}
