"""Answering proposals: agree, ask for a change, decline, take back."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases import deciding
from bot.usecases.proposals import tell_proposals
from handlers.call import Call
from handlers.home import after_deed, after_press
from handlers.reading import read_fields
from handlers.views import keep_when_closed, show


def register(app: App) -> None:
    """Listen to the buttons of a proposal and to the two forms that ask for words."""
    app.action("proposal.agree")(press_agree)
    app.action("proposal.change")(press_words)
    app.action("proposal.decline")(press_words)
    app.action("proposal.withdraw")(press_withdraw)
    for form in deciding.FORMS:
        app.view(form)(submit_words)
        keep_when_closed(app, form)


def tell(call: Call) -> None:
    """Let people hear of proposals at once; also for whoever has just written one."""
    tell_proposals(call.database, call.now)
    call.wake()


def press_agree(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Agree; the value is the proposal's id and, in a message, the version that it shows."""
    ack()
    number, _space, version = action["value"].partition(" ")
    seen = int(version) if version else None
    problem = deciding.agree(call.database, call.caller, int(number), call.now, seen_version=seen)
    tell(call)
    after_press(body, call)
    if problem:
        raise problem


def press_words(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Ask what should be different, or why not."""
    ack()
    form = f"{action['action_id']} {action['value']}"
    show(body, call, deciding.open_words_form(call.database, call.caller, form, call.now))


def submit_words(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Send it back, or decline it."""
    view = body["view"]
    form, fields = f"{view['callback_id']} {view['private_metadata']}", read_fields(view)
    deciding.answer_with_words(call.database, call.caller, form, fields, call.now)
    ack()
    tell(call)
    after_deed(call)


def press_withdraw(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """Take back what one proposed."""
    ack()
    deciding.withdraw(call.database, call.caller, int(action["value"]), call.now)
    tell(call)
