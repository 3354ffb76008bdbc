"""D1: what a team's digest asks of the database, against the two newest check-ins by index.

"Check-ins" is the question about the week's check-ins alone; "all" is everything a digest needs:
objectives, key results, people, who joined, who was nudged.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any

from sqlalchemy import text

from benchmarks.company import NOW, SLOT, TEAM_SIZE, add_rows, found, settle
from benchmarks.databases import KINDS, new_database
from benchmarks.measure import (
    Result,
    Size,
    at_most,
    in_units,
    judged,
    seconds_each,
    taking_turns,
)
from bot.domain.okrs import Team
from storage.checkins import list_of_slot
from storage.database import Database
from storage.weeks import Span, get_week

TEAMS, WEEKS = 1_000, 10
TODAY = date(2026, 10, 13)
SPAN = Span(SLOT, TODAY, TODAY, since=NOW - timedelta(days=7), now=NOW)
GOAL = at_most(3)
NEWEST = """\
SELECT key_result.id, checkin.value, checkin.confidence, checkin.note, checkin.blocker
FROM objective
JOIN key_result ON key_result.objective_id = objective.id
{} (SELECT {} FROM checkin AS own WHERE own.key_result_id = key_result.id
    ORDER BY own.slot DESC, own.id DESC LIMIT 2){}
WHERE objective.team_id = :team"""
# Each database has its own way in which it uses the index.
TWO_NEWEST = {
    True: text(NEWEST.format("JOIN checkin ON checkin.id IN", "id", "")),
    False: text(NEWEST.format("CROSS JOIN LATERAL", "*", " AS checkin")),
}
"""By whether it is SQLite."""


def measure(size: Size) -> Iterator[Result]:
    """Microseconds for a team of ten key results, each team once a round, on both databases."""
    teams = size.of(TEAMS)
    for kind in KINDS:
        with new_database(kind) as database:
            found(database, teams * TEAM_SIZE, 1)
            for week in range(WEEKS):
                add_rows(database, "checkin", _checkins(teams * TEAM_SIZE, week))
            settle(database)
            yield from _measure(f"{kind}, {teams:,} teams", database, teams, size)


def _measure(what: str, database: Database, teams: int, size: Size) -> Iterator[Result]:
    def each_team(ask: Callable[[Database, int], object]) -> Callable[[], float]:
        following = cycle(range(1, teams + 1))
        return seconds_each(lambda: ask(database, next(following)), teams)

    for name, ask in (("check-ins", _ask_checkins), ("all", _ask_all)):
        pairs = taking_turns(each_team(_two_newest), each_team(ask), min(size.rounds, 3))
        yield judged(f"{name}, {what}", "µs", in_units(pairs, 1e6), GOAL)


def _two_newest(database: Database, team: int) -> int:
    with database.reading() as session:
        return len(
            session.connection().execute(TWO_NEWEST[database.is_sqlite], {"team": team}).all()
        )


def _ask_checkins(database: Database, team: int) -> int:
    last = team * TEAM_SIZE
    ids = range(last - TEAM_SIZE + 1, last + 1)
    with database.reading() as session:
        return len(list_of_slot(session, ids, SLOT))


def _ask_all(database: Database, team: int) -> int:
    wanted = Team(team, f"Team {team}")
    with database.reading() as session:
        return len(get_week(session, wanted, SPAN).revisions)


def _checkins(key_results: int, week: int) -> list[dict[str, Any]]:
    """One of each key result, `week` weeks after the first; the last is in SLOT."""
    at = NOW - timedelta(weeks=WEEKS - 1 - week)
    year, number, _day = at.isocalendar()
    common = {
        "workspace_id": 1,
        "slot": f"{year}-W{number:02}",
        "at": at,
        "submission_id": str(week),
    }
    numbers = {"entered": Decimal(48), "value": Decimal(48), "value_before": Decimal(47)}
    words = {"confidence": 7, "confidence_before": 7, "note": "On our way"}
    return [
        {**common, **numbers, **words, "key_result_id": each, "author_id": each}
        for each in range(1, key_results + 1)
    ]
