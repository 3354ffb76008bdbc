"""Which times a rhythm may have, and how an import file writes one."""

import re
from datetime import date, time

from bot.domain.cadence import EARLIEST, WEEKDAYS, WRITES_FROM, WRITES_UNTIL, Every
from bot.domain.due import weeks_of
from bot.errors import InvalidInput, _


def read_nudge(text: str, field: str = "nudge") -> tuple[int, time]:
    """Weekday and local time of "mon 09:00", "Monday 9:00" or "thurs 14:30".

    Raises:
        InvalidInput: at `field`, if it reads otherwise or nobody is at work then.
    """
    weekday, at = _weekly(text, field)
    check_nudge_time(at, field)
    return weekday, at


def read_digest(text: str, field: str = "digest") -> tuple[int, time]:
    """As `read_nudge`, for a digest.

    Raises:
        InvalidInput: at `field`, if it reads otherwise or lies in the night.
    """
    weekday, at = _weekly(text, field)
    check_digest_time(at, field)
    return weekday, at


def read_every(text: str, field: str = "every") -> Every:
    """In which weeks a team is nudged: "week", "month", or "two weeks from 2026-10-05".

    The day is any of the week that is one of them, long ago or still to come.

    Raises:
        InvalidInput: at `field`, if it reads otherwise.
    """
    words = " ".join(text.lower().split())
    if words in (Every.WEEK, Every.MONTH):
        return Every(words)
    try:
        return weeks_of(date.fromisoformat(words.removeprefix("two weeks from ")))
    except ValueError:
        message = _(
            'Write "week", "month", or "two weeks from" and a day of the first such week, '
            'like "two weeks from 2026-10-05".'
        )
        raise InvalidInput(field, message) from None


def check_nudge_time(at: time, field: str) -> None:
    """Refuse a local time at which nobody is at work.

    Raises:
        InvalidInput: at `field`, if it is not from 08:00 to 17:59.
    """
    if not WRITES_FROM <= at < WRITES_UNTIL:
        message = _("Choose a time from 08:00 to 17:59: nobody is asked before or after work.")
        raise InvalidInput(field, message)


def check_digest_time(at: time, field: str) -> None:
    """Refuse a local time in the night.

    Raises:
        InvalidInput: at `field`, if it is before 06:00.
    """
    if at < EARLIEST:
        raise InvalidInput(field, _("Choose a time from 06:00 on: nobody is written to at night."))


def _weekly(text: str, field: str) -> tuple[int, time]:
    match = re.fullmatch(r"([a-z]{3,9})\s+([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip().lower())
    weekday = _weekday(match[1]) if match else None
    if match is None or weekday is None:
        raise InvalidInput(field, _('Write an English weekday and a time, like "mon 09:00".'))
    return weekday, time(int(match[2]), int(match[3]))


def _weekday(word: str) -> int | None:
    return next((day for day, name in enumerate(WEEKDAYS) if name.startswith(word)), None)
