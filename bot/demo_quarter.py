"""Runs weeks of the demo with everybody in them: time passes, and the people check in."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.demo_people import Colleagues

Report = Callable[[float], None]
IsStopped = Callable[[], bool]

LENGTHS = {".workday": timedelta(days=1), "quarter": timedelta(weeks=13)}
"""What can be run, by name. The local Slack keeps what begins with a dot for tours."""


def live_with(
    colleagues: Colleagues,
    live_until: Callable[[datetime], datetime | None],
    span: tuple[datetime, datetime],
    report: Report,
    is_stopped: IsStopped,
) -> None:
    """Live from one end of `span` to the other, in steps, until that is done or is stopped.

    `live_until` lets time pass to a moment and says when the next thing is due. `report` hears
    how much is done, 0–1.
    """
    now, end = span
    begin = now
    due = live_until(now)
    while now < end and not is_stopped():
        colleagues.look(now)
        moments = (end, due, colleagues.next_at)
        now = max(now, min(each for each in moments if each is not None))
        due = live_until(now)
        colleagues.look(now)
        colleagues.answer(now)
        report((now - begin) / (end - begin))
