"""Rich text: sections, lists, quotes and preformatted text, and the spans they are made of.

A list holds sections only; one inside of another is a list of its own with a larger `indent`.
"""

from __future__ import annotations

from playground.blocks.shape import (
    Check,
    boolean,
    by_type,
    fields,
    items,
    number,
    one_of,
    pattern,
    string,
    whole,
)
from playground.blocks.texts import ID, URL

STYLES = (
    "bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink",
)  # fmt: skip
STYLED: dict[str, Check] = {"style": fields({}, dict.fromkeys(STYLES, boolean))}
TEXT = fields({"text": string(40_000)}, STYLED)
LINK = fields({"url": URL}, STYLED | {"text": string(40_000, 0), "unsafe": boolean})
SPAN = by_type(
    {
        "text": TEXT,
        "link": LINK,
        "user": fields({"user_id": ID}, STYLED),
        "usergroup": fields({"usergroup_id": ID}, STYLED),
        "team": fields({"team_id": ID}, STYLED),
        "channel": fields({"channel_id": ID}, STYLED),
        "broadcast": fields({"range": one_of("here", "channel", "everyone")}, STYLED),
        "emoji": fields(
            {"name": ID}, STYLED | {"unicode": ID, "url": URL, "skin_tone": whole(1, 6)}
        ),
        "date": fields(
            {"timestamp": whole(0, 10**11), "format": string(3000)},
            STYLED | {"url": URL, "fallback": string(3000)},
        ),
        "color": fields({"value": pattern("#[0-9A-Fa-f]{6}")}, STYLED),
    }
)
SPANS: dict[str, Check] = {"elements": items(SPAN, 1000, 0)}
SECTION = fields(SPANS, {})
BORDER: dict[str, Check] = {"border": one_of(0, 1)}
LIST = fields(
    {
        "style": one_of("bullet", "ordered"),
        "elements": items(by_type({"rich_text_section": SECTION}), 1000, 0),
    },
    BORDER | {"indent": whole(0, 8), "offset": number},
)
PREFORMATTED = fields(
    {"elements": items(by_type({"text": TEXT, "link": LINK}), 1000, 0)},
    BORDER | {"language": string(255)},
)
RICH_TEXT = fields(
    {
        "elements": items(
            by_type(
                {
                    "rich_text_section": SECTION,
                    "rich_text_list": LIST,
                    "rich_text_quote": fields(SPANS, BORDER),
                    "rich_text_preformatted": PREFORMATTED,
                }
            ),
            1000,
        )
    },
    {"block_id": ID},
)
