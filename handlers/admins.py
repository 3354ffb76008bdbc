"""Who looks after okrbot: the form."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases import admins
from handlers.call import Asked, Call
from handlers.newcomers import meet
from handlers.reading import read_fields


def register(app: App) -> None:
    """Listen to the form."""
    app.view("admins.save")(submit_admins)


def answer_admins(asked: Asked) -> None:
    """`/okr admins`."""
    asked.ack()
    call = asked.call
    call.gateway.open_view(asked.trigger_id, admins.open_admins(call.database, call.caller))


def submit_admins(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Let who was picked be known, then let them be admins."""
    chosen = list(read_fields(body["view"]).get("admins") or ())
    meet(call, *chosen)
    admins.save_admins(call.database, call.caller, chosen, call.now)
    ack()
