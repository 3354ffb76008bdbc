"""What goes wrong on demand: rate limits that hold, and faults that strike a number of times."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from playground.clock import Clock
from playground.model import Value

KINDS = (
    "429", "ratelimited_200", "500", "503", "drop_before", "drop_after", "slow", "error",
)  # fmt: skip
WINDOW = 60.0
SWITCHES: dict[str, tuple[str, dict[str, Value]]] = {
    "drop": ("drop_before", {}),
    "500": ("500", {}),
    "429": ("429", {"retry_after": 5}),
    "slow": ("slow", {"seconds": 4.0}),
}


@dataclass
class Fault:
    """One kind of trouble for a method ("*" for all), and how often it still strikes.

    `name` is how it is spoken of: the switch it comes from, else its kind.
    """

    method: str
    kind: str
    times: int
    options: dict[str, Value]
    name: str = ""

    def __post_init__(self) -> None:
        """Most are spoken of by their kind."""
        self.name = self.name or self.kind


@dataclass
class Faults:
    """The faults that wait and the limits that hold. No limit holds until one is set."""

    clock: Clock
    channel_per_second: float | None = None
    workspace_per_minute: int | None = None
    waiting: list[Fault] = field(default_factory=list)
    on: dict[str, Fault] = field(default_factory=dict)
    _sent: deque[float] = field(default_factory=deque)
    _last: dict[str, float] = field(default_factory=dict)

    def plan(self, method: str, kind: str, times: int, options: dict[str, Value]) -> None:
        """Lets the next `times` calls of `method` go wrong.

        Raises:
            ValueError: for a kind that does not exist.
        """
        if kind not in KINDS:
            raise ValueError(f"no fault {kind!r}; there are {', '.join(KINDS)}")
        self.waiting.append(Fault(method, kind, times, options))

    def take(self, method: str) -> Fault | None:
        """The fault that strikes this call, if any."""
        for fault in self.waiting:
            if fault.method in (method, "*"):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return next((self.on[name] for name in SWITCHES if name in self.on), None)

    def switch(self, name: str, is_on: bool) -> None:
        """Lets all calls go wrong in this way, until it is off again.

        Raises:
            LookupError: for a switch that does not exist.
        """
        if name not in SWITCHES:
            raise LookupError(f"no switch {name!r}; there are {', '.join(SWITCHES)}")
        if is_on:
            kind, options = SWITCHES[name]
            self.on[name] = Fault("*", kind, 0, options, name)
        else:
            self.on.pop(name, None)

    def clear(self) -> None:
        """Forgets all faults and limits."""
        self.waiting.clear()
        self.on.clear()
        self.channel_per_second = self.workspace_per_minute = None

    def wait_for(self, channel: str) -> int:
        """Whole seconds until a message to `channel` is welcome; 0 means now, and counts it."""
        now = self.clock.passed()
        wait = max(self._channel_wait(channel, now), self._workspace_wait(now))
        if wait > 0:
            return max(1, math.ceil(wait))
        self._last[channel] = now
        if self.workspace_per_minute:
            self._sent.append(now)
        return 0

    def _channel_wait(self, channel: str, now: float) -> float:
        if not self.channel_per_second or channel not in self._last:
            return 0.0
        return self._last[channel] + 1 / self.channel_per_second - now

    def _workspace_wait(self, now: float) -> float:
        if not self.workspace_per_minute:
            return 0.0
        while self._sent and self._sent[0] <= now - WINDOW:
            self._sent.popleft()
        full = len(self._sent) >= self.workspace_per_minute
        return self._sent[0] + WINDOW - now if full else 0.0
