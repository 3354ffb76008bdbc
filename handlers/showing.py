"""One objective, opened from wherever it is named."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases.showing import show_objective
from handlers.call import Call
from handlers.views import show


def register(app: App) -> None:
    """Listen to what opens an objective."""
    app.action("objective.show")(press_show)


def press_show(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show it."""
    ack()
    view = show_objective(call.database, call.caller, int(action["value"]), call.now)
    show(body, call, view)
