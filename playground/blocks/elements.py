"""Interactive elements and where each of them may stand."""

from __future__ import annotations

from playground.blocks.shape import (
    Check,
    boolean,
    by_type,
    fields,
    items,
    one_of,
    pattern,
    string,
    whole,
)
from playground.blocks.texts import (
    CONFIRM,
    CONVERSATION_FILTER,
    ID,
    IMAGE,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLACEHOLDER,
    RICH_OPTION,
    URL,
    offers_initial,
    one_source,
    plain_only,
    unique_values,
)
from playground.model import Value

Fields = dict[str, Check]

BASE: Fields = {"action_id": ID}
MENU: Fields = BASE | {"placeholder": PLACEHOLDER, "confirm": CONFIRM, "focus_on_load": boolean}
MULTI: Fields = MENU | {"max_selected_items": whole(1, 10_000)}
INPUT: Fields = BASE | {
    "placeholder": PLACEHOLDER,
    "focus_on_load": boolean,
    "dispatch_action_config": fields(
        {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)}, {}
    ),
}
OPTIONS: Fields = {"options": items(OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
DATE = pattern(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d")
DECIMAL = pattern(r"-?\d+(\.\d+)?")
NAMES = items(ID, 10_000, 0)
NO_ID: Fields = {}


def _in_order(low: str, high: str) -> Value:
    def rule(element: dict[str, Value]) -> tuple[str, str] | None:
        first, last = element.get(low), element.get(high)
        if first is not None and last is not None and float(first) > float(last):
            return f"/{low}", f"must not be greater than {high}"
        return None

    return rule


def _whole_numbers(element: dict[str, Value]) -> tuple[str, str] | None:
    names = [] if element["is_decimal_allowed"] else ["initial_value", "min_value", "max_value"]
    wrong = next((name for name in names if "." in element.get(name, "")), None)
    return (f"/{wrong}", "must be a whole number") if wrong else None


def _fits_maximum(element: dict[str, Value]) -> tuple[str, str] | None:
    if len(element.get("initial_value", "")) > element.get("max_length", 3000):
        return "/initial_value", "must not be longer than max_length"
    return None


def _many(extra: Fields) -> Check:
    return fields({}, MULTI | extra)


SELECTS: dict[str, Check] = {
    "static_select": fields(
        {}, MENU | OPTIONS | {"initial_option": OPTION}, one_source, offers_initial
    ),
    "external_select": fields(
        {}, MENU | {"initial_option": OPTION, "min_query_length": whole(0, 255)}
    ),
    "users_select": fields({}, MENU | {"initial_user": ID}),
    "channels_select": fields({}, MENU | {"initial_channel": ID, "response_url_enabled": boolean}),
    "conversations_select": fields(
        {},
        MENU
        | {
            "initial_conversation": ID,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": CONVERSATION_FILTER,
        },
    ),
}
MULTI_SELECTS: dict[str, Check] = {
    "multi_static_select": fields(
        {},
        MULTI | OPTIONS | {"initial_options": items(OPTION, 100)},
        one_source,
        offers_initial,
    ),
    "multi_external_select": _many(
        {"initial_options": items(OPTION, 100), "min_query_length": whole(0, 255)}
    ),
    "multi_users_select": _many({"initial_users": NAMES}),
    "multi_channels_select": _many({"initial_channels": NAMES}),
    "multi_conversations_select": _many(
        {
            "initial_conversations": NAMES,
            "default_to_current_conversation": boolean,
            "filter": CONVERSATION_FILTER,
        }
    ),
}
CHOICES: dict[str, Check] = {
    "checkboxes": fields(
        {"options": items(RICH_OPTION, 10)},
        BASE
        | {"initial_options": items(RICH_OPTION, 10), "confirm": CONFIRM, "focus_on_load": boolean},
        offers_initial,
        unique_values,
    ),
    "radio_buttons": fields(
        {"options": items(RICH_OPTION, 10)},
        BASE | {"initial_option": RICH_OPTION, "confirm": CONFIRM, "focus_on_load": boolean},
        offers_initial,
        unique_values,
    ),
}
PICKERS: dict[str, Check] = {
    "datepicker": fields({}, MENU | {"initial_date": DATE}),
    "timepicker": fields({}, MENU | {"initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": fields(
        {},
        BASE
        | {
            "initial_date_time": whole(10**9, 10**10 - 1),
            "confirm": CONFIRM,
            "focus_on_load": boolean,
        },
    ),
}
PRESSED: dict[str, Check] = {
    "button": fields(
        {"text": plain_only(75)},
        BASE
        | {
            "value": string(2000),
            "url": URL,
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "overflow": fields(
        {"options": items(OVERFLOW_OPTION, 5)}, BASE | {"confirm": CONFIRM}, unique_values
    ),
}
TYPED: dict[str, Check] = {
    "plain_text_input": fields(
        {},
        INPUT
        | {
            "initial_value": string(3000, 0),
            "multiline": boolean,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        _in_order("min_length", "max_length"),
        _fits_maximum,
    ),
    "number_input": fields(
        {"is_decimal_allowed": boolean},
        INPUT | {"initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
        _in_order("min_value", "max_value"),
        _in_order("min_value", "initial_value"),
        _in_order("initial_value", "max_value"),
        _whole_numbers,
    ),
    "email_text_input": fields({}, INPUT | {"initial_value": string(3000, 0)}),
    "url_text_input": fields({}, INPUT | {"initial_value": string(3000, 0)}),
}
ANYWHERE = SELECTS | MULTI_SELECTS | CHOICES | PICKERS
ACTION_ELEMENT = by_type(ANYWHERE | PRESSED)
ACCESSORY = by_type(ANYWHERE | PRESSED | {"image": IMAGE})
INPUT_ELEMENT = by_type(ANYWHERE | TYPED)
