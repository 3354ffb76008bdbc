"""What would come for everybody, one line each, for who runs the bot: `okrbot tick --dry-run`."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.domain.cadence import local_date, local_time
from bot.domain.due import DayOff
from bot.domain.nudges import Skip
from bot.domain.planning import Decision
from bot.holes import cleaned
from bot.usecases.why import Foreseen, foresee_all
from storage.database import Database

REASONS = {
    Skip.INACTIVE: "not active in Slack",
    Skip.PAUSED: "paused",
    Skip.AWAY: "away by Slack status",
    Skip.NEW: "new in the team",
    Skip.NOTHING_TO_UPDATE: "no key result to update",
    Skip.CYCLE_NOT_RUNNING: "no cycle is running",
    Skip.ALREADY_CHECKED_IN: "checked in already",
    Skip.DAY_OFF: "day off",
    Skip.BUDGET: "decided in that week before",
    Skip.TOO_LATE: "too late",
}
DAYS_OFF = {DayOff.HOLIDAY: "public holiday", DayOff.WEEKEND: "weekend"}


def foretell(database: Database, now: datetime) -> Iterator[str]:
    """A line for everybody who is active or would be looked at, by Slack id; changes nothing."""
    for each in foresee_all(database, now):
        name = " ".join(cleaned(each.person.name).split())
        yield f"{each.person.slack_id} {name}: {_line(each)}"


def _line(foreseen: Foreseen) -> str:
    if not foreseen.nudges:
        return "not looked at"
    first, last = foreseen.nudges[0], foreseen.nudges[-1]
    reason = _reason(first)
    coming = _coming(foreseen, last)
    if not reason:
        return f"nudge at {coming}"
    return f"skipped {first.due.on}: {reason}, {f'next {coming}' if coming else 'no next'}"


def _reason(first: Decision) -> str:
    """Why it does not come, or not on its day; "" where it does."""
    if first.skipped is not None:
        return f"{REASONS[first.skipped]}{_until(first.until)}"
    return DAYS_OFF[first.due.moved_by] if first.due.moved_by else ""


def _until(day: date | None) -> str:
    return f" until {day}" if day else ""


def _coming(foreseen: Foreseen, last: Decision) -> str:
    if last.skipped is not None:
        return ""
    number, zone = foreseen.key_results, foreseen.person.time_zone
    asked = f"{number} key result{'' if number == 1 else 's'}"
    day, clock = local_date(last.due.at, zone), local_time(last.due.at, zone)
    return f"{day} {clock:%H:%M} {zone} ({asked})"
