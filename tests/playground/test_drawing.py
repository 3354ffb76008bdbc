"""What the page draws of a text: tables of mrkdwn, and of dates, as people see them."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from slack_sdk import WebClient

from playground import Channel, Person, Playground
from tests.playground.make import Json, section

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PEOPLE = (
    Person("U0ANNA", "Anna Berger", tz="Europe/Vienna", locale="de-DE"),
    Person("U0BOB", "Bob Lee", tz="America/New_York"),
)
# A node as tags and text: only what says something is kept of the attributes.
SHAPE = """nodes => nodes.map(function shape(node) {
  if (node.nodeType === 3) return node.data;
  const inner = [...node.childNodes].map(shape).join("");
  const tag = node.tagName.toLowerCase();
  if (tag === "br") return "\\n";
  if (tag === "a") return `<a ${node.getAttribute("href")}>${inner}</a>`;
  if (node.className.startsWith("mention")) return `<${node.className}>${inner}</>`;
  return ["div", "span", "time"].includes(tag) ? inner : `<${tag}>${inner}</${tag}>`;
})"""

Draw = Callable[[str, list[str]], Locator]


@pytest.fixture(scope="module")
def draw(browser: Browser) -> Iterator[Draw]:
    """Posts the texts as sections of a message; what a person sees of each."""
    with Playground(PEOPLE, [Channel("C0PLAT", "platform", ("U0ANNA", "U0BOB"))]).start() as slack:
        slack.set_time(MONDAY)
        client = WebClient(token="xoxb-playground", base_url=slack.api_url)
        shown = browser.new_page()

        def seen(user: str, texts: list[str]) -> Locator:
            client.chat_postMessage(channel=user, text="x", blocks=[section(one) for one in texts])
            shown.goto("about:blank")
            shown.goto(f"{slack.url}/#as={user}")
            sections = shown.locator(".message").last.locator(".section-text")
            expect(sections).to_have_count(len(texts))
            return sections

        yield seen
        shown.close()


MRKDWN = [
    ("*bold* _italic_", "<strong>bold</strong> <em>italic</em>"),
    ("~strike~ `code`", "<s>strike</s> <code>code</code>"),
    ("*_both_* and _*both*_", "<strong><em>both</em></strong> and <em><strong>both</strong></em>"),
    ("*a `*` b*", "<strong>a <code>*</code> b</strong>"),
    ("*bold*, (_it_)! \"~st~\"", "<strong>bold</strong>, (<em>it</em>)! \"<s>st</s>\""),
    ("snake_case_name 2*3*4 a~b~c", "snake_case_name 2*3*4 a~b~c"),
    ("_snake_case_", "<em>snake_case</em>"),
    ("für*Öl*e", "für*Öl*e"),
    ("2 * 3 * 4 and * bold *", "2 * 3 * 4 and * bold *"),
    ("**twice** __twice__", "**twice** __twice__"),
    ("*open _and_ `never", "*open <em>and</em> `never"),
    ("*a *b*", "*a <strong>b</strong>"),
    ("*a _b* c_", "<strong>a _b</strong> c_"),
    ("*not\nover lines*", "*not\nover lines*"),
    ("`*not* _here_ :tada:`", "<code>*not* _here_ :tada:</code>"),
    ("```\n*not* here\n  kept\n```", "<pre>*not* here\n  kept</pre>"),
    ("before ```one``` after", "before <pre>one</pre> after"),
    ("a\n```one```\nb", "a<pre>one</pre>b"),
    ("``` never closed", "``` never closed"),
    ("&gt; *b*\n&gt; more\nend", "<blockquote><strong>b</strong>\nmore</blockquote>end"),
    ("a &gt; b", "a > b"),
    ("x\n&gt;&gt;&gt;all\nof\n\n```it```", "x<blockquote>all\nof\n<pre>it</pre></blockquote>"),
    ("• one\n    ◦ two\n1. three", "• one\n    ◦ two\n1. three"),
    ("a\n\nb", "a\n\nb"),
    ("<https://a.b/c?d=1&amp;e=2|label>", "<a https://a.b/c?d=1&e=2>label</a>"),
    ("<https://a.b>", "<a https://a.b>https://a.b</a>"),
    ("<https://a.b|*not bold*>", "<a https://a.b>*not bold*</a>"),
    ("*<https://a.b|label>*", "<strong><a https://a.b>label</a></strong>"),
    ("see https://a.b/c_d_e, ok", "see <a https://a.b/c_d_e>https://a.b/c_d_e</a>, ok"),
    ("(https://x.y).", "(<a https://x.y>https://x.y</a>)."),
    ("*https://a.b*", "<strong><a https://a.b>https://a.b</a></strong>"),
    ("<mailto:a@b.c|a@b.c> <mailto:a@b.c>", "<a mailto:a@b.c>a@b.c</a> <a mailto:a@b.c>a@b.c</a>"),
    ("`<https://a.b|label>`", "<code><a https://a.b>label</a></code>"),
    ("<javascript:alert(1)|press>", "<javascript:alert(1)|press>"),
    ("<@U0ANNA> <@U0NONE>", "<mention>@Anna Berger</> <mention>@U0NONE</>"),
    ("<@U0NONE|sam>", "<mention>@sam</>"),
    ("<@U0BOB>", "<mention me>@Bob Lee</>"),
    ("<#C0PLAT> <#C0NONE|gone>", "<mention>#platform</> <mention>#gone</>"),
    ("<!here> <!channel>", "<mention me>@here</> <mention me>@channel</>"),
    ("<!subteam^S01|@leads> <!subteam^S01>", "<mention>@leads</> <mention>@S01</>"),
    (":tada: :+1: :wave::skin-tone-4: :heart::skin-tone-2:", "🎉 👍 👋🏽 ❤️🏻"),
    (":no-such-thing: 10:30:45 a::b", ":no-such-thing: 10:30:45 a::b"),
    ("*:tada: x*:rocket:", "<strong>🎉 x</strong>🚀"),
    ("&amp;lt; &lt;b&gt; &quot; &amp;amp;", "&lt; <b> &quot; &amp;"),
]  # fmt: skip


@pytest.fixture(scope="module")
def drawn(draw: Draw) -> dict[str, str]:
    sources = [source for source, _ in MRKDWN]
    return dict(zip(sources, draw("U0BOB", sources).evaluate_all(SHAPE), strict=True))


@pytest.mark.parametrize(("source", "shape"), MRKDWN)
def test_mrkdwn_is_drawn_as_slack_does(drawn: dict[str, str], source: str, shape: str) -> None:
    assert drawn[source] == shape


def stamp(year: int, month: int, day: int, hour: int, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp())


IN_MAY = stamp(2025, 5, 1, 9)
TUESDAY = stamp(2026, 1, 6, 14, 5)
DATES = [
    (f"<!date^{TUESDAY}^{{date_num}}|x>", "2026-01-06", "2026-01-06"),
    (f"<!date^{TUESDAY}^{{date}}|x>", "January 6th", "6. Januar"),
    (f"<!date^{stamp(2014, 2, 18, 14)}^{{date}}|x>", "February 18th, 2014", "18. Februar 2014"),
    (f"<!date^{TUESDAY}^{{date_short}}|x>", "Jan 6, 2026", "6. Jan. 2026"),
    (f"<!date^{IN_MAY}^{{date_long}}|x>", "Thursday, May 1st, 2025", "Donnerstag, 1. Mai 2025"),
    (f"<!date^{TUESDAY}^{{date_pretty}}|x>", "Tomorrow", "Morgen"),
    (f"<!date^{TUESDAY}^due {{date_short_pretty}}|x>", "Due tomorrow", "Due morgen"),
    (f"<!date^{stamp(2026, 1, 5, 6)}^{{date_long_pretty}}|x>", "Today", "Heute"),
    (f"<!date^{stamp(2026, 1, 5, 4)}^{{date_pretty}}|x>", "Yesterday", "Heute"),
    (f"<!date^{stamp(2026, 3, 22, 9)}^{{date_short_pretty}}|x>", "Mar 22, 2026", "22. März 2026"),
    (f"<!date^{TUESDAY}^{{time}}|x>", "9:05 AM", "15:05"),
    (f"<!date^{TUESDAY}^{{time_secs}}|x>", "9:05:00 AM", "15:05:00"),
    (f"<!date^{stamp(2026, 1, 5, 7)}^{{ago}}|x>", "2 hours ago", "Vor 2 Stunden"),
    (f"<!date^{stamp(2026, 1, 8, 10)}^{{ago}}|x>", "In 3 days", "In 3 Tagen"),
    (f"<!date^{TUESDAY}^{{time}}^https://a.b/c|x>", "<a https://a.b/c>9:05 AM</a>", "<a https://a.b/c>15:05</a>"),
    (f"<!date^{TUESDAY}^{{time}}^javascript:alert()|x>", "9:05 AM", "15:05"),
    (f"<!date^{TUESDAY}^{{never}} {{time}}|x>", "{never} 9:05 AM", "{never} 15:05"),
    ("<!date^soon^{date}|some day>", "some day", "some day"),
    (f"<!date^{TUESDAY}^no token|some day>", "some day", "some day"),
]  # fmt: skip


@pytest.fixture(scope="module")
def dated(draw: Draw) -> dict[str, tuple[str, str]]:
    sources = [source for source, _, _ in DATES]
    english = draw("U0BOB", sources).evaluate_all(SHAPE)
    german = draw("U0ANNA", sources).evaluate_all(SHAPE)
    return dict(zip(sources, zip(english, german, strict=True), strict=True))


@pytest.mark.parametrize(("source", "english", "german"), DATES)
def test_dates_are_told_in_the_readers_language_and_zone(
    dated: dict[str, tuple[str, str]], source: str, english: str, german: str
) -> None:
    assert dated[source] == (english, german)


MARKERS = [*"*_~`<>|:\n ", "```", "&gt;", "&lt;", "&amp;", ">>>", "https://", "qw", "k", "*q", "w_"]


def soup(seed: int) -> str:
    """A text of markers and the letters k, q and w, which no emoji and no token is named by."""
    return "q" + "".join(random.Random(seed).choices(MARKERS, k=120))  # noqa: S311 -- a text, no secret


def letters(text: str) -> str:
    return re.sub(r"[^kqw]", "", text)


def test_no_letter_is_lost_in_a_soup_of_markers(draw: Draw) -> None:
    soups = [soup(seed) for seed in range(50)]

    shown = draw("U0BOB", soups).all_text_contents()

    assert list(map(letters, shown)) == [letters(unescape(one)) for one in soups]


# How often a text of `count` pieces makes the page look for a pattern in something.
STEPS = """async ([piece, count]) => {
  const { mrkdwn } = await import("/page/blocks/mrkdwn.js");
  const exec = RegExp.prototype.exec;
  let steps = 0;
  RegExp.prototype.exec = function (text) {
    steps += 1;
    return exec.call(this, text);
  };
  mrkdwn(piece.repeat(count));
  RegExp.prototype.exec = exec;
  return steps;
}"""
HOSTILE = [
    "*", "`", "<", ">", ":", "*a ", "*a _b ~c ", "`a", "```", "``` ", ">>>\n", "&gt;\n", "<a|",
    ":a", "https://", "*a*", "\n", "<@U1", "a* ", "_*~",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_steps_in_proportion_to_its_length(
    slack: Playground, page: Page, piece: str
) -> None:
    page.goto(slack.url)

    short, long = (page.evaluate(STEPS, [piece, count]) for count in (500, 2000))

    assert long <= 4 * short + 20


def test_verbatim_text_has_no_links_of_its_own(
    slack: Playground, client: WebClient, page: Page
) -> None:
    text: Json = {"type": "mrkdwn", "text": "https://a.b *x* <https://c.d>", "verbatim": True}
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[{"type": "section", "text": text}])
    page.goto(f"{slack.url}/#as=U0BOB")

    links = page.locator(".section-text a")

    expect(links).to_have_text(["https://c.d"])


@pytest.mark.parametrize(("text", "count"), [(":tada: :rocket: 🎯", 1), (":tada: done", 0)])
def test_only_emoji_are_drawn_larger(
    slack: Playground, client: WebClient, page: Page, text: str, count: int
) -> None:
    client.chat_postMessage(channel="U0BOB", text=text)
    page.goto(f"{slack.url}/#as=U0BOB")

    expect(page.locator(".message .emoji").first).to_have_text("🎉")
    expect(page.locator(".message .large")).to_have_count(count)
