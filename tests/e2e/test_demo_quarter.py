"""The demo lives a quarter by itself, and starts over."""

import gc
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.demo import STARTS_AT
from playground import Playground
from tests.e2e.demos import running_demo
from tests.e2e.running import words
from tests.e2e.seen import REMINDER

MANAGERS = ("C0ACMELEADS", "C0HOSPLEADS", "C0PORTLEADS", "C0IMPLLEADS", "C0FACTLEADS")
DATABASE = re.compile(r"\.sqlite3(-wal|-shm)?$")
QUARTER = [f"week {week}" for week in range(38, 52)]


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Playground]:
    with running_demo(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    """A demo whose quarter was run; nobody does anything in it any more."""
    with running_demo(tmp_path_factory.mktemp("lived")) as running:
        running.runs["quarter"](lambda _done: None, lambda: False)
        yield running


def start_over(slack: Playground) -> None:
    assert slack.start_over is not None
    slack.start_over()


def start_over_often(slack: Playground) -> None:
    for _time in range(5):
        start_over(slack)


def in_use() -> tuple[Counter[str], int]:
    """The threads of the bot by name, and how many files and sockets are open.

    Without the present database: how many connections its pool holds depends on what happened at
    the same moment. One of a demo that was ended would be of a deleted file, and counts.
    """
    gc.collect()
    names = Counter(each.name.rstrip("0123456789-_") for each in threading.enumerate())
    ours = {name: names[name] for name in ("outbox-sender", "slack-socket", "bolt", "APScheduler")}
    return Counter(ours), sum(map(_is_counted, Path("/dev/fd").iterdir()))


def _is_counted(descriptor: Path) -> bool:
    try:
        return DATABASE.search(str(descriptor.readlink())) is None
    except OSError:
        return False  # the one by which the others were listed


def weekly(slack: Playground, user: str) -> list[dict[str, Any]]:
    """The person's messages of the week; each stays one, whatever is recorded."""
    return [
        message
        for message in slack.dm(user)
        if any(block["block_id"] == "checkin.open" for block in message["blocks"])
        and not REMINDER.match(message["text"])
    ]


def weeks_of_nudges(slack: Playground) -> Counter[tuple[str, str]]:
    """How often each person was nudged for each week: a receipt keeps the nudge's place."""
    return Counter(
        (user, element["value"])
        for user in slack.world.people
        for message in weekly(slack, user)
        for block in message["blocks"]
        for element in block.get("elements", [])
        if element.get("action_id") == "checkin.open"
    )


def reminders(slack: Playground, user: str) -> int:
    return sum(bool(REMINDER.match(each["text"])) for each in slack.dm(user))


def receipts(slack: Playground, user: str) -> int:
    return sum("white_check_mark" in words(each) for each in weekly(slack, user))


def test_no_call_of_a_whole_quarter_is_refused(lived: Playground) -> None:
    assert [each for each in lived.calls() if not each.response.get("ok")] == []


def test_everybody_is_nudged_once_a_week(lived: Playground) -> None:
    counted = weeks_of_nudges(lived)

    assert {*counted.values()} == {1}
    assert sum(user == "U0LIAM" for user, _week in counted) == 14


def test_most_weeks_are_answered_and_some_are_not(lived: Playground) -> None:
    answered = receipts(lived, "U0LIAM")

    assert 8 <= answered < 14


def test_some_are_reminded_and_nobody_each_week(lived: Playground) -> None:
    counted = [reminders(lived, user) for user in lived.world.people]

    assert max(counted) < 14
    assert sum(counted) > 0


def test_each_week_has_its_digest(lived: Playground) -> None:
    told = [words(each) for each in lived.messages("C0PORTLEADS")]

    assert [any(week in each for each in told) for week in QUARTER] == [True] * len(QUARTER)


@pytest.mark.parametrize("channel", MANAGERS)
def test_each_managers_channel_has_a_digest_a_week_and_hears_of_the_next_cycle(
    lived: Playground, channel: str
) -> None:
    texts = [each["text"] for each in lived.messages(channel)]

    begun = [each for each in texts if each.startswith("2026-Q4 ")]
    assert (len(begun), len(texts) - len(begun)) == (1, len(QUARTER))


def test_people_write_in_their_language(lived: Playground) -> None:
    implants = words(lived.messages("C0IMPLLEADS"))

    assert ("Woche 45" in implants, "week 45" in implants) == (True, False)


def test_two_demos_live_the_same_day(lived: Playground, slack: Playground) -> None:
    start_over(lived)
    slack.runs[".workday"](lambda _done: None, lambda: False)

    lived.runs[".workday"](lambda _done: None, lambda: False)

    assert lived.now() == slack.now()
    assert [words(each) for each in lived.dm("U0EMMA")] == [
        words(each) for each in slack.dm("U0EMMA")
    ]


def test_a_run_ends_when_it_is_stopped_and_says_how_far_it_is(slack: Playground) -> None:
    told: list[float] = []

    slack.runs["quarter"](told.append, lambda: len(told) == 3)

    assert len(told) == 3
    assert 0 <= told[0] <= told[-1] < 0.1


def test_who_has_the_form_open_is_left_alone(slack: Playground) -> None:
    slack.command("U0EMMA", "/okr checkin")
    view = slack.view("U0EMMA")

    slack.runs[".workday"](lambda _done: None, lambda: False)

    assert slack.view("U0EMMA") == view


def test_starting_over_brings_the_first_moment_back(slack: Playground) -> None:
    before = (slack.messages("C0PORTLEADS")[0]["text"], slack.next_due())
    slack.runs[".workday"](lambda _done: None, lambda: False)

    start_over(slack)

    assert slack.now() == STARTS_AT
    assert (slack.messages("C0PORTLEADS")[0]["text"], slack.next_due()) == before
    assert (slack.dm("U0LIAM"), slack.view("U0LIAM")) == ([], None)


def test_after_starting_over_the_bot_is_at_work(slack: Playground) -> None:
    start_over(slack)

    slack.command("U0LIAM", "/okr list")

    assert "Orders placed without a call" in words(slack.ephemerals("U0LIAM"))


def test_starting_over_again_and_again_leaves_nothing_behind(slack: Playground) -> None:
    start_over(slack)
    before = in_use()

    start_over_often(slack)

    assert (in_use(), slack.connections()) == (before, 1)
