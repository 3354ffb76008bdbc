"""When people and teams hear from us next after an import."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.domain.cadence import PartialRhythm
from bot.domain.company_times import (
    PersonTimes,
    TeamTimes,
    Times,
    home_team,
    next_digests,
    next_nudges,
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
PERSON = PersonTimes("Europe/Vienna", is_active=True, home_team_id=TEAM, next_nudge_at=MONDAY_0900)
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
        (replace(PERSON, is_active=False), None),
    ],
    ids=["same", "same rhythm elsewhere", "not planned", "moved", "unknown zone", "gone"],
)
def test_a_planned_nudge_stays_unless_what_it_follows_from_changed(
    person: PersonTimes, at: datetime | None
) -> None:
    after = replace(TIMES, people={MARIA: person})

    nudges = next_nudges(TIMES, after, now=MONDAY_0901)

    assert nudges == {MARIA: at}


def test_a_rhythm_set_above_moves_the_nudges_below() -> None:
    wednesday = PartialRhythm(nudge_weekday=2, nudge_time=time(10))
    after = replace(TIMES, teams=TEAMS | {COMPANY: team(rhythm=wednesday)})

    nudges = next_nudges(TIMES, after, now=MONDAY_0859)

    assert nudges == {MARIA: datetime(2026, 10, 7, 8, tzinfo=UTC)}


def test_somebody_without_a_team_has_the_usual_rhythm() -> None:
    after = replace(TIMES, people={MARIA: replace(PERSON, home_team_id=None, next_nudge_at=None)})

    nudges = next_nudges(Times("UTC", {}, {}), after, now=MONDAY_0859)

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
