"""What people read in Slack, as numbers again: nudges, receipts, lists and digests."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from playground import Playground
from tests.e2e.model import AimNumbers

Json = dict[str, Any]

LIGHTS = {
    ":large_green_circle:": "green",
    ":large_yellow_circle:": "yellow",
    ":red_circle:": "red",
    ":white_circle:": "white",
}
HEADLINE = re.compile(
    r"\*(\d+) (?:of|von) (\d+) \D+ ([+-]?\d+)\s?%(?: \((?:([+-]?\d+)\s?% )?[^)]*\))?"
    r" · (\d+) (?:of|von) (\d+) [^*\n]*\*"
)
AIM = re.compile(
    r"(:\w+:) \*(We are \w+)\* · [^\n]*\n"
    r"\S+ (\d+)\s?%, (?:expected|erwartet) (\d+)\s?% · (\d+) (?:of|von) (\d+) "
)
MOVED = re.compile(r"• \*([^*\n]+)\*: ([^·\n]+?) → ([^·\n]+?) · ")
IN_RECEIPT = re.compile(r"\*([^*\n]+)\*\n([^·\n]+?) → ([^·\n]+?) · ")
IN_LIST = re.compile(r"(:\w+:) \*([^*\n]+)\* · [^\n]*\n\S+  ([^·\n]+) · ([^\n]+)")
MISSING = re.compile(r"\*(?:Not heard from yet|Noch nichts gehört von)\*\n([^\n]+)")


REMINDER = re.compile(
    r"A reminder of your|Eine Erinnerung an|"
    r"((?:Your check-in of week|Dein Check-in der Woche) \d+ (?:is done|ist erledigt))"
)
TALKED_ABOUT = re.compile(r"^• \*([^*\n]+)\*: ", re.MULTILINE)
STARTED = re.compile(r"(?:has begun for|hat für) .* (\d+) [Oo]bjectives? (?:agreed|vereinbart)")
TO_CLOSE = re.compile(r"^\*(\w+)\* · \d+ ", re.MULTILINE)


@dataclass(frozen=True)
class SeenDigest:
    """A digest with its thread, as numbers."""

    at: datetime
    week: int
    headline: tuple[int, ...]
    aims: dict[str, AimNumbers]
    moved: dict[str, tuple[Fraction, Fraction]]
    missing: frozenset[str]


@dataclass(frozen=True)
class SeenGoal:
    """A key result in the answer to /okr list; no confidence before the first check-in."""

    light: str
    value: Fraction
    confidence: int | None


def nudges(slack: Playground, user: str) -> list[datetime]:
    """When this person was nudged."""
    return [
        at(call.response["ts"])
        for call in slack.calls("chat.postMessage")
        if call.args["channel"] == user
        and call.args["text"].startswith(("Time for your check-in", "Zeit für deinen Check-in"))
    ]


def receipts(slack: Playground, user: str) -> dict[int, list[dict[str, tuple[Fraction, Fraction]]]]:
    """By week each receipt that stands in the person's DM: what moved from what to what."""
    found: dict[int, list[dict[str, tuple[Fraction, Fraction]]]] = {}
    for message in slack.dm(user):
        if message["text"].startswith(("Thank you", "Danke", "Week ", "Woche ")):
            week = int(re.findall(r"(?:[Ww]eek|Woche) (\d+)", message["text"])[0])
            found.setdefault(week, []).append(_moved(IN_RECEIPT, sections(message)))
    return found


def listed(slack: Playground, user: str) -> dict[str, SeenGoal]:
    """What this person reads in answer to /okr list, by title."""
    assert slack.command(user, "/okr list").error is None
    text = sections(slack.ephemerals(user)[-1])
    return {
        title: SeenGoal(LIGHTS[light], number(reached), _confidence(words))
        for light, title, reached, words in IN_LIST.findall(text)
    }


def starts(slack: Playground, channel: str) -> list[tuple[datetime, int]]:
    """When a channel was told that a cycle has begun, with how many objectives."""
    return [
        (at(each["ts"]), int(found[1]))
        for each in slack.messages(channel)
        if (found := STARTED.search(each["text"]))
    ]


def unasked(slack: Playground, user: str) -> list[tuple[datetime, str]]:
    """All that came to this person unasked, with what it is: the first word of its key."""
    kinds = ("nudge", "remind", "talk", "closing", "retrospective")
    return [
        (at(call.response["ts"]), kind)
        for call in slack.calls("chat.postMessage")
        if call.args["channel"] == user and (kind := _kind(call.args)) in kinds
    ]


