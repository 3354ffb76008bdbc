"""The gallery: an example of every block and element there is, and what using one would send.

Each chapter is a file of `examples/`; `{person}`, `{other}`, `{channel}` and `{playground}` in it
stand for what the running workspace has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

import yaml

from playground.blocks.check import block_problems
from playground.blocks.layout import SURFACES
from playground.blocks.markdown import with_drawn
from playground.blocks.state import entered
from playground.blocks.store import stored
from playground.model import Json, Person, Value
from playground.person.actions import Target, performed
from playground.world import SLACKBOT, World

FOLDER = Path(__file__).parent / "examples"
CHAPTERS = ("text", "layout", "figures", "buttons", "menus", "inputs", "unknown")


def gallery(world: World) -> list[Json]:
    """All examples, about the first people and the first channel of the workspace.

    `blocks` is what the page draws, `sent` what an app would send to get it.
    """
    people = [person.id for person in world.people.values() if _is_human(person)]
    channels = [room.id for room in world.rooms.values() if not room.is_im]
    person = people[0] if people else SLACKBOT.id
    names = {
        "person": person,
        "other": people[1] if len(people) > 1 else person,
        "channel": channels[0] if channels else "C0NONE",
        "playground": world.url,
    }
    return [
        with_drawn({**example, "blocks": stored(example["blocks"]), "sent": example["blocks"]})
        for example in examples(names)
    ]


def _is_human(person: Person) -> bool:
    return not (person.is_bot or person.deleted or person.id == SLACKBOT.id)


def examples(names: Mapping[str, str]) -> list[Json]:
    """The examples as an app would send them, chapter by chapter.

    `is_known` is false where the playground has to refuse the blocks; `suggested` holds the
    options an app would answer to external selects.
    """
    text = _read()
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    found: list[Json] = json.loads(text)
    return found


@cache  # parsing takes a quarter of a second
def _read() -> str:
    return json.dumps(list(chain.from_iterable(map(_chapter, CHAPTERS))))


def _chapter(name: str) -> Iterator[Json]:
    """The examples of a file, with the same ids for their blocks each time."""
    chapter = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    common = {"chapter": chapter["title"], "is_known": name != "unknown", "suggested": []}
    for example in chapter["examples"]:
        for number, block in enumerate(example["blocks"], 1):
            block.setdefault("block_id", f"{example['name']}-{number}")
        yield common | example


def try_element(block: Value, action_id: str, value: Value = None, surface: str = "modal") -> Json:
    """What Slack would send of a person who uses an element of the block.

    `{"actions": [entry]}`, or for an input without dispatch_action, which is heard of only when
    its form is submitted, `{"state": {"values": …}}`.

    Raises:
        ValueError: for blocks the surface does not take, and options the element does not offer.
        LookupError: when the block has no such element.
    """
    if surface not in SURFACES:
        raise ValueError(f"there is no surface {surface!r}: try {', '.join(SURFACES)}")
    problems = block_problems([block], surface, "/blocks")
    if problems:
        raise ValueError("; ".join(problems))
    [complete] = stored([block])
    found = Target(action_id).find([complete])
    if found is None:
        raise LookupError(f"the block has no element with the action_id {action_id!r}")
    if complete["type"] == "input" and not complete.get("dispatch_action"):
        entry = entered(found[1], value)
        return {"state": {"values": {complete["block_id"]: {action_id: entry}}}}
    return {"actions": [performed(*found, value)]}
