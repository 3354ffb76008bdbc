"""What becomes of @people and #channels in the text of a slash command.

With `should_escape` in the manifest they arrive as ids, else as they read: "@anna.berger".
"""

from __future__ import annotations

import re

from playground.blocks.store import typed
from playground.world import World

TOKEN = re.compile(r"<([@#])([UWCG][A-Z0-9]+)(?:\|[^<>]*)?>")
WORD = re.compile(r"(?<![\w<])([@#])([\w.-]*\w)")


def command_text(world: World, text: str, should_escape: bool) -> str:
    """The text of a command as it is sent."""
    people = {person.handle: person.id for person in world.people.values()}
    channels = {room.name: room.id for room in world.rooms.values() if room.name}
    ids = {"@": people, "#": channels}
    names = {sign: {one: name for name, one in known.items()} for sign, known in ids.items()}

    def as_word(found: re.Match[str]) -> str:
        sign, one = found.groups()
        return f"{sign}{names[sign].get(one, one)}"

    def as_token(found: re.Match[str]) -> str:
        sign, name = found.groups()
        return f"<{sign}{ids[sign][name]}|{name}>" if name in ids[sign] else found[0]

    readable = TOKEN.sub(as_word, text)
    return typed(WORD.sub(as_token, readable) if should_escape else readable)
