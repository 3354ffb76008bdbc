"""What Slack sends of a form: its fields by block, as text or lists of text."""

from typing import Any

from bot.domain.fields import Fields, Typed


def read_fields(view: dict[str, Any]) -> Fields:
    """What stands in the fields of a view, each by its block."""
    values = view["state"]["values"]
    return {block: _typed(next(iter(inputs.values()))) for block, inputs in values.items()}


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
    # No database keeps half a character, and PostgreSQL no NUL; nobody can see either.
    return typed.replace("\x00", "").encode("utf-8", "ignore").decode() if typed else None


_ONE = (
    "value",
    "selected_user",
    "selected_channel",
    "selected_conversation",
    "selected_date",
    "selected_time",
)
