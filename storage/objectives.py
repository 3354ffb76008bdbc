"""One objective at a time, with its key results: found, written, changed.

`version` is an optimistic lock: whoever changes an objective says which version they saw. Each
way to write refuses a closed cycle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session

from bot.domain.changes import Change, changes
from bot.domain.okrs import KeyResult, Milestone, Objective, Person
from bot.errors import NotFound, OkrError, _
from storage.cycles import check_open_now
from storage.okrs import list_by_id
from storage.tables import ChangeRow

_OBJECTIVE = ChangeRow.metadata.tables["objective"]
_KEY_RESULT = ChangeRow.metadata.tables["key_result"]
_MILESTONE = ChangeRow.metadata.tables["milestone"]
_CHANGE = ChangeRow.metadata.tables["change"]

GONE = _("This objective is not there any more.")


class ChangedMeanwhile(OkrError):
    """Somebody else changed the objective since it was shown."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has changed this objective meanwhile."))


@dataclass(frozen=True, slots=True)
class Edit:
    """Who changes something, when and why."""

    author: Person
    now: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """A change as it is kept."""

    objective_id: int
    change: Change
    author_id: int
    at: datetime
    reason: str


def find_objective(session: Session, workspace_id: int, objective_id: int) -> Objective | None:
    """The objective with its key results, in whatever state and cycle it is."""
    objective = next(iter(list_by_id(session, [objective_id])), None)
    is_ours = select(_OBJECTIVE.c.id).where(
        _OBJECTIVE.c.id == objective_id, _OBJECTIVE.c.workspace_id == workspace_id
    )
    return objective if session.execute(is_ours).first() else None


def get_objective(session: Session, workspace_id: int, objective_id: int) -> Objective:
    """As `find_objective`.

    Raises:
        NotFound: there is none.
    """
    if found := find_objective(session, workspace_id, objective_id):
        return found
    raise NotFound(GONE)


def find_objective_of(session: Session, workspace_id: int, key_result_id: int) -> Objective | None:
    """The objective of a key result, as `find_objective`."""
    objective_id = session.execute(
        select(_KEY_RESULT.c.objective_id).where(_KEY_RESULT.c.id == key_result_id)
    ).scalar_one_or_none()
    return find_objective(session, workspace_id, objective_id) if objective_id else None


def add_objective(session: Session, author: Person, objective: Objective, **columns: object) -> int:
    """Write a new objective with its key results; its id. `columns` are further ones of its row.

    Raises:
        CycleClosed: nothing is added to its cycle any more.
    """
    check_open_now(session, objective.cycle)
    row = {
        **_objective_columns(objective),
        "workspace_id": author.workspace_id,
        "cycle_id": objective.cycle.id,
        "state": objective.state,
        **_DEFAULTS,
        **columns,
    }
    objective_id = _insert(session, _OBJECTIVE, row)
    _put_key_results(session, author.workspace_id, replace(objective, id=objective_id), ())
    return objective_id


def change_objective(
    session: Session, edit: Edit, before: Objective, after: Objective, *, is_kept: bool = True
) -> list[Change]:
    """Make an objective what `after` says, keep each change with its reason, and return them.

    Key results that `after` no longer has are switched off; their check-ins stay. `is_kept` is
    False before it was agreed: nothing needs to be told of that time.

    Raises:
        ChangedMeanwhile: it is no longer the version of `before`.
        CycleClosed: nothing in its cycle changes any more.
    """
    claim_version(session, before)
    session.execute(
        update(_OBJECTIVE)
        .where(_OBJECTIVE.c.id == before.id)
        .values(**_objective_columns(after), state=after.state)
    )
    _put_key_results(session, edit.author.workspace_id, after, before.key_results)
    found = changes(before, after)
    if is_kept:
        add_changes(session, edit, before.id, found)
    return found


def claim_version(session: Session, seen: Objective) -> None:
    """Let the objective become the next version of the one that was seen.

    Raises:
        ChangedMeanwhile: it is another one by now.
        CycleClosed: nothing in its cycle changes any more.
    """
    check_open_now(session, seen.cycle)
    claimed = session.execute(
        update(_OBJECTIVE)
        .where(_OBJECTIVE.c.id == seen.id, _OBJECTIVE.c.version == seen.version)
        .values(version=seen.version + 1)
        .returning(_OBJECTIVE.c.id)
    ).first()
    if claimed is None:
        raise ChangedMeanwhile


def set_objective(session: Session, seen: Objective, **columns: object) -> None:
    """Write single columns of an objective's row, such as its state.

    Raises:
        ChangedMeanwhile: it is no longer the version that was seen.
        CycleClosed: nothing in its cycle changes any more.
    """
    claim_version(session, seen)
    session.execute(update(_OBJECTIVE).where(_OBJECTIVE.c.id == seen.id).values(**columns))


