"""A team's rhythm: the form on top of that of the team."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases import rhythms, teams
from handlers.call import Call
from handlers.reading import read_fields
from handlers.teams import read_state


def register(app: App) -> None:
    """Listen to the form."""
    app.action("team.rhythm")(press_rhythm)
    app.view("team.set_rhythm")(submit_rhythm)
    app.view_closed("team.set_rhythm")(close_rhythm)


def press_rhythm(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the rhythm on top of the team's form, in which what was typed is kept."""
    ack()
    teams.keep_team(call.database, call.caller, read_state(body["view"]), call.now)
    view = rhythms.open_rhythm(call.database, call.caller, int(action["value"]))
    call.gateway.push_view(body["trigger_id"], view)


def submit_rhythm(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store the rhythm."""
    number, fields = _number(body["view"]), read_fields(body["view"])
    rhythms.save_rhythm(call.database, call.caller, number, fields, call.now)
    ack()


def close_rhythm(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what was typed."""
    ack()
    number, fields = _number(body["view"]), read_fields(body["view"])
    rhythms.keep_rhythm(call.database, call.caller, number, fields, call.now)


def _number(view: dict[str, Any]) -> int:
    return int(view["private_metadata"].split()[0])
