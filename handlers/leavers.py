"""What somebody who left owned: the form that gives it to others."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases import leavers
from handlers.call import Call
from handlers.newcomers import meet
from handlers.reading import read_fields


def register(app: App) -> None:
    """Listen to the button of the message and to the form."""
    app.action("leaver.open")(press_open)
    app.view("leaver.save")(submit_owners)


def press_open(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the form."""
    ack()
    view = leavers.open_leaver(call.database, call.caller, int(action["value"]), call.now)
    call.gateway.open_view(body["trigger_id"], view)


def submit_owners(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Let who was picked be known, then let them be owners; the next page where there is one."""
    number, fields = int(body["view"]["private_metadata"]), read_fields(body["view"])
    picked = [each for each in fields.values() if isinstance(each, str)]
    meet(call, *picked)
    view = leavers.give_away(call.database, call.caller, number, fields, call.now)
    ack(response_action="update", view=view) if view else ack()
