"""Thanks: kept, counted, and the key results that somebody may be thanked for."""

from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlmodel import Session

from bot.domain.okrs import ObjectiveState
from bot.domain.thanks import Thanked, Thanks, find_thanked, fits, may_thank
from bot.domain.viewing import Viewer
from storage.okrs import list_by_id
from storage.parents import Choice
from storage.tables import ThanksRow

_THANKS = ThanksRow.metadata.tables["thanks"]
_KEY_RESULT = ThanksRow.metadata.tables["key_result"]
_OBJECTIVE = ThanksRow.metadata.tables["objective"]
_CYCLE = ThanksRow.metadata.tables["cycle"]


def find_one(session: Session, viewer: Viewer, key_result_id: int) -> Thanked | None:
    """A key result of the viewer's workspace that somebody may be thanked for."""
    objective_id = session.execute(
        select(_KEY_RESULT.c.objective_id).where(
            _KEY_RESULT.c.id == key_result_id,
            _KEY_RESULT.c.workspace_id == viewer.person.workspace_id,
        )
    ).scalar_one_or_none()
    objectives = list_by_id(session, [objective_id]) if objective_id else []
    return find_thanked(objectives[0], key_result_id, viewer) if objectives else None


def search_running(
    session: Session, viewer: Viewer, words: str, today: date, most: int
) -> list[Choice]:
    """The visible key results of running cycles with all the words in title or objective."""
    rows = session.execute(
        select(
            _KEY_RESULT.c.id,
            _KEY_RESULT.c.title,
            _KEY_RESULT.c.objective_id,
            _OBJECTIVE.c.title.label("objective"),
            _OBJECTIVE.c.is_private,
        )
        .join(_OBJECTIVE, _OBJECTIVE.c.id == _KEY_RESULT.c.objective_id)
        .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
        .where(
            _OBJECTIVE.c.workspace_id == viewer.person.workspace_id,
            _OBJECTIVE.c.state == ObjectiveState.ACTIVE,
            _KEY_RESULT.c.is_active,
            _CYCLE.c.is_closed.is_(False),
            _CYCLE.c.starts_on <= today,
            _CYCLE.c.ends_on >= today,
        )
        .order_by(_OBJECTIVE.c.id, _KEY_RESULT.c.position, _KEY_RESULT.c.id)
    ).all()
    meant = [row for row in rows if fits(words.split(), row.title, row.objective)]
    private = list_by_id(session, {row.objective_id for row in meant if row.is_private})
    seen = {each.id for each in private if may_thank(each, viewer)}
    shown = [row for row in meant if not row.is_private or row.objective_id in seen]
    return [Choice(row.id, row.title, row.objective) for row in shown[:most]]


def count_since(session: Session, person_id: int, since: datetime) -> int:
    """How many thanks somebody has sent since then."""
    counting = select(func.count()).select_from(_THANKS)
    sent = counting.where(_THANKS.c.from_id == person_id, _THANKS.c.at >= since)
    return int(session.execute(sent).scalar_one())


def add_thanks(session: Session, thanks: Thanks, now: datetime) -> None:
    """Keep it."""
    session.execute(
        insert(_THANKS).values(
            workspace_id=thanks.sender.workspace_id,
            from_id=thanks.sender.id,
            to_id=thanks.receiver.id,
            key_result_id=thanks.key_result_id,
            words=thanks.words,
            at=now,
        )
    )
