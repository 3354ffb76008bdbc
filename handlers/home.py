"""Home: drawn at each visit, turned page by page, looked at from another team."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases.homes import Place, show_home
from handlers.call import Call


def register(app: App) -> None:
    """Listen to visits and to what is pressed on Home."""
    app.event("app_home_opened")(visit)
    app.action("home.next")(turn)
    app.action("home.back")(turn)
    app.action("home.team")(choose_team)


def visit(event: dict[str, Any], call: Call) -> None:
    """Draw Home from its beginning; the team that was chosen last stays chosen."""
    if event.get("tab") == "home":
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
    call.gateway.publish_view(call.caller.user, view, known)
