"""What people do with OKRs that stand: buttons are posted where a test presses them.

Whoever shows an objective shows these buttons; here they stand in a channel where everybody is.
"""

from typing import Any

from playground import Reply
from storage.tables import ChangeRow, ObjectiveRow
from tests.flows.office import Office


def press(office: Office, user: str, action_id: str, number: int) -> Reply:
    """Press a button that a view of the bot shows somebody, wherever it stands."""
    button = {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": action_id},
        "value": str(number),
    }
    payload: dict[str, Any] = {
        "text": action_id,
        "blocks": [{"type": "actions", "elements": [button]}],
    }
    office.line.gateway.post_message("C0ALL", payload, key=f"test:{action_id}:{number}")
    return office.slack.click(user, action_id, value=str(number), channel="C0ALL")


def objective_id(office: Office, key: str) -> int:
    return int(next(row["id"] for row in office.rows(ObjectiveRow) if row["key"] == key))


def objective(office: Office, key: str) -> dict[str, Any]:
    return next(row for row in office.rows(ObjectiveRow) if row["key"] == key)


def shown(office: Office, user: str) -> str:
    """All that the top modal says; "" when none is open."""
    return office.shown(user) if office.slack.view(user) else ""


def changes(office: Office) -> list[tuple[Any, ...]]:
    """What was changed, by whom and why: field, before, after, author's id, reason."""
    return [
        (row["field"], row["before"], row["after"], row["author_id"], row["reason"])
        for row in office.rows(ChangeRow)
    ]
