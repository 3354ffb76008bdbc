"""Sending: one holder per message, in whose turn and for how long, whatever happens to them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.outbox import Kind, Message, Priority, Sending
from storage.database import Database
from storage.outbox import add_message, add_messages
from storage.sending import (
    Busy,
    Claimed,
    give_back,
    mark_given_up,
    mark_later,
    pause_sending,
    resume_sending,
)
from tests.make import MONDAY, add_workspace
from tests.storage.mailing import (
    LATER,
    LEASE,
    NUDGE,
    REPLY,
    UPDATE,
    add,
    claim,
    claim_keys,
    send,
    state_of,
)


def test_a_message_is_claimed_as_it_was_put_in(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)

    [claimed] = claim(database)

    assert claimed == Claimed(
        id=claimed.id,
        workspace_id=workspace,
        key=NUDGE.key,
        kind=Kind.POST,
        channel="U0MARIA",
        payload={"text": "Monday"},
        priority=Priority.NUDGE,
        attempts=1,
        is_doubtful=False,
        target_ts=None,
    )


def test_nothing_is_due_before_its_time(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        add_message(session, workspace, NUDGE, LATER)

    assert claim_keys(database, MONDAY) == []
    assert claim_keys(database, LATER) == [NUDGE.key]


def test_the_urgent_go_first_then_the_oldest(database: Database, workspace: int) -> None:
    add(
        database,
        workspace,
        Message("nudge", "U1", priority=Priority.NUDGE),
        Message("digest 1", "C1", priority=Priority.DIGEST),
        Message("digest 2", "C1", priority=Priority.DIGEST),
        Message("receipt", "U1", priority=Priority.RECEIPT),
    )

    assert [claim(database, limit=1)[0].key, *claim_keys(database)] == [
        "receipt",
        "digest 1",
        "digest 2",
        "nudge",
    ]


def test_busy_workspaces_and_channels_are_left_alone(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        other = add_workspace(session)
    add(database, workspace, Message("a", "C1"), Message("b", "C2"))
    add(database, other, Message("c", "C3"))

    busy = Busy(workspaces=[other], channels=["C2"])

    assert claim_keys(database, busy=busy) == ["a"]
    assert claim_keys(database) == ["b", "c"]


def test_a_paused_workspace_waits_and_the_others_do_not(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        other = add_workspace(session)
        pause_sending(session, other, LATER)
        pause_sending(session, other, MONDAY)
    add(database, workspace, Message("a", "C1"))
    add(database, other, Message("b", "C1"))

    assert claim_keys(database, MONDAY) == ["a"]
    assert claim_keys(database, LATER) == ["a", "b"]


def test_a_resumed_workspace_is_sent_to_at_once(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)
    with database.transaction() as session:
        pause_sending(session, workspace, LATER)

    with database.transaction() as session:
        resume_sending(session, workspace)

    assert claim_keys(database) == [NUDGE.key]


def test_four_senders_never_hold_the_same_message(database: Database, workspace: int) -> None:
    messages = [Message(f"nudge:{number}", "U1") for number in range(200)]
    with database.transaction() as session:
        add_messages(session, workspace, messages, MONDAY)

    with ThreadPoolExecutor(4) as pool:
        claims = list(pool.map(lambda _turn: claim(database, limit=7), range(40)))

    keys = [claimed.key for claimed_at_once in claims for claimed in claimed_at_once]
    assert sorted(keys) == sorted(message.key for message in messages)


def test_a_lease_that_ran_out_is_claimed_again_in_doubt(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)
    [lost] = claim(database, MONDAY)

    assert claim(database, LATER - timedelta(seconds=1)) == []
    [again] = claim(database, LATER)

    assert (lost.is_doubtful, again.is_doubtful, again.attempts) == (False, True, 2)


def test_whoever_lost_the_lease_cannot_undo_what_the_next_one_found(
    database: Database, workspace: int
) -> None:
    add(database, workspace, NUDGE)
    [lost] = claim(database, MONDAY)
    [again] = claim(database, LATER)

    with database.transaction() as session:
        mark_later(session, lost, LATER, "timeout")
        give_back(session, lost, LATER, "")
        mark_given_up(session, lost, "is_archived")

    assert state_of(database, again) == Sending.LEASED


def test_whoever_lost_the_lease_may_still_say_that_it_was_sent(
    database: Database, workspace: int
) -> None:
    add(database, workspace, NUDGE)
    [lost] = claim(database, MONDAY)
    [again] = claim(database, LATER)

    send(database, lost, ts="1.1")
    send(database, again, ts="2.2")

    add(database, workspace, REPLY)
    assert [claimed.target_ts for claimed in claim(database)] == ["1.1"]


def test_a_failed_try_counts_and_keeps_its_doubt(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)
    claim(database, MONDAY)
    [doubtful] = claim(database, LATER)

    with database.transaction() as session:
        mark_later(session, doubtful, LATER + LEASE, "http_500")

    assert claim(database, LATER) == []
    [third] = claim(database, LATER + LEASE)
    assert (third.attempts, third.is_doubtful) == (3, True)


def test_a_message_given_back_was_not_tried(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)
    [claimed] = claim(database)

    with database.transaction() as session:
        give_back(session, claimed, MONDAY, "ratelimited")

    assert claim(database) == [claimed]


def test_a_reply_waits_for_its_target_and_goes_where_that_went(
    database: Database, workspace: int
) -> None:
    add(database, workspace, REPLY, NUDGE)
    [nudge] = claim(database)

    send(database, nudge, ts="17.5")
    [reply] = claim(database)

    assert nudge.key == NUDGE.key
    assert (reply.key, reply.channel, reply.target_ts) == (REPLY.key, "D0MARIA", "17.5")


@pytest.mark.parametrize("message", [REPLY, UPDATE])
def test_what_belongs_to_a_message_given_up_is_an_orphan(
    database: Database, workspace: int, message: Message
) -> None:
    add(database, workspace, NUDGE, message)
    [nudge] = claim(database)

    with database.transaction() as session:
        mark_given_up(session, nudge, "channel_not_found")

    assert [claimed.is_orphan for claimed in claim(database)] == [True]
