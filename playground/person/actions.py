"""Finding an element a person sees, and the `actions` entry for using it."""

from __future__ import annotations

from dataclasses import dataclass

from playground.blocks.state import KINDS, elements, entered, find_option
from playground.model import Json, Value
from playground.person.payloads import action_ts


@dataclass(frozen=True)
class Target:
    """What a person means: the action_id, and where several have it, block_id or value."""

    action_id: str
    block_id: str | None = None
    value: Value = None

    def find(self, blocks: list[Json]) -> tuple[Json, Json] | None:
        """The element and its block, None when they are not there."""
        for block, element in elements(blocks):
            if self._is(block, element):
                return block, element
        return None

    def _is(self, block: Json, element: Json) -> bool:
        if element["action_id"] != self.action_id:
            return False
        if self.block_id is not None and block["block_id"] != self.block_id:
            return False
        is_button = element["type"] == "button"
        return not is_button or self.value is None or element.get("value") == self.value


def performed(block: Json, element: Json, value: Value) -> Json:
    """The `actions` entry; `value` is what is chosen or typed, nothing for a button.

    Raises:
        ValueError: for an option the element does not offer.
    """
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts(),
    }
    echoed = ("text", "value", "style", "url") if element["type"] == "button" else ("placeholder",)
    action |= {key: element[key] for key in echoed if key in element}
    if element["type"] == "overflow":
        return action | {"selected_option": find_option(element, value)}
    kind = KINDS.get(element["type"])
    if kind is None:
        return action
    if kind.initial in element and kind.initial != "initial_value":
        action[kind.initial] = element[kind.initial]
    return action | entered(element, value)


def remember(state: Json, block: Json, element: Json, value: Value) -> None:
    """Keeps what was chosen in a state; buttons and overflow menus have none."""
    if element["type"] in KINDS:
        entry = entered(element, value)
        state.setdefault(block["block_id"], {})[element["action_id"]] = entry
