"""The outbox: one row per key, replaced, taken back and told of."""

from bot.domain.outbox import Kind, Message, Sending
from storage.database import Database
from storage.outbox import (
    GivenUp,
    add_messages,
    claim_given_up,
    count_doubtful,
    count_waiting,
    drop_message,
    replace_message,
)
from storage.sending import mark_given_up, mark_later
from tests.make import MONDAY, add_outbox, add_workspace
from tests.storage.mailing import LATER, NUDGE, UPDATE, add, claim, claim_keys, send


def test_a_key_is_one_message(database: Database, workspace: int) -> None:
    was_new = add(database, workspace, NUDGE, NUDGE)

    assert was_new == [True, False]
    assert claim_keys(database) == [NUDGE.key]


def test_the_same_key_in_two_workspaces_is_two_messages(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        other = add_workspace(session)

    assert add(database, workspace, NUDGE) + add(database, other, NUDGE) == [True, True]


def test_many_at_once_are_counted_when_new(database: Database, workspace: int) -> None:
    messages = [Message(f"nudge:{number}", "U1") for number in range(3000)]
    add(database, workspace, messages[17])

    with database.transaction() as session:
        added = add_messages(session, workspace, messages, MONDAY)

    assert added == 2999


def test_what_was_given_up_is_told_once_with_its_reason(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)
    [nudge] = claim(database)
    with database.transaction() as session:
        mark_given_up(session, nudge, "channel_not_found")

    with database.transaction() as session:
        told = [claim_given_up(session, 10), claim_given_up(session, 10)]

    assert told == [[GivenUp(workspace, NUDGE.key, "U0MARIA", "channel_not_found")], []]


def test_a_waiting_message_takes_the_newer_payload(database: Database, workspace: int) -> None:
    newer = Message(NUDGE.key, "U0HANNA", {"text": "Tuesday"})
    add(database, workspace, NUDGE)

    with database.transaction() as session:
        is_taken = replace_message(session, workspace, newer, MONDAY)

    [claimed] = claim(database)
    assert (is_taken, claimed.payload, claimed.channel) == (True, {"text": "Tuesday"}, "U0HANNA")


def test_a_post_on_its_way_is_not_replaced(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)
    [claimed] = claim(database)

    with database.transaction() as session:
        while_leased = replace_message(session, workspace, NUDGE, MONDAY)
    send(database, claimed)
    with database.transaction() as session:
        when_sent = replace_message(session, workspace, NUDGE, MONDAY)

    assert (while_leased, when_sent, claim(database)) == (False, False, [])


def test_a_post_that_may_have_arrived_is_not_replaced(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)
    claim(database, MONDAY)
    [doubtful] = claim(database, LATER)
    with database.transaction() as session:
        mark_later(session, doubtful, LATER, "timeout")

    with database.transaction() as session:
        is_taken = replace_message(session, workspace, NUDGE, LATER)

    assert not is_taken


def test_an_update_that_was_sent_goes_out_again_with_the_newer_payload(
    database: Database, workspace: int
) -> None:
    add(database, workspace, NUDGE, UPDATE)
    send(database, claim(database)[0])
    send(database, claim(database)[0])
    newer = Message(UPDATE.key, "", {"text": "newer"}, Kind.UPDATE, target_key=NUDGE.key)

    with database.transaction() as session:
        is_taken = replace_message(session, workspace, newer, MONDAY)

    assert is_taken
    assert [claimed.payload for claimed in claim(database)] == [{"text": "newer"}]


def test_an_update_replaced_on_its_way_is_sent_and_then_sent_newer(
    database: Database, workspace: int
) -> None:
    add(database, workspace, NUDGE, UPDATE)
    send(database, claim(database)[0])
    [older] = claim(database)
    newer = Message(UPDATE.key, "", {"text": "newer"}, Kind.UPDATE, target_key=NUDGE.key)

    with database.transaction() as session:
        replace_message(session, workspace, newer, MONDAY)
    assert claim(database) == []
    send(database, older)

    assert [claimed.payload for claimed in claim(database)] == [{"text": "newer"}]


def test_a_dropped_message_is_not_sent(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)

    with database.transaction() as session:
        is_dropped = drop_message(session, workspace, NUDGE.key)

    assert (is_dropped, claim(database)) == (True, [])


def test_a_message_on_its_way_cannot_be_dropped(database: Database, workspace: int) -> None:
    add(database, workspace, NUDGE)
    claim(database)

    with database.transaction() as session:
        assert not drop_message(session, workspace, NUDGE.key)


def test_what_waits_and_what_is_in_doubt_is_counted(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        add_outbox(session, workspace, state=Sending.WAITING)
        add_outbox(session, workspace, state=Sending.LEASED)
        add_outbox(session, workspace, state=Sending.GIVEN_UP)
        add_outbox(session, workspace, state=Sending.SENT)
        add_outbox(session, workspace, state=Sending.SENT, is_doubtful=True)

    with database.reading() as session:
        assert (count_waiting(session), count_doubtful(session)) == (2, 1)
