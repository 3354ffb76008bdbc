"""Somebody who stands to Platform in whatever way a test wants, and owns nothing there."""

from typing import Any

from sqlalchemy import Select, Table, select
from sqlmodel import SQLModel

from bot.domain.rights import Standing
from storage.tables import MembershipRow, PersonRow, TeamRow
from tests.flows.office import Office, text_of
from tests.flows.teaming import COMPANY, PLATFORM, SALES

SOMEBODY = "U0IDLE"
KEPT = {"form_draft", "processed_event"}
"""What a refusal may write: what was typed is kept, and a delivery is known again."""


def become(office: Office, standing: Standing) -> None:
    """Somebody stands to Platform in this way, and in no other."""
    number = office.person(SOMEBODY)["id"]
    team = PLATFORM if standing is Standing.MEMBER else SALES
    office.change(MembershipRow, {"person_id": number}, team_id=team)
    role = "admin" if standing is Standing.ADMIN else "member"
    office.change(PersonRow, {"id": number}, role=role, home_team_id=team)
    managers = {PLATFORM: (Standing.MANAGER, "U0LENA"), COMPANY: (Standing.ABOVE, "U0HANNA")}
    for each, (managing, usual) in managers.items():
        manager = SOMEBODY if managing is standing else usual
        office.change(TeamRow, {"id": each}, manager_id=office.person(manager)["id"])


def stored(office: Office) -> dict[str, list[Any]]:
    """Every row of every table, but what is kept for who is refused."""
    tables = {name: each for name, each in SQLModel.metadata.tables.items() if name not in KEPT}
    with office.database.reading() as session:
        return {
            name: [dict(row) for row in session.execute(_in_order(table)).mappings()]
            for name, table in tables.items()
        }


def agreed(rows: dict[str, list[Any]]) -> list[Any]:
    """The objectives that are active, as they are."""
    return [row for row in rows["objective"] if row["state"] == "active"]


def differing(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> set[str]:
    """The tables in which something became different."""
    return {name for name in before if before[name] != after[name]}


def told(office: Office) -> str:
    """What somebody hears right where they did something.

    Under the command, at the fields of the form, or in the modal on top.
    """
    if "command" in office.bolt.last:
        said = office.slack.ephemerals(SOMEBODY)
        return text_of(said[-1]) if said else ""
    at_fields = "\n".join(office.slack.errors(SOMEBODY).values())
    if at_fields or office.slack.view(SOMEBODY) is None:
        return at_fields
    return office.shown(SOMEBODY)


def _in_order(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key)
