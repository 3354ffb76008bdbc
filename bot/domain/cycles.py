"""Cycles: planned, running, closing, closed; what may be written into them, and what is told when.

All days are the organisation's. A cycle that is closed can be read for ever and not be written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.cadence import moment, working_days_after
from bot.domain.okrs import Cycle
from bot.errors import InvalidFields, InvalidInput, OkrError, _

CLOSE_BEFORE_END = timedelta(weeks=2)
"""So long before its end the close of a cycle begins."""

ABOVE_AFTER_END = 5
"""Working days after the end of a cycle until the manager above hears of teams not done."""

STILL_NEWS = timedelta(days=3)
"""So long a cycle's start is told; a cycle that came later, by an import, has begun quietly."""

LATEST = timedelta(weeks=4)
"""So long after its end a cycle is still spoken of; what is open then, admins see in the list."""

TELLS_AT = time(9)
"""The organisation's hour at which a cycle has something to tell."""

MOST_DAYS = 400
MOST_NAME = 75
"""Slack shows names of cycles as options of a select."""


class CycleState(StrEnum):
    """Where a cycle stands; `closing` from two weeks before its end until it is closed."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"


class Step(StrEnum):
    """What there is to tell of a cycle."""

    START = "start"
    CLOSING = "closing"
    REMINDER = "reminder"
    ABOVE = "above"


class CycleClosed(OkrError):
    """Somebody wants to write into a cycle that is closed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(cycle)s is closed: it can be read, but nothing in it can be changed any more."),
            cycle=name,
        )


@dataclass(frozen=True, slots=True)
class Dates:
    """A cycle as it is planned."""

    name: str
    starts_on: date
    ends_on: date


def check_open(cycle: Cycle) -> None:
    """Refuse to write into a closed cycle.

    Raises:
        CycleClosed: naming it.
    """
    if cycle.is_closed:
        raise CycleClosed(cycle.name)


def state_of(cycle: Cycle, today: date) -> CycleState:
    """Where the cycle stands on that day; one that has ended is closing until it is closed."""
    if cycle.is_closed:
        return CycleState.CLOSED
    if today < cycle.starts_on:
        return CycleState.PLANNED
    return CycleState.CLOSING if today >= closes_from(cycle) else CycleState.RUNNING


def closes_from(cycle: Cycle) -> date:
    """The first day on which its objectives may be closed; a short cycle's first day."""
    return max(cycle.starts_on, cycle.ends_on - CLOSE_BEFORE_END)


def targets(cycles: Iterable[Cycle], ended: Cycle) -> list[Cycle]:
    """Cycles into which an objective of `ended` can be carried: open ones that end later."""
    later = [each for each in cycles if not each.is_closed and each.ends_on > ended.ends_on]
    return sorted(later, key=lambda each: (each.starts_on, each.id))


def suggest_next(cycles: Sequence[Cycle], today: date) -> Dates:
    """What follows the last cycle: the next calendar quarter, or three months where it ends oddly.

    Without any cycle it is the quarter after today's.
    """
    last = max((each.ends_on for each in cycles), default=None)
    start = last + timedelta(days=1) if last else _quarter_after(today)
    is_quarter = start.day == 1 and start.month % 3 == 1
    name = f"{start.year}-Q{(start.month + 2) // 3}" if is_quarter else f"{start:%Y-%m}"
    return Dates(name, start, _months_later(start, 3) - timedelta(days=1))


def read_dates(name: str, starts_on: str, ends_on: str, taken: Iterable[str]) -> Dates:
    """The cycle as it was typed; `taken` are the names of the others.

    Raises:
        InvalidFields: at `name`, `starts_on` or `ends_on`.
    """
    faults: list[InvalidInput] = []
    name = " ".join(name.split())
    if not name:
        faults.append(InvalidInput("name", _("Give the cycle a name, such as 2027-Q1.")))
    elif len(name) > MOST_NAME:
        faults.append(InvalidInput("name", _("Use at most %(most)s characters."), most=MOST_NAME))
    elif name.casefold() in {each.casefold() for each in taken}:
        faults.append(InvalidInput("name", _("There is a cycle called %(name)s."), name=name))
    start, end = _day(starts_on), _day(ends_on)
    if start is None:
        faults.append(InvalidInput("starts_on", _("Choose a day.")))
    if end is None:
        faults.append(InvalidInput("ends_on", _("Choose a day.")))
    if start and end:
        faults += _length_faults(start, end)
    if faults or start is None or end is None:
        raise InvalidFields(faults)
    return Dates(name, start, end)


def overlapping(dates: Dates, others: Iterable[Cycle]) -> list[str]:
    """The names of cycles that share a day with these dates."""
    return [
        each.name
        for each in others
        if each.starts_on <= dates.ends_on and dates.starts_on <= each.ends_on
    ]


def due_steps(cycle: Cycle, now: datetime, time_zone: str) -> list[Step]:
    """What is told of the cycle now, if it was not told before; nothing of a closed one."""
    if cycle.is_closed:
        return []
    return [step for step, begin, end in _windows(cycle, time_zone) if begin <= now < end]


def next_step_at(cycle: Cycle, now: datetime, time_zone: str) -> datetime | None:
    """When there is next something to tell, strictly after now; None when that was all."""
    if cycle.is_closed:
        return None
    begins = (begin for _step, begin, _end in _windows(cycle, time_zone))
    return min((each for each in begins if each > now), default=None)


def _windows(cycle: Cycle, time_zone: str) -> list[tuple[Step, datetime, datetime]]:
    """Each step with the moment it is told and the one from which on it is old news."""

    def at(day: date) -> datetime:
        return moment(day, TELLS_AT, time_zone)

    above = at(working_days_after(cycle.ends_on, ABOVE_AFTER_END))
    start, closing, end = at(cycle.starts_on), at(closes_from(cycle)), at(cycle.ends_on)
    return [
        (Step.START, start, start + STILL_NEWS),
        (Step.CLOSING, closing, max(end, closing + STILL_NEWS)),
        (Step.REMINDER, end, above),
        (Step.ABOVE, above, max(above + STILL_NEWS, end + LATEST)),
    ]


def _length_faults(start: date, end: date) -> list[InvalidInput]:
    if end <= start:
        return [InvalidInput("ends_on", _("The end must come after the start."))]
    if (end - start).days + 1 > MOST_DAYS:
        most = _("A cycle has at most %(most)s days.")
        return [InvalidInput("ends_on", most, most=MOST_DAYS)]
    return []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _quarter_after(today: date) -> date:
    return _months_later(date(today.year, today.month - (today.month - 1) % 3, 1), 3)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
