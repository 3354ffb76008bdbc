"""What the tests of handing over do and look at."""

from storage.tables import (
    HandoverRow,
    PersonRow,
)
from tests.flows.agreeing import objective_id, press
from tests.flows.office import Office

NOTE = "You know the clinics best"


def open_form(office: Office, user: str, key: str) -> None:
    press(office, user, "keyresult.hand_over", office.id_of(key))


def offer(office: Office, user: str, key: str, to: str, note: str = NOTE) -> None:
    open_form(office, user, key)
    office.slack.fill(user, {"new_owner": to, "note": note})
    office.submit(user)


def offer_objective(office: Office, user: str, key: str, to: str) -> None:
    press(office, user, "objective.hand_over", objective_id(office, key))
    office.slack.fill(user, {"new_owner": to})
    office.submit(user)


def answer(office: Office, user: str, action_id: str) -> None:
    office.slack.click(user, action_id)
    office.line.deliver()


def owner(office: Office, key: str) -> str:
    by_id = {row["id"]: row["slack_id"] for row in office.rows(PersonRow)}
    return str(by_id[office.key_result(key)["owner_id"]])


def states(office: Office) -> list[str]:
    return [str(row["state"]) for row in office.rows(HandoverRow)]
