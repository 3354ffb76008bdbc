"""The blocks themselves, and which of them a message, a modal or a Home tab takes."""

from __future__ import annotations

from playground.blocks.charts import CHART, DATA_TABLE, TABLE
from playground.blocks.elements import ACCESSORY, ACTION_ELEMENT, INPUT_ELEMENT
from playground.blocks.rich_text import RICH_TEXT
from playground.blocks.shape import Check, anything, boolean, by_type, fields, items, one_of, string
from playground.blocks.texts import ID, IMAGE, URL, mrkdwn, plain_only, text
from playground.model import Value

BLOCK: dict[str, Check] = {"block_id": ID}


def _section_says_something(block: dict[str, Value]) -> tuple[str, str] | None:
    if "text" not in block and "fields" not in block:
        return "", "missing required field: text or fields"
    return None


def _image_is_somewhere(block: dict[str, Value]) -> tuple[str, str] | None:
    if ("image_url" in block) == ("slack_file" in block):
        return "", "must provide exactly one of image_url or slack_file"
    return None


COMMON: dict[str, Check] = {
    "section": fields(
        {},
        BLOCK
        | {
            "text": text(3000),
            "fields": items(text(2000), 10),
            "accessory": ACCESSORY,
            "expand": boolean,
        },
        _section_says_something,
    ),
    "header": fields({"text": plain_only(150)}, BLOCK),
    "divider": fields({}, BLOCK),
    "context": fields(
        {
            "elements": items(
                by_type({"image": IMAGE, "mrkdwn": mrkdwn(3000), "plain_text": plain_only(3000)}),
                10,
            )
        },
        BLOCK,
    ),
    "actions": fields({"elements": items(ACTION_ELEMENT, 25)}, BLOCK),
    "image": fields(
        {"alt_text": string(2000)},
        BLOCK | {"image_url": URL, "slack_file": anything, "title": plain_only(2000)},
        _image_is_somewhere,
    ),
    "input": fields(
        {"label": plain_only(2000), "element": INPUT_ELEMENT},
        BLOCK | {"hint": plain_only(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
}
ALERT = fields(
    {"text": text(200)},
    BLOCK | {"level": one_of("default", "info", "warning", "error", "success")},
)
MARKDOWN = fields({"text": string(12_000)}, BLOCK)
BLOCKS: dict[str, dict[str, Check]] = {
    "message": COMMON
    | {"markdown": MARKDOWN, "table": TABLE, "data_table": DATA_TABLE}
    | {"data_visualization": CHART},
    "modal": COMMON | {"alert": ALERT},
    "home": COMMON | {"table": TABLE, "data_table": DATA_TABLE},
}
SURFACES = {surface: by_type(table) for surface, table in BLOCKS.items()}
MAX_BLOCKS = {"message": 50, "modal": 100, "home": 100}
