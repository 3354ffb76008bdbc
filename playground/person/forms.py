"""What Slack's own client refuses before anything is sent: empty, too long, not a number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from playground.blocks.state import KINDS
from playground.model import Json, Value
from playground.person.words import say
from playground.views import View


def input_errors(view: View, locale: str) -> dict[str, str]:
    """A sentence for each input block that cannot be submitted as it is."""
    found = {}
    for block in view.content["blocks"]:
        if block["type"] == "input":
            problem = _problem(block, view.state, locale)
            if problem:
                found[block["block_id"]] = problem
    return found


def _problem(block: Json, state: Json, locale: str) -> str | None:
    element = block["element"]
    entry = state.get(block["block_id"], {}).get(element["action_id"], {})
    value = entry.get(KINDS[element["type"]].key)
    if value in (None, "", []):
        return None if block.get("optional") else say(locale, "required")
    if element["type"] == "plain_text_input":
        return _length_problem(element, value, locale)
    return _number_problem(element, value, locale) if element["type"] == "number_input" else None


def _length_problem(element: Json, value: str, locale: str) -> str | None:
    low, high = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < low:
        return say(locale, "too_short", bound=low)
    return say(locale, "too_long", bound=high) if len(value) > high else None


def _number_problem(element: Json, value: Value, locale: str) -> str | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return say(locale, "not_a_number")
    if not number.is_finite():
        return say(locale, "not_a_number")
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return say(locale, "not_whole")
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and number < Decimal(low):
        return say(locale, "too_small", bound=low)
    return (
        say(locale, "too_big", bound=high) if high is not None and number > Decimal(high) else None
    )
