"""What people have typed and not submitted."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session

from bot.domain.checkin_drafts import Draft, serves_since
from bot.domain.okrs import Person
from bot.domain.stored_drafts import from_json, to_json
from storage.inserting import inserting
from storage.tables import DraftRow

log = logging.getLogger("okrbot.checkins")

_DRAFT = DraftRow.metadata.tables["draft"]
_FORM_DRAFT = DraftRow.metadata.tables["form_draft"]

# Ready-made, as in storage.checkins.
_FIND = select(_DRAFT.c.answers).where(
    _DRAFT.c.person_id == bindparam("person"), _DRAFT.c.slot == bindparam("slot")
)
_NEWEST = (
    select(_DRAFT.c.slot, _DRAFT.c.answers)
    .where(_DRAFT.c.person_id == bindparam("person"), _DRAFT.c.slot >= bindparam("since"))
    .order_by(_DRAFT.c.slot.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A person's draft and the slot it was kept in; an empty one without a slot where none is."""

    draft: Draft = field(default_factory=Draft)
    slot: str = ""


def get_draft(session: Session, person_id: int, now: datetime) -> Kept:
    """The draft of a person's check-in form: of this slot, or of one that has only just ended.

    One that an older version wrote otherwise must not lock its person out: it is left out.
    """
    found = session.execute(_NEWEST, {"person": person_id, "since": serves_since(now)}).first()
    try:
        return Kept(from_json(found.answers), found.slot) if found else Kept()
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        log.warning("a stored draft cannot be read and is left out person=%s", person_id)
        return Kept()


def put_draft(session: Session, person: Person, slot: str, draft: Draft, now: datetime) -> None:
    """Keep a person's draft in its slot."""
    whose = (person.workspace_id, person.id)
    save_draft(session, person=whose, slot=slot, answers=to_json(draft), now=now)


def move_draft(session: Session, person_id: int, slot: str) -> None:
    """Let the draft of another slot go: it was kept anew in this one."""
    session.execute(delete(_DRAFT).where(_DRAFT.c.person_id == person_id, _DRAFT.c.slot != slot))


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
    adding = inserting(session, _DRAFT).values(
        workspace_id=workspace_id, person_id=person_id, slot=slot, answers=answers, at=now
    )
    session.execute(
        adding.on_conflict_do_update(
            index_elements=["person_id", "slot"], set_={"answers": answers, "at": now}
        )
    )


def forget_drafts(session: Session, before: datetime, now: datetime) -> int:
    """Drop check-ins of slots that are over, and other forms not touched since `before`; how many.

    A slot is over everywhere when its draft is not offered any more.
    """
    old = (
        delete(_DRAFT).where(_DRAFT.c.slot < serves_since(now)).returning(_DRAFT.c.id),
        delete(_FORM_DRAFT).where(_FORM_DRAFT.c.at < before).returning(_FORM_DRAFT.c.id),
    )
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
    adding = inserting(session, _FORM_DRAFT).values(
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
