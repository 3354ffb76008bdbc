"""Markdown as the parts that the page draws, and the emoji it names."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from playground import Playground
from playground.blocks.markdown import drawn_markdown, with_drawn
from playground.emoji import characters
from tests.playground.make import Json, section


def text(words: str, **style: bool) -> Json:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def line(*spans: Json, **more: Any) -> Json:
    return {"type": "rich_text_section", **more, "elements": list(spans)}


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def items(*elements: Json, indent: int = 0, style: str = "bullet", offset: int = 0) -> Json:
    return {
        "type": "rich_text_list",
        "style": style,
        "indent": indent,
        "offset": offset,
        "elements": list(elements),
    }


def quote(*spans: Json) -> Json:
    return {"type": "rich_text_quote", "elements": list(spans)}


def code(words: str, **more: str) -> Json:
    return {"type": "rich_text_preformatted", "elements": [text(words)], **more}


ONE, TWO = line(text("one")), line(text("two"))
CASES: list[tuple[str, list[Json]]] = [
    ("plain", [rich(line(text("plain")))]),
    ("a\nb\n\nc", [rich(line(text("a\nb")), line(text("c")))]),
    ("# One", [{"type": "header", "level": 1, "elements": [text("One")]}]),
    (
        "## **B**\nx",
        [
            {"type": "header", "level": 2, "elements": [text("B", bold=True)]},
            rich(line(text("x"))),
        ],
    ),
    (
        "**b _i_** ~~s~~",
        [
            rich(
                line(
                    text("b ", bold=True),
                    text("i", bold=True, italic=True),
                    text(" "),
                    text("s", strike=True),
                )
            )
        ],
    ),
    ("`*x*`", [rich(line(text("*x*", code=True)))]),
    ("[x](https://a.b)", [rich(line({"type": "link", "url": "https://a.b", "text": "x"}))]),
    (
        "**[x](https://a.b)**",
        [rich(line({"type": "link", "url": "https://a.b", "text": "x", "style": {"bold": True}}))],
    ),
    (
        "see https://a.b.",
        [rich(line(text("see "), {"type": "link", "url": "https://a.b"}, text(".")))],
    ),
    (
        "![pic](https://a.b/c.png)",
        [rich(line({"type": "link", "url": "https://a.b/c.png", "text": "pic"}))],
    ),
    ("[x](javascript:alert(1))", [rich(line(text("[x](javascript:alert(1))")))]),
    ("<b onclick=x>hi</b>", [rich(line(text("<b onclick=x>hi</b>")))]),
    (":tada: :nope:", [rich(line({"type": "emoji", "name": "tada"}, text(" :nope:")))]),
    ("- one\n- two", [rich(items(ONE, TWO))]),
    ("3. one\n4. two", [rich(items(ONE, TWO, style="ordered", offset=2))]),
    (
        "1. one\n   - two\n2. one",
        [
            rich(
                items(ONE, style="ordered"),
                items(TWO, indent=1),
                items(ONE, style="ordered", offset=1),
            )
        ],
    ),
    (
        "- [ ] one\n- [x] two",
        [
            rich(
                items(
                    line(text("one"), is_done=False),
                    line(text("two"), is_done=True),
                )
            )
        ],
    ),
    ("> a\n>\n> b", [rich(quote(text("a"), text("\n"), text("b")))]),
    ("> - one", [rich({**items(ONE), "border": 1})]),
    ("```python\nx = 1\n```", [rich(code("x = 1", language="python"))]),
    ("```\nx\n\ny\n```", [rich(code("x\n\ny"))]),
    ("a\n\n---\n\nb", [rich(line(text("a"))), {"type": "divider"}, rich(line(text("b")))]),
    (
        "|a|b|\n|---|--:|\n|1|**2**|",
        [
            {
                "type": "table",
                "column_settings": [
                    {"align": "left", "is_wrapped": True},
                    {"align": "right", "is_wrapped": True},
                ],
                "rows": [
                    [rich(line(text("a"))), rich(line(text("b")))],
                    [rich(line(text("1"))), rich(line(text("2", bold=True)))],
                ],
            }
        ],
    ),
    ("", []),
]


@pytest.mark.parametrize(("source", "blocks"), CASES)
def test_markdown_becomes_the_parts_of_rich_text(source: str, blocks: list[Json]) -> None:
    assert drawn_markdown(source) == blocks


@pytest.mark.parametrize("piece", ["> ", "- ", "*", "[", "`a", "|a", "# ", "1. ", "![", "<a "])
def test_hostile_markdown_is_drawn_too(piece: str) -> None:
    blocks = drawn_markdown(piece * (3000 // len(piece)))

    assert {block["type"] for block in blocks} <= {"rich_text", "header", "table", "divider"}


def test_only_markdown_blocks_get_something_to_draw() -> None:
    message: Json = {"text": "x", "blocks": [section()]}

    assert with_drawn(message) is message
    assert with_drawn({"text": "x"}) == {"text": "x"}


def test_the_page_is_sent_what_to_draw(slack: Playground, client: WebClient) -> None:
    client.chat_postMessage(
        channel="C0PLAT", text="x", blocks=[{"type": "markdown", "text": "# One"}]
    )

    answer = httpx.get(f"{slack.url}/control/page?channel=C0PLAT&viewer=U0BOB").json()

    assert answer["messages"][0]["blocks"][0]["drawn"] == drawn_markdown("# One")


def test_emoji_have_all_their_names(slack: Playground) -> None:
    answer = httpx.get(f"{slack.url}/page/emoji.json")

    known = answer.json()
    assert (known["+1"], known["thumbsup"], known["flag-at"]) == ("👍", "👍", "🇦🇹")
    assert known == characters()
    assert answer.headers["cache-control"] == "private, max-age=86400"
