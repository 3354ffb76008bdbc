"""Methods that show modals and Home tabs, and the form in which views are answered and sent."""

from __future__ import annotations

from playground.api.methods import Args, method
from playground.blocks.check import check_view
from playground.blocks.store import stored
from playground.model import Json, SlackError, Value, bad_arguments
from playground.views import View, new_view
from playground.world import APP_ID, BOT_ID, World

EMPTY: Json = {
    "title": None,
    "close": None,
    "submit": None,
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


def described(world: World, view: View) -> Json:
    """A view with all its keys, as answers and payloads carry it."""
    return {
        "id": view.id,
        "team_id": world.identity.team_id,
        **EMPTY,
        **view.content,
        "state": {"values": {block_id: dict(of) for block_id, of in view.state.items()}},
        "hash": view.hash,
        "root_view_id": view.root_id or view.id,
        "previous_view_id": view.previous_id,
        "app_id": APP_ID,
        "app_installed_team_id": world.identity.team_id,
        "bot_id": BOT_ID,
    }


def accepted(world: World, view: Value, kind: str, replaced: View | None = None) -> Json:
    """The view as it will be kept.

    Raises:
        SlackError: invalid_arguments, view_too_large, duplicate_external_id.
    """
    content = dict(check_view(view, kind))
    external_id = content.get("external_id")
    if external_id and any(
        other is not replaced and other.content.get("external_id") == external_id
        for other in world.views.by_id.values()
    ):
        raise SlackError("duplicate_external_id")
    content["blocks"] = stored(content["blocks"])
    return content


def make(world: World, below: View, view: Value) -> View:
    """A new modal for the person who has `below` open, not yet shown."""
    content = accepted(world, view, "modal")
    return new_view(world.new_id("V"), below.user, content, below.channel)


def _view_argument(args: Args) -> Value:
    view = args.structure("view", "invalid_arguments")
    if view is None:
        raise bad_arguments("missing required field: view")
    return view


@method("views.open")
def open_view(world: World, args: Args) -> Json:
    """A modal for whoever did what the trigger id stands for."""
    content = accepted(world, _view_argument(args), "modal")
    trigger = world.triggers.use(args.need("trigger_id"))
    view = new_view(world.new_id("V"), trigger.user, content, trigger.channel)
    world.views.open(view)
    world.touch()
    return {"view": described(world, view)}


@method("views.push")
def push_view(world: World, args: Args) -> Json:
    """A modal over the one in which the trigger id was made."""
    content = accepted(world, _view_argument(args), "modal")
    trigger = world.triggers.use(args.need("trigger_id"))
    view = new_view(world.new_id("V"), trigger.user, content, trigger.channel)
    world.views.push(view)
    world.touch()
    return {"view": described(world, view)}


@method("views.update")
def update_view(world: World, args: Args) -> Json:
    """New content for an open modal."""
    view = world.views.find(args.text("view_id"), args.text("external_id"))
    _check_hash(view, args)
    view.change(accepted(world, _view_argument(args), view.content["type"], view))
    world.touch()
    return {"view": described(world, view)}


@method("views.publish")
def publish_view(world: World, args: Args) -> Json:
    """A person's Home tab."""
    if not world.manifest.has_home:
        raise SlackError("not_enabled")
    user = world.person(args.need("user_id")).id
    old = world.views.homes.get(user)
    if old is not None:
        _check_hash(old, args)
    content = accepted(world, _view_argument(args), "home", old)
    view = world.views.publish(new_view(world.new_id("V"), user, content))
    world.touch()
    return {"view": described(world, view)}


def _check_hash(view: View, args: Args) -> None:
    if "hash" in args and args.text("hash") != view.hash:
        raise SlackError("hash_conflict")
