"""The guided tours, walked in a browser: each ends with what it promised."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from playground import Playground
from tests.axe import findings
from tests.e2e.demos import running_demo
from tests.e2e.running import words
from tests.e2e.touring import Visitor

NBSP = "\N{NO-BREAK SPACE}"
LANGUAGES = pytest.mark.parametrize("language", ["en", "de"])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def slack(demo: Playground) -> Playground:
    """A demo in which nobody did anything yet."""
    assert demo.start_over is not None
    demo.start_over()
    return demo


@LANGUAGES
def test_a_member_checks_in(page: Page, slack: Playground, language: str) -> None:
    Visitor.arrives(page, slack, language, "monday").presses_next_until_the_end()

    (receipt,) = slack.dm("U0LIAM")
    assert "66% → 71% · confidence 7 → 8" in words(receipt)
    assert "The order form remembers what a clinic ordered last." in words(receipt)


@LANGUAGES
def test_a_manager_reads_and_acts(page: Page, slack: Playground, language: str) -> None:
    Visitor.arrives(page, slack, language, "tuesday").presses_next_until_the_end()

    _older, digest, reply = slack.messages("C0PORTLEADS")
    assert "Clinic Portal, week 39" in words(digest)
    assert digest["reactions"] == [{"name": "eyes", "count": 1, "users": ["U0PRIYA"]}]
    assert (reply["user"], reply["thread_ts"]) == ("U0PRIYA", digest["ts"])
    assert "Clinic Portal, week 39" in words(slack.ephemerals("U0PRIYA"))


@LANGUAGES
def test_a_word_reaches_the_top(page: Page, slack: Playground, language: str) -> None:
    Visitor.arrives(page, slack, language, "front-line").presses_next_until_the_end()

    _older, digest, reply = slack.messages("C0ACMELEADS")
    assert "Drei Kliniken haben noch Teile aus Charge 2231" in words(digest)
    assert "says Nina Steiner · <@U0HELGA> can help" in words(digest)
    assert (reply["user"], reply["thread_ts"]) == ("U0HELGA", digest["ts"])


@LANGUAGES
def test_nothing_typed_is_lost(page: Page, slack: Playground, language: str) -> None:
    Visitor.arrives(page, slack, language, "mistake").presses_next_until_the_end()

    (receipt,) = slack.dm("U0NINA")
    assert f"92,6{NBSP}% → 92,9{NBSP}%" in words(receipt)


@LANGUAGES
def test_a_broken_slack_loses_nothing(page: Page, slack: Playground, language: str) -> None:
    Visitor.arrives(page, slack, language, "broken").presses_next_until_the_end()

    (nudge,) = slack.dm("U0LIAM")
    assert "Orders placed without a call" in words(nudge)
    assert [each.status for each in slack.calls("chat.postMessage")[-4:]] == [500, 500, 200, 200]
    assert slack.switches() == []


@LANGUAGES
@pytest.mark.parametrize(
    ("tour", "told"), [("monday", "66% → 71%"), ("mistake", f"92,6{NBSP}% → 92,9{NBSP}%")]
)
def test_a_tour_goes_on_when_the_keyboard_does_what_it_says(
    page: Page, slack: Playground, language: str, tour: str, told: str
) -> None:
    visitor = Visitor.arrives(page, slack, language, tour)

    visitor.does_it_all_with_the_keyboard()

    assert told in visitor.told(visitor.steps[0]["as"])


def test_the_end_offers_the_next_tour(page: Page, slack: Playground) -> None:
    visitor = Visitor.arrives(page, slack, "en", "mistake")
    visitor.presses_next_until_the_end()

    page.get_by_role("button", name="Next tour: Slack breaks, and nothing is lost").click()

    Visitor(page, slack, "en", slack.tours[-1]).sees(1)


def test_escape_ends_the_tour_and_leaves_the_form_open(page: Page, slack: Playground) -> None:
    visitor = Visitor.arrives(page, slack, "en", "mistake")
    visitor.sees(1)
    page.keyboard.press("Enter")
    visitor.sees(2)

    page.keyboard.press("Escape")

    expect(page.locator(".tour-box")).to_have_count(0)
    expect(page.locator("#modal")).to_be_visible()


def test_next_keeps_the_focus_through_a_form(page: Page, slack: Playground) -> None:
    visitor = Visitor.arrives(page, slack, "en", "mistake")
    visitor.sees(1)

    page.keyboard.press("Enter")
    visitor.sees(2)
    page.keyboard.press("Enter")
    visitor.sees(3)

    expect(page.locator(".tour-button.primary")).to_be_focused()


def test_a_step_that_does_not_come_is_told(page: Page, slack: Playground) -> None:
    page.goto(f"{slack.url}/?lang=en")
    page.wait_for_selector("#side .room", state="attached")
    step = {"as": "U0LIAM", "in": "dm", "at": ".never", "say": {"en": "…", "de": "…"}}
    tour = {"id": "x", "title": {"en": "X", "de": "X"}, "steps": [step]}

    page.evaluate("async (tour) => (await import('/page/frame/tour.js')).startTour(tour)", tour)

    expect(page.locator(".tour-say")).to_contain_text("Please start the tour again")
    expect(page.get_by_role("button", name="Start the tour again")).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_tour_inside_a_form(
    page: Page, slack: Playground, theme: str
) -> None:
    visitor = Visitor.arrives(page, slack, "en", "mistake", theme)
    visitor.sees(1)
    page.keyboard.press("Enter")
    visitor.sees(2)

    assert findings(page) == []


def test_each_tour_takes_a_minute(slack: Playground) -> None:
    assert [5 <= len(tour["steps"]) <= 9 for tour in slack.tours] == [True] * 5
