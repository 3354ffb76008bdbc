"""Sending what waits in the outbox: claimed with a lease, marked, paused.

A claim raises `attempts`, and marking needs the number that was claimed: who held a lease that
ran out cannot overwrite what the next holder found out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session

from bot.domain.outbox import Kind, Sending
from storage.outbox import Sent
from storage.tables import OutboxRow, WorkspaceRow

_TABLE = OutboxRow.metadata.tables["outbox"]
_WORKSPACE = WorkspaceRow.metadata.tables["workspace"]
# Made once: an alias of so wide a table takes longer to make than the statement to run.
_DUE, _TARGET = _TABLE.alias("due"), _TABLE.alias("target")
_PENDING = (Sending.WAITING, Sending.LEASED)


def _claiming(state: Sending) -> ReturningUpdate[Any]:
    """Lease the due rows of a state; takes `now`, `until`, `workspaces`, `channels`, `most`."""
    return (
        update(_TABLE)
        .where(_TABLE.c.id.in_(_due(state)))
        .values(
            state=Sending.LEASED,
            leased_until=bindparam("until"),
            attempts=_TABLE.c.attempts + 1,
            is_doubtful=or_(_TABLE.c.is_doubtful, _TABLE.c.state == Sending.LEASED),
        )
        .returning(_TABLE)
    )


def _due(state: Sending) -> Select[int]:
    """The rows to claim: the due are looked at one by one, so that a long past costs nothing."""
    row, target = _DUE, _TARGET
    now: BindParameter[datetime] = bindparam("now")
    moment = row.c.leased_until if state is Sending.LEASED else row.c.not_before
    paused = select(_WORKSPACE.c.id).where(_WORKSPACE.c.sending_paused_until > now)
    its_target = select(target.c.sent_channel).where(
        target.c.workspace_id == row.c.workspace_id, target.c.key == row.c.target_key
    )
    sent_to = case((row.c.target_key.is_(None), row.c.channel), else_=its_target.scalar_subquery())
    is_target_pending = its_target.where(target.c.state.in_(_PENDING)).exists()
    busy_workspaces: BindParameter[int] = bindparam("workspaces", expanding=True)
    busy_channels: BindParameter[str] = bindparam("channels", expanding=True)
    return (
        select(row.c.id)
        .where(row.c.state == state, moment <= now)
        .where(or_(row.c.not_after.is_(None), row.c.not_after > now))
        .where(row.c.workspace_id.not_in(paused), row.c.workspace_id.not_in(busy_workspaces))
        .where(or_(row.c.target_key.is_(None), ~is_target_pending))
        .where(func.coalesce(sent_to, row.c.channel).not_in(busy_channels))
        .order_by(row.c.priority, row.c.id)
        .limit(bindparam("most"))
        # Silently left out on SQLite, where the whole statement has the write lock anyway.
        .with_for_update(of=row, skip_locked=True)
    )


# Ready-made, as in storage.checkins: every process asks each second.
_CLAIM_LOST, _CLAIM_FRESH = _claiming(Sending.LEASED), _claiming(Sending.WAITING)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message to send now; whoever holds it must mark it before its lease runs out.

    `channel` and `target_ts` of a reply or an update are those of the message it belongs to.
    `attempts` counts this one. `is_doubtful`: an earlier try may have reached Slack.
    """

    id: int
    workspace_id: int
    key: str
    kind: Kind
    channel: str
    payload: dict[str, Any]
    priority: int
    attempts: int
    is_doubtful: bool
    target_ts: str | None

    @property
    def is_orphan(self) -> bool:
        """Whether the message it belongs to was never sent and never will be."""
        return self.kind is not Kind.POST and not self.target_ts


@dataclass(frozen=True, slots=True)
class Busy:
    """Workspaces (our ids) and channels (Slack's) that shall not be claimed for now."""

    workspaces: Collection[int] = ()
    channels: Collection[str] = ()


def claim_due(
    session: Session, now: datetime, lease: timedelta, limit: int, busy: Busy | None = None
) -> list[Claimed]:
    """Take up to `limit` due messages, most urgent first; until the lease ends nobody else can.

    Left alone: workspaces that are paused or busy, busy channels, messages whose target is still
    to be sent, and what is past its `not_after` (see storage.unsent). A message whose lease ran
    out is due again, and doubtful.
    """
    busy = busy or Busy()
    given = {
        "now": now,
        "until": now + lease,
        "workspaces": list(busy.workspaces),
        "channels": list(busy.channels),
    }
    lost = _claim(session, _CLAIM_LOST, given | {"most": limit})
    fresh = _claim(session, _CLAIM_FRESH, given | {"most": limit - len(lost)})
    rows = sorted([*lost, *fresh], key=lambda row: (row["priority"], row["id"]))
    targets = _targets(session, [row["id"] for row in rows if row["target_key"]])
    return [_claimed(row, targets.get(row["id"])) for row in rows]


