"""Taps in the message of the week: one thing said of a key result, of all, or put off."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.forms import Notice, Opening
from bot.domain.taps import Tap
from bot.usecases import checkins, delegates, handovers, snoozing, taps
from handlers.call import Call
from handlers.home import after_deed
from handlers.views import show


def register(app: App) -> None:
    """Listen to the buttons of the message."""
    app.action("tap.same")(tap)
    app.action("tap.plus")(tap)
    app.action("tap.minus")(tap)
    app.action("tap.done")(tap)
    app.action("tap.same_all")(tap_all)
    app.action("tap.more")(choose_more)
    app.view("tap.give_back")(submit_give_back)
    app.action("nudge.snooze")(snooze)
    app.action("nudge.unsnooze")(unsnooze)


def tap(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Record what was tapped, or ask for the sentence that it wants."""
    ack()
    said = Tap(action["action_id"].removeprefix("tap."))
    asking = taps.record_tap(call.database, call.caller, said, action["value"], call.now)
    _go_on(asking, body, call)


def tap_all(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Confirm all, and ask for the sentences that some want."""
    ack()
    asking = taps.confirm_all(call.database, call.caller, action["value"], call.now)
    _go_on(asking, body, call)


def choose_more(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the form at a key result, or ask to whom it goes."""
    ack()
    word, _space, number = action["selected_option"]["value"].partition(" ")
    if word == "form":
        opening = Opening(frozenset({int(number)}))
        view = checkins.open_form(call.database, call.caller, call.now, opening)
    else:
        view = delegates.open_form(call.database, call.caller, int(number), call.now) or (
            handovers.open_form(call.database, call.caller, f"key_result {number}", call.now)
        )
    show(body, call, view)


def submit_give_back(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Give it back to its owner."""
    number = int(body["view"]["private_metadata"])
    delegates.give_back(call.database, call.caller, number, call.now)
    ack()
    call.wake()
    after_deed(call)


def snooze(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """Ask again at the moment that was chosen."""
    ack()
    snoozing.snooze(call.database, call.caller, action["selected_option"]["value"], call.now)
    call.wake()


def unsnooze(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """Ask again when it is usual."""
    ack()
    snoozing.unsnooze(call.database, call.caller, action["value"], call.now)
    call.wake()


def _go_on(asking: frozenset[int], body: dict[str, Any], call: Call) -> None:
    call.wake()
    if asking:
        opening = Opening(asking, notice=Notice.SENTENCE)
        show(body, call, checkins.open_form(call.database, call.caller, call.now, opening))
