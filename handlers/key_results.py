"""Writing key results: the form of each stands over the editor of its objective."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.editor import EditorState, Page
from bot.usecases import key_results
from handlers.call import Call
from handlers.newcomers import meet
from handlers.objectives import read_state
from handlers.reading import read_fields


def register(app: App) -> None:
    """Listen to the list of key results and to their forms."""
    app.action("keyresult.add")(press_open)
    app.action("keyresult.edit")(press_open)
    app.action("keyresult.remove")(press_remove)
    app.action("keyresult.metric")(choose_metric)
    app.view("keyresult.submit")(submit_form)
    app.view_closed("keyresult.submit")(close_form)


def press_open(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the form of a key result over the editor."""
    ack()
    page = read_state(body["view"])
    key = action["value"] if action["action_id"] == "keyresult.edit" else ""
    state = EditorState(page.form, page.page, page.fields, key)
    view = key_results.open_form(call.database, call.caller, state, call.now)
    call.gateway.push_view(body["trigger_id"], view)


def press_remove(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Take a key result out of the list."""
    ack()
    page = read_state(body["view"])
    state = EditorState(page.form, page.page, key=action["value"])
    view = key_results.remove(call.database, call.caller, state, call.now)
    call.gateway.update_view(body["view"]["id"], body["view"]["hash"], view)


def choose_metric(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the fields of the chosen metric."""
    ack()
    view = key_results.choose_metric(call.database, call.caller, _state(body["view"]), call.now)
    call.gateway.update_view(body["view"]["id"], body["view"]["hash"], view)


def submit_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep the key result, and list it on the page below when the form goes."""
    state = _state(body["view"])
    meet(call, *state.named)
    view = key_results.save_key_result(call.database, call.caller, state, call.now)
    call.gateway.update_view(body["view"]["root_view_id"], None, view)
    ack()


def close_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what stood there, and say so on the page below where that is still open."""
    ack()
    view = key_results.leave(call.database, call.caller, _state(body["view"]), call.now)
    if view and not body["is_cleared"]:
        call.gateway.update_view(body["view"]["root_view_id"], None, view)


def _state(view: dict[str, Any]) -> EditorState:
    form, _space, key = view["private_metadata"].partition(" ")
    return EditorState(form, Page.KEY_RESULTS, read_fields(view), key)
