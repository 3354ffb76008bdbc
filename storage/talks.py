"""Who has been silent for so long that their manager shall hear of it, and who that is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from bot.domain.okrs import Person, Team
from bot.domain.talks import nearest_manager
from storage.people import people_by_id, to_person
from storage.tables import PersonRow
from storage.teams import teams_by_id

_PERSON = PersonRow.metadata.tables["person"]


def claim_silent(session: Session, now: datetime, limit: int) -> list[Person]:
    """People about whom somebody is to be told, team by team; locked like `claim_due_people`."""
    rows = session.execute(
        select(_PERSON)
        .where(_PERSON.c.talk_at <= now)
        .order_by(_PERSON.c.talk_at, _PERSON.c.home_team_id, _PERSON.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return [to_person(row) for row in rows]


def set_talk_at(session: Session, people: Sequence[Person], at: datetime | None) -> None:
    """When somebody is to be told about these people; None for never, until they are heard."""
    ids = {each.id for each in people}
    session.execute(update(_PERSON).where(_PERSON.c.id.in_(ids)).values(talk_at=at))


def end_silence(session: Session, person: Person) -> None:
    """Something was heard of a person: nobody is told that they are silent."""
    session.execute(update(_PERSON).where(_PERSON.c.id == person.id).values(missed=0, talk_at=None))


def managers_above(session: Session, people: Sequence[Person]) -> dict[int, Person]:
    """By person, the nearest active manager of their team or one above who is not themselves.

    Who has none is left out. As many questions as there are levels of teams, and one more.
    """
    teams: dict[int, Team] = {}
    level = {each.home_team_id for each in people if each.home_team_id}
    while level:
        found = teams_by_id(session, level)
        teams |= found
        level = {each.parent_id for each in found.values() if each.parent_id} - teams.keys()
    managers = people_by_id(session, {each.manager_id or 0 for each in teams.values()})
    nearest = {each.id: nearest_manager(each, teams, managers) for each in people}
    return {number: manager for number, manager in nearest.items() if manager}
