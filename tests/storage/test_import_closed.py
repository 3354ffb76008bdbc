"""An import leaves a closed cycle alone, and says which part of the file would not."""

import pytest

from bot.errors import OkrError
from storage.cycles import close_cycle
from storage.database import Database
from storage.tables import CycleRow, KeyResultRow, MilestoneRow, ObjectiveRow
from tests.storage.test_imports import COMPANY, MONDAY_0900, SUNDAY, rows_of, run

KINDS = (CycleRow, ObjectiveRow, KeyResultRow, MilestoneRow)
NEW_CYCLE = "  - {name: 2027-Q1, starts_on: 2027-01-01, ends_on: 2027-03-31}\n"


def closed(database: Database) -> None:
    """The company is there and its cycle closed."""
    run(database)
    with database.transaction() as session:
        close_cycle(session, 1, SUNDAY)


def test_the_same_file_can_be_imported_again(database: Database) -> None:
    closed(database)
    before = [rows_of(database, kind) for kind in KINDS]

    run(database, at=MONDAY_0900)

    assert [rows_of(database, kind) for kind in KINDS] == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Clinics never wait", "title: Clinics seldom wait"),
        ("target: 65", "target: 70"),
        ("milestones: [{title: a}, {title: b}]", "milestones: [{title: a}, {title: c}]"),
        ("milestones: [{title: a}, {title: b}]", "milestones: [{title: a}]"),
        ("ends_on: 2026-12-31", "ends_on: 2027-01-31"),
        ("      - {title: Steps,", "      - {title: New, metric: yes_no}\n      - {title: Steps,"),
    ],
)
def test_what_would_change_in_it_is_refused_as_a_whole(
    database: Database, old: str, new: str
) -> None:
    closed(database)
    before = [rows_of(database, kind) for kind in KINDS]
    assert old in COMPANY

    with pytest.raises(OkrError, match="The cycle 2026-Q4 is closed and nothing in it can change"):
        run(database, COMPANY.replace(old, new, 1), MONDAY_0900)

    assert [rows_of(database, kind) for kind in KINDS] == before


def test_nothing_is_moved_out_of_it(database: Database) -> None:
    closed(database)
    moved = COMPANY.replace("objectives:\n", NEW_CYCLE + "objectives:\n", 1)
    head, tail = moved.split("objectives:\n")

    with pytest.raises(OkrError, match="is closed and nothing in it can change"):
        run(database, f"{head}objectives:\n{tail.replace('2026-Q4', '2027-Q1')}", MONDAY_0900)


def test_a_cycle_that_is_new_or_moved_is_looked_at(database: Database) -> None:
    run(database)
    with database.transaction() as session:
        session.get_one(CycleRow, 1).next_step_at = None

    run(database, at=MONDAY_0900)
    unchanged = [row["next_step_at"] for row in rows_of(database, CycleRow)]
    run(database, COMPANY.replace("ends_on: 2026-12-31", "ends_on: 2027-01-31"), MONDAY_0900)

    assert unchanged == [None]
    assert [row["next_step_at"] for row in rows_of(database, CycleRow)] == [MONDAY_0900]
