"""Home: drawn at each visit, turned page by page, looked at from another team."""

from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App

from bot.usecases.homes import Place, show_home
from handlers.call import Call
from handlers.setting_up import meet_founder

LOOKS_FOR = timedelta(hours=1)
"""How long somebody who came to Home is taken to have it in front of them."""


def register(app: App) -> None:
    """Listen to visits and to what is pressed on Home."""
    app.event("app_home_opened")(visit)
    app.action("home.next")(turn)
    app.action("home.back")(turn)
    app.action("home.team")(choose_team)


def visit(event: dict[str, Any], call: Call) -> None:
    """Draw Home from its beginning; the team that was chosen last stays chosen."""
    if event.get("tab") == "home":
        meet_founder(call)
        view = event.get("view") or {}
        _publish(Place(0, read_place(view).team_id), view.get("hash"), call)


def turn(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show another page."""
    ack()
    view = body["view"]
    _publish(Place(int(action["value"]), read_place(view).team_id), view["hash"], call)


def choose_team(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """Show another team; without a hash, for what was chosen last counts."""
    ack()
    _publish(Place(0, int(action["selected_option"]["value"])), None, call)


def show_again(call: Call, team_id: int) -> None:
    """Draw Home after something was done from there."""
    _publish(Place(0, team_id), None, call)


def after_deed(call: Call) -> None:
    """Draw Home after something was done in a form or a message; nothing for who looks elsewhere.

    A form does not say over what it stands, so that is known by who came to Home not long ago.
    """
    seen = call.homes.get(call.caller)
    if seen is not None and call.now - seen[1] < LOOKS_FOR:
        _publish(seen[0], None, call)


def after_press(body: dict[str, Any], call: Call) -> None:
    """Draw Home after something was answered with one press; nothing if that was elsewhere."""
    view = body.get("view") or {}
    if view.get("type") == "home":
        _publish(read_place(view), None, call)


def read_place(view: dict[str, Any]) -> Place:
    """Where a published Home stands; at the beginning before there is one."""
    page, _space, team = (view.get("private_metadata") or "").partition(" ")
    return Place(int(page or 0), int(team or 0))


def _publish(place: Place, known: str | None, call: Call) -> None:
    view = show_home(call.database, call.caller, call.now, place)
    call.homes[call.caller] = (place, call.now)
    call.gateway.publish_view(call.caller.user, view, known)
