"""Messages waiting to be sent: put in, replaced, taken back, asked for. See also storage.sending.

Statements are Core on the tables: a Monday puts thousands of rows in at once.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlmodel import Session

from bot.domain.outbox import Kind, Message, Sending
from storage.inserting import inserting
from storage.tables import OutboxRow

_TABLE = OutboxRow.metadata.tables["outbox"]


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message stands in Slack; `ts` is its id there."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A message that Slack will never take, and Slack's word why."""

    workspace_id: int
    key: str
    channel: str
    error: str


def add_message(session: Session, workspace_id: int, message: Message, now: datetime) -> bool:
    """Put a message in, due at `now`. False when its key is there already: nothing changes."""
    return add_messages(session, workspace_id, [message], now) == 1


def add_messages(
    session: Session, workspace_id: int, messages: Sequence[Message], now: datetime
) -> int:
    """Put many in, due at `now`; how many were new."""
    if not messages:
        return 0
    statement = inserting(session, _TABLE).on_conflict_do_nothing().returning(_TABLE.c.id)
    rows = [_values(workspace_id, message, now) for message in messages]
    return len(session.execute(statement, rows).all())


def replace_message(session: Session, workspace_id: int, message: Message, now: datetime) -> bool:
    """Put a message in, or its newer payload where the older one is not on its way yet.

    An update is replaced at any time, also after it was sent: Slack then hears the newest.
    False when a post or reply with this key is on its way or sent: nothing changes.
    """
    statement = inserting(session, _TABLE)
    newest: dict[str, ColumnElement[Any]] = {
        "not_after": func.coalesce(statement.excluded.not_after, _TABLE.c.not_after),
        **{name: statement.excluded[name] for name in ("payload", "channel", "target_key")},
    }
    # An update on its way stays leased; without its number of attempts the holder cannot mark it
    # sent, and it goes out again.
    state = case((_TABLE.c.state == Sending.LEASED, Sending.LEASED), else_=Sending.WAITING)
    # What nobody asked for keeps to its hours, whatever it says by then.
    waits = and_(_TABLE.c.not_after.is_not(None), _TABLE.c.not_before > now)
    not_before = case((waits, _TABLE.c.not_before), else_=statement.excluded.not_before)
    upsert = statement.on_conflict_do_update(
        index_elements=["workspace_id", "key"],
        set_=newest | {"not_before": not_before, "state": state, "attempts": 0, "error": ""},
        where=or_(
            _TABLE.c.kind == Kind.UPDATE,
            and_(_TABLE.c.state == Sending.WAITING, _TABLE.c.is_doubtful.is_(False)),
        ),
    )
    values = _values(workspace_id, message, now)
    return session.execute(upsert.values(values).returning(_TABLE.c.id)).first() is not None


def drop_message(session: Session, workspace_id: int, key: str) -> bool:
    """Take a message back that is not wanted any more. False when it is too late for that."""
    return bool(drop_messages(session, workspace_id, [key]))


def drop_messages(session: Session, workspace_id: int, keys: Iterable[str]) -> frozenset[str]:
    """Take those back that are not on their way yet; their keys."""
    dropped = (
        update(_TABLE)
        .where(_TABLE.c.workspace_id == workspace_id, _TABLE.c.key.in_(set(keys)))
        .where(_TABLE.c.state == Sending.WAITING, _TABLE.c.is_doubtful.is_(False))
        .values(state=Sending.DROPPED)
    )
    return frozenset(session.execute(dropped.returning(_TABLE.c.key)).scalars())


def list_standing(session: Session, workspace_id: int, keys: Iterable[str]) -> list[str]:
    """The keys of those that were sent or are still to be, in order."""
    rows = session.execute(
        select(_TABLE.c.key)
        .where(_TABLE.c.workspace_id == workspace_id, _TABLE.c.key.in_(set(keys)))
        .where(_TABLE.c.state.not_in((Sending.DROPPED, Sending.GIVEN_UP)))
        .order_by(_TABLE.c.id)
    )
    return list(rows.scalars())


def known_keys(session: Session, workspace_id: int, keys: Iterable[str]) -> frozenset[str]:
    """Those of the keys that were ever put in, whatever became of their messages."""
    rows = session.execute(
        select(_TABLE.c.key).where(
            _TABLE.c.workspace_id == workspace_id, _TABLE.c.key.in_(set(keys))
        )
    )
    return frozenset(rows.scalars())


def has_message(session: Session, workspace_id: int, key: str) -> bool:
    """Whether the message was sent or is still to be: neither taken back nor given up."""
    condition = and_(_TABLE.c.workspace_id == workspace_id, _TABLE.c.key == key)
    is_alive = _TABLE.c.state.not_in((Sending.DROPPED, Sending.GIVEN_UP))
    return _count(session, and_(condition, is_alive)) > 0


def find_post(session: Session, workspace_id: int, keys: Collection[str], sent: Sent) -> str | None:
    """Which of these messages was posted there; None where none of them stands."""
    key: str | None = session.execute(
        select(_TABLE.c.key)
        .where(_TABLE.c.workspace_id == workspace_id, _TABLE.c.key.in_(keys))
        .where(_TABLE.c.sent_channel == sent.channel, _TABLE.c.sent_ts == sent.ts)
    ).scalar_one_or_none()
    return key


def count_waiting(session: Session) -> int:
    """How many messages are still to be sent, in all workspaces, due or not."""
    return _count(session, _TABLE.c.state.in_((Sending.WAITING, Sending.LEASED)))


def count_doubtful(session: Session) -> int:
    """How many were sent again without knowing whether the try before had arrived."""
    return _count(session, and_(_TABLE.c.state == Sending.SENT, _TABLE.c.is_doubtful))


def claim_given_up(session: Session, limit: int) -> list[GivenUp]:
    """What Slack refused for good and no admin has heard of; whoever claims it tells them."""
    untold = (
        select(_TABLE.c.id)
        .where(_TABLE.c.state == Sending.GIVEN_UP, _TABLE.c.is_told.is_(False))
        .order_by(_TABLE.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = session.execute(
        update(_TABLE)
        .where(_TABLE.c.id.in_(untold))
        .values(is_told=True)
        .returning(_TABLE.c.workspace_id, _TABLE.c.key, _TABLE.c.channel, _TABLE.c.error)
    )
    return [GivenUp(*row) for row in claimed]


def _values(workspace_id: int, message: Message, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "key": message.key,
        "kind": message.kind,
        "target_key": message.target_key,
        "channel": message.channel,
        "payload": message.payload,
        "priority": int(message.priority),
        "state": Sending.WAITING,
        "not_before": now,
        "not_after": message.not_after,
        "attempts": 0,
        "is_doubtful": False,
        "is_told": False,
        "sent_channel": "",
        "sent_ts": "",
        "error": "",
    }


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    counting = select(func.count()).select_from(_TABLE).where(condition)
    return int(session.execute(counting).scalar_one())
