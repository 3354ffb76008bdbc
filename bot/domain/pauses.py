"""A pause: somebody is not asked until a day, and that day too, by their own calendar.

The fields of the form are `pause_who`, a Slack id where one may choose, and `pause_until`.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from bot.domain.fields import Fields, text_of
from bot.errors import InvalidInput, _

WHO, UNTIL = "pause_who", "pause_until"

NO_DAY = _("Choose the last day of the pause.")
PAST = _("Choose today or a later day.")
TOO_LONG = _("A pause lasts at most a year: until %(latest)s.")
NOBODY = _("Choose somebody whom okrbot asks for check-ins.")

_MONTHS = (
    ("january", "januar", "janner"),
    ("february", "februar", "feber"),
    ("march", "marz", "maerz"),
    ("april",),
    ("may", "mai"),
    ("june", "juni"),
    ("july", "juli"),
    ("august",),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december", "dezember"),
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_GERMAN = re.compile(r"\b(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?: ?(?P<year>\d{4}|\d{2})\b)?")
_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?(?P<name>[a-z]{3,})\.?,?(?: (?P<year>\d{4}))?"
)
_MONTH_FIRST = re.compile(
    r"\b(?P<name>[a-z]{3,})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class PauseForm:
    """The form as it is shown: about whom, `name` being "" for oneself, and what was typed.

    `who` is their Slack id, and `until` the last day of the pause they have now. Who may pause
    others `may_choose`.
    """

    who: str
    name: str
    until: date | None
    typed: Fields = field(default_factory=dict)
    may_choose: bool = False
    is_restored: bool = False


def read_until(fields: Fields, today: date) -> date:
    """The last day of a pause; `today` is that of who is paused.

    Raises:
        InvalidInput: at `pause_until`: no day, one that has passed, or one after more than a year.
    """
    try:
        until = date.fromisoformat(text_of(fields, UNTIL))
    except ValueError:
        raise InvalidInput(UNTIL, NO_DAY) from None
    if until < today:
        raise InvalidInput(UNTIL, PAST)
    if until > latest(today):
        raise InvalidInput(UNTIL, TOO_LONG, latest=latest(today))
    return until


def latest(today: date) -> date:
    """A year from today."""
    return _made(today.year + 1, today.month, today.day) or date(today.year + 1, 3, 1)


def find_day(words: str, today: date) -> date | None:
    """The first day in what somebody typed: "until 24 Dec", "bis 24.12.", "2026-12-24".

    Without a year it is the next such day from today on. None where there is none.
    """
    folded = " ".join(_ACCENTS.sub("", normalize("NFD", words.casefold())).split())
    for shape in (_ISO, _GERMAN, _DAY_FIRST, _MONTH_FIRST):
        for match in shape.finditer(folded):
            if day := _day(match.groupdict(), today):
                return day
    return None


def _day(parts: dict[str, str | None], today: date) -> date | None:
    month = _month(parts["name"] or "") if "name" in parts else int(parts["month"] or 0)
    day, written = int(parts["day"] or 0), parts["year"]
    if written:
        return _made(int(written) + (2000 if len(written) == 2 else 0), month, day)
    days = (_made(year, month, day) for year in range(today.year, today.year + 9))
    return next((each for each in days if each and each >= today), None)


def _month(word: str) -> int:
    """The number of a month whose name begins so, in English or German; 0 where none does."""
    found = (
        number
        for number, names in enumerate(_MONTHS, 1)
        if any(name.startswith(word) for name in names)
    )
    return next(found, 0)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
