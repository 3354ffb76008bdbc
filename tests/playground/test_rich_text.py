import pytest

from playground.blocks.check import block_problems
from tests.playground.make import Json

TEXT: Json = {"type": "text", "text": "Hi"}
LINK: Json = {"type": "link", "url": "https://example.com", "text": "there", "unsafe": True}
PLACE = "/blocks/0/elements/0"
RANGE = f"{PLACE}/elements/0/range"


def part(kind: str, *elements: Json, **more: object) -> Json:
    return {"type": f"rich_text_{kind}", "elements": list(elements), **more}


def line(*spans: Json) -> Json:
    return part("section", *spans)


def problems(*parts: Json) -> list[str]:
    return block_problems([{"type": "rich_text", "elements": list(parts)}], "message", "/blocks")


@pytest.mark.parametrize(
    "span",
    [
        {**TEXT, "style": {"bold": True, "italic": False, "strike": True, "code": True}},
        {**LINK, "style": {"underline": True}},
        {"type": "user", "user_id": "U0ANNA", "style": {"highlight": True, "unlink": True}},
        {"type": "usergroup", "usergroup_id": "S0ALL"},
        {"type": "channel", "channel_id": "C0PLAT"},
        {"type": "broadcast", "range": "here"},
        {"type": "emoji", "name": "wave", "unicode": "1f44b", "skin_tone": 3},
        {"type": "date", "timestamp": 1767225600, "format": "{date_short}", "fallback": "soon"},
        {"type": "color", "value": "#1264A3"},
    ],
)
def test_every_span_may_stand_in_sections_lists_and_quotes(span: Json) -> None:
    listed = part("list", line(span), style="ordered", indent=1, offset=2, border=0)

    assert problems(line(span), listed, part("quote", span, border=1)) == []


def test_preformatted_text_takes_text_and_links() -> None:
    assert problems(part("preformatted", TEXT, LINK, border=0, language="python")) == []


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (part("song", TEXT), f"unsupported type: rich_text_song [json-pointer:{PLACE}]"),
        (
            line({"type": "text", "text": ""}),
            f"must be more than 0 characters [json-pointer:{PLACE}/elements/0/text]",
        ),
        (
            line({"type": "text"}),
            f"missing required field: text [json-pointer:{PLACE}/elements/0]",
        ),
        (
            line({**TEXT, "style": {"loud": True}}),
            f"invalid additional property: loud [json-pointer:{PLACE}/elements/0/style]",
        ),
        (
            line({**TEXT, "style": {"bold": "yes"}}),
            f"must be a boolean [json-pointer:{PLACE}/elements/0/style/bold]",
        ),
        (
            line({"type": "link", "text": "there"}),
            f"missing required field: url [json-pointer:{PLACE}/elements/0]",
        ),
        (
            line({"type": "mrkdwn", "text": "*Hi*"}),
            f"unsupported type: mrkdwn [json-pointer:{PLACE}/elements/0]",
        ),
        (
            line({"type": "broadcast", "range": "all"}),
            f"must be a valid enum value: here, channel, everyone [json-pointer:{RANGE}]",
        ),
        (
            line({"type": "date", "timestamp": "now", "format": "{date}"}),
            f"must be an integer [json-pointer:{PLACE}/elements/0/timestamp]",
        ),
        (part("list", line(TEXT)), f"missing required field: style [json-pointer:{PLACE}]"),
        (
            part("list", part("list", line(TEXT), style="bullet"), style="bullet"),
            f"unsupported type: rich_text_list [json-pointer:{PLACE}/elements/0]",
        ),
        (
            part("list", line(TEXT), style="bullet", indent=9),
            f"must be between 0 and 8 [json-pointer:{PLACE}/indent]",
        ),
        (
            part("quote", TEXT, border=2),
            f"must be a valid enum value: 0, 1 [json-pointer:{PLACE}/border]",
        ),
        (
            part("preformatted", {"type": "user", "user_id": "U0ANNA"}),
            f"unsupported type: user [json-pointer:{PLACE}/elements/0]",
        ),
        (
            part("section", TEXT, style="bullet"),
            f"invalid additional property: style [json-pointer:{PLACE}]",
        ),
    ],
)
def test_what_is_wrong_inside_is_told_with_its_place(wrong: Json, problem: str) -> None:
    assert problems(wrong) == [problem]


def test_cells_of_tables_are_checked_the_same() -> None:
    cell = {"type": "rich_text", "elements": [line({"type": "text", "text": ""})]}
    rows = [[{"type": "raw_text", "text": "Team"}], [cell]]

    found = block_problems([{"type": "table", "rows": rows}], "message", "/blocks")

    place = "/blocks/0/rows/1/0/elements/0/elements/0/text"
    assert found == [f"must be more than 0 characters [json-pointer:{place}]"]
