"""How fast we may send: one token bucket for each workspace and one for each channel.

Time is a monotonic number of seconds, so that a clock set for a demo changes nothing.
Each process has its own buckets; what they all learn from a 429 goes through the database.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from storage.sending import Busy

_MANY = 10_000
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Rates:
    """Slack's limits as far as known; we use the `share` of them that brings no 429.

    A channel takes one message per second. For a workspace Slack only says "several hundred
    messages per minute": https://docs.slack.dev/apis/web-api/rate-limits
    """

    workspace_per_minute: float = 300
    channel_per_second: float = 1
    share: float = 0.95


@dataclass(slots=True)
class _Bucket:
    """Tokens come every `interval` seconds; `burst` of them may be saved up.

    `next_at` is when the bucket is full again, so an unused bucket needs no upkeep.
    """

    interval: float
    burst: int
    next_at: float = 0

    def free_at(self, now: float) -> float:
        return max(now, self.next_at - (self.burst - 1) * self.interval)

    def take(self, at: float) -> None:
        self.next_at = max(at, self.next_at) + self.interval


@dataclass(slots=True)
class Pacer:
    """Hands out the moments at which messages may go."""

    rates: Rates = Rates()
    monotonic: Callable[[], float] = time.monotonic
    _workspaces: dict[int, _Bucket] = field(default_factory=dict)
    _channels: dict[str, _Bucket] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def reserve(self, workspace_id: int, channel: str, within: float) -> float | None:
        """Seconds until this message may go; its turn is taken.

        None, and no turn taken, when that would be later than `within` seconds from now.
        """
        with self._lock:
            now = self.monotonic()
            buckets = (self._workspace(workspace_id), self._channel(channel, now))
            start = max(bucket.free_at(now) for bucket in buckets)
            if start - now > within:
                return None
            for bucket in buckets:
                bucket.take(start)
            return start - now

    def busy(self, within: float) -> Busy:
        """The workspaces and channels that take nothing more within so many seconds."""
        with self._lock:
            last = self.monotonic() + within
            return Busy(_full(self._workspaces, last), _full(self._channels, last))

    def _workspace(self, workspace_id: int) -> _Bucket:
        # A minute must never see more than the limit: the share left unused is what may burst.
        per_minute = self.rates.workspace_per_minute
        burst = max(1, int(per_minute * (1 - self.rates.share)))
        bucket = _Bucket(interval=60 / (per_minute * self.rates.share), burst=burst)
        return self._workspaces.setdefault(workspace_id, bucket)

    def _channel(self, channel: str, now: float) -> _Bucket:
        if len(self._channels) > _MANY:
            self._channels = {
                key: kept for key, kept in self._channels.items() if kept.next_at > now
            }
        interval = 1 / (self.rates.channel_per_second * self.rates.share)
        return self._channels.setdefault(channel, _Bucket(interval=interval, burst=1))


def _full(buckets: dict[Key, _Bucket], last: float) -> tuple[Key, ...]:
    return tuple(key for key, bucket in buckets.items() if bucket.free_at(last) > last)
