"""The bar around the Slack: the clock, who is acted as, settings; by keyboard, in two languages."""

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Recorder, modal

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
TITLE = re.compile(r"^America/New_York · 2026-01-06 09:00 UTC · ")


@pytest.fixture
def monday(slack: Playground) -> Playground:
    """The workspace on a Monday; something is due on Tuesday."""
    slack.set_time(MONDAY)
    slack.next_due = lambda: TUESDAY
    return slack


def arrive(page: Page, address: str) -> None:
    """Opens the page, and waits until it can be used."""
    page.goto(address)
    expect(page.locator(".who")).to_be_visible()


def a_tour() -> dict[str, object]:
    return {
        "id": "first",
        "title": {"en": "First steps", "de": "Erste Schritte"},
        "about": {"en": "A minute", "de": "Eine Minute"},
        "steps": [],
    }


@pytest.mark.parametrize(
    ("language", "shown", "said"),
    [
        ("en", "Tue, Jan 6, 2026, 4:00 AM", "It is now Tuesday, January 6, 2026 at 4:00 AM."),
        ("de", "Di., 6. Jan. 2026, 4:00", "Jetzt ist Dienstag, 6. Januar 2026 um 4:00."),
    ],
)
def test_a_key_moves_the_clock_to_what_is_due_and_says_where_it_went(
    monday: Playground, page: Page, language: str, shown: str, said: str
) -> None:
    arrive(page, f"{monday.url}/?lang={language}#as=U0BOB")
    expect(page.locator(".step.due")).to_be_visible()

    page.keyboard.press("Alt+n")

    expect(page.locator(".now")).to_have_text(shown)
    expect(page.locator(".now")).to_have_attribute("title", TITLE)
    expect(page.locator(".clock [role=status]")).to_have_text(said)
    assert monday.now() == TUESDAY


@pytest.mark.parametrize(
    ("label", "step"),
    [
        ("+1 hour", timedelta(hours=1)),
        ("+1 day", timedelta(days=1)),
        ("+1 week", timedelta(weeks=1)),
    ],
)
def test_a_step_moves_the_clock_and_keeps_the_focus(
    monday: Playground, page: Page, label: str, step: timedelta
) -> None:
    arrive(page, f"{monday.url}/?lang=en#as=U0BOB")
    button = page.get_by_role("button", name=label)

    button.press("Enter")

    expect(page.locator(".clock [role=status]")).to_contain_text("It is now")
    expect(button).to_be_focused()
    assert monday.now() == MONDAY + step


def test_without_anything_due_the_button_says_so(slack: Playground, page: Page) -> None:
    arrive(page, f"{slack.url}/?lang=en#as=U0BOB")

    expect(page.locator(".step.due")).to_have_text("Nothing is due")
    expect(page.locator(".step.due")).to_have_attribute("aria-disabled", "true")


def test_real_time_is_offered_where_nobody_lives_by_the_clock(
    monday: Playground, page: Page
) -> None:
    arrive(page, f"{monday.url}/?lang=en#as=U0BOB")
    page.get_by_role("button", name="Real time").press("Enter")
    expect(page.locator(".clock-state")).to_have_text("real time")

    monday.set_time(MONDAY)
    monday.on_time(lambda _now: None)
    page.reload()

    expect(page.get_by_role("button", name="+1 week")).to_be_visible()
    expect(page.get_by_role("button", name="Real time")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "start", "stop"),
    [("en", "Run the quarter", "Stop · 40 %"), ("de", "Quartal abspielen", "Anhalten · 40 %")],
)
def test_a_run_shows_how_far_it_is_and_stops(
    monday: Playground, page: Page, language: str, start: str, stop: str
) -> None:
    ended = threading.Event()
    monday.runs["quarter"] = until_stopped(ended)
    arrive(page, f"{monday.url}/?lang={language}#as=U0BOB")

    page.get_by_role("button", name=start).press("Enter")
    expect(page.get_by_role("progressbar", name=start)).to_have_js_property("value", 0.4)
    expect(page.get_by_role("button", name="+1")).to_have_count(3)
    expect(page.locator(".plain .step").first).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("button", name=stop)).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name=start)).to_be_focused()
    assert ended.is_set()


