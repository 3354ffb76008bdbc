"""What Slack sends: the fields of a form by their block, and the text behind a command."""

import re
from typing import Any

from bot.domain.fields import Fields, Typed


def read_fields(view: dict[str, Any]) -> Fields:
    """What stands in the fields of a view, each by its block.

    Of a view that was closed, Slack may send no state or an empty list of values.
    """
    values = (view.get("state") or {}).get("values") or {}
    return {block: _typed(next(iter(inputs.values()))) for block, inputs in values.items()}


def read_mention(text: str) -> str:
    """The Slack id of the person whom the text of a command names first; "" where it names none.

    With `should_escape` in the manifest Slack writes them `<@U123|name>`.
    """
    found = _PERSON.search(text)
    return found[1] if found else ""


def read_words(text: str) -> str:
    """The text of a command as somebody typed it: "@anna" for a person, "R&D" for "R&amp;D"."""
    typed = _MARKUP.sub(_as_typed, _storable(text))
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _as_typed(markup: re.Match[str]) -> str:
    """A name behind its sign; of a link what it shows, or where it leads."""
    sign, target, shown = markup.groups()
    return f"{sign}{shown or target}"


def _typed(element: dict[str, Any]) -> Typed:
    """What stands in an input: text, the value of an option or an id, or the values of several."""
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"]]
    for several in ("selected_users", "selected_channels", "selected_conversations"):
        if several in element:
            return list(element[several])
    if option := element.get("selected_option"):
        return str(option["value"])
    typed = next((element[name] for name in _ONE if element.get(name)), None)
    return _storable(typed) if typed else None


def _storable(text: str) -> str:
    """No database keeps half a character, and PostgreSQL no NUL; nobody can see either."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_MARKUP = re.compile(r"<([@#]?)!?([^<>|]*)(?:\|([^<>]*))?>")

_ONE = (
    "value",
    "selected_user",
    "selected_channel",
    "selected_conversation",
    "selected_date",
    "selected_time",
)
