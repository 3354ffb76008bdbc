"""Views that open from wherever somebody presses, and are closed again."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases.drafts import keep_form
from handlers.call import Call
from handlers.reading import read_fields


def show(body: dict[str, Any], call: Call, view: dict[str, Any]) -> None:
    """Show a modal to who pressed something in a message, on Home or in a modal.

    Slack stacks three of them: what is pressed in the third takes its place.
    """
    below = body.get("view") or {}
    if below.get("type") != "modal":
        call.gateway.open_view(body["trigger_id"], view)
    elif _is_third(below):
        call.gateway.update_view(below["id"], below["hash"], view)
    else:
        call.gateway.push_view(body["trigger_id"], view)


def keep_when_closed(app: App, callback_id: str) -> None:
    """Keep what was typed into a form with this callback id, whatever it is about."""
    app.view_closed(callback_id)(close_form)


def close_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what stands in the form, under its name and what it is about."""
    ack()
    view = body["view"]
    form = f"{view['callback_id']} {view['private_metadata']}".strip()
    keep_form(call.database, call.caller, form, read_fields(view), call.now)


def _is_third(view: dict[str, Any]) -> bool:
    return view.get("previous_view_id") not in (None, "", view.get("root_view_id"))
