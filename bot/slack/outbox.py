"""Empties the outbox at the speed that Slack allows.

Waiting for a turn is real time (see pacing). What is due, leases and pauses follow the given
clock, so that a simulated week behaves like a real one: while a simulated clock stands still,
what has to be tried again waits.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from threading import Event, Thread
from time import sleep

from bot.clock import Clock
from bot.slack.courier import Courier, Gateways, Outcome
from bot.slack.pacing import Pacer
from storage.database import Database
from storage.sending import Claimed

WORKERS = 16
BATCH = 32
# Seconds that turns are given out ahead: short, so that a full workspace leaves room for others.
AHEAD = 2.0
STEP = 0.1

log = logging.getLogger("okrbot.outbox")


@dataclass(frozen=True, slots=True)
class Delivered:
    """How the tries of one round ended, counted; see `Outcome`."""

    sent: int = 0
    repeated: int = 0
    given_up: int = 0
    later: int = 0
    paused: int = 0
    unknown: int = 0


def deliver_due(
    database: Database,
    gateways: Gateways,
    clock: Clock,
    pacer: Pacer,
    stopping: Callable[[], bool] = lambda: False,
) -> Delivered:
    """Send all that is due, and what becomes due on the way; returns when nothing is left.

    Any number of processes may do this at the same time; threads of one process share a pacer.
    When `stopping` turns true, what is not on its way yet is given back.
    """
    with ThreadPoolExecutor(WORKERS, "outbox") as pool:
        return _Round(Courier(database, gateways, clock), pacer, pool).run(stopping)


class Sender:
    """A thread that delivers when it is woken, and every `every` seconds."""

    def __init__(self, deliver: Callable[[Callable[[], bool]], object], every: float = 1) -> None:
        """`deliver` is called with `stopping`, which says whether to come to an end."""
        self._deliver = deliver
        self._every = every
        self._woken = Event()
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="outbox-sender", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """There is something to send: do not wait for the next second."""
        self._woken.set()

    def stop(self) -> None:
        """Finish what is on its way, give the rest back, and end."""
        self._stopped.set()
        self._woken.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                self._deliver(self._stopped.is_set)
            except Exception:
                # A database that is away for a moment must not end the sending for good.
                log.exception("delivery failed, trying again")
            self._woken.wait(self._every)


@dataclass(slots=True)
class _Round:
    """Claims messages, gives each its turn, and hands it to the courier when that has come.

    `queue` is a heap of (moment, number, message).
    """

    courier: Courier
    pacer: Pacer
    pool: ThreadPoolExecutor
    queue: list[tuple[float, int, Claimed]] = field(default_factory=list)
    running: dict[Future[Outcome], Claimed] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)

    def run(self, stopping: Callable[[], bool]) -> Delivered:
        try:
            while not stopping() and self._step():
                self._wait()
        finally:
            self._give_back([claimed for _moment, _number, claimed in self.queue])
        self._collect(wait(self.running).done)
        return Delivered(**self.outcomes)

    def _step(self) -> bool:
        """Take on more and send what has its turn; False when there is nothing left to do."""
        has_more = self._claim()
        self._start_due()
        return has_more or bool(self.queue or self.running)

    def _claim(self) -> bool:
        """Fill the queue. Whether there was, or may be behind what is busy, something to claim."""
        room = BATCH - len(self.queue) - len(self.running)
        if room <= 0:
            return True
        busy = self.pacer.busy(AHEAD / 2)
        claimed = self.courier.claim(room, busy)
        self.courier.give_back([message for message in claimed if not self._enqueue(message)])
        return bool(claimed or busy.workspaces or busy.channels)

    def _enqueue(self, claimed: Claimed) -> bool:
        seconds = self.pacer.reserve(claimed.workspace_id, claimed.channel, AHEAD)
        if seconds is None:
            return False
        heappush(self.queue, (self.pacer.monotonic() + seconds, claimed.id, claimed))
        return True

    def _start_due(self) -> None:
        while self.queue and self.queue[0][0] <= self.pacer.monotonic():
            _moment, _number, claimed = heappop(self.queue)
            self.running[self.pool.submit(self.courier.deliver, claimed)] = claimed

    def _wait(self) -> None:
        if self.running:
            self._collect(wait(self.running, self._until_next(), FIRST_COMPLETED).done)
        else:
            sleep(self._until_next())

    def _until_next(self) -> float:
        """Seconds until something has its turn, or may have come in."""
        if not self.queue:
            return STEP
        return min(STEP, max(0.0, self.queue[0][0] - self.pacer.monotonic()))

    def _collect(self, done: Iterable[Future[Outcome]]) -> None:
        for future in done:
            claimed, outcome = self.running.pop(future), future.result()
            self.pacer.finished(claimed.channel)
            self.outcomes[outcome.value] += 1
            if outcome is Outcome.PAUSED:
                self._set_aside(claimed.workspace_id)

    def _set_aside(self, workspace_id: int) -> None:
        """Slack wants to hear nothing more from this workspace for a while."""
        waiting = [claimed for _moment, _number, claimed in self.queue]
        self.queue = [entry for entry in self.queue if entry[2].workspace_id != workspace_id]
        heapify(self.queue)
        self._give_back([message for message in waiting if message.workspace_id == workspace_id])

    def _give_back(self, messages: list[Claimed]) -> None:
        self.courier.give_back(messages)
        for claimed in messages:
            self.pacer.finished(claimed.channel)
