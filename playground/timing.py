"""The workspace's time as the host and the page move it: set, moved on, or lived through.

Only one of them moves it at a time: a plain move ("time"), or one of the long runs that the host
offers, such as a whole quarter.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from playground.model import Json, Value
from playground.person.events import Events
from playground.world import World

Run = Callable[[Callable[[float], None], Callable[[], bool]], None]
PATIENCE = 30.0


class Busy(ValueError):
    """Somebody else moves the time just now."""


@dataclass
class Running:
    """What moves the time now; `done` is a fraction 0–1."""

    name: str
    done: float = 0.0
    is_stopped: bool = False


class Timing:
    """The part of `Playground` that moves time.

    `runs` are long runs by name: each gets `report(done)`, a fraction 0–1, and `is_stopped()`.
    """

    world: World
    events: Events
    next_due: Callable[[], datetime | None]
    runs: dict[str, Run]
    running: Running | None
    _hooks: list[Callable[[datetime], Value]]

    def now(self) -> datetime:
        """The workspace's time, aware, UTC."""
        with self.world.lock:
            return self.world.clock.now()

    def set_time(self, moment: datetime) -> None:
        """Stops the clock at `moment`; a naive one raises ValueError."""
        with self.world.lock:
            self.world.clock.set(moment)
            self.world.touch()
        self.events.run_due()

    def advance(self, step: timedelta) -> None:
        """Moves the clock on."""
        self.set_time(self.now() + step)

    def live_clock(self) -> None:
        """Back to the real time."""
        with self.world.lock:
            self.world.clock.live()
            self.world.touch()

    def on_time(self, hook: Callable[[datetime], Value]) -> None:
        """Calls `hook(now)` after each change of time made on the page or over HTTP."""
        self._hooks.append(hook)

    @property
    def is_followed(self) -> bool:
        """Whether somebody lives by this clock, so that the real time would be a leap for them."""
        return bool(self._hooks)

    def time_changed(self) -> None:
        """Calls the hooks of `on_time`."""
        for hook in self._hooks:
            hook(self.now())

    def run(self, name: str) -> Json:
        """Starts a long run in the background.

        Raises:
            LookupError: the host offers no such run.
            Busy: something moves the time already.
        """
        if name not in self.runs:
            raise LookupError(f"there is no run called {name!r}")
        running = self._begin(name)
        work = threading.Thread(target=self._live_through, args=(running,), daemon=True)
        work.start()
        return {"name": name}

    def _live_through(self, running: Running) -> None:
        try:
            self.runs[running.name](self._report, lambda: running.is_stopped)
        finally:
            self._end()

    def _report(self, done: float) -> None:
        with self.world.lock:
            if self.running is not None:
                self.running.done = min(1.0, max(0.0, done))
                self.world.touch()

    def stop_run(self) -> None:
        """Asks the long run to end after its current moment."""
        with self.world.lock:
            if self.running is not None:
                self.running.is_stopped = True

    def wait_until_still(self) -> None:
        """Returns once nobody moves the time.

        Raises:
            Busy: after half a minute.
        """
        with self.world.changed:
            if not self.world.changed.wait_for(lambda: self.running is None, PATIENCE):
                raise Busy("the time is still moving; try again later")

    @contextmanager
    def moving(self, name: str) -> Iterator[None]:
        """Moves the time as the only one; raises Busy if somebody else does."""
        self._begin(name)
        try:
            yield
        finally:
            self._end()

    def _begin(self, name: str) -> Running:
        with self.world.lock:
            if self.running is not None:
                raise Busy(f"the time is moving already: {self.running.name}")
            self.running = Running(name)
            self.world.touch()
            return self.running

    def _end(self) -> None:
        with self.world.lock:
            self.running = None
            self.world.touch()
