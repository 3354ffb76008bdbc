"""Answers in plain words in the conversation with the bot, and the buttons below what it read."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.forms import Opening
from bot.usecases import checkins, replies
from handlers.call import Call
from handlers.home import after_deed
from handlers.reading import read_words


def register(app: App) -> None:
    """Listen to what is written to the bot, and to the buttons of its answers."""
    app.event("message")(hear)
    app.action("reply.record")(press_record)
    app.action("reply.change")(press_change)


def hear(event: dict[str, Any], body: dict[str, Any], context: BoltContext, call: Call) -> None:
    """Answer what a person wrote; edits, deletions and files are not answers."""
    if _is_from_person(event) and event.get("user") != context.bot_user_id:
        text = read_words(event.get("text") or "")
        place = (event["channel"], event.get("thread_ts") or "")
        said = replies.Said(body["event_id"], text, *place)
        replies.answer(call.database, call.caller, said, call.now)
        call.wake()


def press_record(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """Record what was understood."""
    ack()
    replies.record(call.database, call.caller, action["value"], call.now)
    call.wake()
    after_deed(call)


def press_change(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the form with what was clear."""
    ack()
    fields = replies.clear_fields(call.database, call.caller, action["value"], call.now)
    opening = Opening(fields=fields)
    view = checkins.open_form(call.database, call.caller, call.now, opening)
    call.gateway.open_view(body["trigger_id"], view)


def _is_from_person(event: dict[str, Any]) -> bool:
    """Whether a person wrote it to the bot alone; Slack tells of much else as a message."""
    is_said = not event.get("subtype") and not event.get("bot_id") and not event.get("files")
    return is_said and event.get("channel_type") == "im" and bool(event.get("user"))
