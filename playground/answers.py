"""What the app's answers do: acknowledgements of commands and submissions, response URLs."""

from __future__ import annotations

from playground.api.methods import Args
from playground.api.posting import bot_message, content, post, post_ephemeral
from playground.api.view_methods import accepted, make
from playground.links import ResponseUrl
from playground.model import Json, SlackError, Value
from playground.views import View
from playground.world import BOT_USER, World


def answer_command(world: World, user: str, channel: str, body: Value) -> None:
    """Shows what a command was acknowledged with: to the person, or in the channel."""
    if isinstance(body, str):
        body = {"text": body}
    if not isinstance(body, dict) or not (body.get("text") or body.get("blocks")):
        return
    room, made = world.rooms[channel], content(Args(body))
    if body.get("response_type") == "in_channel":
        post(world, room, bot_message(world, made))
    else:
        post_ephemeral(world, room, user, made)


def answer_url(world: World, key: str, body: Json) -> None:
    """What a POST to a response URL does.

    Raises:
        SlackError: expired_url, used_url, or what is wrong with the content.
    """
    link, args = world.response_urls.use(key), Args(body)
    if args.flag("delete_original"):
        _delete_original(world, link)
    elif args.flag("replace_original") and link.source is not None:
        _replace_original(world, link, link.source, content(args))
    else:
        _say(world, link, args)
    world.touch()


def _say(world: World, link: ResponseUrl, args: Args) -> None:
    room, made = world.rooms[link.channel], content(args)
    extra = {"thread_ts": args.text("thread_ts")} if "thread_ts" in args else {}
    if args.text("response_type") == "in_channel":
        post(world, room, bot_message(world, made, extra))
    else:
        post_ephemeral(world, room, link.user, made, extra)


def _delete_original(world: World, link: ResponseUrl) -> None:
    source = link.source
    if source is None:
        raise SlackError("message_not_found")
    if source.get("is_ephemeral"):
        kept = [one for one in world.ephemerals[link.user] if one["ts"] != source["ts"]]
        world.ephemerals[link.user] = kept
        world.rooms[link.channel].note_gone(source["ts"])
    elif source["ts"] in world.rooms[link.channel].messages:
        world.rooms[link.channel].remove(source["ts"])


def _replace_original(world: World, link: ResponseUrl, source: Json, made: Json) -> None:
    kept = {key: value for key, value in source.items() if key not in ("text", "blocks")}
    if source.get("is_ephemeral"):
        mine = world.ephemerals[link.user]
        world.ephemerals[link.user] = [
            kept | made if one["ts"] == source["ts"] else one for one in mine
        ]
        world.rooms[link.channel].note(source["ts"])
        return
    edited = {"edited": {"user": BOT_USER, "ts": world.clock.ts()}}
    world.rooms[link.channel].replace(kept | made | edited)


def answer_submission(world: World, view: View, body: Value) -> list[View]:
    """What the acknowledgement of a submission does; returns the views that a clear closed.

    Raises:
        SlackError: for an answer that Slack cannot make sense of.
    """
    action = body.get("response_action") if isinstance(body, dict) else None
    view.errors = {}
    if action is None:
        _close(world, view)
    elif action == "errors":
        view.errors = _known_errors(view, body.get("errors"))
    elif action == "update":
        view.change(accepted(world, body.get("view"), "modal", view))
    elif action == "push":
        world.views.push(make(world, view, body.get("view")))
    elif action == "clear":
        return world.views.close_all(view.user)
    else:
        raise SlackError("invalid_response_action")
    return []


def _close(world: World, view: View) -> None:
    top = world.views.top(view.user)
    if top is view:
        world.views.pop(view.user)


def _known_errors(view: View, errors: Value) -> dict[str, str]:
    inputs = {b["block_id"] for b in view.content["blocks"] if b["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise SlackError("invalid_errors")
    return {block_id: str(sentence) for block_id, sentence in errors.items()}
