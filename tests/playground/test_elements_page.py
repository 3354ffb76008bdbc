"""Each element in a real browser: by pointer and by keyboard, and what the app is told."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from slack_sdk import WebClient

from playground import Playground
from tests.browser import choose
from tests.playground.make import Json, Recorder, actions, button, plain
from tests.playground.offers import HIGH, LOW, MID, OPTIONS, element

Use = Callable[[Page], None]
FOCUSED = "[data-action=it] input, input[data-action=it], button[data-action=it]"


def ticked(kind: str) -> Json:
    return {"type": kind, "action_id": "it", "options": OPTIONS}


def keys(*pressed: str) -> Use:
    def use(page: Page) -> None:
        for key in pressed:
            page.keyboard.press(key)

    return use


@pytest.fixture
def sent(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> Callable[[Json, Use], Json]:
    """Uses an element in a message to Bob; returns what differs in the app's `actions` entry."""

    def act(shown: Json, use: Use) -> Json:
        blocks = [actions(shown, block_id="row")]
        client.chat_postMessage(channel="U0BOB", text="Use it", blocks=blocks)
        page.goto(f"{slack.url}/#as=U0BOB")
        page.locator("[data-action=it]").first.wait_for()
        use(page)
        slack.wait_for(lambda: app.kinds == ["interactive"])
        action: Json = app.last["actions"][0]
        always = ("type", "action_id", "block_id", "action_ts", "placeholder", "text")
        return {key: value for key, value in action.items() if key not in always}

    return act


def chosen(name: str) -> Use:
    return lambda page: choose(page, "Pick", name)


def from_menu(name: str) -> Use:
    def use(page: Page) -> None:
        page.locator("[data-action=it]").click()
        page.get_by_role("menuitem", name=name).click()

    return use


def picked_day(name: str) -> Use:
    def use(page: Page) -> None:
        page.get_by_role("button", name="Jan 5, 2026").click()
        page.get_by_role("button", name=name).click()

    return use


BY_POINTER: list[tuple[str, Json, Use, Json]] = [
    (
        "button",
        button("it", value="7"),
        lambda page: page.get_by_role("button", name="Go").click(),
        {"value": "7"},
    ),
    (
        "static",
        element("static_select", options=OPTIONS),
        chosen("Medium"),
        {"selected_option": MID},
    ),
    (
        "groups",
        element(
            "static_select",
            option_groups=[
                {"label": plain("Company"), "options": [LOW]},
                {"label": plain("Team"), "options": [HIGH]},
            ],
        ),
        chosen("High"),
        {"selected_option": HIGH},
    ),
    ("users", element("users_select"), chosen("Anna"), {"selected_user": "U0ANNA"}),
    ("channels", element("channels_select"), chosen("platform"), {"selected_channel": "C0PLAT"}),
    (
        "conversations",
        element("conversations_select", filter={"include": ["im"]}),
        chosen("bot"),
        {"selected_conversation": "D0BOB"},
    ),
    (
        "many",
        element("multi_static_select", options=OPTIONS, initial_options=[HIGH]),
        chosen("Low"),
        {"selected_options": [HIGH, LOW], "initial_options": [HIGH]},
    ),
    (
        "chip",
        element("multi_users_select", initial_users=["U0ANNA", "U0BOB"]),
        lambda page: page.get_by_role("button", name="Remove Anna Berger").click(),
        {"selected_users": ["U0BOB"], "initial_users": ["U0ANNA", "U0BOB"]},
    ),
    (
        "overflow",
        {"type": "overflow", "action_id": "it", "options": OPTIONS},
        from_menu("High"),
        {"selected_option": HIGH},
    ),
    (
        "checkboxes",
        ticked("checkboxes"),
        lambda page: page.get_by_role("checkbox", name="Medium").check(),
        {"selected_options": [MID]},
    ),
    (
        "radio",
        ticked("radio_buttons"),
        lambda page: page.get_by_role("radio", name="Low").check(),
        {"selected_option": LOW},
    ),
    (
        "day",
        element("datepicker", initial_date="2026-01-05"),
        picked_day("Thursday, January 8, 2026"),
        {"selected_date": "2026-01-08", "initial_date": "2026-01-05"},
    ),
    (
        "time",
        element("timepicker", initial_time="14:30"),
        chosen("3:15 PM"),
        {"selected_time": "15:15", "initial_time": "14:30"},
    ),
    (
        "moment",
        {"type": "datetimepicker", "action_id": "it", "initial_date_time": 1_767_622_800},
        picked_day("Tuesday, January 6, 2026"),
        {"selected_date_time": 1_767_709_200, "initial_date_time": 1_767_622_800},
    ),
]
BY_KEYS: list[tuple[str, Json, Use, Json]] = [
    ("button", button("it", value="7"), keys("Enter"), {"value": "7"}),
    (
        "static",
        element("static_select", options=OPTIONS),
        keys("ArrowDown", "ArrowDown", "Enter"),
        {"selected_option": MID},
    ),
    (
        "end",
        element("static_select", options=OPTIONS),
        keys("ArrowDown", "End", "Enter"),
        {"selected_option": HIGH},
    ),
    (
        "filter",
        element("static_select", options=OPTIONS),
        keys("m", "e", "d", "Enter"),
        {"selected_option": MID},
    ),
    (
        "many",
        element("multi_static_select", options=OPTIONS, initial_options=[LOW, HIGH]),
        keys("Backspace"),
        {"selected_options": [LOW], "initial_options": [LOW, HIGH]},
    ),
    (
        "overflow",
        {"type": "overflow", "action_id": "it", "options": OPTIONS},
        keys("ArrowDown", "End", "ArrowUp", "Enter"),
        {"selected_option": MID},
    ),
    ("checkboxes", ticked("checkboxes"), keys("Tab", "Space"), {"selected_options": [MID]}),
    ("radio", ticked("radio_buttons"), keys("Space"), {"selected_option": LOW}),
    (
        "day",
        element("datepicker", initial_date="2026-01-30"),
        keys("Enter", "PageDown", "ArrowLeft", "Enter"),
        {"selected_date": "2026-02-27", "initial_date": "2026-01-30"},
    ),
    (
        "week",
        element("datepicker", initial_date="2026-01-07"),
        keys("Enter", "Home", "ArrowDown", "Enter"),
        {"selected_date": "2026-01-11", "initial_date": "2026-01-07"},
    ),
    (
        "time",
        element("timepicker"),
        keys(*"9:07p", "Enter"),
        {"selected_time": "21:07"},
    ),
]


@pytest.mark.parametrize(
    ("shown", "use", "expected"),
    [row[1:] for row in BY_POINTER],
    ids=[row[0] for row in BY_POINTER],
)
def test_an_element_tells_the_app_what_the_pointer_did(
    sent: Callable[[Json, Use], Json], shown: Json, use: Use, expected: Json
) -> None:
    assert sent(shown, use) == expected


@pytest.mark.parametrize(
    ("shown", "use", "expected"), [row[1:] for row in BY_KEYS], ids=[row[0] for row in BY_KEYS]
)
def test_an_element_tells_the_app_what_the_keys_did(
    sent: Callable[[Json, Use], Json], shown: Json, use: Use, expected: Json
) -> None:
    def focused(page: Page) -> None:
        page.locator(
            "[data-action=it] input, input[data-action=it], button[data-action=it]"
        ).first.focus()
        use(page)

    assert sent(shown, focused) == expected
