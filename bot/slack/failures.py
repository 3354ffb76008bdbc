"""What went wrong with a call to Slack, sorted once for everybody.

Slack's words: https://docs.slack.dev/reference/methods/chat.postMessage#errors
An answer that we have no word for is a refusal without effect, but perhaps not for ever: it is
temporary, and the outbox gives up after its tries.
"""

import errno
import http.client
import socket
import ssl
from dataclasses import dataclass
from enum import StrEnum
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

from bot.errors import OkrError, _
from bot.slack.limits import OverLimit


class FailureKind(StrEnum):
    """What a failed call means for the next try.

    `permanent`: Slack will never take it. `workspace`: Slack takes nothing from us there until a
    person acts, so the message is not to blame. `rate_limited`, `temporary`: it had no effect,
    later it may. `unknown`: it may have had its effect.
    """

    PERMANENT = "permanent"
    WORKSPACE = "workspace"
    RATE_LIMITED = "rate_limited"
    TEMPORARY = "temporary"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed call; `error` is Slack's word or the exception's name, `retry_after` in seconds."""

    kind: FailureKind
    error: str
    retry_after: int = 0


PERMANENT = frozenset({
    "cannot_dm_bot", "cannot_reply_to_message", "cant_update_message", "channel_is_archived",
    "channel_not_found", "edit_window_closed", "invalid_arguments", "invalid_blocks",
    "invalid_blocks_format", "invalid_metadata_format", "is_archived", "is_inactive",
    "message_not_found", "messages_tab_disabled", "msg_blocks_too_long", "msg_too_long",
    "no_text", "not_in_channel", "restricted_action", "restricted_action_read_only_channel",
    "restricted_action_non_threadable_channel", "restricted_action_thread_locked",
    "thread_not_found", "user_disabled", "user_is_bot", "user_not_found", "user_not_in_channel",
})  # fmt: skip
# The token is dead, or may not do what the bot lives from.
WORKSPACE = frozenset({
    "access_denied", "account_inactive", "app_uninstalled", "ekm_access_denied",
    "enterprise_is_restricted", "invalid_auth", "missing_scope", "no_permission",
    "not_allowed_token_type", "not_authed", "org_login_required", "team_access_not_granted",
    "token_expired", "token_revoked",
})  # fmt: skip
RATE_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
# "It's possible some aspect of the operation succeeded before the error was raised."
UNKNOWN = frozenset({"fatal_error", "internal_error"})
# Slack does not always say how long; its limits are per minute.
DEFAULT_RETRY_AFTER = 30

# Everything a call to Slack is known to raise; anything else is a mistake of ours.
CALL_FAILURES = (SlackApiError, OverLimit, OSError, http.client.HTTPException)

_BEFORE_SENDING = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
_NO_WAY_THERE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})


def sort_failure(exception: Exception) -> Failure:
    """What the exception of a call means; what is not from the network is temporary."""
    match exception:
        case SlackApiError():
            return _sort_answer(exception)
        case OverLimit():
            return Failure(FailureKind.PERMANENT, f"over_limit: {exception}")
        case URLError():
            return _sort_connection(exception.reason)
        case OSError() | http.client.HTTPException():
            return Failure(FailureKind.UNKNOWN, type(exception).__name__)
        case _:
            return Failure(FailureKind.TEMPORARY, type(exception).__name__)


def explain_failure(failure: Failure) -> OkrError | None:
    """What a person can do about it, or None when there is nothing."""
    explanation = _EXPLANATIONS.get(failure.error)
    return OkrError(explanation) if explanation else None


def _sort_answer(exception: SlackApiError) -> Failure:
    status, headers = exception.response.status_code, exception.response.headers
    error = str(exception.response.get("error") or "")
    if status == 429 or error in RATE_LIMITED:
        return Failure(FailureKind.RATE_LIMITED, "ratelimited", _retry_after(headers))
    if status >= 500:
        return Failure(FailureKind.UNKNOWN, f"http_{status}")
    for kind, words in _TABLE.items():
        if error in words:
            return Failure(kind, error)
    return Failure(FailureKind.TEMPORARY, error[:100] or f"http_{status}")


_TABLE = {
    FailureKind.PERMANENT: PERMANENT,
    FailureKind.WORKSPACE: WORKSPACE,
    FailureKind.UNKNOWN: UNKNOWN,
}


def _sort_connection(reason: object) -> Failure:
    """urllib wraps what happens up to the last byte of the request; only some of it is certain."""
    has_no_effect = isinstance(reason, _BEFORE_SENDING) or (
        isinstance(reason, OSError) and reason.errno in _NO_WAY_THERE
    )
    kind = FailureKind.TEMPORARY if has_no_effect else FailureKind.UNKNOWN
    return Failure(kind, type(reason).__name__)


def _retry_after(headers: dict[str, str]) -> int:
    """Whole seconds, at least 1 and at most a day; names come in any case."""
    values = {name.lower(): value for name, value in headers.items()}
    said = str(values.get("retry-after", ""))
    seconds = int(said) if said.isascii() and said.isdigit() else DEFAULT_RETRY_AFTER
    return min(max(seconds, 1), 86_400)


_EXPIRED = _("That took too long for Slack. Please press again.")
_NOT_A_MEMBER = _("I am not in that channel. Invite me there with /invite, then try again.")
_BUSY = _("Slack is busy right now. Please try again in a minute.")
_EXPLANATIONS = {
    "expired_trigger_id": _EXPIRED,
    "invalid_trigger_id": _EXPIRED,
    "trigger_expired": _EXPIRED,
    "trigger_exchanged": _EXPIRED,
    "exchanged_trigger_id": _EXPIRED,
    "push_limit_reached": _("Too many windows are open. Close one and press again."),
    "hash_conflict": _("This was changed in the meantime. Please press again."),
    "not_found": _("That window is closed already. Please open it again."),
    "not_in_channel": _NOT_A_MEMBER,
    "channel_not_found": _("I cannot see that channel. Invite me there with /invite."),
    "is_archived": _("That channel is archived. Please choose another one."),
    "user_not_in_channel": _NOT_A_MEMBER,
    "missing_scope": _(
        "I lack a permission for that in Slack. Please ask an admin to reinstall me."
    ),
    "ratelimited": _BUSY,
}
