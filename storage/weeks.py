"""A team's week, as the digest asks for it."""

from datetime import date

from sqlmodel import Session

from bot.domain.okrs import Objective, Team
from bot.domain.week import Revision, TeamWeek
from storage.checkins import list_of_slot
from storage.nudges import list_nudged
from storage.okrs import list_contributing, list_of_team
from storage.people import people_by_id
from storage.teams import members_joined_on


def get_week(session: Session, team: Team, slot: str, today: date, *, running_on: date) -> TeamWeek:
    """What happened in a team in `slot`, for objectives whose cycle runs on that day.

    A fixed number of statements, whatever the team's size, plus one for each level of objectives
    that contribute from below.
    """
    objectives = [
        each for each in list_of_team(session, team.id) if each.cycle.is_running(running_on)
    ]
    bare = [each for each in objectives if not each.key_results]
    contributing = list_contributing(session, bare) if bare else []
    ids = [each.id for one in objectives for each in one.key_results]
    revisions = list_of_slot(session, ids, slot) if ids else []
    people = people_by_id(session, _people(objectives, revisions))
    return TeamWeek(
        team=team,
        slot=slot,
        today=today,
        objectives=tuple(objectives),
        contributing=tuple(contributing),
        revisions=tuple(revisions),
        people=people,
        joined_on=members_joined_on(session, team.id),
        nudged=list_nudged(session, people, slot),
    )


def _people(objectives: list[Objective], revisions: list[Revision]) -> set[int]:
    """Everybody whom the digest may have to name."""
    updaters = {each.updater_id for one in objectives for each in one.key_results}
    authors = {each.author_id for each in revisions}
    return updaters | authors
