"""What waits to be sent to somebody unasked, when they fly away, fall ill or pause meanwhile.

It was to come at a good hour of who they were; it is called within the transaction that changes
them.
"""

from datetime import datetime

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.due import closing_time, may_write
from bot.domain.nudges import away_reason
from bot.domain.okrs import Person
from storage.unsent import hold_back, list_waiting, set_last_moment


def keep_hours(session: Session, person: Person, now: datetime) -> None:
    """Let it come when it should, if that is an hour of theirs still; else hold it back.

    What is held back is past its hours unsent: then it is moved or not sent at all.
    """
    days = days_off(person.country)
    for each in list_waiting(session, person):
        at = max(each.not_before, now)
        if may_write(at, person.time_zone, days) and away_reason(person, at) is None:
            set_last_moment(session, each, closing_time(at, person.time_zone))
        else:
            hold_back(session, each)