def set_key_result(session: Session, key_result_id: int, **columns: object) -> None:
    """Write single columns of a key result's row; the caller claims the objective's version."""
    session.execute(update(_KEY_RESULT).where(_KEY_RESULT.c.id == key_result_id).values(**columns))


def add_changes(session: Session, edit: Edit, objective_id: int, found: Sequence[Change]) -> None:
    """Keep what was changed, by whom and why."""
    rows = [
        {
            "workspace_id": edit.author.workspace_id,
            "objective_id": objective_id,
            "key_result_id": each.key_result_id,
            "author_id": edit.author.id,
            "at": edit.now,
            "field": each.field,
            "before": each.before,
            "after": each.after,
            "reason": edit.reason,
        }
        for each in found
    ]
    if rows:
        session.execute(insert(_CHANGE), rows)


def list_changes(
    session: Session, objective_ids: Iterable[int], since: datetime | None = None
) -> list[ChangeMade]:
    """What was changed of these objectives (since then), the oldest first.

    The title of each change is that of the key result or objective as it is now.
    """
    ids = list(objective_ids)
    statement = (
        select(_CHANGE, _OBJECTIVE.c.title, _KEY_RESULT.c.title.label("key_result"))
        .join(_OBJECTIVE, _OBJECTIVE.c.id == _CHANGE.c.objective_id)
        .outerjoin(_KEY_RESULT, _KEY_RESULT.c.id == _CHANGE.c.key_result_id)
        .where(_CHANGE.c.objective_id.in_(ids))
        .order_by(_CHANGE.c.at, _CHANGE.c.id)
    )
    if since is not None:
        statement = statement.where(_CHANGE.c.at >= since)
    return [
        ChangeMade(
            row.objective_id,
            Change(
                row.field, row.before, row.after, row.key_result or row.title, row.key_result_id
            ),
            row.author_id,
            row.at,
            row.reason,
        )
        for row in session.execute(statement)
    ]


def _put_key_results(
    session: Session, workspace_id: int, objective: Objective, known: Sequence[KeyResult]
) -> None:
    """Write key results in their order: new ones are added, missing ones switched off."""
    kept = {each.id for each in objective.key_results}
    for gone in known:
        if gone.id not in kept:
            set_key_result(session, gone.id, is_active=False)
    for position, each in enumerate(objective.key_results):
        columns = {**_key_result_columns(each), "position": position}
        if each.id:
            set_key_result(session, each.id, **columns)
            number = each.id
        else:
            row = {**columns, "workspace_id": workspace_id, "objective_id": objective.id}
            started = {"current": each.current, "confidence": each.confidence, "is_active": True}
            number = _insert(session, _KEY_RESULT, {**row, **started, "overridden": []})
        before = next((one.milestones for one in known if one.id == each.id), ())
        _put_milestones(session, workspace_id, number, each.milestones, before)


def _put_milestones(
    session: Session,
    workspace_id: int,
    key_result_id: int,
    milestones: Sequence[Milestone],
    known: Sequence[Milestone],
) -> None:
    kept = {each.id for each in milestones}
    gone = [each.id for each in known if each.id not in kept]
    if gone:
        session.execute(_MILESTONE.delete().where(_MILESTONE.c.id.in_(gone)))
    for position, each in enumerate(milestones):
        row = {"position": position, "title": each.title, "weight": each.weight}
        row |= {"due_on": each.due_on, "done_on": each.done_on}
        if each.id:
            session.execute(update(_MILESTONE).where(_MILESTONE.c.id == each.id).values(**row))
        else:
            places = {"workspace_id": workspace_id, "key_result_id": key_result_id}
            _insert(session, _MILESTONE, {**row, **places})


def _insert(session: Session, table: Any, row: dict[str, Any]) -> int:  # noqa: ANN401 - a Table
    number: int = session.execute(insert(table).values(**row).returning(table.c.id)).scalar_one()
    return number


def _objective_columns(objective: Objective) -> dict[str, Any]:
    return {
        "team_id": objective.team_id,
        "owner_id": objective.owner_id,
        "parent_id": objective.parent_id,
        "link": objective.link,
        "justification": objective.justification,
        "title": objective.title,
        "why": objective.why,
        "commitment": objective.commitment,
        "is_private": objective.is_private,
    }


def _key_result_columns(key_result: KeyResult) -> dict[str, Any]:
    """What belongs to its author; value and confidence belong to those who check in."""
    return {
        "owner_id": key_result.owner_id,
        "delegate_id": key_result.delegate_id,
        "title": key_result.title,
        "metric": key_result.metric,
        "unit": key_result.unit,
        "baseline": key_result.baseline,
        "target": key_result.target,
        "lower": key_result.lower,
        "upper": key_result.upper,
        "weight": key_result.weight,
        "entry": key_result.entry,
    }


_DEFAULTS: dict[str, Any] = {
    "version": 1,
    "overridden": [],
    "score_note": "",
    "closing_note": "",
    "post_mortem": "",
}
