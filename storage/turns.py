"""One at a time, in the order of coming.

SQLite has one writer. Left to itself it lets the others sleep and try again, and of 16 threads
some wait for seconds, longer than Slack waits for an answer; a plain Lock is as unfair.
"""

from collections import deque
from threading import Lock, get_ident


class Turns:
    """`with turns:` waits for its turn; whoever leaves hands over to whoever waits longest."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._holder: int | None = None
        self._is_taken = False

    def __enter__(self) -> None:
        """Wait."""
        if self._holder == get_ident():
            raise RuntimeError("a transaction was opened inside another one")
        own = Lock()
        own.acquire()
        with self._guard:
            if self._is_taken:
                self._waiting.append(own)
            else:
                self._is_taken = True
                own.release()
        own.acquire()
        self._holder = get_ident()

    def __exit__(self, *_problem: object) -> None:
        """Hand over."""
        with self._guard:
            self._holder = None
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
