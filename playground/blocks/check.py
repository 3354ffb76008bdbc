"""Whether Slack would take these blocks or this view, and if not, why."""

from __future__ import annotations

from collections import Counter

from playground.blocks.charts import characters
from playground.blocks.layout import MAX_BLOCKS, SURFACES
from playground.blocks.shape import (
    Check,
    Problems,
    anything,
    boolean,
    fields,
    items,
    report,
    string,
)
from playground.blocks.state import elements
from playground.blocks.texts import plain_only
from playground.model import Json, SlackError, Value, bad_arguments, written

MAX_VIEW_BYTES = 250 * 1024
VIEW_FIELDS: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
    "blocks": anything,
}
VIEWS: dict[str, Check] = {
    "modal": fields(
        {"title": plain_only(24)},
        VIEW_FIELDS
        | {
            "submit": plain_only(24),
            "close": plain_only(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": fields({}, VIEW_FIELDS),
}


def check_blocks(blocks: Value) -> list[Json]:
    """The blocks of a message.

    Raises:
        SlackError: invalid_blocks, with the places in `response_metadata.messages`.
    """
    problems = block_problems(blocks, "message", "/blocks")
    if problems:
        refusal = bad_arguments(*problems, error="invalid_blocks")
        raise SlackError(refusal.error, errors=problems, **refusal.details)
    return list(blocks)


def check_view(view: Value, kind: str) -> Json:
    """A modal or Home tab.

    Raises:
        SlackError: invalid_arguments or view_too_large.
    """
    if not isinstance(view, dict) or view.get("type") != kind:
        raise bad_arguments(f"view must be of type {kind} [json-pointer:/view/type]")
    problems: Problems = []
    VIEWS[kind](view, "/view", problems)
    problems += block_problems(view.get("blocks"), kind, "/view/blocks")
    if not problems and kind == "modal" and "submit" not in view and _has_input(view["blocks"]):
        report(problems, "/view", "missing required field: submit (the view has an input block)")
    if problems:
        raise bad_arguments(*problems)
    if len(written(view).encode()) > MAX_VIEW_BYTES:
        raise SlackError("view_too_large")
    return view


def block_problems(blocks: Value, surface: str, path: str) -> Problems:
    """What is wrong with the blocks; empty when Slack would take them."""
    problems: Problems = []
    minimum = 0 if surface == "message" else 1
    items(SURFACES[surface], MAX_BLOCKS[surface], minimum)(blocks, path, problems)
    if not problems:
        _check_ids(blocks, path, problems)
        _check_totals(blocks, path, problems)
    return problems


def _has_input(blocks: list[Json]) -> bool:
    return any(block["type"] == "input" for block in blocks)


def _check_ids(blocks: list[Json], path: str, problems: Problems) -> None:
    counted = Counter(block["block_id"] for block in blocks if "block_id" in block)
    for block_id, times in counted.items():
        if times > 1:
            report(problems, path, f"block_id {block_id!r} already exists in the payload")
    pairs = Counter(
        (id(block), element["action_id"])
        for block, element in elements(blocks)
        if "action_id" in element
    )
    for (_, action_id), times in pairs.items():
        if times > 1:
            report(problems, path, f"action_id {action_id!r} already exists in the block")


def _check_totals(blocks: list[Json], path: str, problems: Problems) -> None:
    kinds = Counter(block["type"] for block in blocks)
    if kinds["data_visualization"] > 2:
        report(problems, path, "no more than 2 data_visualization blocks allowed")
    if kinds["table"] > 1:
        report(problems, path, "only one table block allowed")
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > 12_000:
        report(problems, path, "must be less than 12001 characters in all markdown blocks")
    tables = [block for block in blocks if block["type"] == "data_table"]
    if sum(map(characters, tables)) > 20_000:
        report(problems, path, "must be less than 20001 characters in all data_table blocks")
