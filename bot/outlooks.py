"""What decides about people's coming nudges, for who plans them and for who tells of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.nudges import with_cycles
from bot.domain.okrs import Person
from bot.domain.planning import Outlook
from storage.nudges import list_joined
from storage.okrs import list_updated_by
from storage.teams import rhythms_by_team


def gather_outlooks(
    session: Session, people: Sequence[Person], now: datetime
) -> dict[int, Outlook]:
    """By person, without what was decided before; a fixed number of questions for all."""
    objectives = list_updated_by(session, [each.id for each in people])
    rhythms = rhythms_by_team(session, [each.home_team_id for each in people])
    joined = list_joined(session, people, now)
    return {
        each.id: Outlook(
            person=each,
            key_results=with_cycles(objectives[each.id]),
            rhythm=rhythms[each.home_team_id],
            days_off=days_off(each.country),
            joined_on=joined[each.id].on if each.id in joined else None,
            team_since=joined[each.id].team_since if each.id in joined else None,
        )
        for each in people
    }
