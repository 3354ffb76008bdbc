"""What the page draws of blocks: layout, rich text, and what it does not know."""

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from playground.blocks.markdown import drawn_markdown
from tests.playground.drawing import draw, send
from tests.playground.make import Json, Recorder, actions, button, plain, section


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ("U0BOB", "This playground does not draw “video” blocks."),
        ("U0ANNA", "Dieser Playground zeichnet keine „video“-Blöcke."),
    ],
)
def test_an_unknown_block_is_named(slack: Playground, page: Page, user: str, words: str) -> None:
    drawn = draw(slack, page, {"type": "video", "title": "x"}, user=user)

    expect(drawn.locator(".unknown > p")).to_have_text(words)
    drawn.locator("summary").click()
    expect(drawn.locator("pre")).to_contain_text('"title": "x"')


MALFORMED = [
    {"type": "section", "text": {"type": "mrkdwn", "text": 5}},
    {"type": "section", "fields": "none"},
    {"type": "context"},
    {"type": "actions", "elements": None},
    {"type": "alert"},
    {"type": "rich_text", "elements": [{"type": "rich_text_video"}]},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "x"}]}]},
    {"type": "table"},
    {"type": "data_table", "caption": "x"},
    {"type": "data_visualization", "title": "x"},
    {"type": "data_visualization", "title": "x", "chart": {"type": "pie", "segments": []}},
    {
        "type": "data_visualization",
        "title": "x",
        "chart": {
            "type": "pie",
            "segments": [{"label": "a", "value": 1e308}, {"label": "b", "value": 1e308}],
        },
    },
    {
        "type": "data_visualization",
        "title": "x",
        "chart": {
            "type": "bar",
            "series": [{"name": "s", "data": [{"label": "a", "value": 1e308}]}],
            "axis_config": {"categories": ["a"]},
        },
    },
    {"type": "markdown"},
    {"type": "input"},
    {"type": "__proto__"},
    {},
    None,
    "text",
]


def test_malformed_blocks_are_shown_as_they_are(slack: Playground, page: Page) -> None:
    drawn = draw(slack, page, *MALFORMED)

    expect(drawn.locator(".unknown")).to_have_count(len(MALFORMED))


def spans(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


RICH: list[tuple[Json, str]] = [
    ({"type": "text", "text": "b", "style": {"bold": True}}, "<strong>b</strong>"),
    ({"type": "text", "text": "i", "style": {"italic": True}}, "<em>i</em>"),
    ({"type": "text", "text": "c", "style": {"code": True}}, "<code>c</code>"),
    ({"type": "text", "text": "s", "style": {"strike": True}}, "<s>s</s>"),
    ({"type": "text", "text": "u", "style": {"underline": True}}, "<u>u</u>"),
    ({"type": "text", "text": "h", "style": {"highlight": True}}, "<mark>h</mark>"),
    ({"type": "text", "text": "*a*\n<b>"}, "*a*<br>&lt;b&gt;"),
    ({"type": "link", "url": "javascript:alert(1)", "text": "x"}, "<span>x</span>"),
    ({"type": "user", "user_id": "U0BOB"}, '<span class="mention me">@Bob Lee</span>'),
    ({"type": "usergroup", "usergroup_id": "S1"}, '<span class="mention">@S1</span>'),
    ({"type": "broadcast", "range": "here"}, '<span class="mention me">@here</span>'),
    ({"type": "emoji", "name": "nope"}, ":nope:"),
    (
        {"type": "emoji", "name": "custom", "unicode": "1f44b-1f3fd"},
        '<span class="emoji" title=":custom:">👋🏽</span>',
    ),
    (
        {"type": "emoji", "name": "wave", "skin_tone": 4},
        '<span class="emoji" title=":wave:">👋🏽</span>',
    ),
    ({"type": "date", "timestamp": 0, "format": "none", "fallback": "once"}, "once"),
]  # fmt: skip


def test_rich_text_spans(slack: Playground, page: Page) -> None:
    drawn = draw(slack, page, {"type": "rich_text", "elements": [spans(one) for one, _ in RICH]})

    assert drawn.locator("p").evaluate_all("all => all.map((one) => one.innerHTML)") == [
        html for _, html in RICH
    ]


def test_rich_text_lists_keep_their_numbers_and_depth(slack: Playground, page: Page) -> None:
    item = spans({"type": "text", "text": "x"})
    part: Json = {"type": "rich_text_list", "style": "ordered", "elements": [item]}
    parts = [part, part | {"style": "bullet", "indent": 1}, part | {"offset": 1, "border": 1}]

    drawn = draw(slack, page, {"type": "rich_text", "elements": parts})

    expect(drawn.get_by_role("list")).to_have_count(3)
    expect(drawn.locator("ul")).to_have_css("margin-left", "22px")
    expect(drawn.locator(".bordered > ol")).to_have_attribute("start", "2")


def test_markdown_is_drawn(slack: Playground, page: Page) -> None:
    source = "# Plan\n- [x] **done**\n\n> so\n\n```python\nx\n```\n|a|\n|-|\n|1|"

    drawn = draw(slack, page, {"type": "markdown", "text": source, "drawn": drawn_markdown(source)})

    expect(drawn.get_by_role("heading", name="Plan")).to_be_visible()
    expect(drawn.get_by_role("listitem")).to_have_text("☑ done")
    expect(drawn.get_by_role("img", name="Done")).to_be_visible()
    expect(drawn.get_by_role("blockquote")).to_have_text("so")
    expect(drawn.locator("pre")).to_have_attribute("data-language", "python")
    expect(drawn.get_by_role("columnheader")).to_have_text("a")


def test_an_image_that_cannot_be_loaded_is_told(slack: Playground, page: Page) -> None:
    image: Json = {"type": "image", "alt_text": "A mill at dusk"}

    broken = image | {"image_url": "data:image/png;base64,AAAA"}
    insecure = image | {"image_url": "//nowhere.example/mill.png"}

    drawn = draw(slack, page, broken, insecure, image)

    expect(drawn.get_by_role("img", name="A mill at dusk")).to_have_count(3)
    expect(drawn.locator("img")).to_have_count(0)
    expect(drawn).to_contain_text("A mill at dusk")


def test_a_button_opens_no_script(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    hostile = button(url="javascript:document.title='taken'")
    message = send(slack, client, page, actions(hostile), "U0BOB")

    message.get_by_role("button", name="Go").click()
    slack.wait_for(lambda: app.bodies)

    assert app.last["actions"][0]["action_id"] == "go"
    assert page.context.pages == [page]


def test_an_alert_says_its_level(slack: Playground, page: Page) -> None:
    drawn = draw(slack, page, {"type": "alert", "level": "warning", "text": plain("Careful")})

    expect(drawn.get_by_role("note")).to_contain_text("Careful")
    expect(drawn.get_by_role("img", name="Warning")).to_be_visible()


def test_a_tall_section_is_folded(slack: Playground, client: WebClient, page: Page) -> None:
    message = send(slack, client, page, section("line\n" * 40 + "end"), "U0BOB")
    text = message.locator(".section-text")

    message.get_by_role("button", name="See more").click()
    expect(text).not_to_have_class("section-text folded")
    message.get_by_role("button", name="See less").click()
    expect(text).to_have_class("section-text folded")


def test_a_section_that_expands_is_not_folded(
    slack: Playground, client: WebClient, page: Page
) -> None:
    message = send(slack, client, page, section("line\n" * 40 + "end", expand=True), "U0BOB")

    expect(message).to_contain_text("end")
    expect(message.get_by_role("button", name="See more")).to_have_count(0)
