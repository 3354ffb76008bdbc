"""What people have typed and not submitted."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from storage.tables import DraftRow

_DRAFT = DraftRow.metadata.tables["draft"]

# Ready-made, as in storage.checkins.
_FIND = select(_DRAFT.c.answers).where(
    _DRAFT.c.person_id == bindparam("person"), _DRAFT.c.slot == bindparam("slot")
)


def find_draft(session: Session, person_id: int, slot: str) -> dict[str, Any] | None:
    """The kept answers of a person's form for a slot."""
    answers: dict[str, Any] | None = session.execute(
        _FIND, {"person": person_id, "slot": slot}
    ).scalar_one_or_none()
    return answers


def save_draft(
    session: Session, *, person: tuple[int, int], slot: str, answers: dict[str, Any], now: datetime
) -> None:
    """Keep the answers in place of older ones; `person` is the workspace's and the person's id."""
    workspace_id, person_id = person
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    adding = (sqlite.insert(_DRAFT) if is_sqlite else postgresql.insert(_DRAFT)).values(
        workspace_id=workspace_id, person_id=person_id, slot=slot, answers=answers, at=now
    )
    session.execute(
        adding.on_conflict_do_update(
            index_elements=["person_id", "slot"], set_={"answers": answers, "at": now}
        )
    )


def forget_drafts(session: Session, before: datetime) -> int:
    """Drop drafts not touched since then; how many."""
    old = delete(_DRAFT).where(_DRAFT.c.at < before).returning(_DRAFT.c.id)
    return len(session.execute(old).all())
