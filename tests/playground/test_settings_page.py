"""Settings and tours: what is chosen lasts, and what forgets everything asks first."""

import pytest
from playwright.sync_api import Page, expect

from playground import Playground
from tests.playground.frame import a_tour, arrive


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
