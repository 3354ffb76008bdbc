"""The gallery in a browser: each example is drawn, each element is used, in both languages."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from playground import Channel, Person, Playground
from playground.blocks.state import elements
from playground.gallery import gallery
from tests.playground.make import Json
from tests.playground.using import Case

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PEOPLE = (Person("U0ANNA", "Anna Berger"), Person("U0BOB", "Bob Lee", locale="de-DE"))
CHANNELS = (
    Channel("C0PLAT", "platform", ("U0ANNA", "U0BOB")),
    Channel("C0RAND", "random", ("U0ANNA",)),
)


def workspace() -> Playground:
    slack = Playground(PEOPLE, CHANNELS)
    slack.set_time(MONDAY)
    return slack


ALL = gallery(workspace().world)
KNOWN = [pytest.param(one["name"], id=one["name"]) for one in ALL if one["is_known"]]
UNKNOWN = [pytest.param(one["name"], id=one["name"]) for one in ALL if not one["is_known"]]
SAYS = """([box, parts]) => {
    const said = JSON.stringify(JSON.parse(document.querySelector(box)?.textContent ?? "{}"));
    return parts.every((one) => said.includes(one));
}"""
# What is far away has a guessed height, and pictures come late: until both are there, an element
# may move away under a mouse that has just gone down on it.
LOOK_THROUGH = """async () => {
    for (const one of document.querySelectorAll("article")) {
        one.scrollIntoView();
        await new Promise(requestAnimationFrame);
    }
    for (const one of document.images) one.loading = "eager";
    await Promise.all([...document.images].map((one) => one.decode().catch(() => null)));
    scrollTo(0, 0);
}"""
UNKNOWN_TYPES = {
    "unknown-video": "“video”|„video“",
    "unknown-card": "“card”|„card“",
    "unknown-file-input": "“file_input”|„file_input“",
    "unknown-invented": "“marquee”|„marquee“",
    "unknown-element": "“slider”|„slider“",
    "unknown-accessory": "“workflow_button”|„workflow_button“",
}
CASES = [
    Case(one["name"], block, element, one["suggested"])
    for one in ALL
    for block, element in elements(one["blocks"])
    if one["is_known"]
]
WITH_THE_FORM = [case.param for case in CASES if case.is_quiet]
AFTER_A_QUESTION = [case.param for case in CASES if "confirm" in case.element]
AT_ONCE = [case.param for case in CASES if not case.is_quiet and "confirm" not in case.element]


@pytest.fixture(scope="module")
def bakery() -> Iterator[Playground]:
    with workspace().start() as running:
        yield running


@contextmanager
def gallery_page(browser: Browser, slack: Playground, language: str) -> Iterator[Page]:
    """The gallery; loaded once for many tests, as each of its examples stands for itself."""
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("popup", lambda opened: opened.close())  # behind a tab, a page draws once a second
    page.goto(f"{slack.url}/gallery?lang={language}")
    page.locator("article").last.wait_for()
    page.evaluate(LOOK_THROUGH)
    yield page
    page.close()
    assert complaints == []


@pytest.fixture(scope="module", params=["en", "de"])
def shown(request: pytest.FixtureRequest, browser: Browser, bakery: Playground) -> Iterator[Page]:
    with gallery_page(browser, bakery, request.param) as page:
        yield page


@pytest.fixture(scope="module", params=["by_mouse", "by_key"])
def hand(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def used(hand: str, browser: Browser, bakery: Playground) -> Iterator[Page]:
    """The gallery for one hand: the mouse uses it in English, the keyboard in German."""
    with gallery_page(browser, bakery, {"by_mouse": "en", "by_key": "de"}[hand]) as page:
        yield page


def told(case: Case, page: Page) -> Json:
    """What the page says Slack would send, once it is about the value that was entered."""
    box = f"#{case.name} .told pre"
    value = json.dumps(case.value, ensure_ascii=False, separators=(",", ":"))
    with suppress(TookTooLong):  # a wrong value is told by the test's own comparison
        page.wait_for_function(
            SAYS,
            arg=[box, [f'"{case.element["action_id"]}"', value]],
            timeout=10_000,
        )
    found: Json = json.loads(page.locator(box).text_content() or "{}")
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_known_is_drawn(shown: Page, name: str) -> None:
    article = shown.locator(f"#{name}")

    expect(article.locator(".unknown")).to_have_count(0)
    assert article.locator(".block").count() > 0
    assert "undefined" not in (article.text_content() or "")


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_known_is_a_placeholder(shown: Page, name: str) -> None:
    placeholder = shown.locator(f"#{name} .unknown")

    expect(placeholder).to_have_count(1)
    expect(placeholder).to_have_text(re.compile(UNKNOWN_TYPES[name]))


def test_every_example_is_shown_and_in_the_index(shown: Page) -> None:
    names = [one["name"] for one in ALL]

    assert shown.locator("article").evaluate_all("all => all.map((one) => one.id)") == names
    links = shown.locator("#index a").evaluate_all("all => all.map((one) => one.hash.slice(1))")
    assert links == names


@pytest.mark.parametrize("case", AT_ONCE)
def test_a_used_element_is_heard_of_at_once(used: Page, hand: str, case: Case) -> None:
    case.use(used, hand)

    [action] = told(case, used)["actions"]
    assert {key: action[key] for key in case.entry} == case.entry


@pytest.mark.parametrize("case", WITH_THE_FORM)
def test_what_is_entered_goes_with_the_form(used: Page, hand: str, case: Case) -> None:
    case.use(used, hand)

    entry = {"type": case.kind, case.key: case.value}
    values = {case.block["block_id"]: {case.element["action_id"]: entry}}
    assert told(case, used) == {"state": {"values": values}}


@pytest.mark.parametrize("case", AFTER_A_QUESTION)
def test_who_is_sure_is_heard_and_who_is_not_is_not(used: Page, hand: str, case: Case) -> None:
    question = used.locator("dialog.confirm")

    case.use(used, hand)
    used.keyboard.press("Escape")
    expect(question).to_be_hidden()
    expect(used.locator(f"#{case.name} .told")).to_be_empty()
    case.use(used, hand)
    question.get_by_role("button", name=case.element["confirm"]["confirm"]["text"]).click()

    [action] = told(case, used)["actions"]
    assert {key: action[key] for key in case.entry} == case.entry


def test_only_one_surface_is_shown_when_asked(page: Page, bakery: Playground) -> None:
    page.goto(f"{bakery.url}/gallery?lang=en")

    page.get_by_label("Surface").select_option("home")

    names = [one["name"] for one in ALL if one["surface"] == "home"]
    expect(page.locator("article")).to_have_count(len(names))
    assert page.locator("article").evaluate_all("all => all.map((one) => one.id)") == names


def test_an_address_leads_to_its_example(page: Page, bakery: Playground) -> None:
    page.goto(f"{bakery.url}/gallery?lang=en#input-multi")

    expect(page.locator("#input-multi")).to_be_in_viewport()


def test_language_and_colours_are_chosen_on_the_page(page: Page, bakery: Playground) -> None:
    page.goto(f"{bakery.url}/gallery?lang=en&theme=light")

    page.get_by_label("Language").select_option("de")
    page.get_by_label("Farben").select_option("dark")

    expect(page.get_by_role("heading", level=1)).to_have_text("Galerie aller Blöcke")
    expect(page.locator("#input-multi").get_by_role("combobox").nth(2)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "de-DE"
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_the_skip_link_leads_past_the_index(page: Page, bakery: Playground) -> None:
    page.goto(f"{bakery.url}/gallery?lang=en")
    page.locator("article").last.wait_for()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the examples")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('article').id") == ALL[0]["name"]


def test_a_phone_shows_each_example_without_scrolling_sideways(
    page: Page, bakery: Playground
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{bakery.url}/gallery?lang=de")
    page.locator("article").last.wait_for()

    wide = page.locator("article").evaluate_all(
        "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.id)"
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_gallery_looks_as_the_page_does(bakery: Playground) -> None:
    """Whatever style the page draws its Slack with, the gallery has it too."""
    around = {"composer", "frame", "inspector", "narrow", "replies", "tour", "tree"}

    assert styles(bakery, "/") - around == styles(bakery, "/gallery") - {"gallery"}


def styles(slack: Playground, path: str) -> set[str]:
    return set(re.findall(r"/page/look/(\w+)\.css", httpx.get(slack.url + path).text))
