"""The bar around the Slack: the clock and its steps, by keyboard, in two languages."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.frame import MONDAY, a_tour, arrive
from tests.playground.make import Recorder, modal

TUESDAY = MONDAY + timedelta(days=1)
TITLE = re.compile(r"^America/New_York · 2026-01-06 09:00 UTC · ")


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


def test_time_can_pass_while_a_modal_is_open(
    monday: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    monday.command("U0BOB", "/try")
    client.views_open(trigger_id=app.last["trigger_id"], view=modal())
    arrive(page, f"{monday.url}/#as=U0BOB")
    expect(page.locator("dialog[open]")).to_be_visible()

    page.keyboard.press("Alt+n")

    monday.wait_for(lambda: monday.now() == TUESDAY)
    expect(page.locator("dialog[open]")).to_be_visible()
