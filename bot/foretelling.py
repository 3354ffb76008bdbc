"""What would come for everybody, one line each, for who runs the bot: `okrbot tick --dry-run`."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.domain.due import DayOff
from bot.domain.foresight import Occasion
from bot.domain.nudges import Skip
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
    occasions = foreseen.occasions
    if not occasions:
        return "not looked at"
    reason = _reason(occasions)
    coming = _coming(foreseen, occasions[-1])
    if not reason:
        return f"nudge at {coming}"
    return f"skipped {occasions[0].due.on}: {reason}, {f'next {coming}' if coming else 'no next'}"


def _reason(occasions: Sequence[Occasion]) -> str:
    """Why the first one does not come, or not on its day; "" where it does."""
    first = occasions[0]
    if first.skipped is not None:
        return f"{REASONS[first.skipped]}{_until(first.until)}"
    return DAYS_OFF[first.due.moved_by] if first.due.moved_by else ""


def _until(day: date | None) -> str:
    return f" until {day}" if day else ""


def _coming(foreseen: Foreseen, last: Occasion) -> str:
    if last.skipped is not None:
        return ""
    number = foreseen.key_results
    asked = f"{number} key result{'' if number == 1 else 's'}"
    return f"{last.day} {last.time:%H:%M} {foreseen.person.time_zone} ({asked})"
