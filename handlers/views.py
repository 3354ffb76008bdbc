"""Views that open from wherever somebody presses, and are closed again."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases.drafts import keep_form
from handlers.call import Call
from handlers.reading import read_fields


def show(body: dict[str, Any], call: Call, view: dict[str, Any]) -> None:
    """Open a modal; from within a modal on top of it."""
    is_in_modal = (body.get("view") or {}).get("type") == "modal"
    open_view = call.gateway.push_view if is_in_modal else call.gateway.open_view
    open_view(body["trigger_id"], view)


def keep_when_closed(app: App, callback_id: str) -> None:
    """Keep what was typed into a form with this callback id, whatever it is about."""
    app.view_closed(callback_id)(close_form)


def close_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what stands in the form, under its name and what it is about."""
    ack()
    view = body["view"]
    form = f"{view['callback_id']} {view['private_metadata']}".strip()
    keep_form(call.database, call.caller, form, read_fields(view), call.now)
