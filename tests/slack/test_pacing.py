"""How fast messages may go, on a clock that the test moves."""

from dataclasses import dataclass

import pytest

from bot.slack.pacing import Pacer, Rates
from storage.sending import Busy

FAR = 1_000_000.0
FAST_CHANNELS = Rates(workspace_per_minute=100, channel_per_second=1000, share=0.95)


@dataclass
class Stopwatch:
    seconds: float = 50.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


def starts(pacer: Pacer, watch: Stopwatch, many: int) -> list[float]:
    """When so many messages to as many channels go, if each asks as soon as it may."""
    waits = (pacer.reserve(1, f"C{number}", FAR) for number in range(many))
    return [watch.seconds + (wait or 0.0) for wait in waits]


def send_all(pacer: Pacer, channels: list[str]) -> None:
    for channel in channels:
        pacer.finished(channel)


def test_the_first_message_goes_at_once(watch: Stopwatch) -> None:
    assert Pacer(Rates(), watch).reserve(1, "C1", 0) == 0


def test_a_channel_has_one_message_on_its_way(watch: Stopwatch) -> None:
    pacer = Pacer(Rates(), watch)
    pacer.reserve(1, "C1", 0)
    watch.seconds += 100

    assert pacer.reserve(1, "C1", FAR) is None
    assert pacer.reserve(1, "C2", 0) == 0


def test_a_channel_rests_after_a_message(watch: Stopwatch) -> None:
    pacer = Pacer(Rates(channel_per_second=1, share=0.8), watch)
    pacer.reserve(1, "C1", 0)
    watch.seconds += 7

    pacer.finished("C1")

    assert (pacer.reserve(1, "C1", 1), pacer.reserve(1, "C1", 1.5)) == (None, 1.25)


def test_a_minute_never_sees_more_than_the_limit(watch: Stopwatch) -> None:
    moments = starts(Pacer(FAST_CHANNELS, watch), watch, 400)

    within_a_minute = [
        sum(start <= other < start + 60 for other in moments) for start in moments[:300]
    ]
    assert max(within_a_minute) <= 100


def test_almost_the_whole_limit_is_used(watch: Stopwatch) -> None:
    moments = starts(Pacer(FAST_CHANNELS, watch), watch, 400)

    assert moments[-1] - moments[0] <= 400 / 100 * 60 / 0.94


def test_workspaces_do_not_wait_for_each_other(watch: Stopwatch) -> None:
    pacer = Pacer(FAST_CHANNELS, watch)
    starts(pacer, watch, 100)

    assert pacer.reserve(2, "C999", 0) == 0


def test_what_is_full_is_busy_until_it_has_room(watch: Stopwatch) -> None:
    pacer = Pacer(Rates(workspace_per_minute=60, channel_per_second=1, share=1), watch)
    pacer.reserve(1, "C1", 0)
    pacer.reserve(1, "C2", 60)
    pacer.finished("C1")

    at_once = pacer.busy(0)
    watch.seconds += 2
    later = pacer.busy(0)

    assert at_once == Busy([1], ["C1", "C2"])
    assert later == Busy([], ["C2"])


def test_channels_that_have_rested_are_forgotten(watch: Stopwatch) -> None:
    pacer = Pacer(Rates(workspace_per_minute=10**9), watch)
    many = [f"C{number}" for number in range(20_000)]
    send_all(pacer, many[:10_001])
    watch.seconds += 5

    send_all(pacer, many[10_001:])

    assert len(pacer.busy(0).channels) == 9_999
