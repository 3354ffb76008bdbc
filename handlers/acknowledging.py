"""Acknowledging check-ins: the buttons below a digest, and the form for a word."""

import re
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.usecases import acknowledging
from handlers.call import Call
from handlers.reading import read_fields
from handlers.views import keep_when_closed, show

ONE = re.compile(r"digest\.acknowledge:\d+")
"""Slack takes an id once in a row of buttons, so each has the number of its person."""


def register(app: App) -> None:
    """Listen to the buttons and the form."""
    app.action(ONE)(press_acknowledge)
    app.action("digest.acknowledge_words")(press_words)
    app.view(acknowledging.FORM)(submit_words)
    keep_when_closed(app, acknowledging.FORM)


def press_acknowledge(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    """Keep it, and say so to who pressed: the digest belongs to all who read it."""
    ack()
    said = acknowledging.acknowledge(call.database, call.caller, action["value"], call.now)
    call.wake()
    respond({**said, "response_type": "ephemeral", "replace_original": False})


def press_words(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Ask whose check-in it is, and for a word."""
    ack()
    value = action["value"]
    show(body, call, acknowledging.open_form(call.database, call.caller, value, call.now))


def submit_words(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep it with the word."""
    about, fields = body["view"]["private_metadata"], read_fields(body["view"])
    view = acknowledging.send(call.database, call.caller, about, fields, call.now)
    ack(response_action="update", view=view)
    call.wake()
