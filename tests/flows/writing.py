"""Ways through the editor, for the tests of writing."""

from typing import Any

from playground import Reply
from storage.planning_tables import FormDraftRow, ProposalRow
from storage.tables import KeyResultRow, ObjectiveRow
from tests.flows.office import Office

TITLE = "Clinics train their people alone"


def begin(office: Office, user: str) -> None:
    """Open the editor by the command."""
    assert office.slack.command(user, "/okr new").error is None
    assert office.slack.view(user) is not None


def write_head(office: Office, user: str, **fields: Any) -> Reply:
    """Fill the first page and turn it."""
    office.slack.fill(user, {"title": TITLE, **fields})
    return office.slack.submit(user)


def align(office: Office, user: str, key: str = "grow") -> Reply:
    """Let it contribute to an objective of the company file."""
    choose_parent(office, user, key)
    return office.slack.submit(user)


def choose_parent(office: Office, user: str, key: str) -> None:
    office.slack.suggest(user, "parent", "")
    office.slack.fill(user, {"parent": str(objective_id(office, key))})


def stand_alone(office: Office, user: str, why: str = "It is for ourselves") -> Reply:
    office.slack.press(user, "objective.link", value="alone")
    office.slack.fill(user, {"justification": why})
    return office.slack.submit(user)


def add_key_result(office: Office, user: str, metric: str = "increase", **fields: Any) -> Reply:
    """Add a key result; its form goes when nothing is wrong."""
    office.slack.press(user, "keyresult.add")
    if metric != "increase":
        office.slack.press(user, "keyresult.metric", value=metric)
    office.slack.fill(user, fields)
    return office.slack.submit(user)


def add_training(office: Office, user: str, title: str = "Clinics that train alone") -> Reply:
    return add_key_result(office, user, title=title, baseline="4", target="20", unit="clinics")


def come_to_check(office: Office, user: str, **fields: Any) -> None:
    """A whole new objective, up to its last page."""
    begin(office, user)
    go_to_check(office, user, **fields)


def go_to_check(office: Office, user: str, **fields: Any) -> None:
    """From the first page to the last one."""
    write_head(office, user, **fields)
    align(office, user)
    add_training(office, user)
    office.slack.submit(user)
    assert page_of(office, user) == "check"


def page_of(office: Office, user: str) -> str:
    """The page of the editor that is open, or the callback of another modal."""
    view = office.slack.view(user)
    assert view is not None
    is_editor = view["callback_id"] == "objective.submit"
    return str(view["private_metadata"].split()[1] if is_editor else view["callback_id"])


def state_of(office: Office, user: str) -> dict[str, Any]:
    """What stands in the fields of the open modal."""
    view = office.slack.view(user)
    assert view is not None
    return {block: _value(entry) for block, entry in view["state"]["values"].items()}


def button(office: Office, user: str, action_id: str, value: str) -> Reply:
    """Press a button of the open modal by its value."""
    return office.slack.press(user, action_id, value=value)


def offer(office: Office, user: str, action_id: str, value: str) -> Reply:
    """Press a button as it stands on Home or in a message."""
    button = {
        "type": "button",
        "action_id": action_id,
        "value": value,
        "text": {"type": "plain_text", "text": "Press"},
    }
    message = {"text": "A button", "blocks": [{"type": "actions", "elements": [button]}]}
    office.line.gateway.post_message(user, message, key=f"{action_id} {value}")
    return office.slack.click(user, action_id)


def objective_id(office: Office, key: str) -> int:
    return int(next(row["id"] for row in office.rows(ObjectiveRow) if row["key"] == key))


def newest(office: Office) -> dict[str, Any]:
    """The objective that was written last."""
    return office.rows(ObjectiveRow)[-1]


def key_results_of(office: Office, number: int) -> list[dict[str, Any]]:
    rows = office.rows(KeyResultRow)
    return [row for row in rows if row["objective_id"] == number and row["is_active"]]


def drafts(office: Office) -> list[str]:
    return [row["form"] for row in office.rows(FormDraftRow)]


def proposals(office: Office) -> list[dict[str, Any]]:
    return office.rows(ProposalRow)


def _value(entry: dict[str, Any]) -> Any:
    element = next(iter(entry.values()))
    if "selected_options" in element:
        return [each["value"] for each in element["selected_options"]]
    chosen = element.get("selected_option") or {}
    return chosen.get("value") or element.get("value") or element.get("selected_user")
