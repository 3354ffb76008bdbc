"""The real process: `okrbot serve` over both transports, on both databases, in real time.

What it does is seen through Slack only. A check-in is typed by Maria, who writes German numbers.
"""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from playground import Playground
from tests.e2e.conftest import COMPANY
from tests.e2e.running import Okrbot, Running, words

SECONDS_TO_END = 8.0


@contextmanager
def serving(okrbot: Okrbot) -> Iterator[Running]:
    """The bot, ready."""
    with okrbot.started("serve", port=int(okrbot.environment["PORT"])) as running:
        running.wait_for(lambda: running.get("/readyz")[0] == 200)
        yield running


def check_in(slack: Playground, value: str) -> str:
    """Maria types /okr checkin, changes the first value and submits; her receipt."""
    assert slack.command("U0MARIA", "/okr checkin").error is None
    view = slack.wait_for(lambda: slack.view("U0MARIA")) or {}
    value_field = next(
        block["block_id"] for block in view["blocks"] if block["block_id"].startswith("value:")
    )
    slack.fill("U0MARIA", {value_field: value})
    assert slack.submit("U0MARIA").error is None
    slack.wait_for(lambda: any(value in words(each) for each in slack.dm("U0MARIA")))
    return words(slack.dm("U0MARIA")[-1])


def listed(slack: Playground) -> str:
    """What Maria reads in answer to /okr list."""
    assert slack.command("U0MARIA", "/okr list").error is None
    return words(slack.ephemerals("U0MARIA")[-1])


def posts(slack: Playground) -> int:
    return len(slack.calls("chat.postMessage"))


def test_a_person_lists_checks_in_and_gets_a_receipt(okrbot: Okrbot, slack: Playground) -> None:
    with serving(okrbot):
        before = listed(slack)

        receipt = check_in(slack, "12,5")

        after = listed(slack)
    assert "Median wait: 30 " in before
    assert "30 → 12,5 seconds" in receipt
    assert "Median wait: 12,5 " in after
    assert slack.toasts("U0MARIA") == []
    assert [call for call in slack.calls() if not call.response["ok"]] == []


@pytest.mark.parametrize("mode", ["socket"], indirect=True)
def test_a_restart_keeps_everything_and_sends_nothing_twice(
    okrbot: Okrbot, slack: Playground
) -> None:
    with serving(okrbot) as first:
        check_in(slack, "20")
        first.end(signal.SIGTERM)
    sent = posts(slack)

    with serving(okrbot):
        after = listed(slack)
        check_in(slack, "10")

    assert "Median wait: 20 " in after
    assert posts(slack) == sent == 1  # the second check-in changed the receipt of the first


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_signal_ends_the_bot_cleanly(
    okrbot: Okrbot, slack: Playground, number: signal.Signals
) -> None:
    with serving(okrbot) as running:
        check_in(slack, "20")

        ended = running.end(number)

    assert (ended.code, ended.has_traceback) == (0, False), ended.output
    assert ended.seconds < SECONDS_TO_END
    slack.wait_for(lambda: slack.connections() == 0)


@pytest.mark.parametrize(
    ("mode", "parts"),
    [("socket", {"database": "ok", "slack": "ok"}), ("http", {"database": "ok"})],
    indirect=["mode"],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_bot_says_that_it_lives_and_works(okrbot: Okrbot, parts: dict[str, str]) -> None:
    with serving(okrbot) as running:
        lives, works = running.get("/healthz"), running.get("/readyz")

    assert lives == (200, "ok\n")
    assert (works[0], json.loads(works[1])) == (200, parts)


@pytest.mark.parametrize("mode", ["socket"], indirect=True)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_bot_names_slack_when_its_socket_is_gone(okrbot: Okrbot, slack: Playground) -> None:
    with serving(okrbot) as running:
        slack.stop()

        running.wait_for(lambda: running.get("/readyz")[0] == 503)
        body = running.get("/readyz")[1]

    assert json.loads(body) == {"database": "ok", "slack": "not ready"}


@pytest.mark.parametrize("mode", ["socket"], indirect=True)
def test_a_tick_nudges_once_and_later_bots_know_it(okrbot: Okrbot, slack: Playground) -> None:
    next_week = (datetime.now(UTC) + timedelta(days=7)).isoformat()

    ticks = [okrbot.run("tick", "--at", next_week) for _ in range(2)]
    with serving(okrbot):
        sent = posts(slack)

    assert [tick.code for tick in ticks] == [0, 0]
    assert sent == len(slack.dm("U0MARIA")) + len(slack.messages("C0LEADS"))


@pytest.mark.parametrize("mode", ["socket"], indirect=True)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_taken_port_is_told(okrbot: Okrbot) -> None:
    with serving(okrbot):
        second = okrbot.run("serve")

    assert (second.code, second.has_traceback) == (1, False)
    assert f"Port {okrbot.environment['PORT']}" in second.output


@pytest.mark.parametrize("mode", ["socket"], indirect=True)
def test_importing_again_changes_nothing(okrbot: Okrbot) -> None:
    again = okrbot.run("import", str(COMPANY))

    assert (again.code, again.output.splitlines()[:3]) == (
        0,
        ["created: nothing", "changed: nothing", "removed: nothing"],
    )
