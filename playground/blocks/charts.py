"""Tables and charts: the newer blocks, with the limits that hold across their parts."""

from __future__ import annotations

from itertools import chain

from playground.blocks.rich_text import RICH_TEXT
from playground.blocks.shape import (
    Check,
    boolean,
    by_type,
    fields,
    items,
    number,
    one_of,
    string,
    whole,
)
from playground.blocks.texts import ID
from playground.model import Value

CELLS: dict[str, Check] = {
    "raw_text": fields({"text": string(10_000)}, {}),
    "raw_number": fields({"value": number, "text": string(10_000)}, {}),
    "rich_text": RICH_TEXT,
}
COLUMN = fields({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def characters(block: dict[str, Value]) -> int:
    """How many characters the cells of a table hold."""
    return sum(len(str(cell.get("text", cell))) for cell in chain.from_iterable(block["rows"]))


def _same_width(block: dict[str, Value]) -> tuple[str, str] | None:
    if len({len(row) for row in block["rows"]}) > 1:
        return "/rows", "all rows must have the same number of cells"
    return None


def _at_most(limit: int) -> Value:
    def rule(block: dict[str, Value]) -> tuple[str, str] | None:
        if characters(block) > limit:
            return "/rows", f"must be less than {limit + 1} characters in all cells"
        return None

    return rule


def _header_in_table(block: dict[str, Value]) -> tuple[str, str] | None:
    if block.get("row_header_column_index", 0) >= len(block["rows"][0]):
        return "/row_header_column_index", "must be the index of a column"
    return None


TABLE = fields(
    {"rows": items(items(by_type(CELLS), 20), 100)},
    {"block_id": ID, "column_settings": items(COLUMN, 20, 0)},
    _at_most(10_000),
)
DATA_TABLE = fields(
    {"rows": items(items(by_type(CELLS), 20), 201, 2), "caption": string(2000)},
    {
        "block_id": ID,
        "page_size": whole(1, 100),
        "row_header_column_index": whole(0, 19),
    },
    _same_width,
    _at_most(20_000),
    _header_in_table,
)
POINT = fields({"label": string(20), "value": number}, {})
SERIES = fields({"name": string(20), "data": items(POINT, 20)}, {})
AXES = fields({"categories": items(string(20), 20)}, {"x_label": string(50), "y_label": string(50)})


def _positive(chart: dict[str, Value]) -> tuple[str, str] | None:
    if any(segment["value"] <= 0 for segment in chart["segments"]):
        return "/segments", "values must be greater than 0"
    return None


def _names_differ(chart: dict[str, Value]) -> tuple[str, str] | None:
    names = [series["name"] for series in chart["series"]]
    return ("/series", "names must be unique") if len(names) != len(set(names)) else None


def _complete(chart: dict[str, Value]) -> tuple[str, str] | None:
    categories = chart["axis_config"]["categories"]
    for index, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != categories:
            return f"/series/{index}/data", "labels must match the categories of axis_config"
    return None


XY = fields({"series": items(SERIES, 12), "axis_config": AXES}, {}, _names_differ, _complete)
CHART = fields(
    {
        "title": string(50),
        "chart": by_type(
            {
                "pie": fields({"segments": items(POINT, 12)}, {}, _positive),
                "bar": XY,
                "line": XY,
                "area": XY,
            }
        ),
    },
    {"block_id": ID},
)
