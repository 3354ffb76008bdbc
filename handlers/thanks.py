"""Thanks to a colleague: `/okr thanks`, the button of a key result, the form."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.fields import text_of
from bot.domain.thanks import ABOUT, COLLEAGUE
from bot.usecases import thanks
from handlers.call import Asked, Call
from handlers.newcomers import meet
from handlers.reading import read_fields
from handlers.views import keep_when_closed, show


def register(app: App) -> None:
    """Listen to the button and the form."""
    app.action("thanks.open")(press_open)
    app.options(ABOUT)(search_key_results)
    app.view(thanks.FORM)(submit_form)
    keep_when_closed(app, thanks.FORM)


def answer(asked: Asked) -> None:
    """`/okr thanks`."""
    asked.ack()
    call = asked.call
    view = thanks.open_form(call.database, call.caller, 0)
    call.gateway.open_view(asked.trigger_id, view)


def press_open(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the form with the key result chosen."""
    ack()
    about = int(action["value"])
    show(body, call, thanks.open_form(call.database, call.caller, about))


def search_key_results(ack: Ack, payload: dict[str, Any], call: Call) -> None:
    """Offer key results with these words."""
    words = payload.get("value") or ""
    ack(thanks.offer_key_results(call.database, call.caller, words, call.now))


def submit_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Send it; somebody new is met first."""
    view = body["view"]
    form = thanks.Sent(view["id"], int(view["private_metadata"]), read_fields(view))
    meet(call, text_of(form.fields, COLLEAGUE))
    done = thanks.send(call.database, call.caller, form, call.now)
    ack(response_action="update", view=done)
    call.wake()
