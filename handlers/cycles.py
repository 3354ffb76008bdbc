"""Cycles: the list, planning the next one, closing the last one."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases import cycles
from handlers.call import Asked, Call
from handlers.home import after_deed
from handlers.reading import read_fields


def register(app: App) -> None:
    """Listen to the list of cycles and what it opens."""
    app.action("cycle.open")(press_open)
    app.action("cycle.plan")(press_plan)
    app.action("cycle.edit")(press_plan)
    app.action("cycle.close")(press_close)
    app.action("cycle.show")(press_show)
    app.view("cycle.save")(submit_plan)
    app.view("cycle.finish")(submit_close)
    app.view_closed("cycle.save")(leave_plan)


def answer(asked: Asked) -> None:
    """Open the list by the command."""
    asked.ack()
    open_list(asked.trigger_id, asked.call)


def press_open(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Open the list by a button."""
    ack()
    open_list(body["trigger_id"], call)


def open_list(trigger_id: str, call: Call) -> None:
    """Show all cycles."""
    call.gateway.open_view(trigger_id, cycles.open_cycles(call.database, call.caller, call.now))


def press_plan(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the form for a new cycle, or for one that is planned."""
    ack()
    view = cycles.open_plan(call.database, call.caller, int(action["value"]), call.now)
    call.gateway.push_view(body["trigger_id"], view)


def press_close(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Ask before a cycle is closed, and say what is still open."""
    ack()
    view = cycles.open_close(call.database, call.caller, int(action["value"]), call.now)
    call.gateway.push_view(body["trigger_id"], view)


def press_show(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Read how a cycle ended."""
    ack()
    view = cycles.show_results(call.database, call.caller, int(action["value"]), call.now)
    call.gateway.push_view(body["trigger_id"], view)


def submit_plan(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store first; then the list below shows it, and the form goes away."""
    shown = body["view"]
    number, fields = int(shown["private_metadata"]), read_fields(shown)
    view = cycles.save_cycle(call.database, call.caller, number, fields, call.now)
    call.gateway.update_view(shown["root_view_id"], None, view)
    ack()


def submit_close(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Close the cycle, or ask again where more is open by now."""
    shown = body["view"]
    number, _space, seen = shown["private_metadata"].partition(" ")
    place = int(number), int(seen)
    view, is_closed = cycles.finish_cycle(call.database, call.caller, place, call.now)
    if is_closed:
        call.gateway.update_view(shown["root_view_id"], None, view)
        ack()
        call.wake()
        after_deed(call)
    else:
        ack(response_action="update", view=view)


def leave_plan(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what was typed into a form that is closed."""
    ack()
    number, fields = int(body["view"]["private_metadata"]), read_fields(body["view"])
    cycles.leave_plan(call.database, call.caller, number, fields, call.now)
