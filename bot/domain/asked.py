"""A colleague asks somebody to check in: rarely, by name, and not without need."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.cadence import local_date, monday_of, slot_of
from bot.domain.nudges import Skip, UpdatedBy, away_reason, count_open, kept_until
from bot.domain.okrs import Person
from bot.errors import OkrError, _

MOST_A_WEEK = 3
"""Whoever asks: more would be nagging by turns."""

NOBODY = _("Name the colleague after the command: /okr remind @name.")
UNKNOWN = _("I do not know this person, or they have left.")


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody asks a person to check in, to be sent at `at`; `asked_on` are days of that week.

    `coming_at` are the moments at which their nudge and their reminder come by themselves.
    """

    asker: Person
    person: Person
    key_results: UpdatedBy
    at: datetime
    asked_on: Collection[date] = ()
    coming_at: Collection[datetime] = ()

    @property
    def on(self) -> date:
        """The person's local day on which they read it."""
        return local_date(self.at, self.person.time_zone)

    @property
    def slot(self) -> str:
        """The slot for which they are asked."""
        return slot_of(self.at, self.person.time_zone)

    @property
    def count(self) -> int:
        """How many key results wait for them."""
        return count_open(self.person, self.key_results, self.slot, self.at)

    @property
    def is_asked_anyway(self) -> bool:
        """Whether a nudge or reminder comes on that day by itself."""
        days = {local_date(each, self.person.time_zone) for each in self.coming_at}
        return self.on in days


def asked_key(person: Person, day: date) -> str:
    """The key of what a person is sent that day: that it is there is that they were asked."""
    return f"asked:{person.id}:{day}"


def days_of(slot: str) -> Sequence[date]:
    """The days of a slot."""
    return [monday_of(slot) + timedelta(days=number) for number in range(7)]


def check_asking(asking: Asking) -> None:
    """Refuse what would not help.

    Raises:
        OkrError: it says why; of an absence no more than until when it lasts.
    """
    person, name = asking.person, asking.person.name
    if person.id == asking.asker.id:
        raise OkrError(_("That is you: /okr checkin opens your check-in."))
    _check_there(person, asking.at)
    today = asking.on
    if not any(cycle.is_running(today) for _each, cycle in asking.key_results):
        raise OkrError(_("%(name)s has nothing to update now."), name=name)
    if asking.count == 0:
        raise OkrError(_("%(name)s has checked in this week already."), name=name)
    if asking.is_asked_anyway:
        message = _("%(name)s is asked on %(day)s anyway. Twice on one day would be nagging.")
        raise OkrError(message, name=name, day=asking.on)
    if asking.on in asking.asked_on:
        raise was_asked(person)
    if len(asking.asked_on) >= MOST_A_WEEK:
        message = _("%(name)s was reminded by colleagues three times this week. That is enough.")
        raise OkrError(message, name=name)


def was_asked(person: Person) -> OkrError:
    """Somebody was quicker that day."""
    message = _("%(name)s was reminded today already. Once a day is enough, whoever asks.")
    return OkrError(message, name=person.name)


def _check_there(person: Person, at: datetime) -> None:
    reason, name = away_reason(person, at), person.name
    if reason is Skip.INACTIVE:
        raise OkrError(UNKNOWN)
    if day := kept_until(person, reason, None):
        message = _("%(name)s is away until %(day)s and gets no reminders.")
        raise OkrError(message, name=name, day=day)
    if reason is Skip.AWAY:
        raise OkrError(_("%(name)s is away and gets no reminders."), name=name)
