"""Methods about the app and the workspace: who am I, where is my socket."""

from __future__ import annotations

import secrets

from playground.api.methods import Args, method
from playground.model import Json, SlackError
from playground.world import APP_ID, BOT_ID, BOT_USER, World


@method("api.test", caller="anyone")
def api_test(_world: World, args: Args) -> Json:
    """Echoes its arguments; answers with the error it is asked for."""
    if "error" in args:
        raise SlackError(args.text("error"), args=args.values)
    return {"args": args.values}


@method("auth.test")
def auth_test(world: World, _args: Args) -> Json:
    """Who the token belongs to."""
    return {
        "url": f"https://{world.identity.domain}.slack.com/",
        "team": world.identity.team_name,
        "user": world.people[BOT_USER].handle,
        "team_id": world.identity.team_id,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("auth.revoke")
def auth_revoke(world: World, _args: Args) -> Json:
    """Makes the token useless."""
    world.refusal = "token_revoked"
    return {"revoked": True}


@method("apps.connections.open", caller="app")
def open_connection(world: World, _args: Args) -> Json:
    """The address of a new socket; it works once."""
    ticket = secrets.token_urlsafe(16)
    world.tickets.add(ticket)
    return {"url": f"{world.url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={APP_ID}"}


@method("oauth.v2.access", caller="anyone")
def oauth_access(world: World, args: Args) -> Json:
    """Exchanges any code for the bot's token; the app counts as installed again."""
    args.need("code")
    world.refusal = None
    return {
        "app_id": APP_ID,
        "authed_user": {"id": _installer(world)},
        "scope": ",".join(world.scopes),
        "token_type": "bot",
        "access_token": world.identity.bot_token,
        "bot_user_id": BOT_USER,
        "team": {"id": world.identity.team_id, "name": world.identity.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _installer(world: World) -> str:
    people = [person for person in world.people.values() if not person.is_bot]
    admins = [person.id for person in people if person.is_admin]
    return (admins or [person.id for person in people])[-1]


@method("team.info", "team:read")
def team_info(world: World, _args: Args) -> Json:
    """The workspace."""
    return {
        "team": {
            "id": world.identity.team_id,
            "name": world.identity.team_name,
            "domain": world.identity.domain,
            "email_domain": "",
            "url": f"https://{world.identity.domain}.slack.com/",
            "icon": {"image_default": True},
        }
    }