def mark_sent(session: Session, claimed: Claimed, sent: Sent, now: datetime) -> None:
    """The message stands in Slack: true whoever says it, so a lost lease does not matter.

    Except for an update that was replaced meanwhile: it goes out again.
    """
    is_true = or_(_TABLE.c.kind != Kind.UPDATE, _TABLE.c.attempts == claimed.attempts)
    session.execute(
        update(_TABLE)
        .where(_TABLE.c.id == claimed.id, _TABLE.c.state != Sending.SENT, is_true)
        .values(
            state=Sending.SENT,
            sent_at=now,
            sent_channel=sent.channel,
            sent_ts=sent.ts,
            is_doubtful=claimed.is_doubtful,
            leased_until=None,
            error="",
        )
    )
    session.execute(
        update(_TABLE)
        .where(_TABLE.c.id == claimed.id, _TABLE.c.state == Sending.LEASED, _TABLE.c.attempts == 0)
        .values(state=Sending.WAITING, leased_until=None)
    )


def mark_later(session: Session, claimed: Claimed, not_before: datetime, error: str) -> None:
    """The try failed; the next one is at `not_before`."""
    _mark(session, claimed, {"state": Sending.WAITING, "not_before": not_before, "error": error})


def give_back(session: Session, claimed: Claimed, not_before: datetime, error: str) -> None:
    """There was no real try, so it does not count; due again at `not_before`."""
    values = {"state": Sending.WAITING, "not_before": not_before, "error": error}
    _mark(session, claimed, values | {"attempts": claimed.attempts - 1})


def mark_given_up(session: Session, claimed: Claimed, error: str) -> None:
    """It will never be sent; `error` is Slack's word why. What belongs to it follows."""
    _mark(session, claimed, {"state": Sending.GIVEN_UP, "error": error})


def pause_sending(session: Session, workspace_id: int, until: datetime) -> None:
    """Nobody sends to the workspace before `until`; a later moment that is set already stays."""
    column = _WORKSPACE.c.sending_paused_until
    session.execute(
        update(_WORKSPACE)
        .where(_WORKSPACE.c.id == workspace_id, or_(column.is_(None), column < until))
        .values(sending_paused_until=until)
    )


def resume_sending(session: Session, workspace_id: int) -> None:
    """Send to the workspace again, for example because there is a new token."""
    session.execute(
        update(_WORKSPACE).where(_WORKSPACE.c.id == workspace_id).values(sending_paused_until=None)
    )


def _claim(
    session: Session, statement: ReturningUpdate[Any], given: dict[str, Any]
) -> Sequence[RowMapping]:
    return session.execute(statement, given).mappings().all()


def _targets(session: Session, ids: list[int]) -> dict[int, Sent]:
    """Where the targets of these rows stand, by the row's id; those never sent are missing."""
    if not ids:
        return {}
    row, target = _DUE, _TARGET
    rows = session.execute(
        select(row.c.id, target.c.sent_channel, target.c.sent_ts)
        .join(target, target.c.key == row.c.target_key)
        .where(target.c.workspace_id == row.c.workspace_id, row.c.id.in_(ids))
        .where(target.c.state == Sending.SENT)
    )
    return {found.id: Sent(found.sent_channel, found.sent_ts) for found in rows}


def _claimed(row: RowMapping, target: Sent | None) -> Claimed:
    return Claimed(
        id=row["id"],
        workspace_id=row["workspace_id"],
        key=row["key"],
        kind=Kind(row["kind"]),
        channel=target.channel if target else row["channel"],
        payload=row["payload"],
        priority=row["priority"],
        attempts=row["attempts"],
        is_doubtful=row["is_doubtful"],
        target_ts=target.ts if target else None,
    )


def _mark(session: Session, claimed: Claimed, values: dict[str, Any]) -> None:
    """Write the outcome, unless somebody else holds the row by now."""
    is_ours = and_(_TABLE.c.state == Sending.LEASED, _TABLE.c.attempts == claimed.attempts)
    session.execute(
        update(_TABLE)
        .where(_TABLE.c.id == claimed.id, is_ours)
        .values(leased_until=None, is_doubtful=claimed.is_doubtful, **values)
    )
