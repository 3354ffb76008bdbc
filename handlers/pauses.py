"""Pausing and coming back."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.usecases import pauses
from handlers.call import Asked, Call
from handlers.reading import read_fields, read_mention
from handlers.views import keep_when_closed, show

WHO = re.compile("pause_who")
"""The field whose change shows somebody else's pause."""


def register(app: App) -> None:
    """Listen to all that pauses and ends a pause."""
    app.action("person.pause")(press_pause)
    app.action("person.resume")(press_resume)
    app.action(WHO)(choose_who)
    app.view(pauses.FORM)(submit_pause)
    keep_when_closed(app, pauses.FORM)


def answer_pause(asked: Asked) -> None:
    """`/okr pause until 24 Dec`, for managers also `/okr pause @nick until 24 Dec`."""
    asked.ack()
    call, who = asked.call, read_mention(asked.sent)
    words = " ".join(word for word in asked.rest.split() if not word.startswith("@"))
    view = pauses.open_pause(call.database, call.caller, call.now, who=who, words=words)
    call.gateway.open_view(asked.trigger_id, view)


def press_pause(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Open one's own pause, from a message or on top of a form."""
    ack()
    show(body, call, pauses.open_pause(call.database, call.caller, call.now))


def press_resume(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """End the pause that the form shows."""
    ack()
    view = pauses.resume(call.database, call.caller, action["value"], call.now)
    call.gateway.update_view(body["view"]["id"], body["view"]["hash"], view)
    call.wake()


def choose_who(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show how it stands with whoever was chosen."""
    ack()
    shown = body["view"]
    view = pauses.choose_who(call.database, call.caller, read_fields(shown), call.now)
    call.gateway.update_view(shown["id"], shown["hash"], view)


def submit_pause(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Pause, and say until when."""
    view = pauses.pause(call.database, call.caller, read_fields(body["view"]), call.now)
    ack(response_action="update", view=view)
    call.wake()
