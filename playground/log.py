"""What happened between Slack and the app: the newest calls and deliveries, as they came.

An entry only points at what was sent and answered, so that keeping it costs a call next to
nothing; `inspector.py` makes words of it when somebody looks.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count, islice
from typing import Literal

from playground.model import Json, Value

MAX_ENTRIES = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """One call ("call", app to Slack) or delivery ("delivery", Slack to app).

    `at` is the workspace's time, `latency` is in real seconds, `fault` what struck on demand.
    `status` is the HTTP status, 0 when nothing came back. `user` and `channel` are filled where
    the request itself does not tell.
    """

    kind: Literal["call", "delivery"]
    name: str
    at: datetime
    request: Json
    response: Value
    status: int
    latency: float
    error: str | None = None
    fault: str | None = None
    retry: int = 0
    retry_after: int | None = None
    envelope_id: str | None = None
    user: str = ""
    channel: str = ""


@dataclass
class Log:
    """The newest entries with their ids; ids rise and are never given twice.

    `refusals` counts what ended with an error, forgotten entries too.
    """

    entries: deque[tuple[int, Entry]] = field(default_factory=lambda: deque(maxlen=MAX_ENTRIES))
    ids: count[int] = field(default_factory=lambda: count(1))
    refusals: int = 0

    def add(self, entry: Entry) -> None:
        """Keeps an entry; over 2,000 the oldest is forgotten."""
        self.entries.append((next(self.ids), entry))
        self.refusals += entry.error is not None

    def since(self, last: int, limit: int) -> list[tuple[int, Entry]]:
        """The newest `limit` entries with an id above `last`, oldest first."""
        newer = (one for one in reversed(self.entries) if one[0] > last)
        return list(islice(newer, limit))[::-1]

    def find(self, entry_id: int) -> Entry:
        """The entry with this id.

        Raises:
            LookupError: it was never there, or is forgotten.
        """
        for known_id, entry in self.entries:
            if known_id == entry_id:
                return entry
        raise LookupError(f"the log holds no entry {entry_id}")
