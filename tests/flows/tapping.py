"""Taps in the message of the week, as a person makes them."""

from storage.tables import KeyResultRow
from tests.flows.office import Office


def tap(office: Office, user: str, word: str, key: str) -> None:
    """Press a button under a key result in the newest message, and let the outbox empty itself."""
    block = f"tap:{office.id_of(key)}"
    assert office.slack.click(user, f"tap.{word}", block_id=block).error is None
    office.line.deliver()


def choose(office: Office, user: str, word: str, key: str) -> None:
    """Choose from the menu beside a key result."""
    block, value = f"open:{office.id_of(key)}", f"{word} {office.id_of(key)}"
    assert office.slack.click(user, "tap.more", block_id=block, value=value).error is None
    office.line.deliver()


def buttons(office: Office, user: str) -> list[str]:
    """What can be pressed in the newest message of the bot."""
    return [
        element["action_id"]
        for block in office.slack.dm(user)[-1]["blocks"]
        for element in [*block.get("elements", ()), block.get("accessory") or {}]
        if "action_id" in element
    ]


def delegate(office: Office, key: str, to: str) -> None:
    office.change(KeyResultRow, {"key": key}, delegate_id=office.person(to)["id"])


def week_of(office: Office, user: str) -> object:
    """The message of the week: the oldest of the bot that day."""
    return office.slack.dm(user)[0]["blocks"]
