"""What the tests of changing an objective do and look at."""

from typing import Any

from storage.planning_tables import ChangeRow
from storage.tables import (
    ObjectiveRow,
)
from tests.flows.office import Office
from tests.flows.writing import (
    objective_id,
    offer,
    page_of,
)


def edit(office: Office, user: str, key: str = "calm") -> None:
    offer(office, user, "objective.edit", str(objective_id(office, key)))


def turn_to_check(office: Office, user: str, **fields: Any) -> None:
    """Fill the first page and turn all of them."""
    office.slack.fill(user, fields)
    for _page in range(3):
        office.slack.submit(user)
    assert page_of(office, user) == "check"


def calm(office: Office) -> dict[str, Any]:
    return next(row for row in office.rows(ObjectiveRow) if row["key"] == "calm")


def made(office: Office) -> list[tuple[str, str, str, str]]:
    rows = office.rows(ChangeRow)
    return [(row["field"], row["before"], row["after"], row["reason"]) for row in rows]
