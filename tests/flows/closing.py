"""Closing in the office: what the tests of closing have in common.

It is Friday, 18 December 2026: 2026-Q4 closes since yesterday and ends on the 31st. Lena manages
Platform, Hanna manages the company and is an admin.
"""

from datetime import UTC, date, datetime
from typing import Any

from storage.tables import CycleRow, KeyResultRow, ObjectiveRow
from tests.flows.office import Office

FRIDAY = datetime(2026, 12, 18, 10, tzinfo=UTC)
NEXT: dict[str, Any] = {
    "name": "2027-Q1",
    "starts_on": date(2027, 1, 1),
    "ends_on": date(2027, 3, 31),
}
LESSON = "We started too late"


def begin_close(office: Office) -> None:
    """It is closing time, and everybody has checked in lately."""
    office.slack.set_time(FRIDAY)
    office.clock.set(FRIDAY)
    office.change(KeyResultRow, {}, checked_in_slot="2026-W51", checked_in_at=FRIDAY)


def plan_next(office: Office) -> int:
    """The next cycle is there; its id."""
    workspace = office.rows(CycleRow)[0]["workspace_id"]
    with office.database.transaction() as session:
        row = CycleRow(workspace_id=workspace, **NEXT)
        session.add(row)
        session.flush()
        return int(row.id or 0)


def objective(office: Office, key: str) -> dict[str, Any]:
    """An objective by its key in acme.yaml."""
    return next(row for row in office.rows(ObjectiveRow) if row["key"] == key)


def copy_of(office: Office, key: str) -> dict[str, Any]:
    """The objective that goes on from the one with that key."""
    old = objective(office, key)["id"]
    return next(row for row in office.rows(ObjectiveRow) if row["carried_from_id"] == old)


def open_page(office: Office, user: str, key: str) -> None:
    """From the command to the page of an objective."""
    assert office.slack.command(user, "/okr close").error is None
    press_one(office, user, key)


def press_one(office: Office, user: str, key: str) -> None:
    """From the list to the page of an objective."""
    reply = office.slack.press(user, "closing.one", value=str(objective(office, key)["id"]))
    assert reply.error is None


def errors(office: Office, user: str) -> dict[str, str]:
    """What Slack shows at the fields of the open form."""
    view = office.slack.world.views.top(user)
    assert view is not None
    return dict(view.errors)
