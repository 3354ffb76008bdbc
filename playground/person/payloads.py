"""The payloads Slack sends: commands, interactions and events, each with all its keys."""

from __future__ import annotations

import time

from playground.api.view_methods import described as described_view
from playground.blocks.state import elements
from playground.model import Json
from playground.paging import entered_state
from playground.rooms import Room
from playground.views import View
from playground.world import APP_ID, BOT_USER, World

VERIFICATION_TOKEN = "playground-verification"  # noqa: S105 -- deprecated by Slack, secret to nobody


def command(world: World, user: str, name: str, text: str, room: Room) -> Json:
    """A slash command, as form fields."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.identity.team_id,
        "team_domain": world.identity.domain,
        "channel_id": room.id,
        "channel_name": room.command_name,
        "user_id": user,
        "user_name": world.people[user].handle,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url(world, user, room),
        "trigger_id": world.triggers.new(user, channel=room.id),
    }


def response_url(world: World, user: str, room: Room, source: Json | None = None) -> str:
    """A new address for answers to what a person just did."""
    return f"{world.url}/response/{world.response_urls.new(user, room.id, source)}"


def message_actions(world: World, user: str, room: Room, message: Json, action: Json) -> Json:
    """block_actions from a message; an ephemeral message itself is not sent along."""
    return {
        **_interaction(world, user, "block_actions"),
        **message_place(room, message),
        "trigger_id": world.triggers.new(user, channel=room.id),
        "state": {"values": entered_state(world, user, message)},
        "response_url": response_url(world, user, room, message),
        "actions": [action],
    }


def message_place(room: Room, message: Json) -> Json:
    """Where an element of a message stands; an ephemeral message itself is not sent along."""
    is_ephemeral = bool(message.get("is_ephemeral"))
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": room.id,
        "is_ephemeral": is_ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    place: Json = {"container": container, "channel": named(room)}
    return place if is_ephemeral else place | {"message": message}


def view_place(world: World, view: View) -> Json:
    """Where an element of a modal or Home tab stands."""
    return {
        "container": {"type": "view", "view_id": view.id},
        "view": described_view(world, view),
    }


def view_actions(world: World, view: View, action: Json) -> Json:
    """block_actions from a modal or a Home tab."""
    return {
        **_interaction(world, view.user, "block_actions"),
        **view_place(world, view),
        "trigger_id": world.triggers.new(view.user, view.id, channel=view.channel),
        "actions": [action],
    }


def submission(world: World, view: View) -> Json:
    """view_submission with the state of every input."""
    return {
        **_interaction(world, view.user, "view_submission"),
        "trigger_id": world.triggers.new(view.user, view.id, channel=view.channel),
        "view": described_view(world, view),
        "response_urls": _response_urls(world, view),
    }


def closed(world: World, view: View, is_cleared: bool) -> Json:
    """view_closed; `is_cleared` when the whole stack was cleared."""
    return {
        **_interaction(world, view.user, "view_closed"),
        "view": described_view(world, view),
        "is_cleared": is_cleared,
    }


def suggestion(world: World, user: str, place: Json, found: tuple[Json, Json], query: str) -> Json:
    """block_suggestion: what an external select asks for while a person types.

    `found` is the block and its select, `place` one of `view_place` and `message_place`.
    """
    block, element = found
    return {
        **_interaction(world, user, "block_suggestion"),
        **place,
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": query,
    }


def shortcut(world: World, user: str, callback_id: str) -> Json:
    """A global shortcut; of the person it tells less than other interactions do."""
    sent = _interaction(world, user, "shortcut")
    del sent["api_app_id"], sent["user"]["name"]
    return {
        **sent,
        "action_ts": action_ts(),
        "callback_id": callback_id,
        "trigger_id": world.triggers.new(user),
    }


def message_action(world: World, user: str, callback_id: str, room: Room, message: Json) -> Json:
    """A message shortcut."""
    sent = _interaction(world, user, "message_action")
    del sent["api_app_id"]
    return {
        **sent,
        "action_ts": action_ts(),
        "callback_id": callback_id,
        "trigger_id": world.triggers.new(user, channel=room.id),
        "response_url": response_url(world, user, room, message),
        "message_ts": message["ts"],
        "channel": named(room),
        "message": message,
    }


def event_callback(world: World, event: Json) -> Json:
    """The envelope of an event, with an event_id of its own."""
    authorization = {
        "enterprise_id": None,
        "team_id": world.identity.team_id,
        "user_id": BOT_USER,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.identity.team_id,
        "context_team_id": world.identity.team_id,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(world.clock.now().timestamp()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
    }


def action_ts() -> str:
    """When a person did it, in real time."""
    return f"{time.time():.6f}"


def named(room: Room) -> Json:
    """The channel of an interaction."""
    return {"id": room.id, "name": room.command_name}


def _interaction(world: World, user: str, kind: str) -> Json:
    person, team_id = world.people[user], world.identity.team_id
    return {
        "type": kind,
        "user": {"id": user, "username": person.handle, "name": person.handle, "team_id": team_id},
        "team": {"id": team_id, "domain": world.identity.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
    }


def _response_urls(world: World, view: View) -> list[Json]:
    found = []
    for block, element in elements(view.content["blocks"]):
        entry = view.state.get(block["block_id"], {}).get(element["action_id"], {})
        channel = entry.get("selected_conversation") or entry.get("selected_channel")
        if element.get("response_url_enabled") and channel in world.rooms:
            url = response_url(world, view.user, world.rooms[channel])
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            found.append({**ids, "channel_id": channel, "response_url": url})
    return found
