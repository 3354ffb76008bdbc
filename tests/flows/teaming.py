"""Editing teams in the office: from the list to the form and back."""

from typing import Any

from storage.tables import MembershipRow, TeamRow
from tests.flows.office import Office

COMPANY, PLATFORM, SALES = 1, 2, 3
KNOWN = ("U0HANNA", "U0LENA", "U0MARIA", "U0NICK", "U0MANY", "U0IDLE", "U0GONE")


def edit(office: Office, user: str, team_id: int) -> None:
    """From the list to the form of a team."""
    assert office.slack.command(user, "/okr teams").error is None
    office.slack.press(user, "team.edit", value=str(team_id))


def save(office: Office, user: str, **values: Any) -> dict[str, str]:
    """Fill the form in and submit it; what was refused."""
    office.slack.fill(user, values)
    assert office.slack.submit(user).error is None
    return office.slack.errors(user)


def team(office: Office, number: int) -> dict[str, Any]:
    return next(row for row in office.rows(TeamRow) if row["id"] == number)


def members(office: Office, number: int) -> set[str]:
    people = {office.person(each)["id"]: each for each in KNOWN}
    rows = office.rows(MembershipRow)
    return {people[row["person_id"]] for row in rows if row["team_id"] == number}