def reminders(slack: Playground, user: str) -> list[datetime]:
    """When this person was reminded."""
    return [at for at, kind in unasked(slack, user) if kind == "remind"]


def settled(slack: Playground, user: str) -> list[bool]:
    """Of each reminder that stands in the person's DM, whether it says that the week is done."""
    found = [REMINDER.match(each["text"]) for each in slack.dm(user)]
    return [each[1] is not None for each in found if each]


def talks(slack: Playground, user: str) -> list[tuple[datetime, tuple[str, ...]]]:
    """When this person was told that somebody is silent, and who that is."""
    return [
        (at(call.response["ts"]), tuple(TALKED_ABOUT.findall(sections(call.args))))
        for call in slack.calls("chat.postMessage")
        if call.args["channel"] == user and _kind(call.args) == "talk"
    ]


def left_open(slack: Playground, user: str) -> dict[int, list[list[str]]]:
    """By week the key results that a message shows as open, message by message."""
    found: dict[int, list[list[str]]] = {}
    for message in slack.dm(user):
        blocks = [each for each in message["blocks"] if each["block_id"].startswith("open:")]
        if blocks:
            titles = [each["text"]["text"].split("*")[1] for each in blocks]
            found.setdefault(_week(message), []).append(titles)
    return found


def closings(slack: Playground, user: str) -> list[tuple[datetime, tuple[str, ...]]]:
    """When this person was asked to close which teams."""
    return [
        (at(call.response["ts"]), tuple(sorted(TO_CLOSE.findall(sections(call.args)))))
        for call in slack.calls("chat.postMessage")
        if call.args["channel"] == user and _kind(call.args) == "closing"
    ]


def digests(slack: Playground, channel: str) -> list[SeenDigest]:
    """The digests of a channel, oldest first."""
    messages = [each for each in slack.messages(channel) if not STARTED.search(each["text"])]
    first = [each for each in messages if each.get("thread_ts") in (None, each["ts"])]
    return [
        _digest([each for each in messages if each["ts"] == one["ts"] or _is_reply(each, one)])
        for one in first
    ]


def _kind(sent: Json) -> str:
    """The first word of a message's key."""
    found = sent["metadata"]
    payload = json.loads(found) if isinstance(found, str) else found
    return str(payload["event_payload"]["key"]).partition(":")[0]


def _week(message: Json) -> int:
    """The week of a message's form."""
    rows = next(each for each in message["blocks"] if each["block_id"] == "checkin.open")
    return int(rows["elements"][0]["value"][-2:])


def _is_reply(message: Json, first: Json) -> bool:
    return bool(message.get("thread_ts") == first["ts"])


def _digest(pages: list[Json]) -> SeenDigest:
    text = "\n".join(map(sections, pages))
    found = HEADLINE.search(text)
    assert found, text
    missing = MISSING.search(text)
    return SeenDigest(
        at=at(pages[0]["ts"]),
        week=int(re.findall(r"\d+$", pages[0]["blocks"][0]["text"]["text"])[0]),
        headline=tuple(int(each or 0) for each in found.groups()),
        aims={
            title: AimNumbers(LIGHTS[light], *map(int, numbers))
            for light, title, *numbers in AIM.findall(text)
        },
        moved=_moved(MOVED, text),
        missing=frozenset(missing[1].split(", ") if missing else ()),
    )


def _moved(pattern: re.Pattern[str], text: str) -> dict[str, tuple[Fraction, Fraction]]:
    found = pattern.findall(text)
    moved = {title: (number(before), number(after)) for title, before, after in found}
    assert len(moved) == len(found), text
    return moved


def sections(message: Json) -> str:
    """The texts of a message's sections, one after the other."""
    found = message.get("blocks", [])
    blocks = json.loads(found) if isinstance(found, str) else found
    return "\n".join(each["text"]["text"] for each in blocks if each["type"] == "section")


def number(text: str) -> Fraction:
    """The number at the start of a text, as English or German writes it; words for yes or no."""
    if text.startswith(("done", "erledigt")):
        return Fraction(1)
    if text.startswith(("not yet", "noch nicht")):
        return Fraction(0)
    found = re.match(r"-?\d+(?:[.,]\d+)?", text)
    assert found, text
    return Fraction(found[0].replace(",", "."))


def at(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)


def _confidence(words: str) -> int | None:
    found = re.search(r"\d+", words)
    return int(found[0]) if found else None
