"""Checking in: the button, the shortcut and the form they open."""

import re
from decimal import Decimal
from typing import Any

from slack_bolt import Ack, App

from bot.domain.checkin_drafts import FormState
from bot.domain.fields import NUMBERS, WORDS
from bot.domain.forms import Opening
from bot.usecases import checkin_drafts, checkins
from handlers.call import Call
from handlers.home import read_place, show_again
from handlers.reading import read_fields

FIELD = re.compile(rf"^(?:{'|'.join((*NUMBERS, *WORDS))}):\d+$")
"""The fields that are kept as they are typed; the form's own boxes are asked anew."""


def register(app: App) -> None:
    """Listen to everything that opens, fills, turns, leaves and submits the form."""
    app.action("checkin.open")(press_open)
    app.shortcut("checkin.open")(press_open)
    app.action("checkin.unfold")(press_unfold)
    app.action("checkin.next")(press_next)
    app.action("checkin.back")(press_back)
    app.action("checkin.discard")(press_discard)
    app.action("checkin.again")(press_again)
    app.action(FIELD)(type_field)
    app.view("checkin.submit")(submit_form)
    app.view_closed("checkin.submit")(close_form)


def press_open(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Open the form; from Home it remembers which team is shown there."""
    ack()
    below = body.get("view") or {}
    home = read_place(below).team_id if below.get("type") == "home" else None
    open_form(body["trigger_id"], call, home)


def open_form(trigger_id: str, call: Call, home: int | None = None) -> None:
    """Show the form's first page; shared with the command."""
    view = checkins.open_form(call.database, call.caller, call.now, Opening(home=home))
    call.gateway.open_view(trigger_id, view)


def press_unfold(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Unfold the words of one key result."""
    ack()
    state, number = read_state(body["view"], action), int(action["value"])
    view = checkins.unfold_words(call.database, call.caller, state, call.now, key_result_id=number)
    call.gateway.update_view(state.view_id, body["view"]["hash"], view)


def press_next(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show the next page."""
    ack()
    _turn(read_state(body["view"], action), body["view"]["hash"], call, by=1)


def press_back(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show the page before."""
    ack()
    _turn(read_state(body["view"], action), body["view"]["hash"], call, by=-1)


def type_field(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Keep a field as it is typed."""
    ack()
    state = read_state(body["view"], action)
    if checkin_drafts.keep_field(call.database, call.caller, state, action["action_id"], call.now):
        call.wake()


def close_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what stands in a form that was closed; Home says that it waits."""
    ack()
    state = read_state(body["view"])
    if checkin_drafts.leave_form(call.database, call.caller, state, call.now):
        call.wake()
    if state.home is not None:
        show_again(call, state.home)


def press_discard(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Throw away what was typed, and say so, also on Home."""
    ack()
    state = read_state(body["view"])
    view = checkin_drafts.discard(call.database, call.caller, state.home, call.now)
    call.gateway.update_view(state.view_id, body["view"]["hash"], view)
    call.wake()
    if state.home is not None:
        show_again(call, state.home)


def press_again(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the form as it is now."""
    ack()
    home = body["view"]["private_metadata"]
    opening = Opening(home=None if home == "-" else int(home))
    view = checkins.open_form(call.database, call.caller, call.now, opening)
    call.gateway.update_view(body["view"]["id"], body["view"]["hash"], view)


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


def _turn(state: FormState, shown: str, call: Call, *, by: int) -> None:
    view = checkins.turn_page(call.database, call.caller, state, call.now, by=by)
    call.gateway.update_view(state.view_id, shown, view)


def read_state(view: dict[str, Any], action: dict[str, Any] | None = None) -> FormState:
    """What Slack sends of the form: its place in private_metadata, its fields by block.

    A form that an older version opened names no window, and no team where there is none.
    """
    slot, page, *rest = view["private_metadata"].split(" ")
    home, window = (*rest, "-", "0")[:2]
    return FormState(
        view["id"],
        slot,
        int(page),
        read_fields(view),
        None if home == "-" else int(home),
        int(window),
        Decimal(action["action_ts"]) if action else None,
    )
