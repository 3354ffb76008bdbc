"""What went wrong with a call, sorted."""

import http.client
import socket
import ssl
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.errors import OkrError
from bot.slack.failures import Failure, FailureKind, explain_failure, sort_failure
from bot.slack.limits import OverLimit


def refusal(error: str, status: int = 200, **headers: str) -> SlackApiError:
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="",
        req_args={},
        data={"ok": False, "error": error},
        headers=headers,
        status_code=status,
    )
    return SlackApiError("", response)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("channel_not_found", FailureKind.PERMANENT),
        ("is_archived", FailureKind.PERMANENT),
        ("not_in_channel", FailureKind.PERMANENT),
        ("msg_too_long", FailureKind.PERMANENT),
        ("invalid_blocks", FailureKind.PERMANENT),
        ("account_inactive", FailureKind.WORKSPACE),
        ("invalid_auth", FailureKind.WORKSPACE),
        ("token_revoked", FailureKind.WORKSPACE),
        ("missing_scope", FailureKind.WORKSPACE),
        ("internal_error", FailureKind.UNKNOWN),
        ("fatal_error", FailureKind.UNKNOWN),
        ("service_unavailable", FailureKind.TEMPORARY),
        ("a_word_from_the_future", FailureKind.TEMPORARY),
    ],
)
def test_slacks_words_are_sorted(error: str, kind: FailureKind) -> None:
    assert sort_failure(refusal(error)) == Failure(kind, error)


@pytest.mark.parametrize(
    ("refused", "seconds"),
    [
        (refusal("ratelimited", 429, **{"Retry-After": "17"}), 17),
        (refusal("ratelimited", 429, **{"retry-after": "17"}), 17),
        (refusal("ratelimited", 200, **{"Retry-After": "0"}), 1),
        (refusal("rate_limited"), 30),
        (refusal("<html>", 429), 30),
        (refusal("ratelimited", 429, **{"Retry-After": "soon"}), 30),
        (refusal("ratelimited", 429, **{"Retry-After": "99999999"}), 86_400),
    ],
)
def test_rate_limits_say_how_long(refused: SlackApiError, seconds: int) -> None:
    expected = Failure(FailureKind.RATE_LIMITED, "ratelimited", seconds)

    assert sort_failure(refused) == expected


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_may_have_had_its_effect(status: int) -> None:
    failure = sort_failure(refusal("Received a response in a non-JSON format: ...", status))

    assert failure == Failure(FailureKind.UNKNOWN, f"http_{status}")


@pytest.mark.parametrize(
    ("exception", "kind"),
    [
        (URLError(ConnectionRefusedError()), FailureKind.TEMPORARY),
        (URLError(socket.gaierror()), FailureKind.TEMPORARY),
        (URLError(ssl.SSLCertVerificationError()), FailureKind.TEMPORARY),
        (URLError(OSError(113, "No route to host")), FailureKind.TEMPORARY),
        (URLError(TimeoutError()), FailureKind.UNKNOWN),
        (URLError(BrokenPipeError()), FailureKind.UNKNOWN),
        (TimeoutError(), FailureKind.UNKNOWN),
        (ConnectionResetError(), FailureKind.UNKNOWN),
        (http.client.RemoteDisconnected(""), FailureKind.UNKNOWN),
        (http.client.IncompleteRead(b""), FailureKind.UNKNOWN),
        (OverLimit("blocks: empty"), FailureKind.PERMANENT),
        (KeyError("ts"), FailureKind.TEMPORARY),
    ],
)
def test_the_network_is_sorted(exception: Exception, kind: FailureKind) -> None:
    assert sort_failure(exception).kind is kind


def test_a_person_hears_what_to_do() -> None:
    explanation = explain_failure(sort_failure(refusal("expired_trigger_id")))

    assert isinstance(explanation, OkrError)
    assert str(explanation) == "That took too long for Slack. Please press again."


def test_a_person_hears_nothing_where_there_is_nothing_to_do() -> None:
    assert explain_failure(sort_failure(refusal("internal_error"))) is None
