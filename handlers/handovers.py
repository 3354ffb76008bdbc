"""Handing over: the form that offers, and what the one who is asked answers."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.fields import text_of
from bot.domain.handovers import NEW_OWNER
from bot.usecases import handovers
from handlers.call import Call
from handlers.home import after_deed, after_press
from handlers.newcomers import meet
from handlers.reading import read_fields
from handlers.views import keep_when_closed, show


def register(app: App) -> None:
    """Listen to the buttons of objectives and key results, and to those of an offer."""
    app.action("objective.hand_over")(press_hand_over_objective)
    app.action("keyresult.hand_over")(press_hand_over_key_result)
    app.action("handover.accept")(press_accept)
    app.action("handover.decline")(press_decline)
    app.view(handovers.FORM)(submit_offer)
    app.view(handovers.DECLINE_FORM)(submit_decline)
    keep_when_closed(app, handovers.FORM)
    keep_when_closed(app, handovers.DECLINE_FORM)


def press_hand_over_objective(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call
) -> None:
    """Ask who shall have the objective."""
    ack()
    _open(f"objective {action['value']}", body, call)


def press_hand_over_key_result(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call
) -> None:
    """Ask who shall have the key result."""
    ack()
    _open(f"key_result {action['value']}", body, call)


def submit_offer(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Offer it; somebody new is met first."""
    subject, fields = body["view"]["private_metadata"], read_fields(body["view"])
    meet(call, text_of(fields, NEW_OWNER))
    view = handovers.offer(call.database, call.caller, subject, fields, call.now)
    ack(response_action="update", view=view)
    call.wake()
    after_deed(call)


def press_accept(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Take it."""
    ack()
    handovers.accept(call.database, call.caller, int(action["value"]), call.now)
    call.wake()
    after_press(body, call)


def press_decline(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Ask why not."""
    ack()
    number = int(action["value"])
    show(body, call, handovers.open_decline_form(call.database, call.caller, number, call.now))


def submit_decline(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Leave it where it is."""
    number, fields = int(body["view"]["private_metadata"]), read_fields(body["view"])
    handovers.decline(call.database, call.caller, number, fields, call.now)
    ack()
    call.wake()
    after_deed(call)


def _open(subject: str, body: dict[str, Any], call: Call) -> None:
    show(body, call, handovers.open_form(call.database, call.caller, subject, call.now))
