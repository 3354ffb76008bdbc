"""Teams: the list and the form."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.fields import Fields
from bot.domain.team_forms import NO_GROUP, Choice
from bot.usecases import setting_up, teams
from bot.usecases.team_choices import offer_teams
from bot.usecases.teams import TeamState
from handlers.call import Asked, Call
from handlers.newcomers import meet
from handlers.reading import read_fields

MOST_AT_ONCE = 30
"""New members of a group who are met while somebody waits; the hourly errand meets the others."""


def register(app: App) -> None:
    """Listen to all that opens and submits the list and the form."""
    app.action("team.edit")(press_edit)
    app.action("team.new")(press_edit)
    app.action("team.back")(turn_list)
    app.action("team.next")(turn_list)
    app.options("team_above")(search_parent)
    app.view("team.save")(submit_team)
    app.view_closed("team.save")(close_team)


def answer_teams(asked: Asked) -> None:
    """`/okr teams`."""
    asked.ack()
    call = asked.call
    call.gateway.open_view(asked.trigger_id, teams.show_teams(call.database, call.caller))


def press_edit(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open a team's form, on top of the list where it stands in one."""
    ack()
    state = TeamState(int(action.get("value") or 0), _origin(body))
    view = teams.open_team(call.database, call.caller, state, _groups(call), call.now)
    show = call.gateway.push_view if state.origin else call.gateway.open_view
    show(body["trigger_id"], view)


def turn_list(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Another page of the list."""
    ack()
    origin = f"{_origin(body).partition(' ')[0]} {action['value']}"
    _show_list(body["view"]["id"], origin, call)


def submit_team(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Let who was picked be known, store the team, and show the list below anew."""
    state = read_state(body["view"])
    followed = _meet(call, state.fields)
    teams.save_team(call.database, call.caller, state, followed, call.now)
    ack()
    if state.origin:
        _show_list(body["view"]["previous_view_id"], state.origin, call)


def close_team(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what was typed."""
    ack()
    teams.keep_team(call.database, call.caller, read_state(body["view"]), call.now)


def search_parent(ack: Ack, payload: dict[str, Any], call: Call) -> None:
    """Offer teams to stand below, or none."""
    words = payload.get("value") or ""
    ack(offer_teams(call.database, call.caller, words, with_none=True))


def _meet(call: Call, fields: Fields) -> list[str] | None:
    """Everybody whom the form names becomes known; the members of the group it names."""
    manager, members, group = (fields.get(each) for each in ("manager", "members", "user_group"))
    is_followed = isinstance(group, str) and group != NO_GROUP
    followed = call.gateway.find_group_members(str(group)) if is_followed else None
    picked = [*(members or ()), *(followed or ())[:MOST_AT_ONCE]]
    meet(call, *([manager] if isinstance(manager, str) else []), *picked)
    return followed


def _groups(call: Call) -> list[Choice] | None:
    found = call.gateway.find_user_groups()
    if found is None:
        return None
    return [Choice(each.slack_id, f"{each.name} (@{each.handle})") for each in found]


def _show_list(view_id: str, origin: str, call: Call) -> None:
    kind, _space, page = origin.partition(" ")
    if kind == "teams":  # the step of setting up
        number = int(page or 0)
        view = setting_up.open_step(call.database, call.caller, kind, call.now, page=number)
    else:
        view = teams.show_teams(call.database, call.caller, int(page or 0))
    call.gateway.update_view(view_id, None, view)


def _origin(body: dict[str, Any]) -> str:
    """What lies below: "teams 0" in setting up, "list 0" in the list, "" for anything else."""
    view = body.get("view") or {}
    return str(view.get("private_metadata") or "") if view.get("type") == "modal" else ""


def read_state(view: dict[str, Any]) -> TeamState:
    """What Slack sends of a team's form."""
    number, _space, origin = view["private_metadata"].partition(" ")
    return TeamState(int(number), origin, read_fields(view))
