"""Looking back: three questions for everybody, and the post a manager makes of the answers."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases import retrospectives
from handlers.call import Asked, Call
from handlers.reading import read_fields


def register(app: App) -> None:
    """Listen to the form and to the post."""
    app.action("retrospective.open")(press_open)
    app.action("retrospective.post")(press_post)
    app.view("retrospective.submit")(submit_form)
    app.view("retrospective.publish")(submit_post)
    app.view_closed("retrospective.submit")(leave_form)


def answer(asked: Asked) -> None:
    """Open the form by the command."""
    asked.ack()
    call = asked.call
    view = retrospectives.open_last(call.database, call.caller, asked.rest, call.now)
    call.gateway.open_view(asked.trigger_id, view)


def press_open(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the form, on top of a modal that is open."""
    ack()
    place = _place(action["value"])
    view = retrospectives.open_form(call.database, call.caller, place, call.now)
    show = call.gateway.push_view if "view" in body else call.gateway.open_view
    show(body["trigger_id"], view)


def press_post(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show what would be posted, on top of the form, whose answers are kept."""
    ack()
    _keep(body["view"], call)
    view = retrospectives.open_preview(
        call.database, call.caller, _place(action["value"]), call.now
    )
    call.gateway.push_view(body["trigger_id"], view)


def submit_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store what somebody says."""
    place, fields = _place(body["view"]["private_metadata"]), read_fields(body["view"])
    retrospectives.save(call.database, call.caller, place, fields, call.now)
    ack()


def submit_post(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Post it, and close everything: the form below is of no use any more."""
    place, where = _place(body["view"]["private_metadata"]), read_fields(body["view"])["where"]
    retrospectives.post(call.database, call.caller, place, str(where), call.now)
    ack(response_action="clear")
    call.wake()


def leave_form(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what was typed into a form that is closed."""
    ack()
    _keep(body["view"], call)


def _keep(view: dict[str, Any], call: Call) -> None:
    place, fields = _place(view["private_metadata"]), read_fields(view)
    retrospectives.keep_form(call.database, call.caller, place, fields, call.now)


def _place(words: str) -> tuple[int, int]:
    """The ids of a cycle and a team."""
    cycle, _space, team = words.partition(" ")
    return int(cycle), int(team)
