from threading import Thread
from time import sleep

import pytest

from storage.turns import Turns


def test_turns_come_in_the_order_of_coming() -> None:
    turns = Turns()
    order: list[int] = []

    with turns:
        threads = [start_in_line(turns, order, place) for place in range(20)]
    leave(threads)

    assert order == list(range(20))


def test_a_turn_ends_when_its_block_raises() -> None:
    turns = Turns()

    with pytest.raises(ZeroDivisionError), turns:
        1 / 0  # noqa: B018

    with turns:
        pass


def test_who_has_the_turn_cannot_wait_for_it() -> None:
    turns = Turns()

    with turns, pytest.raises(RuntimeError, match="inside another"):
        turns.__enter__()


def start_in_line(turns: Turns, order: list[int], place: int) -> Thread:
    """A thread that waits for its turn; returns once it has had time to stand in line."""

    def take() -> None:
        with turns:
            order.append(place)

    thread = Thread(target=take)
    thread.start()
    sleep(0.01)
    return thread


def leave(threads: list[Thread]) -> None:
    for thread in threads:
        thread.join(10)
