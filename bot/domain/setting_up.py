"""Setting a workspace up: its steps, what is suggested, and what was typed into each.

A step is left at any time and found again: where it was left is kept with the workspace.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from bot.domain.cadence import DEFAULT, Every, PartialRhythm, Rhythm, is_zone
from bot.domain.fields import Fields, Typed
from bot.domain.rhythm_words import check_digest_time, check_nudge_time
from bot.errors import InvalidFields, InvalidInput, _

MOST_NAME = 60
"""Characters of a name: it stands in buttons, menus and headings."""

LONGEST_CYCLE = timedelta(days=400)


class Step(StrEnum):
    """What is asked for, one after the other."""

    ORGANISATION = "organisation"
    CYCLE = "cycle"
    TEAMS = "teams"
    RHYTHM = "rhythm"
    DONE = "done"


ORDER = tuple(Step)


@dataclass(frozen=True, slots=True)
class Organisation:
    """What all teams and people inherit; `country` is an ISO 3166 code or empty."""

    name: str
    time_zone: str
    locale: str
    country: str


@dataclass(frozen=True, slots=True)
class CycleDates:
    """A cycle as it is written down; both ends are included."""

    name: str
    starts_on: date
    ends_on: date


def is_set_up(step: str, *, has_teams: bool) -> bool:
    """Whether setting up is over: it was finished, or never needed as a company was imported."""
    return step == Step.DONE or (not step and has_teams)


def step_of(word: str) -> Step:
    """The step of a stored word; the first one before setting up began."""
    return Step(word) if word in ORDER else Step.ORGANISATION


def step_after(step: Step) -> Step:
    """The next step; the last one stays."""
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]


def step_before(step: Step) -> Step:
    """The step before; the first one stays."""
    return ORDER[max(ORDER.index(step) - 1, 0)]


def suggested_cycle(today: date) -> CycleDates:
    """The present quarter of the calendar, such as 2026-Q4."""
    quarter = (today.month - 1) // 3
    starts_on = date(today.year, quarter * 3 + 1, 1)
    following = date(today.year + quarter // 3, (quarter + 1) % 4 * 3 + 1, 1)
    return CycleDates(f"{today.year}-Q{quarter + 1}", starts_on, following - timedelta(days=1))


def read_organisation(fields: Fields, languages: Collection[str]) -> Organisation:
    """What stands in the form about the organisation.

    Raises:
        InvalidFields: the name is empty or too long, or the time zone does not exist.
    """
    faults = name_faults(text(fields, "name"), "name")
    if not is_zone(text(fields, "time_zone")):
        faults.append(InvalidInput("time_zone", _("Choose a time zone from the list.")))
    _refuse(faults)
    locale = text(fields, "locale")
    return Organisation(
        text(fields, "name"),
        text(fields, "time_zone"),
        locale if locale in languages else "en",
        text(fields, "country"),
    )


def read_cycle(fields: Fields, taken: Collection[str]) -> CycleDates:
    """What stands in the form about the cycle; `taken` are the names of the others.

    Raises:
        InvalidFields: a name that is missing, too long or taken, dates that make no cycle.
    """
    name = text(fields, "cycle_name")
    faults = name_faults(name, "cycle_name")
    if name.casefold() in {each.casefold() for each in taken}:
        faults.append(
            InvalidInput("cycle_name", _("There is a cycle called %(name)s already."), name=name)
        )
    starts_on, ends_on = _day(fields, "starts_on"), _day(fields, "ends_on")
    if starts_on is None:
        faults.append(InvalidInput("starts_on", _("Choose the first day.")))
    if ends_on is None:
        faults.append(InvalidInput("ends_on", _("Choose the last day.")))
    if starts_on and ends_on:
        faults += _length_faults(starts_on, ends_on)
    _refuse(faults)
    return CycleDates(name, starts_on or date.min, ends_on or date.min)


def read_rhythm(fields: Fields) -> PartialRhythm:
    """What stands in a form about the rhythm; what is left open comes from above.

    Raises:
        InvalidFields: a time at which nobody is written to, or a time without a day or the other
            way round.
    """
    faults: list[InvalidInput] = []
    nudge = _weekly(fields, "nudge", check_nudge_time, faults)
    digest = _weekly(fields, "digest", check_digest_time, faults)
    _refuse(faults)
    every, is_locked = _read_every(fields.get("every")), "locked" in (fields.get("locked") or ())
    return PartialRhythm(*nudge, *digest, every, is_locked)


def rhythm_fields(rhythm: Rhythm | PartialRhythm) -> dict[str, str]:
    """A rhythm as the fields of a form hold it."""
    return {
        "nudge_day": _digit(rhythm.nudge_weekday),
        "nudge_time": _clock(rhythm.nudge_time),
        "digest_day": _digit(rhythm.digest_weekday),
        "digest_time": _clock(rhythm.digest_time),
    }


def own_rhythm_fields(rhythm: PartialRhythm) -> dict[str, Typed]:
    """What a team sets itself as the fields of its own form hold it: all that can be set."""
    return {
        **rhythm_fields(rhythm),
        "every": rhythm.every or "",
        "locked": ["locked"] if rhythm.is_locked else [],
    }


def shown_rhythm(fields: Mapping[str, object], otherwise: Rhythm = DEFAULT) -> Rhythm:
    """The rhythm that a half-filled form says; what cannot be read is as `otherwise`."""
    day, at = _read_day(fields.get("nudge_day")), _read_time(fields.get("nudge_time"))
    digest_day, digest_at = (
        _read_day(fields.get("digest_day")),
        _read_time(fields.get("digest_time")),
    )
    return Rhythm(
        otherwise.nudge_weekday if day is None else day,
        at or otherwise.nudge_time,
        otherwise.digest_weekday if digest_day is None else digest_day,
        digest_at or otherwise.digest_time,
        _read_every(fields.get("every")) or otherwise.every,
    )


def name_faults(name: str, field: str) -> list[InvalidInput]:
    """What is wrong with a name as such."""
    if not name:
        return [InvalidInput(field, _("Give it a name."))]
    if len(name) > MOST_NAME:
        return [InvalidInput(field, _("Use at most %(most)s characters."), most=MOST_NAME)]
    return []


def text(fields: Fields, name: str) -> str:
    """What stands in a field on one line; "" for nothing."""
    typed = fields.get(name)
    return " ".join(typed.split()) if isinstance(typed, str) else ""


def _length_faults(starts_on: date, ends_on: date) -> list[InvalidInput]:
    if ends_on <= starts_on:
        return [InvalidInput("ends_on", _("A cycle ends after it starts."))]
    if ends_on - starts_on > LONGEST_CYCLE:
        return [InvalidInput("ends_on", _("A cycle lasts at most a year; a quarter is usual."))]
    return []


def _weekly(
    fields: Fields, word: str, check: Callable[[time, str], None], faults: list[InvalidInput]
) -> tuple[int | None, time | None]:
    day, at = _read_day(fields.get(f"{word}_day")), _read_time(fields.get(f"{word}_time"))
    if day is None and at is not None:
        faults.append(InvalidInput(f"{word}_day", _("Choose the day as well.")))
    if day is not None and at is None:
        faults.append(InvalidInput(f"{word}_time", _("Choose the time as well.")))
    if at is not None:
        try:
            check(at, f"{word}_time")
        except InvalidInput as fault:
            faults.append(fault)
    return day, at


def _refuse(faults: list[InvalidInput]) -> None:
    if faults:
        raise InvalidFields(faults)


def _day(fields: Fields, name: str) -> date | None:
    try:
        return date.fromisoformat(text(fields, name))
    except ValueError:
        return None


def _read_day(typed: object) -> int | None:
    return int(typed) if isinstance(typed, str) and typed in "0123456" and len(typed) == 1 else None


def _read_every(typed: object) -> Every | None:
    return Every(typed) if isinstance(typed, str) and typed in tuple(Every) else None


def _read_time(typed: object) -> time | None:
    try:
        return time.fromisoformat(typed) if isinstance(typed, str) and typed else None
    except ValueError:
        return None


def _digit(day: int | None) -> str:
    return "" if day is None else str(day)


def _clock(at: time | None) -> str:
    return "" if at is None else at.strftime("%H:%M")
