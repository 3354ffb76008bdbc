"""Each element in a real browser: by pointer and by keyboard, and what the app is told."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.browser import choose
from tests.playground.make import (
    Json,
    Recorder,
    actions,
    button,
    home,
    input_block,
    modal,
    plain,
)


def offered(value: str, text: str) -> Json:
    return {"text": {**plain(text), "emoji": True}, "value": value}


LOW, MID, HIGH = offered("low", "Low"), offered("mid", "Medium"), offered("high", "High")
OPTIONS = [LOW, MID, HIGH]
SURE: Json = {
    "title": plain("Are you sure?"),
    "text": plain("It is final."),
    "confirm": plain("Do it"),
    "deny": plain("Leave it"),
    "style": "danger",
}
Use = Callable[[Page], None]
FOCUSED = "[data-action=it] input, input[data-action=it], button[data-action=it]"


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "it", "placeholder": plain("Pick"), **more}


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


def test_a_menu_closes_on_escape_and_finds_nothing_politely(
    slack: Playground, client: WebClient, page: Page
) -> None:
    menu = element("static_select", options=OPTIONS)
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[actions(menu)])
    page.goto(f"{slack.url}/#as=U0BOB")
    field = page.get_by_role("combobox", name="Pick")

    field.click()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("zzz")
    expect(page.get_by_text("No results found")).to_be_visible()
    page.keyboard.press("Escape")

    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("")
    expect(field).to_be_focused()


def test_a_full_menu_says_how_many_it_takes(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    menu = element(
        "multi_static_select", options=OPTIONS, initial_options=[LOW], max_selected_items=1
    )
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[actions(menu)])
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_role("combobox", name="Pick").click()

    expect(page.get_by_text("You can choose at most 1.")).to_be_visible()
    expect(page.get_by_role("option", name="High")).to_have_attribute("aria-disabled", "true")
    assert app.kinds == []


def test_the_app_finds_the_options_of_an_external_menu(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    menu = element("external_select", min_query_length=2)
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[actions(menu, block_id="row")])
    app.answers = [(200, {"options": [LOW, HIGH]})]
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_role("combobox", name="Pick").click()
    expect(page.get_by_text("Type at least 2 characters.")).to_be_visible()
    page.keyboard.type("hi")
    page.get_by_role("option", name="High").click()

    slack.wait_for(lambda: len(app.bodies) == 2)
    assert [(body["type"], body.get("value")) for body in app.bodies] == [
        ("block_suggestion", "hi"),
        ("block_actions", None),
    ]
    assert app.last["actions"][0]["selected_option"] == HIGH


def test_a_denied_confirmation_restores_what_was_chosen(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    menu = element("static_select", options=OPTIONS, initial_option=LOW, confirm=SURE)
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[actions(menu)])
    page.goto(f"{slack.url}/#as=U0BOB")

    choose(page, "Pick", "High")
    expect(page.get_by_role("alertdialog", name="Are you sure?")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("combobox", name="Pick")).to_have_value("Low")
    assert app.kinds == []


def test_a_confirmed_button_tells_the_app(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    row = actions(button("it", value="7", confirm=SURE))
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[row])
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_role("button", name="Go").click()
    page.get_by_role("button", name="Do it").click()

    slack.wait_for(lambda: app.kinds == ["interactive"])
    assert app.last["actions"][0]["value"] == "7"


def test_a_button_without_an_answer_shows_a_warning(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    app.answers = [(500, None)]
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[actions(button("it"))])
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_role("button", name="Go").click()

    expect(page.get_by_role("img", name="This app did not answer. Try again.")).to_be_visible()


def test_what_was_chosen_in_a_message_is_still_there_after_a_reload(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    menu = element("static_select", options=OPTIONS)
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[actions(menu)])
    page.goto(f"{slack.url}/#as=U0BOB")
    choose(page, "Pick", "High")
    slack.wait_for(lambda: app.kinds == ["interactive"])

    page.reload()

    expect(page.get_by_role("combobox", name="Pick")).to_have_value("High")


def test_what_was_chosen_on_the_home_tab_stays(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    menu = element("static_select", options=OPTIONS)
    client.views_publish(user_id="U0BOB", view=home(actions(menu)))
    page.goto(f"{slack.url}/#as=U0BOB")
    page.get_by_role("tab", name="Home").click()
    choose(page, "Pick", "High")
    slack.wait_for(lambda: app.kinds == ["event", "interactive"])

    page.reload()
    page.get_by_role("tab", name="Home").click()

    expect(page.get_by_role("combobox", name="Pick")).to_have_value("High")


def test_dates_and_times_are_written_as_in_german(
    slack: Playground, client: WebClient, page: Page
) -> None:
    day = element("datepicker", initial_date="2026-01-05")
    time = element("timepicker", action_id="at", initial_time="14:30", timezone="Europe/Vienna")
    client.chat_postMessage(channel="U0ANNA", text="x", blocks=[actions(day, time)])
    page.goto(f"{slack.url}/#as=U0ANNA")

    expect(page.get_by_role("combobox", name="Pick")).to_have_value("14:30")
    page.get_by_role("button", name="05.01.2026").click()

    expect(page.locator(".calendar-title")).to_have_text("Januar 2026")
    assert page.locator(".calendar th").all_text_contents() == [
        "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So",
    ]  # fmt: skip


def test_an_input_tells_the_app_when_its_block_says_so(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    letters = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    slack.command("U0BOB", "/try")
    view = modal(
        input_block("quiet"),
        input_block("enter", dispatch_action=True),
        input_block("letters", {"type": "plain_text_input", **letters}, dispatch_action=True),
    )
    client.views_open(trigger_id=app.last["trigger_id"], view=view)
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_label("quiet").fill("a")
    page.get_by_label("enter").fill("b")
    page.keyboard.press("Enter")
    page.get_by_label("letters").fill("c")

    slack.wait_for(lambda: len(app.bodies) == 3)
    assert [body["actions"][0]["value"] for body in app.bodies[1:]] == ["b", "c"]
    typed = {
        block: entries[block]["value"]
        for block, entries in app.last["view"]["state"]["values"].items()
    }
    assert typed == {"quiet": "a", "enter": "b", "letters": "c"}


def test_a_number_steps_within_its_bounds(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    number = {"type": "number_input", "is_decimal_allowed": True, "max_value": "3"}
    slack.command("U0BOB", "/try")
    view = modal(input_block("value", {**number, "initial_value": "1.5"}))
    client.views_open(trigger_id=app.last["trigger_id"], view=view)
    page.goto(f"{slack.url}/#as=U0BOB")
    field = page.get_by_label("value")

    field.press("ArrowUp")
    expect(field).to_have_value("2.5")
    field.press("ArrowUp")

    expect(field).to_have_value("3")


def test_a_counter_shows_near_the_limit(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    slack.command("U0BOB", "/try")
    view = modal(input_block("note", {"type": "plain_text_input", "max_length": 10}))
    client.views_open(trigger_id=app.last["trigger_id"], view=view)
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_label("note").fill("12345")
    expect(page.locator(".counter")).to_have_text("")
    page.get_by_label("note").fill("123456789012")

    expect(page.locator(".counter")).to_have_text("-2")
