"""Objectives that go on in another cycle, and what hangs on them there."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select, update
from sqlmodel import Session

from bot.domain.carrying import carried, linked
from bot.domain.closing import Suggestion
from bot.domain.closing_answers import Decision
from bot.domain.okrs import Cycle, KeyResult, Objective, Outcome, Person
from storage.closing import close_objective
from storage.drafts import drop_form_draft
from storage.objectives import Edit, add_objective, find_objective, get_objective, set_key_result
from storage.tables import ObjectiveRow

_OBJECTIVE = ObjectiveRow.metadata.tables["objective"]


def end_objective(
    session: Session,
    edit: Edit,
    ended: tuple[Suggestion, Decision],
    target: Cycle | None,
    note: str,
) -> Objective | None:
    """Close an objective, and let it go on in the target cycle where that was decided.

    What goes on is returned. The form about it is not needed any more.

    Raises:
        ChangedMeanwhile: it is no longer the version that was seen.
        CycleClosed: its cycle, or the target, is closed by now.
    """
    suggestion, decision = ended
    close_objective(session, edit, suggestion, decision)
    drop_form_draft(session, edit.author.id, f"closing:{suggestion.objective.id}")
    if target is None:
        return None
    step = (decision.outcome, target)
    return carry_objective(session, edit.author, suggestion.objective, step, note)


def carry_objective(
    session: Session, author: Person, old: Objective, step: tuple[Outcome, Cycle], note: str
) -> Objective:
    """Write the objective that goes on from `old`; as it stands then.

    `step` is the outcome with the cycle it leads to; `note` is for one that loses its link.
    Children that went on before hang on it from now on, in whatever order they were carried.
    """
    outcome, target = step
    parent = find_objective(session, author.workspace_id, old.parent_id) if old.parent_id else None
    copies = _copies(session, [old.parent_id] if old.parent_id else [], target)
    new = linked(carried(old, outcome, target), old, parent, copies, note)
    number = add_objective(session, author, new, carried_from_id=old.id)
    added = get_objective(session, author.workspace_id, number)
    if outcome is Outcome.CARRIED:
        _keep_blockers(session, old.key_results, added.key_results)
    _relink_children(session, old, added)
    return added


def _copies(session: Session, ids: Sequence[int], target: Cycle) -> dict[int, int]:
    """By the id of an objective the one that was carried from it into the cycle."""
    rows = session.execute(
        select(_OBJECTIVE.c.carried_from_id, _OBJECTIVE.c.id).where(
            _OBJECTIVE.c.carried_from_id.in_(ids), _OBJECTIVE.c.cycle_id == target.id
        )
    )
    return {row.carried_from_id: row.id for row in rows}


def _keep_blockers(
    session: Session, before: Iterable[KeyResult], after: Iterable[KeyResult]
) -> None:
    for old, new in zip(before, after, strict=True):
        if old.blocker is not None:
            set_key_result(
                session,
                new.id,
                blocker_kind=old.blocker.kind,
                blocker=old.blocker.text,
                helper=old.blocker.helper,
                blocked_on=old.blocker.since,
            )


def _relink_children(session: Session, old: Objective, new: Objective) -> None:
    """Hang the children of `old` that went on in the same cycle on `new`, with their old link.

    One that somebody has linked elsewhere since then stays there.
    """
    rows = session.execute(
        select(_OBJECTIVE.c.id, _OBJECTIVE.c.link, _OBJECTIVE.c.justification).where(
            _OBJECTIVE.c.parent_id == old.id
        )
    ).all()
    copies = _copies(session, [row.id for row in rows], new.cycle)
    for row in rows:
        if row.id in copies:
            is_unlinked = (_OBJECTIVE.c.id == copies[row.id]) & _OBJECTIVE.c.parent_id.is_(None)
            session.execute(
                update(_OBJECTIVE)
                .where(is_unlinked)
                .values(
                    parent_id=new.id,
                    link=row.link,
                    justification=row.justification,
                    version=_OBJECTIVE.c.version + 1,
                )
            )
