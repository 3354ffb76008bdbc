"""The one way from the bot into Slack: every call goes out here, checked against Slack's limits.

Nothing is retried here. slack_sdk would send a message again after a dropped connection, and so
post it twice; the outbox knows how to find out first.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.failures import CALL_FAILURES, FailureKind, explain_failure, sort_failure
from bot.slack.limits import check_message, check_view
from bot.slack.records import Identity, Posted, SlackChannel, SlackUser, UserGroup, View

METADATA_EVENT = "okrbot_message"
HISTORY_PAGES = 5
UNKNOWN_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format"})

# At DEBUG slack_sdk logs what people wrote, so its level does not follow ours.
_log = logging.getLogger("okrbot.slack.web")
_log.setLevel(logging.WARNING)
_own_log = logging.getLogger("okrbot.slack")


class MissingScope(Exception):
    """Something may not be read: a channel's history, the user groups."""


def check_app_token(app_token: str, api_url: str) -> None:
    """Ask for a Socket Mode connection and do not use it.

    Raises:
        SlackApiError: the token is refused, or Socket Mode is off.
    """
    WebClient(base_url=api_url, retry_handlers=[]).apps_connections_open(app_token=app_token)


class SlackGateway:
    """One workspace, through its bot token. Safe to share between threads."""

    def __init__(
        self, token: str, api_url: str = "https://slack.com/api/", timeout: int = 10
    ) -> None:
        self._client = WebClient(
            token, base_url=api_url, timeout=timeout, retry_handlers=[], logger=_log
        )

    def owns(self, url: str) -> bool:
        """Whether an address belongs to the Slack we talk to: answers go nowhere else."""
        host = urlsplit(self._client.base_url).netloc
        return urlsplit(url).netloc in {host, f"hooks.{host}"}

    def auth_test(self) -> Identity:
        """Who we are there, and what we may do.

        Raises:
            SlackApiError: invalid_auth and the like.
        """
        response = self._client.auth_test()
        return Identity.of(response, response.headers)

    def post_message(
        self, channel: str, payload: dict[str, Any], key: str, thread_ts: str | None = None
    ) -> Posted:
        """Post `payload` (text and blocks); where it stands. A user id as channel opens the DM.

        The message carries its key, so that `find_by_key` can find it again.
        """
        check_message(payload)
        response = self._client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts,
            metadata={"event_type": METADATA_EVENT, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
            **payload,
        )
        return Posted(response["channel"], response["ts"])

    def update_message(self, channel: str, ts: str, payload: dict[str, Any]) -> Posted:
        """Change a message of ours; `channel` must be the D… id of a DM, not the person's."""
        check_message(payload)
        response = self._client.chat_update(channel=channel, ts=ts, **payload)
        return Posted(response["channel"], response["ts"])

    def post_ephemeral(self, channel: str, user: str, payload: dict[str, Any]) -> None:
        """Show a message to one person only; it is in no history and cannot be changed.

        Raises:
            OkrError: where the person can do something about the refusal.
        """
        check_message(payload)
        self._for_person("chat.postEphemeral", {"channel": channel, "user": user, **payload})

    def post_first_taken(self, channel: str, payloads: Sequence[dict[str, Any]], key: str) -> int:
        """Post the first of these that Slack takes, and return its number.

        They say the same; the next is for a workspace that does not know a block of the one
        before (`invalid_blocks`).

        Raises:
            OkrError: where the person can do something about the refusal.
        """
        for number, payload in enumerate(payloads):
            try:
                self.post_message(channel, payload, key)
            except SlackApiError as refusal:
                is_last = number == len(payloads) - 1
                if is_last or refusal.response.get("error") not in UNKNOWN_BLOCKS:
                    raise _explained(refusal) from refusal
            else:
                return number
        raise ValueError("nothing to post")

    def open_view(self, trigger_id: str, view: dict[str, Any]) -> View:
        """Open a modal, within 3 seconds of what the person did.

        Raises:
            OkrError: where the person can do something about the refusal, mostly press again.
        """
        check_view(view)
        return self._view("views.open", {"trigger_id": trigger_id, "view": view})

    def push_view(self, trigger_id: str, view: dict[str, Any]) -> View:
        """Open a modal on top of the one that is open.

        Raises:
            OkrError: as `open_view`.
        """
        check_view(view)
        return self._view("views.push", {"trigger_id": trigger_id, "view": view})

    def update_view(self, view_id: str, hash: str | None, view: dict[str, Any]) -> View:  # noqa: A002
        """Change a modal that is open; `hash` says which version the change is made for.

        Raises:
            OkrError: when it was closed or changed meanwhile.
        """
        check_view(view)
        return self._view("views.update", {"view_id": view_id, "hash": hash, "view": view})

    def publish_view(self, user: str, view: dict[str, Any], hash: str | None = None) -> bool:  # noqa: A002
        """Show a person their Home. False where Slack does not take it now.

        `hash` says which version it replaces: when that was replaced meanwhile, the other one is
        newer, and stays. Whatever else is in the way, Home is drawn anew at the next visit, so
        nobody has to hear of it.
        """
        check_view(view)
        try:
            self._call("views.publish", {"user_id": user, "view": view, "hash": hash})
        except CALL_FAILURES as failure:
            _own_log.warning("home not shown user=%s error=%s", user, sort_failure(failure).error)
            return False
        return True

    def find_by_key(self, channel: str, key: str, thread_ts: str | None = None) -> Posted | None:
        """Where the message with this key stands among the newest of the channel or thread.

        It is looked for by place, not by time: a clock that is set for a demo says nothing
        about the time in Slack.

        Raises:
            MissingScope: if the history may not be read.
            SlackApiError: if Slack refuses for another reason.
        """
        try:
            place = self._conversation(channel)
            for message in self._newest(place, thread_ts):
                if _key(message) == key:
                    return Posted(place, message["ts"])
        except SlackApiError as refusal:
            if sort_failure(refusal).kind in {FailureKind.PERMANENT, FailureKind.WORKSPACE}:
                raise MissingScope(str(refusal.response.get("error"))) from refusal
            raise
        return None

    def user(self, slack_id: str) -> SlackUser:
        """A member of the workspace; `user_not_found` is a SlackApiError."""
        return SlackUser.of(self._client.users_info(user=slack_id, include_locale=True)["user"])

    def find_user(self, slack_id: str) -> SlackUser | None:
        """As `user`; None for somebody whom the workspace does not know."""
        try:
            return self.user(slack_id)
        except SlackApiError as refusal:
            if refusal.response.get("error") in {"user_not_found", "users_not_found"}:
                return None
            raise

    def find_user_groups(self) -> list[UserGroup] | None:
        """The user groups that are in use; None where they may not be read."""
        try:
            found = self._client.usergroups_list(include_disabled=False)["usergroups"]
        except SlackApiError as refusal:
            if refusal.response.get("error") == "missing_scope":
                return None
            raise
        return [UserGroup.of(each) for each in found]

    def find_group_members(self, group_id: str) -> list[str] | None:
        """Who is in a user group, by Slack id; None where it is gone or may not be read."""
        try:
            return list(self._client.usergroups_users_list(usergroup=group_id)["users"])
        except SlackApiError as refusal:
            if refusal.response.get("error") in {"missing_scope", "no_such_subteam"}:
                return None
            raise

    def users(self) -> Iterator[SlackUser]:
        """All members, page by page."""
        for page in self._pages("users.list", {"include_locale": True, "limit": 200}):
            yield from map(SlackUser.of, page["members"])

    def channel(self, slack_id: str) -> SlackChannel:
        """A channel; `channel_not_found` (SlackApiError) also when it is private without us."""
        return SlackChannel.of(self._client.conversations_info(channel=slack_id)["channel"])

    def _conversation(self, channel: str) -> str:
        """The id that has a history: for a person, that of the DM."""
        if not channel.startswith(("U", "W")):
            return channel
        return str(self._client.conversations_open(users=channel)["channel"]["id"])

    def _newest(self, channel: str, thread_ts: str | None) -> Iterator[dict[str, Any]]:
        method = "conversations.replies" if thread_ts else "conversations.history"
        place = {"channel": channel, "ts": thread_ts} if thread_ts else {"channel": channel}
        asked = {**place, "limit": 200, "include_all_metadata": True}
        for _number, page in zip(range(HISTORY_PAGES), self._pages(method, asked), strict=False):
            yield from page["messages"]

    def _pages(self, method: str, asked: dict[str, Any]) -> Iterator[SlackResponse]:
        cursor = ""
        while True:
            # Slack reads the arguments of questions from forms only, never from JSON.
            page = self._client.api_call(
                method, params=asked | ({"cursor": cursor} if cursor else {})
            )
            yield page
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _view(self, method: str, asked: dict[str, Any]) -> View:
        view = self._for_person(method, asked)["view"]
        return View(view["id"], view["hash"])

    def _for_person(self, method: str, asked: dict[str, Any]) -> SlackResponse:
        try:
            return self._call(method, asked)
        except CALL_FAILURES as refusal:
            raise _explained(refusal) from refusal

    def _call(self, method: str, asked: dict[str, Any]) -> SlackResponse:
        given = {name: value for name, value in asked.items() if value is not None}
        return self._client.api_call(method, json=given)


def _explained(refusal: Exception) -> Exception:
    """What a person can do about it; the refusal itself where that is nothing."""
    return explain_failure(sort_failure(refusal)) or refusal


def _key(message: dict[str, Any]) -> object:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != METADATA_EVENT:
        return None
    return (metadata.get("event_payload") or {}).get("key")
