"""Who could be expected to check in, and who was asked and has not."""

from datetime import timedelta

from bot.domain.week import TeamWeek

NEW_FOR = timedelta(days=7)
"""Who joined less than this ago is not missed yet."""


def expected(week: TeamWeek) -> frozenset[int]:
    """Who updates a key result of the team and is neither away, gone nor new."""
    updaters = {each.updater_id for one in week.objectives for each in one.key_results}
    return frozenset(
        each for each in updaters if each in week.people and not _is_excused(week, each)
    )


def checked_in(week: TeamWeek) -> frozenset[int]:
    """Who recorded something in the slot."""
    return frozenset(each.author_id for each in week.revisions)


def missing(week: TeamWeek) -> frozenset[int]:
    """Who was expected, was asked in this slot and recorded nothing."""
    return (expected(week) & week.nudged) - checked_in(week)


def _is_excused(week: TeamWeek, person_id: int) -> bool:
    person = week.people[person_id]
    is_paused = person.paused_until is not None and week.today <= person.paused_until
    joined_on = week.joined_on.get(person_id)
    is_new = joined_on is not None and week.today - joined_on < NEW_FOR
    return not person.is_active or is_paused or is_new