def test_a_run_without_a_word_of_ours_shows_its_name(monday: Playground, page: Page) -> None:
    monday.runs["leap year"] = lambda _report, _is_stopped: None

    arrive(page, f"{monday.url}/?lang=en#as=U0BOB")

    expect(page.get_by_role("button", name="leap year")).to_be_visible()


def until_stopped(ended: threading.Event) -> Callable[..., None]:
    def run(report: Callable[[float], None], is_stopped: Callable[[], bool]) -> None:
        report(0.4)
        while not is_stopped():
            ended.wait(0.01)
        ended.set()

    return run


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_bar_is_one_line(monday: Playground, page: Page, language: str) -> None:
    monday.on_time(lambda _now: None)
    monday.next_due = lambda: MONDAY + timedelta(days=20)
    monday.runs["quarter"] = lambda _report, _is_stopped: None
    monday.tours = [a_tour()]
    monday.switch("500", is_on=True)
    page.set_viewport_size({"width": 1280, "height": 800})

    arrive(page, f"{monday.url}/?lang={language}#as=U0ANNA")

    expect(page.locator(".run")).to_be_visible()
    assert page.locator(".top").evaluate("bar => [bar.offsetHeight, bar.scrollWidth]") == [43, 1280]


@pytest.mark.parametrize(("language", "time"), [("en", "Time"), ("de", "Zeit")])
def test_on_a_phone_the_steps_wait_behind_a_button(
    monday: Playground, page: Page, language: str, time: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    arrive(page, f"{monday.url}/?lang={language}#as=U0BOB")
    more = page.get_by_role("button", name=time, exact=True)
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".step.due")).to_be_hidden()

    more.press("Enter")

    expect(page.locator(".step.due")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(
    ("language", "bob", "anna"),
    [
        ("en", "Acting as, Bob Lee, 4:00 AM", "Acting as, Anna Berger, 10:00 AM"),
        ("de", "Du bist, Bob Lee, 4:00", "Du bist, Anna Berger, 10:00"),
    ],
)
def test_another_person_is_found_and_taken_by_keyboard(
    monday: Playground, page: Page, language: str, bob: str, anna: str
) -> None:
    arrive(page, f"{monday.url}/?lang={language}#as=U0BOB&in=C0PLAT")
    expect(page.get_by_role("button", name=bob)).to_be_visible()

    page.keyboard.press("Alt+u")
    page.keyboard.type("berg")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name=anna)).to_be_focused()
    expect(page.locator("h1")).to_contain_text("platform")
    expect(page.locator("html")).to_have_attribute("lang", "de-DE")


def test_bots_and_those_who_left_are_not_offered(monday: Playground, page: Page) -> None:
    arrive(page, f"{monday.url}/?lang=en#as=U0BOB")

    page.keyboard.press("Alt+u")
    page.keyboard.press("ArrowDown")

    options = page.get_by_role("option")
    expect(options.locator("strong")).to_have_text(["Anna Berger", "Bob Lee"])
    expect(page.get_by_role("combobox")).to_have_attribute("aria-activedescendant", "person-U0BOB")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.type("nobody at all")
    expect(page.locator(".nobody")).to_have_text("Nobody is called that.")
    page.keyboard.press("Escape")
    expect(page.locator(".who")).to_be_focused()


def test_the_list_tells_where_it_is_another_day(slack: Playground, page: Page) -> None:
    slack.set_time(datetime(2026, 1, 6, 2, 0, tzinfo=UTC))
    arrive(page, f"{slack.url}/?lang=en#as=U0BOB")

    page.locator(".who").press("Enter")

    times = page.get_by_role("option").locator("small")
    expect(times).to_have_text(["Tue, Jan 6, 3:00 AM", "9:00 PM"])


