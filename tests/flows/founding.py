"""A Slack in which okrbot was installed a minute ago: nobody and nothing is known yet.

Hanna is an owner of the workspace. It is Monday, 12 October 2026, 06:00 UTC.
"""

from typing import Any

from playground import Channel, Person
from storage.tables import CycleRow, KeyResultRow, ObjectiveRow, TeamRow
from tests.flows.office import Office

FOUNDERS = (
    Person("U0HANNA", "Hanna Head", is_owner=True),
    Person("U0LENA", "Lena Lead"),
    Person("U0MARIA", "Maria Muster", locale="de-DE"),
    Person("U0NICK", "Nick New", tz="America/New_York"),
    Person("U0GUEST", "Gary Guest", is_restricted=True),
    Person("U0STRANGE", "Stella Strange", is_stranger=True),
    Person("U0GONE", "Gus Gone", deleted=True),
    Person("U0ROBOT", "Robbie Robot", is_bot=True),
)
ROOMS = (
    Channel("C0ALL", "all", tuple(person.id for person in FOUNDERS)),
    Channel("C0HEADS", "heads", ("U0HANNA",)),
    Channel("C0LEADS", "leads", ("U0HANNA", "U0LENA")),
)
QUARTER = {"cycle_name": "2026-Q4", "starts_on": "2026-10-01", "ends_on": "2026-12-31"}


def option(value: str, text: str = "") -> dict[str, Any]:
    """What somebody chooses in a menu with a search."""
    return {"text": {"type": "plain_text", "text": text or value}, "value": value}


ORGANISATION = {"name": "Acme", "time_zone": option("Europe/Vienna")}
RHYTHM = {"nudge_day": "0", "nudge_time": "09:00", "digest_day": "1", "digest_time": "09:00"}


def begin(office: Office, user: str = "U0HANNA") -> None:
    assert office.slack.command(user, "/okr setup").error is None


def title(office: Office, user: str = "U0HANNA") -> str:
    view = office.slack.view(user)
    return view["title"]["text"] if view else ""


def step(office: Office, **values: Any) -> None:
    """Fill the open step in and submit it."""
    office.slack.fill("U0HANNA", values)
    assert office.slack.submit("U0HANNA").error is None


def add_team(office: Office, **values: Any) -> None:
    office.slack.press("U0HANNA", "team.new")
    step(office, **values)


def set_up(office: Office) -> None:
    """The whole way: Company with Platform below it."""
    begin(office)
    step(office, **ORGANISATION)
    step(office, **QUARTER)
    add_team(
        office,
        name="Company",
        manager="U0HANNA",
        members=["U0HANNA"],
        manager_channel="C0HEADS",
    )
    add_team(
        office,
        name="Platform",
        team_above=option("1", "Company"),
        manager="U0LENA",
        members=["U0LENA", "U0MARIA", "U0NICK"],
        manager_channel="C0LEADS",
    )
    step(office)
    step(office, **RHYTHM)


def errors(office: Office, user: str = "U0HANNA") -> dict[str, str]:
    return office.slack.errors(user)


def add_key_result(office: Office, owner: str) -> None:
    person, team = office.person(owner)["id"], office.rows(TeamRow)[-1]["id"]
    cycle = office.rows(CycleRow)[0]["id"]
    with office.database.transaction() as session:
        row = ObjectiveRow(
            workspace_id=1, team_id=team, owner_id=person, cycle_id=cycle, title="Calm clinics"
        )
        session.add(row)
        session.flush()
        key_result = {"workspace_id": 1, "objective_id": row.id, "owner_id": person}
        session.add(KeyResultRow(**key_result, title="Portal is up", metric="yes_no"))
