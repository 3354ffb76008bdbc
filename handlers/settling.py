"""Pausing, continuing and dropping: one form for all of them."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.settling import Deed
from bot.usecases import settling
from handlers.call import Call
from handlers.home import after_deed
from handlers.proposals import tell
from handlers.reading import read_fields
from handlers.views import keep_when_closed, show

DEEDS = {
    "objective.pause": Deed.PAUSE,
    "objective.continue": Deed.CONTINUE,
    "objective.drop": Deed.DROP,
    "keyresult.drop": Deed.DROP_KEY_RESULT,
}
"""What each button asks for."""


def register(app: App) -> None:
    """Listen to the buttons of objectives and key results, and to the form they open."""
    for action_id in DEEDS:
        app.action(action_id)(press)
    app.view(settling.FORM)(submit)
    keep_when_closed(app, settling.FORM)


def press(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Say what it means, and ask why."""
    ack()
    form = f"{DEEDS[action['action_id']]} {action['value']}"
    show(body, call, settling.open_form(call.database, call.caller, form, call.now))


def submit(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Do it, or propose it."""
    form, fields = body["view"]["private_metadata"], read_fields(body["view"])
    view = settling.settle(call.database, call.caller, form, fields, call.now)
    ack(response_action="update", view=view)
    tell(call)
    after_deed(call)
