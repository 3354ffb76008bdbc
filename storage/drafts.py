"""What people have typed and not submitted."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from bot.domain.okrs import Person
from storage.tables import DraftRow

_DRAFT = DraftRow.metadata.tables["draft"]
_FORM_DRAFT = DraftRow.metadata.tables["form_draft"]

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
    """Drop drafts not touched since then, of every form; how many."""
    old = [
        delete(table).where(table.c.at < before).returning(table.c.id)
        for table in (_DRAFT, _FORM_DRAFT)
    ]
    return sum(len(session.execute(each).all()) for each in old)


def find_form_draft(session: Session, person_id: int, form: str) -> dict[str, Any] | None:
    """What somebody typed into a form and never submitted; `form` is as in the table."""
    answers: dict[str, Any] | None = session.execute(
        select(_FORM_DRAFT.c.answers).where(
            _FORM_DRAFT.c.person_id == person_id, _FORM_DRAFT.c.form == form
        )
    ).scalar_one_or_none()
    return answers


def list_form_drafts(session: Session, person_id: int) -> dict[str, dict[str, Any]]:
    """All that somebody typed and never submitted, by form, the newest first."""
    rows = session.execute(
        select(_FORM_DRAFT.c.form, _FORM_DRAFT.c.answers)
        .where(_FORM_DRAFT.c.person_id == person_id)
        .order_by(_FORM_DRAFT.c.at.desc(), _FORM_DRAFT.c.id.desc())
    )
    return {row.form: row.answers for row in rows}


def save_form_draft(
    session: Session, person: Person, form: str, answers: dict[str, Any], now: datetime
) -> None:
    """Keep what stands in a form in place of what stood there before."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    adding = (sqlite.insert(_FORM_DRAFT) if is_sqlite else postgresql.insert(_FORM_DRAFT)).values(
        workspace_id=person.workspace_id, person_id=person.id, form=form, answers=answers, at=now
    )
    session.execute(
        adding.on_conflict_do_update(
            index_elements=["person_id", "form"], set_={"answers": answers, "at": now}
        )
    )


def drop_form_draft(session: Session, person_id: int, form: str) -> None:
    """Forget a form's draft: it was submitted, or is not wanted any more."""
    session.execute(
        delete(_FORM_DRAFT).where(_FORM_DRAFT.c.person_id == person_id, _FORM_DRAFT.c.form == form)
    )
