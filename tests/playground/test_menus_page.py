"""Menus, questions and pickers in a real browser: what they say, refuse and remember."""

from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.browser import choose
from tests.playground.make import Json, Recorder, actions, button, home, plain
from tests.playground.offers import HIGH, LOW, OPTIONS, element

SURE: Json = {
    "title": plain("Are you sure?"),
    "text": plain("It is final."),
    "confirm": plain("Do it"),
    "deny": plain("Leave it"),
    "style": "danger",
}


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
    slack.wait_for(lambda: app.kinds == ["event"])
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
