"""Getting around in a browser without a mouse, and on a phone."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Json, Recorder, actions, button, home, input_block, section

FOCUSED = "document.activeElement.closest('.top, nav, main').tagName"


@pytest.fixture
def phone(slack: Playground, browser: Browser) -> Iterator[Page]:
    """Anna's page on a phone, in the channel."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{slack.url}/#as=U0ANNA&in=C0PLAT")
    expect(page.locator("#composer textarea")).to_be_visible()
    yield page
    context.close()


def enter(page: Page, slack: Playground, room: str = "C0PLAT", user: str = "U0ANNA") -> None:
    page.goto(f"{slack.url}/#as={user}&in={room}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_first_stop_leads_to_the_conversation(slack: Playground, page: Page) -> None:
    enter(page, slack)

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zur Unterhaltung springen")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("textbox", name="Nachricht an #platform")).to_be_focused()


def test_the_switcher_finds_a_channel(slack: Playground, page: Page) -> None:
    enter(page, slack, "D0ANNA")

    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Zu einem Kanal springen")
    expect(field).to_be_focused()
    expect(page.get_by_role("option")).to_have_count(6)
    page.keyboard.type("pl")
    expect(page.get_by_role("option")).to_have_text(["platform"])
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("platform")
    expect(page.locator("#switcher")).to_be_hidden()


def test_the_switcher_begins_with_what_is_unread(
    slack: Playground, client: WebClient, page: Page
) -> None:
    client.chat_postMessage(channel="G0PRIV", text="News")
    enter(page, slack)

    page.keyboard.press("Control+k")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("private")


def test_escape_leaves_the_switcher_to_where_one_was(slack: Playground, page: Page) -> None:
    enter(page, slack)
    page.locator("#composer textarea").focus()

    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")

    expect(page.locator("#composer textarea")).to_be_focused()


@pytest.mark.parametrize(("key", "room"), [("Alt+ArrowUp", "hidden"), ("Alt+ArrowDown", "private")])
def test_alt_and_an_arrow_go_to_the_next_room(
    slack: Playground, page: Page, key: str, room: str
) -> None:
    enter(page, slack)

    page.keyboard.press(key)

    expect(page.get_by_role("heading", level=1)).to_have_text(room)


def test_f6_goes_from_part_to_part(slack: Playground, page: Page) -> None:
    enter(page, slack)
    page.locator("#composer textarea").focus()

    page.keyboard.press("F6")
    after_main = page.evaluate(FOCUSED)
    page.keyboard.press("F6")
    after_top = page.evaluate(FOCUSED)
    page.keyboard.press("Shift+F6")
    page.keyboard.press("Shift+F6")

    assert (after_main, after_top) == ("HEADER", "NAV")
    expect(page.locator("#composer textarea")).to_be_focused()


def test_a_section_folds_but_for_where_one_is(slack: Playground, page: Page) -> None:
    enter(page, slack)

    page.get_by_role("button", name="Kanäle", exact=True).press("Enter")

    fold = page.get_by_role("button", name="Kanäle", exact=True)
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(fold).to_be_focused()
    expect(page.locator(".room-name")).to_have_text(["platform", "bot"])
    page.reload()
    expect(page.locator(".room-name")).to_have_text(["platform", "bot"])


def test_arrow_keys_change_the_tab(slack: Playground, app: Recorder, page: Page) -> None:
    enter(page, slack, "D0ANNA")
    page.get_by_role("tab", name="Nachrichten").focus()

    page.keyboard.press("ArrowRight")

    tab = page.get_by_role("tab", name="Startseite")
    expect(tab).to_be_focused()
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name="Startseite")).to_be_visible()


def test_a_home_is_loading_until_it_is_clear_that_there_is_none(
    slack: Playground, client: WebClient, page: Page
) -> None:
    heard = threading.Event()
    slack.use_callable(lambda _kind, _body, _headers: (200 if heard.wait(2) else 500, None))
    enter(page, slack, "D0ANNA")

    page.get_by_role("tab", name="Startseite").click()

    expect(page.locator("#home")).to_have_attribute("aria-busy", "true")
    heard.set()
    expect(page.locator("#home")).to_contain_text("noch keine Startseite veröffentlicht")
    client.views_publish(user_id="U0ANNA", view=home(section("Da ist sie")))
    expect(page.locator("#home")).to_contain_text("Da ist sie")


def a_home(text: str) -> Json:
    return home(section(text), actions(button(), block_id="a"), input_block("note"))


def test_a_home_that_is_published_anew_keeps_focus_and_text(
    slack: Playground, app: Recorder, client: WebClient, page: Page
) -> None:
    client.views_publish(user_id="U0BOB", view=a_home("Before"))
    page.goto(f"{slack.url}/#as=U0BOB&in=D0BOB&tab=home")
    page.get_by_label("note").press_sequentially("Half a thou")

    client.views_publish(user_id="U0BOB", view=a_home("After"))

    expect(page.locator("#home")).to_contain_text("After")
    expect(page.get_by_label("note")).to_have_value("Half a thou")
    expect(page.get_by_label("note")).to_be_focused()


def test_the_drawer_takes_the_focus_and_gives_it_back(phone: Page) -> None:
    menu = phone.get_by_role("button", name="Seitenleiste zeigen")
    expect(phone.locator("#side")).to_be_hidden()

    menu.press("Enter")
    expect(phone.get_by_role("button", name="platform")).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "true")
    phone.keyboard.press("Escape")

    expect(phone.locator("#side")).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_drawer_closes_when_a_room_is_chosen(phone: Page) -> None:
    phone.get_by_role("button", name="Seitenleiste zeigen").tap()

    phone.get_by_role("button", name="private").tap()

    expect(phone.get_by_role("heading", level=1)).to_have_text("private")
    expect(phone.locator("#side")).to_be_hidden()


def test_on_a_phone_nothing_scrolls_sideways_and_a_thread_takes_the_width(
    client: WebClient, phone: Page
) -> None:
    parent = client.chat_postMessage(channel="C0PLAT", text="Words " * 60)["ts"]
    client.chat_postMessage(channel="C0PLAT", text="Reply", thread_ts=parent)
    wide = phone.evaluate("document.documentElement.scrollWidth")

    phone.locator(".reply-bar").tap()
    expect(phone.locator("#thread .message")).to_have_count(2)

    box = phone.locator("#thread").bounding_box()
    assert (wide, box and (box["x"], box["width"])) == (390, (0, 390))


def test_a_tap_on_a_message_shows_what_one_can_do_with_it(client: WebClient, phone: Page) -> None:
    client.chat_postMessage(channel="C0PLAT", text="Hello")

    phone.locator(".message").tap()

    bar = phone.get_by_role("toolbar", name="Aktionen für die Nachricht")
    expect(bar).to_have_css("opacity", "1")
    sizes = bar.get_by_role("button").evaluate_all(
        "all => all.map((one) => Math.min(one.offsetWidth, one.offsetHeight) >= 40)"
    )
    assert sizes == [True, True, True]
