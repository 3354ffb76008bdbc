"""How fast we may send: a token bucket for each workspace, a rest for each channel.

Time is a monotonic number of seconds, so that a clock set for a demo changes nothing.
Each process has its own buckets; what they all learn from a 429 goes through the database.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from threading import Lock

from storage.sending import Busy

_MANY = 10_000


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
    """Hands out the moments at which messages may go. Threads may share it.

    A channel has one message on its way at a time, and rests after it: so its messages stay in
    order, and one that was slow to leave cannot run into the next one.
    """

    rates: Rates = Rates()
    monotonic: Callable[[], float] = time.monotonic
    _workspaces: dict[int, _Bucket] = field(default_factory=dict)
    _channels: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def reserve(self, workspace_id: int, channel: str, within: float) -> float | None:
        """Seconds until this message may go; its turn is taken until `finished`.

        None, and no turn taken, when that would be later than `within` seconds from now.
        """
        with self._lock:
            now = self.monotonic()
            workspace = self._workspace(workspace_id)
            start = max(workspace.free_at(now), self._channels.get(channel, now))
            if start - now > within:
                return None
            workspace.take(start)
            self._channels[channel] = inf
            return start - now

    def finished(self, channel: str) -> None:
        """The message is not on its way any more; the channel's rest begins."""
        with self._lock:
            now = self.monotonic()
            if len(self._channels) > _MANY:
                self._channels = {key: at for key, at in self._channels.items() if at > now}
            rest = 1 / (self.rates.channel_per_second * self.rates.share)
            self._channels[channel] = now + rest

    def busy(self, within: float) -> Busy:
        """The workspaces and channels that take nothing more within so many seconds."""
        with self._lock:
            last = self.monotonic() + within
            workspaces = [key for key, kept in self._workspaces.items() if kept.free_at(0) > last]
            channels = [key for key, free_at in self._channels.items() if free_at > last]
            return Busy(workspaces, channels)

    def _workspace(self, workspace_id: int) -> _Bucket:
        # A minute must never see more than the limit: the share left unused is what may burst.
        per_minute = self.rates.workspace_per_minute
        burst = max(1, int(per_minute * (1 - self.rates.share)))
        bucket = _Bucket(interval=60 / (per_minute * self.rates.share), burst=burst)
        return self._workspaces.setdefault(workspace_id, bucket)
