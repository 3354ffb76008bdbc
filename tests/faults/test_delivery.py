"""Whatever goes wrong on the way to Slack: one message in the channel, or one recorded doubt."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.outbox import Kind, Message, Sending
from bot.slack.courier import TRIES
from bot.slack.gateway import SlackGateway
from bot.slack.outbox import Delivered, Sender, deliver_due
from bot.slack.pacing import Pacer, Rates
from playground import Playground
from storage.outbox import count_doubtful
from storage.sending import resume_sending
from tests.faults.conftest import Post
from tests.make import add_workspace

POST = "chat.postMessage"


def test_a_message_is_sent_once_and_remembered(post: Post) -> None:
    post.add("digest")

    assert [post.deliver(), post.deliver()] == [Delivered(sent=1), Delivered()]

    [message] = post.slack.messages("C0LEADS")
    row = post.row("digest")
    assert message["text"] == "This is digest"
    assert (row.state, row.sent_channel, row.sent_ts) == ("sent", "C0LEADS", message["ts"])


def test_a_direct_message_is_sent_to_the_person(post: Post) -> None:
    post.add("nudge", channel="U0MARIA")

    assert post.deliver() == Delivered(sent=1)

    assert post.texts("U0MARIA") == ["This is nudge"]
    assert post.row("nudge").sent_channel.startswith("D")


def test_replies_and_updates_follow_their_message_in_one_round(post: Post) -> None:
    post.add_thread()

    assert post.deliver() == Delivered(sent=3)

    digest, more = post.slack.messages("C0LEADS")
    assert digest["text"] == "This is correction"
    assert (more["text"], more["thread_ts"]) == ("This is more", digest["ts"])


def test_nothing_unfurls_and_no_names_are_linked(post: Post) -> None:
    post.add("digest")

    post.deliver()

    [call] = post.slack.calls(POST)
    wanted = ("unfurl_links", "unfurl_media", "link_names")
    assert [str(call.args.get(name)).lower() for name in wanted] == ["false", "false", "none"]


@pytest.mark.parametrize(
    ("fault", "first"),
    [
        ("429", Delivered(paused=1)),
        ("ratelimited_200", Delivered(paused=1)),
        ("500", Delivered(unknown=1)),
        ("503", Delivered(unknown=1)),
        ("drop_before", Delivered(unknown=1)),
        ("drop_after", Delivered(unknown=1)),
        ("slow", Delivered(unknown=1)),
        ("error", Delivered(unknown=1)),
    ],
)
@pytest.mark.parametrize("channel", ["C0LEADS", "U0MARIA"])
def test_a_fault_ends_in_exactly_one_message(
    post: Post, fault: str, first: Delivered, channel: str
) -> None:
    post.add("digest", channel)
    post.slack.fault(POST, fault, seconds=2)

    assert post.deliver() == first
    assert post.deliver_later() == Delivered(sent=1)

    assert post.texts(channel) == ["This is digest"]
    assert not post.row("digest").is_doubtful


@pytest.mark.parametrize("fault", ["500", "drop_before", "drop_after", "slow"])
def test_a_fault_of_a_reply_ends_in_exactly_one_reply(post: Post, fault: str) -> None:
    post.add("digest")
    post.deliver()
    post.add("more", channel="", kind=Kind.REPLY, target_key="digest")
    post.slack.fault(POST, fault, seconds=2)

    assert post.deliver() == Delivered(unknown=1)
    assert post.deliver_later() == Delivered(sent=1)

    assert post.texts() == ["This is digest", "This is more"]


@pytest.mark.parametrize("fault", ["500", "drop_before", "drop_after", "slow"])
def test_an_update_is_simply_said_again(post: Post, fault: str) -> None:
    post.add_thread()
    post.slack.fault("chat.update", fault, seconds=2)

    assert post.deliver() == Delivered(sent=2, later=1)
    assert post.deliver_later() == Delivered(sent=1)

    assert post.texts() == ["This is correction", "This is more"]


def test_without_the_history_a_doubtful_message_is_sent_again_and_counted(post: Post) -> None:
    post.slack.world.scopes = ("chat:write", "users:read")
    post.add("digest")
    post.slack.fault(POST, "drop_after")

    assert post.deliver() == Delivered(unknown=1)
    assert post.deliver_later() == Delivered(repeated=1)

    with post.database.reading() as session:
        doubtful = count_doubtful(session)
    assert (post.texts(), doubtful) == (["This is digest"] * 2, 1)


def test_while_the_history_does_not_answer_nothing_is_sent_again(post: Post) -> None:
    post.add("digest")
    post.slack.fault(POST, "drop_after")
    post.slack.fault("conversations.history", "503")

    assert post.deliver() == Delivered(unknown=1)
    assert post.deliver_later() == Delivered(unknown=1)
    assert post.deliver_later() == Delivered(sent=1)

    assert post.texts() == ["This is digest"]


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NONE", "channel_not_found"),
        ("C0OLD", "is_archived"),
        ("U0NOBODY", "channel_not_found"),
    ],
)
def test_what_slack_never_takes_is_given_up_and_stops_nobody(
    post: Post, channel: str, error: str
) -> None:
    post.add("bad", channel)
    post.add("reply", channel="", kind=Kind.REPLY, target_key="bad")
    post.add("good")

    assert post.deliver() == Delivered(sent=1, given_up=2)

    assert (post.row("bad").error, post.row("reply").error) == (error, "target_given_up")
    assert post.texts() == ["This is good"]


def test_a_message_over_slacks_limits_is_given_up_unsent(post: Post) -> None:
    post.add_many(Message("long", "C0LEADS", {"text": "x" * 4001}))

    assert post.deliver() == Delivered(given_up=1)

    assert post.row("long").error == "over_limit: text: 4001 characters, at most 4000"
    assert post.slack.calls(POST) == []


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive"])
def test_a_dead_token_keeps_the_messages_waiting(post: Post, error: str) -> None:
    post.add("digest")
    post.add("nudge", "U0MARIA")
    post.slack.fault(POST, "error", times=2, error=error)

    assert post.deliver() == Delivered(paused=2)
    assert post.deliver_later(timedelta(minutes=59)) == Delivered()
    with post.database.transaction() as session:
        resume_sending(session, post.workspace)

    assert post.deliver() == Delivered(sent=2)


def test_a_429_stops_the_whole_workspace_until_it_may_go_on(post: Post) -> None:
    post.add("digest")
    post.slack.fault(POST, "429", retry_after=30)
    post.deliver()
    post.add("nudge", "U0MARIA")

    assert post.deliver_later(timedelta(seconds=29)) == Delivered()
    assert post.deliver_later(timedelta(seconds=1)) == Delivered(sent=2)


def test_rate_limits_do_not_use_up_the_tries(post: Post) -> None:
    post.add("digest")
    post.slack.fault(POST, "429", times=2 * TRIES)

    rounds = [post.deliver_later() for _try in range(2 * TRIES)]

    assert rounds == [Delivered(paused=1)] * 2 * TRIES
    assert post.deliver_later() == Delivered(sent=1)


def test_after_eight_tries_it_is_given_up(post: Post) -> None:
    post.add("digest")
    post.slack.fault(POST, "error", times=100, error="team_added_to_org")

    rounds = [post.deliver_later(timedelta(days=1)) for _try in range(TRIES + 1)]

    assert rounds == [*[Delivered(later=1)] * (TRIES - 1), Delivered(given_up=1), Delivered()]
    assert (post.row("digest").attempts, post.row("digest").error) == (8, "team_added_to_org")


def test_when_slack_is_not_there_nothing_is_lost_and_nothing_doubtful(post: Post) -> None:
    post.add("digest")
    api_url = "http://127.0.0.1:1/"
    gateway = SlackGateway("xoxb-playground", api_url)

    away = deliver_due(post.database, lambda _workspace: gateway, post.clock, post.pacer)

    assert away == Delivered(later=1)
    assert not post.row("digest").is_doubtful
    assert post.deliver_later() == Delivered(sent=1)


def test_a_workspace_without_a_gateway_does_not_stop_the_others(post: Post) -> None:
    with post.database.transaction() as session:
        strange = replace(post, workspace=add_workspace(session))
    strange.add("lost")
    post.add("digest")
    gateways = {post.workspace: SlackGateway("xoxb-playground", post.slack.api_url)}

    delivered = deliver_due(post.database, gateways.__getitem__, post.clock, post.pacer)

    assert delivered == Delivered(sent=1, later=1)
    assert post.texts() == ["This is digest"]


def test_at_the_known_limit_slack_never_has_to_say_no(post: Post) -> None:
    post.slack.limit(channel_per_second=5)
    post.pacer = Pacer(Rates(workspace_per_minute=6000, channel_per_second=5))
    post.add_many(*(Message(f"digest {number}", "C0LEADS", {"text": "x"}) for number in range(6)))

    assert post.deliver() == Delivered(sent=6)

    assert [call.status for call in post.slack.calls(POST)] == [200] * 6


def test_the_log_names_each_effect_and_never_the_text(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    post.add("digest")
    post.slack.fault(POST, "500")

    post.deliver()
    post.deliver_later()

    [message] = post.slack.messages("C0LEADS")
    ids = f"key=digest workspace={post.workspace} channel=C0LEADS"
    assert [record.getMessage() for record in caplog.records if record.name == "okrbot.outbox"] == [
        f"unknown {ids} try=1 error=http_500",
        f"sent {ids} try=2 ts={message['ts']}",
    ]
    assert "This is" not in caplog.text


def test_a_woken_sender_does_not_wait_for_its_next_round(post: Post) -> None:
    gateway = SlackGateway("xoxb-playground", post.slack.api_url)
    sender = Sender(
        lambda stopping: deliver_due(
            post.database, lambda _workspace: gateway, post.clock, post.pacer, stopping
        ),
        every=60,
    )
    sender.start()
    post.slack.wait_for(lambda: post.slack)

    post.add("digest")
    sender.wake()

    assert post.slack.wait_for(post.texts, timeout=10) == ["This is digest"]
    sender.stop()


def test_a_round_that_is_stopped_gives_back_what_it_holds(post: Post, slack: Playground) -> None:
    post.pacer = Pacer(Rates(workspace_per_minute=60_000, channel_per_second=1))
    post.add_many(*(Message(f"digest {number}", "C0LEADS", {"text": "x"}) for number in range(5)))
    gateway = SlackGateway("xoxb-playground", slack.api_url)

    deliver_due(
        post.database,
        lambda _workspace: gateway,
        post.clock,
        post.pacer,
        stopping=lambda: bool(slack.calls(POST)),
    )

    states = [post.row(f"digest {number}").state for number in range(5)]
    assert states == [Sending.SENT, *[Sending.WAITING] * 4]
