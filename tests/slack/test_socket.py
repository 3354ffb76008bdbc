"""Socket Mode against the playground, whose line breaks on demand."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.slack.socket import SocketConnection
from playground import Person, Playground, Reply

Handle = Callable[[dict[str, Any], str, dict[str, str]], tuple[int, Any]]


class Receiver:
    """Keeps what came in, and answers with `answer`."""

    def __init__(self) -> None:
        self.received: list[tuple[str, dict[str, str]]] = []
        self.answer: Handle = lambda _payload, _kind, _headers: (200, "")

    def __call__(
        self, payload: dict[str, Any], kind: str, headers: dict[str, str]
    ) -> tuple[int, Any]:
        self.received.append((kind, headers))
        return self.answer(payload, kind, headers)


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground([Person("U0MARIA", "Maria")]) as playground:
        yield playground


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def connection(slack: Playground, receiver: Receiver) -> Iterator[SocketConnection]:
    connection = SocketConnection("xapp-playground", receiver, slack.api_url)
    connection.start()
    assert connection.wait_until_connected(10)
    assert slack.connections() == 1
    yield connection
    connection.stop()


def ask(slack: Playground) -> Reply:
    return slack.command("U0MARIA", "/okr help")


def is_reached(slack: Playground) -> bool:
    return ask(slack).error is None


@pytest.mark.parametrize(
    ("answer", "body"),
    [("", None), ("Hello", {"text": "Hello"}), ({"text": "Hello"}, {"text": "Hello"})],
)
def test_the_answer_goes_into_the_ack(
    slack: Playground, receiver: Receiver, connection: SocketConnection, answer: Any, body: Any
) -> None:
    receiver.answer = lambda _payload, _kind, _headers: (200, answer)

    reply = ask(slack)

    assert (reply.error, reply.body) == (None, body)
    assert receiver.received == [("slash_commands", {})]


def test_a_redelivered_event_has_its_retry_headers(
    slack: Playground, receiver: Receiver, connection: SocketConnection
) -> None:
    slack.say("U0MARIA", "hello")
    slack.redeliver()

    slack.wait_for(lambda: len(receiver.received) == 2)
    retry = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
    assert receiver.received == [("events_api", {}), ("events_api", retry)]


@pytest.mark.parametrize("status", [404, 500])
def test_what_failed_is_not_acknowledged(
    slack: Playground, receiver: Receiver, connection: SocketConnection, status: int
) -> None:
    receiver.answer = lambda _payload, _kind, _headers: (status, "")

    assert ask(slack).error == "timeout"


def test_an_error_in_a_handler_ends_nothing(
    slack: Playground, receiver: Receiver, connection: SocketConnection
) -> None:
    receiver.answer = lambda payload, _kind, _headers: (200, payload["no such key"])
    first = ask(slack)

    receiver.answer = lambda _payload, _kind, _headers: (200, "")

    assert (first.error, ask(slack).error) == ("timeout", None)


def test_twenty_are_answered_at_the_same_time(
    slack: Playground, receiver: Receiver, connection: SocketConnection
) -> None:
    together = threading.Barrier(20, timeout=2)
    receiver.answer = lambda _payload, _kind, _headers: (200, str(together.wait() >= 0))

    with ThreadPoolExecutor(20) as people:
        replies = list(people.map(ask, [slack] * 20))

    assert [reply.error for reply in replies] == [None] * 20


@pytest.mark.parametrize(
    ("breaking", "most_seconds"),
    [(Playground.disconnect, 2), (Playground.drop_socket, 8)],
)
def test_a_broken_line_is_mended(
    slack: Playground,
    connection: SocketConnection,
    breaking: Callable[[Playground], None],
    most_seconds: float,
) -> None:
    breaking(slack)
    time.sleep(0.2)

    slack.wait_for(lambda: is_reached(slack), timeout=most_seconds)
    assert slack.connections() == 1
    slack.wait_for(connection.is_connected, timeout=2)


def test_many_disconnects_in_a_row_are_survived(
    slack: Playground, connection: SocketConnection
) -> None:
    for _turn in range(10):
        slack.disconnect()
        time.sleep(0.05)
        slack.wait_for(lambda: is_reached(slack), timeout=8)

    time.sleep(1)
    assert slack.connections() == 1


def test_while_slack_is_away_we_are_not_connected_and_then_again(
    slack: Playground, connection: SocketConnection
) -> None:
    port = int(slack.url.rpartition(":")[2])
    slack.stop()
    slack.wait_for(lambda: not connection.is_connected(), timeout=8)

    slack.start(port)

    slack.wait_for(connection.is_connected, timeout=15)
    assert is_reached(slack)


def test_stopping_lets_the_one_who_is_being_answered_finish(
    slack: Playground, receiver: Receiver, connection: SocketConnection
) -> None:
    begun = threading.Event()

    def slowly(_payload: Any, _kind: str, _headers: Any) -> tuple[int, str]:
        begun.set()
        time.sleep(0.5)
        return 200, "done"

    receiver.answer = slowly
    replies: list[Reply] = []
    person = threading.Thread(target=lambda: replies.append(ask(slack)))
    person.start()
    begun.wait(5)

    connection.stop()

    person.join()
    assert [reply.body for reply in replies] == [{"text": "done"}]
    assert not connection.is_connected()


def test_a_wrong_token_is_never_connected(slack: Playground, receiver: Receiver) -> None:
    connection = SocketConnection("xapp-wrong", receiver, slack.api_url)
    connection.start()

    assert not connection.wait_until_connected(1)
    connection.stop()
