"""Uploading files in Slack's three steps: ask for a place, send the bytes, share."""

from __future__ import annotations

from playground.api.methods import Args, method
from playground.api.posting import bot_message, post
from playground.model import Json, SlackError, bad_arguments
from playground.world import BOT_USER, World


@method("files.getUploadURLExternal", "files:write")
def upload_url(world: World, args: Args) -> Json:
    """Where to send the bytes."""
    name, size = args.need("filename"), args.need("length")
    if not size.isdigit() or int(size) < 1:
        raise bad_arguments("must be greater than 0 [json-pointer:/length]")
    file_id = world.new_id("F")
    world.files[file_id] = {"id": file_id, "name": name, "size": int(size), "content": None}
    return {"upload_url": f"{world.url}/upload/v1/{file_id}", "file_id": file_id}


@method("files.completeUploadExternal", "files:write")
def complete_upload(world: World, args: Args) -> Json:
    """Shares what was sent, into a channel if one is named."""
    wanted = args.structure("files", "invalid_arguments") or []
    files = [_finished(world, item) for item in wanted]
    if not files:
        raise bad_arguments("missing required field: files")
    if "channel_id" in args:
        room = world.room(args.text("channel_id"))
        if BOT_USER not in room.members:
            raise SlackError("not_in_channel")
        made = {"text": args.text("initial_comment"), "files": files}
        post(world, room, bot_message(world, made))
    return {"files": files}


def _finished(world: World, item: Json) -> Json:
    file = world.files.get(str(item.get("id")))
    if file is None or file["content"] is None:
        raise SlackError("file_not_found")
    title = item.get("title") or file["name"]
    return {
        "id": file["id"],
        "name": file["name"],
        "title": title,
        "size": file["size"],
        "user": BOT_USER,
        "url_private": f"{world.url}/files/{file['id']}",
        "url_private_download": f"{world.url}/files/{file['id']}",
    }
