"""Closing a team's objectives: the list, the page of each, many at once."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases import closing, closing_one
from handlers.call import Asked, Call
from handlers.home import after_deed
from handlers.reading import read_fields


def register(app: App) -> None:
    """Listen to everything that opens, turns and submits the list and its pages."""
    app.action("closing.open")(press_open)
    app.action("closing.one")(press_one)
    app.action("closing.outcome")(choose_outcome)
    app.action("closing.next")(turn)
    app.action("closing.back")(turn)
    app.action("closing.suggested")(press_suggested)
    app.view("closing.submit")(submit_one)
    app.view("closing.many")(submit_many)
    app.view_closed("closing.submit")(leave_one)
    app.view_closed("closing.many")(leave_list)


def answer(asked: Asked) -> None:
    """Open the list by the command."""
    asked.ack()
    call = asked.call
    view = closing.open_list(call.database, call.caller, asked.rest, call.now)
    call.gateway.open_view(asked.trigger_id, view)


def press_open(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the list of the team that the button names."""
    ack()
    view = closing.show_list(call.database, call.caller, int(action["value"]), call.now)
    call.gateway.open_view(body["trigger_id"], view)


def press_one(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the page of an objective on top of the list, whose fields are kept."""
    ack()
    _keep_list(body["view"], call)
    view = closing_one.open_page(call.database, call.caller, int(action["value"]), call.now)
    call.gateway.push_view(body["trigger_id"], view)


def choose_outcome(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the fields that the outcome asks for."""
    ack()
    shown = body["view"]
    number, fields = _numbers(shown)[0], read_fields(shown)
    view = closing_one.keep_page(call.database, call.caller, number, fields, call.now)
    call.gateway.update_view(shown["id"], shown["hash"], view)


def turn(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show another page of the list."""
    ack()
    shown = body["view"]
    place = _numbers(shown)[0], int(action["value"])
    view = closing.turn_page(call.database, call.caller, place, read_fields(shown), call.now)
    call.gateway.update_view(shown["id"], shown["hash"], view)


def press_suggested(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Close what can be closed as suggested, and show the list anew."""
    ack()
    view = closing.close_suggested(call.database, call.caller, int(action["value"]), call.now)
    call.gateway.update_view(body["view"]["id"], body["view"]["hash"], view)
    call.wake()
    after_deed(call)


def submit_one(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store first; then the list below shows what is closed, and the page goes away."""
    shown = body["view"]
    place, fields = _numbers(shown), read_fields(shown)
    view = closing_one.close_one(call.database, call.caller, place, fields, call.now)
    call.gateway.update_view(shown["root_view_id"], None, view)
    ack()
    call.wake()
    after_deed(call)


def submit_many(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store first; then the list shows what is closed and what stays open."""
    place, fields = _numbers(body["view"]), read_fields(body["view"])
    view = closing.close_many(call.database, call.caller, place, fields, call.now)
    ack(response_action="update", view=view)
    call.wake()
    after_deed(call)


def leave_one(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what was typed into a page that is left."""
    ack()
    number, fields = _numbers(body["view"])[0], read_fields(body["view"])
    closing_one.leave_page(call.database, call.caller, number, fields, call.now)


def leave_list(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what was typed into a list that is closed."""
    ack()
    _keep_list(body["view"], call)


def _keep_list(view: dict[str, Any], call: Call) -> None:
    team_id, fields = _numbers(view)[0], read_fields(view)
    closing.leave_list(call.database, call.caller, team_id, fields, call.now)


def _numbers(view: dict[str, Any]) -> tuple[int, int]:
    """The two numbers that a view carries: of what it is, and its page or version."""
    first, _space, second = view["private_metadata"].partition(" ")
    return int(first), int(second)
