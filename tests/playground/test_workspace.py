import socket
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient

from playground import Playground, PortTaken

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_a_taken_port_is_told(slack: Playground) -> None:
    port = int(slack.url.rpartition(":")[2])

    with pytest.raises(PortTaken, match=f"port {port} on 127.0.0.1 is in use"):
        Playground().start(port=port)


def test_a_stopped_workspace_leaves_its_port() -> None:
    slack = Playground().start()
    port = int(slack.url.rpartition(":")[2])
    slack.stop()
    slack.stop()

    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_time_is_real_until_it_is_set(slack: Playground) -> None:
    assert abs(slack.now() - datetime.now(UTC)) < timedelta(seconds=5)

    slack.set_time(MONDAY)
    slack.advance(timedelta(hours=1))

    assert slack.now() == MONDAY + timedelta(hours=1)
    slack.live_clock()
    assert abs(slack.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_messages_carry_the_simulated_time(slack: Playground, client: WebClient) -> None:
    slack.set_time(MONDAY)

    ts = client.chat_postMessage(channel="C0PLAT", text="x")["ts"]

    assert ts == f"{int(MONDAY.timestamp())}.000000"


def test_a_time_without_a_zone_is_refused(slack: Playground) -> None:
    with pytest.raises(ValueError, match="time zone"):
        slack.set_time(MONDAY.replace(tzinfo=None))


def test_waiting_gives_up(slack: Playground) -> None:
    with pytest.raises(TimeoutError, match="nothing after"):
        slack.wait_for(lambda: slack.dm("U0ANNA"), timeout=0.1)
