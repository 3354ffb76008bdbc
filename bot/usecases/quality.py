"""How well a team's OKRs are written: the checks, for whoever asks."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date
from bot.domain.okrs import Caller, Objective, Person, Team
from bot.domain.quality import check_team, too_many
from bot.render import render
from storage.database import Database
from storage.okrs import list_of_team
from storage.people import get_person, get_workspace, people_by_id
from storage.seeing import find_team, may_see_private

MOST_TITLES = 20
"""So many titles at most are answered: what they are told still fits into one message."""


def check_wording(database: Database, caller: Caller, name: str, now: datetime) -> dict[str, Any]:
    """What the checks say of a team's running OKRs, as a message for the asker alone.

    Without a name it is the asker's own team; private objectives show as in `show_team`.

    Raises:
        NotFound: no such team, or the asker has none.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        team = find_team(session, person, name)
        objectives = _visible(session, person, team, now)
        owners = people_by_id(session, {owner for each in objectives for owner in _owners(each)})
    active = {each.id for each in owners.values() if each.is_active}
    is_top = team.parent_id is None
    checked = check_team(objectives, active, is_top=is_top)
    return render(
        "messages/quality",
        person.locale,
        team=team.name,
        count=len(objectives),
        checked=checked[:MOST_TITLES],
        left_out=max(0, len(checked) - MOST_TITLES),
        too_many=too_many(objectives, is_top=is_top),
    )


def _visible(session: Session, person: Person, team: Team, now: datetime) -> list[Objective]:
    today = local_date(now, get_workspace(session, team.workspace_id).time_zone)
    running = [each for each in list_of_team(session, team.id) if each.cycle.is_running(today)]
    if not any(each.is_private for each in running) or may_see_private(session, person, team, now):
        return running
    return [each for each in running if not each.is_private]


def _owners(objective: Objective) -> set[int]:
    return {objective.owner_id, *(each.owner_id for each in objective.key_results)}
