"""The workspace's time: the real one, or one that a test or the page sets.

All datetimes are aware and in UTC. Message timestamps come from here: unique and rising, even
when the time stands still or is set back.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Real time until `set` is called; then it stands still until it is moved again."""

    def __init__(self) -> None:
        self._frozen: datetime | None = None
        self._last_ts = 0
        self._jumped = 0.0

    @property
    def is_live(self) -> bool:
        """Whether this is the real time."""
        return self._frozen is None

    def now(self) -> datetime:
        """The workspace's time."""
        return self._frozen or datetime.now(UTC)

    def set(self, moment: datetime) -> None:
        """Stands still at `moment`.

        Raises:
            ValueError: if `moment` has no time zone.
        """
        if moment.tzinfo is None:
            raise ValueError("the time needs a time zone: datetime(…, tzinfo=UTC)")
        moment = moment.astimezone(UTC)
        self._jumped += max(0.0, (moment - self.now()).total_seconds())
        self._frozen = moment

    def advance(self, step: timedelta) -> None:
        """Moves on by `step` and stands still there."""
        self.set(self.now() + step)

    def live(self) -> None:
        """Back to the real time."""
        self._frozen = None

    def forget(self) -> None:
        """Message timestamps may come a second time: all messages are gone."""
        self._last_ts = 0

    def passed(self) -> float:
        """Seconds on a scale that only rises: real seconds plus every jump forward.

        Rate limits and retries live on it, so that waiting works and so does moving the clock.
        """
        return time.monotonic() + self._jumped

    def ts(self) -> str:
        """The next message timestamp, "1767225600.000100"."""
        micro = int(self.now().timestamp() * 1_000_000)
        self._last_ts = max(micro, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"
