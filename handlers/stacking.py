"""Where a modal goes: on its own, over the one that is open, or in its place."""

from typing import Any

from handlers.call import Call


def show_view(body: dict[str, Any], view: dict[str, Any], call: Call) -> None:
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


def _is_third(view: dict[str, Any]) -> bool:
    return view.get("previous_view_id") not in (None, "", view.get("root_view_id"))
