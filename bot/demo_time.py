"""Lets simulated time pass: every due moment on the way is lived through, in order."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.app import Line
from bot.clock import SettableClock
from bot.scheduler import run_due
from bot.usecases.agenda import next_due

A_MINUTE = timedelta(minutes=1)


def live_until(
    line: Line, clock: SettableClock, moment: datetime, show: Callable[[datetime], None]
) -> None:
    """Move `clock` to `moment`; what is due until then happens at its own time.

    `show` moves the clock that people see along. A moment that stays due (Slack is made to
    fail) is passed over after a minute instead of being waited for.
    """
    while (due := next_due(line.database)) is not None and due <= moment:
        at = max(due, clock.now())
        if at > moment:
            break
        show(at)
        clock.set(at)
        run_due(line.database, at, line.errands)
        line.deliver()
        if next_due(line.database) == due:
            clock.set(at + A_MINUTE)
    show(moment)
    clock.set(moment)
