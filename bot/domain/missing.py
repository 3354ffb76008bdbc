"""Who could be expected to check in, and who was asked and has not."""

from datetime import date, timedelta

from bot.domain.away import Away
from bot.domain.cadence import Every
from bot.domain.week import TeamWeek

NEW_FOR = timedelta(days=7)
"""Who joined less than this ago is neither asked nor missed yet."""

TIME_TO_ANSWER = timedelta(hours=1)
"""Who was asked less than this ago is not missing yet: a holiday can move a nudge to the digest."""


def expected(week: TeamWeek) -> frozenset[int]:
    """Who updates a key result of the team and is neither away, gone nor new."""
    updaters = {each.updater_id for one in week.objectives for each in one.key_results}
    return frozenset(
        each for each in updaters if each in week.people and not _is_excused(week, each)
    )


def checked_in(week: TeamWeek) -> frozenset[int]:
    """Who recorded something in the slot."""
    return frozenset(each.author_id for each in week.revisions)


def asked(week: TeamWeek) -> frozenset[int]:
    """Who checks in in this slot: who did, and who else is expected to.

    Where nobody is asked every week, only those of whom it was asked already.
    """
    is_weekly = all(each.every is Every.WEEK for each in week.objectives)
    due = expected(week) if is_weekly else expected(week) & week.nudged
    return due | checked_in(week)


def missing(week: TeamWeek) -> frozenset[int]:
    """Who was expected, was asked in this slot, with time to answer, and recorded nothing."""
    return (expected(week) & week.nudged) - checked_in(week)


def is_new(joined_on: date | None, team_since: date | None, today: date) -> bool:
    """Whether somebody is left alone because they only just came to their team.

    `team_since` is the day its first member joined. Whoever began with the team, or in its first
    week, is not new to it: else a team that is set up on a Friday would not be asked on Monday.
    None, for who belongs to no team, is never new.
    """
    if joined_on is None or team_since is None:
        return False
    return today - joined_on < NEW_FOR <= joined_on - team_since


def _is_excused(week: TeamWeek, person_id: int) -> bool:
    person = week.people[person_id]
    is_paused = person.pause_on(week.today) is not None
    ends_on = person.away_until_on or week.today
    is_away = person.away is not Away.HERE and week.today <= ends_on
    since = min(week.joined_on.values(), default=None)
    is_newcomer = is_new(week.joined_on.get(person_id), since, week.today)
    return not person.is_active or is_paused or is_away or is_newcomer
