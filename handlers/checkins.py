"""Checking in: the button, the shortcut and the form they open."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.forms import FormState
from bot.usecases import checkins
from handlers.call import Call
from handlers.home import read_place, show_again
from handlers.reading import read_fields


def register(app: App) -> None:
    """Listen to everything that opens, turns and submits the form."""
    app.action("checkin.open")(press_open)
    app.shortcut("checkin.open")(press_open)
    app.action("checkin.unfold")(press_unfold)
    app.action("checkin.next")(press_next)
    app.action("checkin.back")(press_back)
    app.view("checkin.submit")(submit_form)


def press_open(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Open the form; from Home it remembers which team is shown there."""
    ack()
    below = body.get("view") or {}
    home = read_place(below).team_id if below.get("type") == "home" else None
    open_form(body["trigger_id"], call, home)


def open_form(trigger_id: str, call: Call, home: int | None = None) -> None:
    """Show the form's first page; shared with the command."""
    view = checkins.open_form(call.database, call.caller, call.now, home)
    call.gateway.open_view(trigger_id, view)


def press_unfold(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Unfold the words of one key result."""
    ack()
    state, number = read_state(body["view"]), int(action["value"])
    view = checkins.unfold_words(call.database, call.caller, state, call.now, key_result_id=number)
    call.gateway.update_view(state.view_id, body["view"]["hash"], view)


def press_next(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the next page."""
    _turn(ack, body["view"], call, by=1)


def press_back(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the page before."""
    _turn(ack, body["view"], call, by=-1)


def submit_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store first, answer then: if storing fails, the form stays open with what was typed.

    Home is drawn again where the form was opened there and is done with.
    """
    state = read_state(body["view"])
    view = checkins.record_checkin(call.database, call.caller, state, call.now)
    ack(response_action="update", view=view) if view else ack()
    call.wake()
    if state.home is not None and view is None:
        show_again(call, state.home)


def _turn(ack: Ack, shown: dict[str, Any], call: Call, *, by: int) -> None:
    ack()
    state = read_state(shown)
    view = checkins.turn_page(call.database, call.caller, state, call.now, by=by)
    call.gateway.update_view(state.view_id, shown["hash"], view)


def read_state(view: dict[str, Any]) -> FormState:
    """What Slack sends of the form: its place in private_metadata, its fields by block."""
    slot, page, *home = view["private_metadata"].split(" ")
    shown_there = int(home[0]) if home else None
    return FormState(view["id"], slot, int(page), read_fields(view), shown_there)
