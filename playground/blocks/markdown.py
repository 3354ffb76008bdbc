"""Markdown blocks as the parts that the page draws: headings, rich text, tables and dividers.

A rich text part is the one Slack knows. Beyond that a header has `level` and `elements`, and an
item of a task list says `is_done`. Raw HTML stays text, an image becomes a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

from playground.emoji import characters
from playground.model import Json

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
STYLES = {"strong": "bold", "em": "italic", "s": "strike"}
BREAKS = {"softbreak", "hardbreak"}
LISTS = {"bullet_list": "bullet", "ordered_list": "ordered"}
FOUND = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:!?)\]'\"*_~])|:([a-z0-9_+'-]+):")
TASK = re.compile(r"\[([ xX])\] ")


def with_drawn(holder: Json) -> Json:
    """A message or view whose Markdown blocks hold, as `drawn`, what the page draws of them."""
    blocks = holder.get("blocks", [])
    if not any(map(_is_markdown, blocks)):
        return holder
    drawn = [
        {**one, "drawn": drawn_markdown(one["text"])} if _is_markdown(one) else one
        for one in blocks
    ]
    return {**holder, "blocks": drawn}


def _is_markdown(block: Json) -> bool:
    return block.get("type") == "markdown" and isinstance(block.get("text"), str)


@lru_cache(maxsize=256)
def drawn_markdown(source: str) -> list[Json]:
    """The header, rich_text, table and divider blocks that show this Markdown."""
    pieces = _joined(_pieces(Node(PARSER.parse(source))))
    blocks: list[Json] = []
    for is_rich, group in groupby(pieces, key=_is_rich):
        parts = list(group)
        blocks += [{"type": "rich_text", "elements": parts}] if is_rich else parts
    return blocks


def _is_rich(piece: Json) -> bool:
    return bool(piece["type"].startswith("rich_text_"))


def _pieces(node: Node) -> Iterator[Json]:
    for child in node.children:
        yield from _piece(child)


def _piece(node: Node) -> Iterator[Json]:
    if node.type in LISTS:
        yield from _list(node, 0)
    elif node.type == "blockquote":
        yield from map(_quoted, _pieces(node))
    elif node.type in ("fence", "code_block"):
        yield _code(node)
    elif node.type == "heading":
        yield {"type": "header", "level": int(node.tag[1]), "elements": _spans(node)}
    elif node.type == "table":
        yield _table(node)
    elif node.type == "hr":
        yield {"type": "divider"}
    else:
        yield {"type": "rich_text_section", "elements": _spans(node)}


def _quoted(piece: Json) -> Json:
    if piece["type"] == "rich_text_section":
        return {**piece, "type": "rich_text_quote"}
    return {**piece, "border": 1} if _is_rich(piece) else piece


def _code(node: Node) -> Json:
    text = node.content.removesuffix("\n")
    language = node.info.split()[:1]
    part: Json = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return part | ({"language": language[0]} if language else {})


def _list(node: Node, indent: int) -> Iterator[Json]:
    start = int(node.attrs.get("start", 1)) - 1
    for index, item in enumerate(node.children):
        words = [child for child in item.children if child.type == "paragraph"]
        yield {
            "type": "rich_text_list",
            "style": LISTS[node.type],
            "indent": indent,
            "offset": start + index if node.type == "ordered_list" else 0,
            "elements": [_item(words)],
        }
        for child in item.children:
            if child.type in LISTS:
                yield from _list(child, indent + 1)
            elif child.type != "paragraph":
                yield from _piece(child)


def _item(paragraphs: list[Node]) -> Json:
    spans = _lined([_spans(node) for node in paragraphs])
    task = TASK.match(spans[0].get("text", "")) if spans else None
    if not task:
        return {"type": "rich_text_section", "elements": spans}
    rest = [{**spans[0], "text": spans[0]["text"][task.end() :]}, *spans[1:]]
    return {"type": "rich_text_section", "is_done": task[1] != " ", "elements": rest}


def _lined(paragraphs: list[list[Json]]) -> list[Json]:
    """The spans of all paragraphs, each on a line of its own."""
    first, *rest = paragraphs or [[]]
    return [*first, *(span for one in rest for span in (_text("\n", {}), *one))]


def _joined(pieces: Iterator[Json]) -> Iterator[Json]:
    """Items that follow each other become one list, paragraphs of a quotation one quote."""

    def kind(piece: Json) -> tuple[object, ...]:
        return tuple(piece.get(key) for key in ("type", "style", "indent", "border"))

    for (name, *_), group in groupby(pieces, key=kind):
        alike = list(group)
        if name == "rich_text_list":
            yield {**alike[0], "elements": [one["elements"][0] for one in alike]}
        elif name == "rich_text_quote":
            yield {**alike[0], "elements": _lined([one["elements"] for one in alike])}
        else:
            yield from alike


def _table(node: Node) -> Json:
    rows = [row for part in node.children for row in part.children]
    aligned = [str(cell.attrs.get("style", "")).rpartition(":")[2] for cell in rows[0].children]
    return {
        "type": "table",
        "column_settings": [{"align": one or "left", "is_wrapped": True} for one in aligned],
        "rows": [[_cell(cell) for cell in row.children] for row in rows],
    }


def _cell(node: Node) -> Json:
    section = {"type": "rich_text_section", "elements": _spans(node)}
    return {"type": "rich_text", "elements": [section]}


def _spans(node: Node) -> list[Json]:
    """The spans of a node's text, neighbours of one style joined."""
    spans: list[Json] = []
    for span in _inline(node, {}):
        last = spans[-1] if spans else {}
        is_same = span["type"] == last.get("type") == "text"
        if is_same and span.get("style") == last.get("style"):
            spans[-1] = {**last, "text": last["text"] + span["text"]}
        else:
            spans.append(span)
    return spans


def _inline(node: Node, style: dict[str, bool]) -> Iterator[Json]:
    for child in node.children:
        if child.type in BREAKS:
            yield _text("\n", style)
        elif child.type == "text":
            yield from _found(child.content, style)
        elif child.type == "code_inline":
            yield _text(child.content, {**style, "code": True})
        elif child.type in ("link", "image"):
            yield _link(child, style)
        else:
            named = STYLES.get(child.type)
            yield from _inline(child, {**style, named: True} if named else style)


def _found(text: str, style: dict[str, bool]) -> Iterator[Json]:
    """Text, with the bare addresses and the emoji in it."""
    start = 0
    for found in FOUND.finditer(text):
        address, name = found.groups()
        if name and name not in characters():
            continue
        yield from [_text(text[start : found.start()], style)] * (found.start() > start)
        yield _styled({"type": "link", "url": address} if address else _emoji(name), style)
        start = found.end()
    yield from [_text(text[start:], style)] * (start < len(text))


def _emoji(name: str) -> Json:
    return {"type": "emoji", "name": name}


def _link(node: Node, style: dict[str, bool]) -> Json:
    url = str(node.attrs.get("href") or node.attrs.get("src") or "")
    inner = list(_inline(node, {}))
    text = "".join(one.get("text", "") for one in inner)
    shared: dict[str, Any] = inner[0].get("style", {}) if len(inner) == 1 else {}
    return _styled({"type": "link", "url": url, "text": text or url}, style | shared)


def _text(text: str, style: dict[str, bool]) -> Json:
    return _styled({"type": "text", "text": text}, style)


def _styled(span: Json, style: dict[str, bool]) -> Json:
    return {**span, "style": style} if style else span
