"""kill -9 at every step of sending: nothing is lost, nothing stands there twice."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe

import pytest

from bot.domain.outbox import Message
from bot.slack.outbox import Delivered
from playground import Playground
from storage.database import Database
from storage.outbox import count_doubtful, count_waiting
from tests import warm
from tests.faults import mortal
from tests.faults.conftest import Post
from tests.make import add_workspace

KEYS = [f"digest {number}" for number in range(20)]


@pytest.fixture
def post(slack: Playground, database: Database) -> Post:
    """On both databases; twenty messages wait."""
    with database.transaction() as session:
        post = Post(slack, database, add_workspace(session))
    post.add_many(*(Message(key, "C0LEADS", {"text": key}) for key in KEYS))
    return post


@contextmanager
def sending(post: Post, what: str) -> Iterator[None]:
    """A sender in a process of its own, which dies with SIGKILL when the block ends."""
    begun, told = Pipe(duplex=False)
    child = warm.start(mortal.send, post.database.url, post.slack.api_url, what, told)
    try:
        assert begun.poll(20)
        yield
    finally:
        child.kill()
        child.join()


def test_killed_after_the_claim_everything_is_sent_by_the_next(post: Post) -> None:
    with sending(post, "claim"):
        pass

    assert post.deliver() == Delivered()
    assert post.deliver_later() == Delivered(sent=20)

    assert sorted(post.texts()) == sorted(KEYS)


def test_killed_before_the_answer_what_arrived_is_not_sent_again(post: Post) -> None:
    post.slack.fault("chat.postMessage", "slow", times=20, seconds=30)
    with sending(post, "deliver"):
        post.slack.wait_for(post.texts)
    post.slack.world.faults.clear()

    post.deliver()
    post.deliver_later()

    assert sorted(post.texts()) == sorted(KEYS)


@pytest.mark.parametrize("seconds", [0.01, 0.03, 0.1, 0.2])
def test_killed_at_any_moment_nothing_is_lost_or_sent_twice(post: Post, seconds: float) -> None:
    post.slack.fault("chat.postMessage", "slow", times=20, seconds=0.05)
    with sending(post, "deliver"):
        time.sleep(seconds)

    post.deliver()
    post.deliver_later()

    with post.database.reading() as session:
        left = (count_waiting(session), count_doubtful(session))
    assert sorted(post.texts()) == sorted(KEYS)
    assert left == (0, 0)


def test_two_senders_at_once_send_each_message_once(post: Post) -> None:
    with sending(post, "deliver"):
        post.deliver()
        post.slack.wait_for(lambda: len(post.texts()) == len(KEYS))

    assert sorted(post.texts()) == sorted(KEYS)