@pytest.mark.parametrize(
    ("language", "notes"),
    [
        ("en", ["Others with unread messages: 1", "1 unread"]),
        ("de", ["Andere mit ungelesenen Nachrichten: 1", "1 ungelesen"]),
    ],
)
def test_those_who_have_unread_messages_come_first(
    slack: Playground, client: WebClient, page: Page, language: str, notes: list[str]
) -> None:
    client.chat_postMessage(channel="U0BOB", text="Hi")
    arrive(page, f"{slack.url}/?lang={language}#as=U0ANNA")

    expect(page.get_by_role("button", name=notes[0])).to_be_visible()
    page.locator(".who").press("Enter")

    expect(page.get_by_role("option").first).to_contain_text("Bob Lee")
    expect(page.get_by_role("img", name=notes[1])).to_have_text("1")


def test_a_theme_lasts(slack: Playground, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    arrive(page, f"{slack.url}/?lang=en#as=U0BOB")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")

    page.get_by_role("button", name="Settings").press("Enter")
    expect(page.get_by_label("Colours")).to_be_focused()
    page.get_by_label("Colours").select_option("Dark")
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(26, 29, 33)")


def test_the_system_decides_on_the_theme_until_somebody_does(slack: Playground, page: Page) -> None:
    page.emulate_media(color_scheme="dark")

    arrive(page, f"{slack.url}/#as=U0BOB")

    expect(page.locator("body")).to_have_css("background-color", "rgb(26, 29, 33)")


def test_a_language_lasts_and_is_the_frames_only(slack: Playground, page: Page) -> None:
    arrive(page, f"{slack.url}/#as=U0BOB")

    page.keyboard.press("Alt+s")
    page.get_by_label("Language of this frame").select_option("Deutsch")
    expect(page.get_by_label("Sprache dieses Rahmens")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Einstellungen")).to_be_focused()
    page.reload()

    expect(page.get_by_role("button", name="+1 Woche")).to_be_visible()
    expect(page.locator(".top")).to_have_attribute("lang", "de")
    expect(page.locator("html")).to_have_attribute("lang", "en-US")


@pytest.mark.parametrize(
    ("language", "begin", "cancel"),
    [("en", "Start over", "Cancel"), ("de", "Von vorn beginnen", "Abbrechen")],
)
def test_starting_over_asks_first(
    slack: Playground, page: Page, language: str, begin: str, cancel: str
) -> None:
    asked: list[str] = []
    slack.start_over = lambda: asked.append("start over")
    arrive(page, f"{slack.url}/?lang={language}#as=U0BOB")
    page.keyboard.press("Alt+s")

    page.get_by_role("button", name=begin).press("Enter")
    expect(page.get_by_role("button", name=cancel)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=begin)).to_be_focused()
    assert asked == []
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#settings")).to_be_hidden()
    slack.wait_for(lambda: asked == ["start over"])


def test_where_nothing_begins_anew_and_no_tour_is_there_none_is_offered(
    slack: Playground, page: Page
) -> None:
    arrive(page, f"{slack.url}/?lang=en#as=U0BOB")

    page.keyboard.press("Alt+s")

    expect(page.get_by_role("link", name="Gallery of all blocks")).to_be_visible()
    expect(page.get_by_role("button", name="Start over")).to_have_count(0)
    expect(page.get_by_role("button", name="Tours")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "tours", "title"),
    [("en", "Tours", "First steps"), ("de", "Touren", "Erste Schritte")],
)
def test_tours_are_listed(
    slack: Playground, page: Page, language: str, tours: str, title: str
) -> None:
    slack.tours = [a_tour()]
    arrive(page, f"{slack.url}/?lang={language}#as=U0BOB")

    page.get_by_role("button", name=tours).press("Enter")

    expect(page.get_by_role("button", name=title)).to_be_focused()


def test_the_bar_is_left_alone_while_a_modal_is_open(
    monday: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    monday.command("U0BOB", "/try")
    client.views_open(trigger_id=app.last["trigger_id"], view=modal())
    arrive(page, f"{monday.url}/#as=U0BOB")
    expect(page.locator("dialog[open]")).to_be_visible()

    page.keyboard.press("Alt+n")

    assert monday.now() == MONDAY
