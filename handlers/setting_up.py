"""Setting up: the first admin, and the steps of the form."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.usecases import setting_up
from bot.usecases.founding import found_workspace, wants_founder
from bot.usecases.team_choices import offer_countries, offer_zones
from handlers.call import Asked, Call
from handlers.reading import read_fields

RHYTHM = re.compile(r"(nudge|digest)_(day|time)")
"""The fields whose change shows other dates."""


def register(app: App) -> None:
    """Listen to all that opens, turns and submits the steps."""
    app.action("setup.open")(press_open)
    app.action("setup.step")(press_step)
    app.action("setup.back")(press_back)
    app.action(RHYTHM, matchers=[is_setup])(choose_rhythm)
    app.options("time_zone")(search_zone)
    app.options("country")(search_country)
    app.view("setup.submit")(submit_step)
    app.view_closed("setup.submit")(close_step)


def meet_founder(call: Call) -> None:
    """Where nobody looks after okrbot yet, a Slack admin or owner becomes who does."""
    if not wants_founder(call.database, call.caller):
        return
    user = call.gateway.find_user(call.caller.user)
    if user is not None and user.is_slack_admin:
        found_workspace(call.database, call.caller, user.profile, call.now)
        call.wake()


def answer_setup(asked: Asked) -> None:
    """`/okr setup`."""
    asked.ack()
    _open(asked.trigger_id, asked.call)


def press_open(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Open the step at which it was left."""
    ack()
    meet_founder(call)
    _open(body["trigger_id"], call)


def press_step(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """From the overview to one step."""
    ack()
    view = setting_up.open_step(call.database, call.caller, action["value"], call.now)
    call.gateway.update_view(body["view"]["id"], body["view"]["hash"], view)


def press_back(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """To the step before, or back to the overview."""
    ack()
    shown = body["view"]
    step, fields = _step(shown), read_fields(shown)
    view = setting_up.go_back(call.database, call.caller, step, fields, call.now)
    call.gateway.update_view(shown["id"], shown["hash"], view)


def is_setup(body: dict[str, Any]) -> bool:
    """Whether it is a step: the rhythm of a team has fields of the same names."""
    return bool(body["view"]["callback_id"] == "setup.submit")


def choose_rhythm(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the next dates of what was chosen."""
    ack()
    shown = body["view"]
    view = setting_up.show_rhythm(call.database, call.caller, read_fields(shown), call.now)
    call.gateway.update_view(shown["id"], shown["hash"], view)


def submit_step(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store the step, and show what follows."""
    step, fields = _step(body["view"]), read_fields(body["view"])
    view = setting_up.submit_step(call.database, call.caller, step, fields, call.now)
    ack(response_action="update", view=view)
    call.wake()


def close_step(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what was typed."""
    ack()
    step, fields = _step(body["view"]), read_fields(body["view"])
    setting_up.keep_step(call.database, call.caller, step, fields, call.now)


def search_zone(ack: Ack, payload: dict[str, Any]) -> None:
    """Offer time zones."""
    ack(offer_zones(payload.get("value") or ""))


def search_country(ack: Ack, payload: dict[str, Any], call: Call) -> None:
    """Offer countries."""
    ack(offer_countries(call.database, call.caller, payload.get("value") or ""))


def _open(trigger_id: str, call: Call) -> None:
    view = setting_up.open_setup(call.database, call.caller, call.now)
    call.gateway.open_view(trigger_id, view)


def _step(view: dict[str, Any]) -> str:
    return str(view["private_metadata"]).partition(" ")[0]
