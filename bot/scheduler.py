"""Heartbeats: which use case runs how often. No logic.

One in-memory job per duty, never one per person: due times are columns that a duty asks for.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock, SystemClock
from bot.usecases.cycle_steps import queue_cycle_steps
from bot.usecases.digests import queue_due_digests
from bot.usecases.nudges import queue_due_nudges
from bot.usecases.proposals import tell_proposals
from bot.usecases.reminders import queue_due_reminders
from bot.usecases.talks import queue_due_talks
from bot.usecases.tidying import forget_old
from bot.usecases.troubles import tell_troubles
from bot.usecases.unsent import put_off_unsent
from storage.database import Database

Duty = Callable[[Database, datetime], Counter[str]]

EVERY_MINUTE: dict[str, Duty] = {
    "unsent": put_off_unsent,
    "nudges": queue_due_nudges,
    "reminders": queue_due_reminders,
    "talks": queue_due_talks,
    "digests": queue_due_digests,
    "proposals": tell_proposals,
    "cycles": queue_cycle_steps,
    "troubles": tell_troubles,
}
EVERY_HOUR: dict[str, Duty] = {"tidying": forget_old}
NO_ERRANDS: Mapping[str, Duty] = {}

log = logging.getLogger("okrbot.scheduler")


def run_due(
    database: Database, now: datetime, errands: Mapping[str, Duty] = NO_ERRANDS
) -> dict[str, Counter[str]]:
    """Do once what is due at `now`; what each duty and errand counted."""
    duties = EVERY_MINUTE | EVERY_HOUR | {**errands}
    return {name: duty(database, now) for name, duty in duties.items()}


def build_scheduler(
    database: Database,
    clock: Clock,
    wake: Callable[[], None],
    errands: Mapping[str, Duty] = NO_ERRANDS,
) -> BackgroundScheduler:
    """A scheduler that runs every duty at its pace once it is started.

    `errands` ask Slack for something and run every hour; they bring their way to Slack along.

    A late run happens all the same (the default grace of a second loses simultaneous ones), and
    what piled up runs once.
    """
    scheduler = BackgroundScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    started_at = SystemClock().now()  # heartbeats follow the real time, also where the clock is set
    hourly = EVERY_HOUR | {**errands}
    for duties, pace in ((EVERY_MINUTE, {"minutes": 1}), (hourly, {"hours": 1})):
        for name, duty in duties.items():
            beat = _beat(name, duty, database, clock, wake)
            scheduler.add_job(beat, IntervalTrigger(**pace), id=name, next_run_time=started_at)
    return scheduler


def _beat(
    name: str, duty: Duty, database: Database, clock: Clock, wake: Callable[[], None]
) -> Callable[[], Any]:
    def beat() -> None:
        try:
            counts = duty(database, clock.now())
        except Exception:
            # The next beat tries again; a database that is away for a moment stops nothing.
            log.exception("%s failed", name)
            return
        if counts:
            log.info("%s %s", name, " ".join(f"{word}={n}" for word, n in counts.items()))
            wake()

    return beat
