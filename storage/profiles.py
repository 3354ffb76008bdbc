"""What of people follows from their profiles: when they are asked next."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlmodel import Session

from bot.domain.travel import Planned
from storage.tables import PersonRow

_PERSON = PersonRow.metadata.tables["person"]
_NUDGE = PersonRow.metadata.tables["nudge"]


def planned_nudges(session: Session, people: Iterable[int]) -> dict[int, Planned]:
    """When each of the people is asked next, and the newest slot that was decided about."""
    newest = (
        select(func.max(_NUDGE.c.slot)).where(_NUDGE.c.person_id == _PERSON.c.id).scalar_subquery()
    )
    rows = session.execute(
        select(
            _PERSON.c.id, _PERSON.c.next_nudge_at, _PERSON.c.time_zone, newest.label("decided")
        ).where(_PERSON.c.id.in_(set(people)))
    )
    return {row.id: Planned(row.next_nudge_at, row.time_zone, row.decided or "") for row in rows}
