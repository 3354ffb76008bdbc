"""A team's rhythm: the form on top of that of the team."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.domain.fields import Fields
from bot.usecases import rhythms, teams
from handlers.call import Call
from handlers.reading import read_fields
from handlers.teams import read_state

EVERY = re.compile(r"every_[-0-9]+")
"""The menu of weeks is called after the day that its options name."""

CHOSEN = re.compile(rf"(nudge|digest)_(day|time)|{EVERY.pattern}")
"""The fields whose change shows other dates."""


def register(app: App) -> None:
    """Listen to the form."""
    app.action("team.rhythm")(press_rhythm)
    app.action(CHOSEN, matchers=[is_rhythm])(choose)
    app.view("team.set_rhythm")(submit_rhythm)
    app.view_closed("team.set_rhythm")(close_rhythm)


def press_rhythm(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the rhythm on top of the team's form, in which what was typed is kept."""
    ack()
    teams.keep_team(call.database, call.caller, read_state(body["view"]), call.now)
    view = rhythms.open_rhythm(call.database, call.caller, int(action["value"]), call.now)
    call.gateway.push_view(body["trigger_id"], view)


def is_rhythm(body: dict[str, Any]) -> bool:
    """Whether it is this form: setting up has fields of the same names."""
    return bool(body["view"]["callback_id"] == "team.set_rhythm")


def choose(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the next dates of what was chosen."""
    ack()
    shown = body["view"]
    number, fields = _read(shown)
    view = rhythms.show_rhythm(call.database, call.caller, number, fields, call.now)
    call.gateway.update_view(shown["id"], shown["hash"], view)


def submit_rhythm(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store the rhythm."""
    number, fields = _read(body["view"])
    rhythms.save_rhythm(call.database, call.caller, number, fields, call.now)
    ack()


def close_rhythm(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what was typed."""
    ack()
    number, fields = _read(body["view"])
    rhythms.keep_rhythm(call.database, call.caller, number, fields, call.now)


def _read(view: dict[str, Any]) -> tuple[int, Fields]:
    """The team, and what stands in the form."""
    fields = read_fields(view)
    named = {"every" if EVERY.fullmatch(name) else name: fields[name] for name in fields}
    return int(view["private_metadata"].split()[0]), named
