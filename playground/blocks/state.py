"""What a person can enter: the elements with a value, and `state.values` made of them.

A state is `{block_id: {action_id: {"type": …, <key>: value}}}`, as in Slack's payloads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playground.model import Json, Value


@dataclass(frozen=True)
class Kind:
    """How one element keeps its value: the key in a state, the key of its first value."""

    key: str
    initial: str
    is_list: bool = False

    @property
    def empty(self) -> Value:
        """The value of an element nobody touched."""
        return [] if self.is_list else None


KINDS = {
    "plain_text_input": Kind("value", "initial_value"),
    "number_input": Kind("value", "initial_value"),
    "email_text_input": Kind("value", "initial_value"),
    "url_text_input": Kind("value", "initial_value"),
    "datepicker": Kind("selected_date", "initial_date"),
    "timepicker": Kind("selected_time", "initial_time"),
    "datetimepicker": Kind("selected_date_time", "initial_date_time"),
    "static_select": Kind("selected_option", "initial_option"),
    "external_select": Kind("selected_option", "initial_option"),
    "radio_buttons": Kind("selected_option", "initial_option"),
    "users_select": Kind("selected_user", "initial_user"),
    "channels_select": Kind("selected_channel", "initial_channel"),
    "conversations_select": Kind("selected_conversation", "initial_conversation"),
    "checkboxes": Kind("selected_options", "initial_options", True),
    "multi_static_select": Kind("selected_options", "initial_options", True),
    "multi_external_select": Kind("selected_options", "initial_options", True),
    "multi_users_select": Kind("selected_users", "initial_users", True),
    "multi_channels_select": Kind("selected_channels", "initial_channels", True),
    "multi_conversations_select": Kind("selected_conversations", "initial_conversations", True),
}
WITH_OPTIONS = (
    "static_select", "radio_buttons", "checkboxes", "multi_static_select", "overflow",
)  # fmt: skip


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block, in reading order."""
    for block in blocks:
        if block["type"] == "input":
            yield block, block["element"]
        elif block["type"] == "section" and "action_id" in block.get("accessory", {}):
            yield block, block["accessory"]
        elif block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])


def initial_state(blocks: list[Json], channel: str = "") -> Json:
    """The state of blocks nobody touched: initial values, null and [].

    `channel` is what menus choose that default to the current conversation.
    """
    state: Json = {}
    for block, element in elements(blocks):
        kind = KINDS.get(element["type"])
        if kind:
            value = element.get(kind.initial, _default(element, kind, channel))
            entry = {"type": element["type"], kind.key: value}
            state.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return state


def _default(element: Json, kind: Kind, channel: str) -> Value:
    if not channel or not element.get("default_to_current_conversation"):
        return kind.empty
    return [channel] if kind.is_list else channel


def kept_state(old: Json, blocks: list[Json], channel: str = "") -> Json:
    """The state after an update: what was entered stays in inputs with the same two ids."""
    state = initial_state(blocks, channel)
    for block_id, entries in state.items():
        for action_id, entry in entries.items():
            before = old.get(block_id, {}).get(action_id)
            if before and before["type"] == entry["type"] and _is_offered(before, blocks):
                entries[action_id] = before
    return state


def _is_offered(entry: Json, blocks: list[Json]) -> bool:
    """Whether a chosen option is still there; everything else stays anyway."""
    if entry["type"] not in WITH_OPTIONS:
        return True
    offered = [
        option.get("value") for _, element in elements(blocks) for option in options(element)
    ]
    chosen = entry.get("selected_options") or [entry.get("selected_option")]
    return all(option is None or option["value"] in offered for option in chosen)


def options(element: Json) -> list[Json]:
    """All options of an element, those in groups too."""
    groups = [group["options"] for group in element.get("option_groups") or ()]
    return [option for group in [element.get("options") or [], *groups] for option in group]


def entered(element: Json, value: Value) -> Json:
    """The state entry for what a person enters; `value` as in `Playground.fill`.

    Raises:
        ValueError: for an option the element does not offer.
    """
    kind = KINDS[element["type"]]
    if kind.is_list:
        found: Value = [_chosen(element, item) for item in value or ()]
    else:
        found = None if value in (None, "") else _chosen(element, value)
    return {"type": element["type"], kind.key: found}


def _chosen(element: Json, value: Value) -> Value:
    if element["type"] in WITH_OPTIONS:
        return find_option(element, value)
    if element["type"].endswith("external_select"):
        return value if isinstance(value, dict) else _external_option(value)
    return value if element["type"] == "datetimepicker" else str(value)


def _external_option(value: Value) -> Json:
    return {"text": {"type": "plain_text", "text": str(value), "emoji": True}, "value": str(value)}


def find_option(element: Json, value: Value) -> Json:
    """The option with this value, as payloads carry it.

    Raises:
        ValueError: if there is none; the message lists those there are.
    """
    for option in options(element):
        if option.get("value") == value:
            return option
    offered = ", ".join(repr(option.get("value")) for option in options(element))
    raise ValueError(f"{element['action_id']} offers {offered}, not {value!r}")
