"""Archiving and merging teams."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases import team_endings, teams
from bot.usecases.team_choices import offer_teams
from handlers.call import Call
from handlers.reading import read_fields
from handlers.teams import read_state


def register(app: App) -> None:
    """Listen to both forms."""
    app.action("team.archive")(press_archive)
    app.action("team.merge")(press_merge)
    app.options("into")(search_into)
    app.view("team.archive_now")(submit_archive)
    app.view("team.choose_merge")(submit_merge)
    app.view("team.merge_now")(confirm_merge)


def press_archive(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Ask why."""
    ack()
    teams.keep_team(call.database, call.caller, read_state(body["view"]), call.now)
    view = team_endings.open_archive(call.database, call.caller, int(action["value"]))
    call.gateway.push_view(body["trigger_id"], view)


def press_merge(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Ask into which team."""
    ack()
    teams.keep_team(call.database, call.caller, read_state(body["view"]), call.now)
    view = team_endings.open_merge(call.database, call.caller, int(action["value"]))
    call.gateway.push_view(body["trigger_id"], view)


def submit_archive(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Archive the team; its form and the list below it are of the past."""
    number, fields = _number(body["view"]), read_fields(body["view"])
    team_endings.archive_team(call.database, call.caller, number, fields, call.now)
    ack(response_action="clear")


def submit_merge(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Say what would move."""
    number, fields = _number(body["view"]), read_fields(body["view"])
    view = team_endings.choose_merge(call.database, call.caller, number, fields)
    ack(response_action="update", view=view)


def confirm_merge(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Merge; what cannot be any more is told at the box that was ticked."""
    number, into = map(int, body["view"]["private_metadata"].split())
    team_endings.merge_team(call.database, call.caller, number, into, call.now)
    ack(response_action="clear")
    call.wake()


def search_into(ack: Ack, payload: dict[str, Any], call: Call) -> None:
    """Offer teams to merge into."""
    words = payload.get("value") or ""
    ack(offer_teams(call.database, call.caller, words, with_none=False))


def _number(view: dict[str, Any]) -> int:
    return int(view["private_metadata"].split()[0])
