"""All that the detail of one objective asks of the database, in a fixed number of statements."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.cadence import local_date, slot_on
from bot.domain.details import ClosingWords, DetailFacts
from bot.domain.okrs import Objective
from bot.domain.told_changes import Names, ToldChange, named_in, told_change
from bot.domain.viewing import Viewer
from storage.checkins import list_since
from storage.objectives import ChangeMade, list_changes
from storage.okrs import list_by_id
from storage.people import get_workspace, people_by_id
from storage.tables import ObjectiveRow

_OBJECTIVE = ObjectiveRow.metadata.tables["objective"]


def get_detail(
    session: Session, viewer: Viewer, objective: Objective, now: datetime
) -> DetailFacts:
    """What is told of an objective that the viewer may see."""
    today = organisation_day(session, viewer, now)
    changes = list_changes(session, [objective.id])
    ids = [each.id for each in objective.key_results]
    revisions = list_since(session, ids) if ids else []
    names = get_names(session, viewer, changes, _people(objective))
    parents = list_by_id(session, [objective.parent_id]) if objective.parent_id else []
    return DetailFacts(
        viewer=viewer,
        objective=objective,
        today=today,
        slot=slot_on(today),
        parent=next(iter(parents), None),
        people=names.people,
        revisions=revisions,
        changes=told(changes, names),
        closing=_closing(session, objective.id),
    )


def organisation_day(session: Session, viewer: Viewer, now: datetime) -> date:
    """The organisation's day."""
    return local_date(now, get_workspace(session, viewer.person.workspace_id).time_zone)


def get_names(
    session: Session, viewer: Viewer, changes: Sequence[ChangeMade], people: Iterable[int]
) -> Names:
    """Whom and what these changes speak of, and these people; objectives as they may be seen."""
    in_changes, objectives = named_in(each.change for each in changes)
    ids = {*people, *in_changes, *(each.author_id for each in changes)}
    about = list_by_id(session, objectives) if objectives else []
    return Names(
        people={each.id: each.name for each in people_by_id(session, ids).values()},
        teams={each.id: each.name for each in viewer.teams.values()},
        objectives={each.id: each.title if viewer.sees(each) else None for each in about},
    )


def told(changes: Iterable[ChangeMade], names: Names) -> list[ToldChange]:
    """The changes as people read them."""
    return [
        told_change(each.change, each.author_id, each.at, each.reason, names) for each in changes
    ]


def _people(objective: Objective) -> set[int]:
    of_key_results = [
        number for each in objective.key_results for number in (each.owner_id, each.updater_id)
    ]
    return {objective.owner_id, *of_key_results}


def _closing(session: Session, objective_id: int) -> ClosingWords:
    row = session.execute(
        select(_OBJECTIVE.c.score_note, _OBJECTIVE.c.closing_note, _OBJECTIVE.c.post_mortem).where(
            _OBJECTIVE.c.id == objective_id
        )
    ).one()
    return ClosingWords(*row)
