"""Writing to the bot, and pressing below what it answers."""

from typing import Any

from tests.flows.office import Office


def say(office: Office, user: str, text: str, thread: str | None = None) -> None:
    """Write to the bot, and let it answer."""
    assert office.slack.say(user, text, thread_ts=thread).error is None
    office.line.deliver()


def press(office: Office, user: str, action: str) -> None:
    """Press below the newest answer, and let the outbox empty itself."""
    office.slack.click(user, action)
    office.line.deliver()


def press_as(office: Office, user: str, event: str) -> None:
    """Press Record as it stood below the answer to another event."""
    office.slack.click(user, "reply.change")
    body = office.bolt.last
    office.slack.close(user)
    action = body["actions"][0] | {"action_id": "reply.record", "value": event}
    office.bolt.deliver(body | {"actions": [action], "trigger_id": office.trigger(user)})


def event_id(office: Office) -> str:
    """Of what was heard last."""
    heard = [body["event_id"] for kind, body, _headers in office.bolt.sent if kind == "event"]
    return str(heard[-1])


def reply_key(office: Office) -> str:
    return f"reply:{event_id(office)}"


def everything(office: Office, user: str) -> list[dict[str, Any]]:
    return list(office.slack.world.dm(user).messages.values())


def written(office: Office, user: str = "U0MARIA") -> str:
    """All of the newest message to this person."""
    return office.dm_text(user)


def texts(office: Office, user: str) -> str:
    return "\n".join(message["text"] for message in office.slack.dm(user))


def pressable(office: Office, user: str) -> list[str]:
    """What can be pressed below the newest message."""
    blocks = office.slack.dm(user)[-1]["blocks"]
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]
