"""The demo's company can be imported, and its history stands as real check-ins do."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

from bot.demo import (
    STARTS_AT,
    WORKSPACE,
    demo_channels,
    demo_company,
    demo_people,
    seed_history,
)
from bot.demo_history import read_history
from bot.domain.okrs import Caller, Metric
from bot.errors import NotFound
from bot.usecases.imports import import_company
from storage.database import Database
from storage.okrs import list_updated_by
from storage.people import get_person
from storage.tables import CheckinRow, KeyResultRow, MembershipRow, MilestoneRow, PersonRow

FOLDER = Path(__file__).parents[2] / "bot"


@pytest.fixture
def demo(sqlite_database: Database) -> Database:
    """A database with the demo's company and its history."""
    import_company(sqlite_database, demo_company(), {}, STARTS_AT, WORKSPACE)
    seed_history(sqlite_database)
    return sqlite_database


def rows_of(database: Database, kind: type[SQLModel]) -> list[dict[str, Any]]:
    with database.reading() as session:
        rows = session.exec(select(kind)).all()
    return sorted((row.model_dump() for row in rows), key=lambda row: int(row["id"]))


def test_the_company_has_every_kind_of_metric_zone_and_language() -> None:
    plan = demo_company()
    key_results = [each for objective in plan.objectives for each in objective.key_results]

    assert (len(plan.people), len(plan.teams), len(plan.objectives)) == (30, 5, 14)
    assert {each.metric for each in key_results} == set(Metric)
    assert len({person.time_zone for person in plan.people}) == 6
    assert {person.locale[:2] for person in plan.people} == {"de", "en"}
    assert Counter(objective.private for objective in plan.objectives) == Counter(
        [True] + 13 * [False]
    )


def test_every_team_has_agreed_on_the_next_quarter() -> None:
    plan = demo_company()

    told = read_history((FOLDER / "demo_history.yaml").read_text(encoding="utf-8"))
    coming = [each for each in plan.objectives if each.cycle == "2026-Q4"]
    key_results = [each.key for objective in coming for each in objective.key_results]
    assert {each.team for each in coming} == {team.name for team in plan.teams}
    assert (len(coming), len(key_results), told.keys() & key_results) == (6, 14, set())


def test_people_and_channels_belong_together() -> None:
    plan, channels = demo_company(), {each["id"]: each for each in demo_channels()}

    used = {channel for team in plan.teams for channel in (team.channel, team.manager_channel)}
    assert channels.keys() == used
    assert set(channels["C0ACME"]["members"]) == {person["id"] for person in demo_people()}
    assert channels["C0FACTLEADS"]["members"] == ["U0TOBIAS", "U0KATHA", "U0HELGA"]


def test_the_history_is_the_same_every_time(demo: Database, postgresql_database: Database) -> None:
    import_company(postgresql_database, demo_company(), {}, STARTS_AT, WORKSPACE)
    seed_history(postgresql_database)

    assert rows_of(demo, CheckinRow) == rows_of(postgresql_database, CheckinRow)


def test_the_history_covers_twelve_weeks_before_the_present(demo: Database) -> None:
    checkins = rows_of(demo, CheckinRow)

    assert {row["slot"] for row in checkins} == {f"2026-W{week}" for week in range(27, 39)}
    assert max(row["at"] for row in checkins) < STARTS_AT
    assert len(checkins) == 334


def test_key_results_stand_where_their_newest_check_in_left_them(demo: Database) -> None:
    with demo.reading() as session:
        cases = session.exec(select(KeyResultRow).where(col(KeyResultRow.key) == "cases")).one()
        told = session.exec(
            select(CheckinRow)
            .where(col(CheckinRow.key_result_id) == cases.id)
            .order_by(col(CheckinRow.id))
        ).all()

    assert sum(row.entered or 0 for row in told) == cases.current == Decimal(41)
    assert [row.value_before for row in told] == [Decimal(0), *[row.value for row in told[:-1]]]
    assert (cases.checked_in_slot, cases.checked_in_at) == ("2026-W38", told[-1].at)


def test_milestones_were_done_in_the_week_they_were_told(demo: Database) -> None:
    done = {row["title"]: row["done_on"] for row in rows_of(demo, MilestoneRow) if row["done_on"]}

    assert done == {
        "Risikoakte ohne offene Punkte": date(2026, 7, 20),
        "Klinische Bewertung angenommen": date(2026, 8, 17),
        "Zeitplan gemeinsam beschlossen": date(2026, 7, 27),
        "Betriebsvereinbarung unterschrieben": date(2026, 8, 31),
    }


def test_somebody_has_more_than_a_page_somebody_nothing_somebody_pauses(demo: Database) -> None:
    with demo.reading() as session:
        names = ("U0NINA", "U0CHLOE", "U0SOFIA")
        nina, chloe, sofia = (get_person(session, Caller("T0ACME", name)) for name in names)
        mine = list_updated_by(session, [nina.id, chloe.id])

    counts = Counter(
        (key, each.cycle.name)
        for key, found in mine.items()
        for each in found
        for _key_result in each.key_results
    )
    assert counts == Counter({(nina.id, "2026-Q3"): 9, (nina.id, "2026-Q4"): 1})
    assert sofia.paused_until == date(2026, 10, 5)


def test_only_the_newcomer_joined_this_week(demo: Database) -> None:
    people = {row["id"]: row["slack_id"] for row in rows_of(demo, PersonRow)}

    late = [row for row in rows_of(demo, MembershipRow) if row["joined_on"] > date(2026, 7, 1)]
    assert [people[row["person_id"]] for row in late] == ["U0JONAS"]


def test_importing_again_keeps_the_history(demo: Database) -> None:
    imported = import_company(demo, demo_company(), {}, STARTS_AT, WORKSPACE)

    assert (imported.created, imported.changed, imported.removed) == (Counter(),) * 3


def test_history_needs_the_company(sqlite_database: Database) -> None:
    with pytest.raises(NotFound):
        seed_history(sqlite_database)
