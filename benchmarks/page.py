"""The playground's page: the longest task of the browser with 1,000 messages in a channel.

A task over 50 ms is one that a person feels. Each message has ten blocks. What is measured is the
browser's own count of long tasks, which begins at 50 ms; 0 says that there was none.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from statistics import median

from playwright.sync_api import Page, sync_playwright
from slack_sdk import WebClient

from benchmarks.measure import Result, Size, at_most
from playground import Channel, Person, Playground
from playground.snapshot import mark_read

MESSAGES, BURST, A_DAY = 1_000, 100, 40
HERE, AWAY = "C0GENERAL", "C0QUIET"
BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
GOAL = at_most(50)
WATCH = """
window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)))
  .observe({ type: "longtask" });
window.shown = () => document.querySelectorAll("#messages .message").length;
window.until = (isDone) => new Promise((done) => {
  const look = () => (isDone() ? setTimeout(done, 400) : setTimeout(look, 50));
  look();
});
"""
LONGEST = "() => Math.max(0, ...tasks.splice(0))"
OPEN = "(room) => document.querySelector(`[data-action=${room}]`).click()"
ARE_SHOWN = "(count) => until(() => shown() === count)"
SCROLL = """() => until(() => {
  document.getElementById("scroll").scrollBy(0, -600);
  return document.getElementById("beginning").textContent;
})"""
IS_CHANGED = "(ts) => until(() => document.querySelector(`[data-ts='${ts}'] .edited`))"


def measure(size: Size) -> Iterator[Result]:
    """Milliseconds of the longest task: the median of rounds, each with a channel of its own."""
    count = size.of(MESSAGES, least=200)
    rounds = [_round(count) for _number in range(3)]
    names = (
        f"open a channel of {count}", "scroll through it", "update an old message",
        f"{BURST} messages at once",
    )  # fmt: skip
    for name, longest in zip(names, zip(*rounds, strict=True), strict=True):
        yield Result(name, "ms", median(longest), goal=GOAL)


def _round(count: int) -> list[float]:
    with _slack() as slack, _page() as page:
        client = WebClient(slack.world.identity.bot_token, base_url=slack.api_url)
        stamps = [stamp for day in range(count // A_DAY) for stamp in _talk(slack, client, day)]
        mark_read(slack.world, "U0ADA", HERE)
        page.goto(f"{slack.url}/#as=U0ADA&in={AWAY}")
        page.locator(f"[data-action={HERE}]").wait_for()
        _longest(page, lambda: page.wait_for_timeout(1000))
        return [
            _longest(page, lambda: _open(page)),
            _longest(page, lambda: page.evaluate(SCROLL)),
            _longest(page, lambda: _update(page, client, stamps[3])),
            _longest(page, lambda: _burst(page, client, count)),
        ]


@contextmanager
def _slack() -> Iterator[Playground]:
    people = [Person("U0ADA", "Ada Berger")]
    channels = [Channel(each, each.lower(), ("U0ADA",)) for each in (HERE, AWAY)]
    with Playground(people, channels).start() as slack:
        yield slack


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(WATCH)
        yield page
        browser.close()


def _longest(page: Page, action: Callable[[], object]) -> float:
    action()
    return float(page.evaluate(LONGEST))


def _open(page: Page) -> None:
    page.evaluate(OPEN, HERE)
    page.evaluate(ARE_SHOWN, 50)


def _update(page: Page, client: WebClient, ts: str) -> None:
    client.chat_update(channel=HERE, ts=ts, text="Changed", blocks=_blocks(0))
    page.evaluate(IS_CHANGED, ts)


def _burst(page: Page, client: WebClient, count: int) -> None:
    for number in range(BURST):
        _post(client, number)
    page.evaluate(ARE_SHOWN, count + BURST)


def _talk(slack: Playground, client: WebClient, day: int) -> list[str]:
    """The stamps of a day's messages."""
    slack.set_time(BEGIN + timedelta(days=day))
    return [_post(client, number) for number in range(A_DAY)]


def _post(client: WebClient, number: int) -> str:
    text = f"Message {number}"
    answer = client.chat_postMessage(channel=HERE, text=text, blocks=_blocks(number))
    return str(answer["ts"])


def _blocks(number: int) -> str:
    """As much as a digest: a heading, six key results, who said it, buttons, a menu."""
    lines = [
        _section(f"*Key result {line}* of <@U0ADA>\n{number}% → {number + 1}% :tada: `{line}`")
        for line in range(6)
    ]
    said = {"type": "context", "elements": [_mrkdwn("Ada Berger · _5 January_ · 9 of 10")]}
    buttons = [_button("Check in", "primary"), _button("Details"), _button("Not now")]
    heading = {"type": "header", "text": _plain(f"Week {number}")}
    actions = {"type": "actions", "elements": buttons}
    return json.dumps([heading, *lines, {"type": "divider"}, said, actions])


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": _mrkdwn(text)}


def _mrkdwn(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _button(text: str, style: str = "") -> dict[str, object]:
    look = {"style": style} if style else {}
    return {"type": "button", "text": _plain(text), "action_id": text, **look}
