"""What Slack tells us, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web import SlackResponse

from bot.domain.away import Absence, read_absence
from bot.domain.company import Profile


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in a workspace; `scopes` is what it may do there.

    `answered_at` is Slack's clock, to the second; None when it did not say.
    """

    team_id: str
    team: str
    url: str
    user_id: str
    bot_id: str
    scopes: frozenset[str]
    answered_at: datetime | None = field(default=None, compare=False)

    @property
    def hears_replies(self) -> bool:
        """Whether people's answers in the conversation with the bot are told to it.

        The manifest subscribes to them; without the scope Slack tells nothing of them.
        """
        return "im:history" in self.scopes

    @classmethod
    def of(cls, answer: SlackResponse, headers: Mapping[str, str]) -> "Identity":
        """From the answer of auth.test; scopes and time stand in headers."""
        by_name = {name.lower(): value for name, value in headers.items()}
        listed, at = by_name.get("x-oauth-scopes", ""), by_name.get("date")
        return cls(
            team_id=answer["team_id"],
            team=answer.get("team", ""),
            url=answer.get("url", ""),
            user_id=answer["user_id"],
            bot_id=answer.get("bot_id", ""),
            scopes=frozenset(scope.strip() for scope in listed.split(",") if scope.strip()),
            answered_at=parsedate_to_datetime(at) if at else None,
        )


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands; `channel` is the D… id for a DM."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class View:
    """A modal or Home; `hash` names its present version."""

    id: str
    hash: str


@dataclass(frozen=True, slots=True)
class SlackUser:
    """A member of a workspace; `time_zone` (IANA) and `locale` are empty when Slack has none.

    `is_restricted` covers guests with one channel; a `is_stranger` belongs to another workspace;
    `is_slack_admin` covers owners. Of the status, `absence` is all that is kept.
    """

    slack_id: str
    name: str
    time_zone: str
    locale: str
    is_deleted: bool
    is_bot: bool
    is_restricted: bool
    is_stranger: bool
    absence: Absence
    is_slack_admin: bool = False

    @property
    def profile(self) -> Profile:
        """What we keep; guests, bots, strangers and who left are never asked for anything."""
        is_one_of_us = not (
            self.is_deleted or self.is_bot or self.is_restricted or self.is_stranger
        )
        return Profile(
            self.name,
            self.time_zone,
            self.locale,
            is_active=is_one_of_us,
            away=self.absence.why,
            away_until=self.absence.until,
        )

    @classmethod
    def of(cls, user: dict[str, Any]) -> "SlackUser":
        """From an entry of users.info or users.list."""
        profile = user.get("profile") or {}
        return cls(
            slack_id=user["id"],
            name=_name(user, profile),
            time_zone=user.get("tz") or "",
            locale=user.get("locale") or "",
            is_deleted=bool(user.get("deleted")),
            # Slack says false for its own bot.
            is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
            is_restricted=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            is_stranger=bool(user.get("is_stranger")),
            absence=read_absence(
                profile.get("status_text") or "",
                profile.get("status_emoji") or "",
                profile.get("status_expiration") or 0,
            ),
            is_slack_admin=any(
                user.get(sign) for sign in ("is_admin", "is_owner", "is_primary_owner")
            ),
        )


@dataclass(frozen=True, slots=True)
class UserGroup:
    """A user group; `handle` is what people write after the @."""

    slack_id: str
    name: str
    handle: str

    @classmethod
    def of(cls, group: dict[str, Any]) -> "UserGroup":
        """From an entry of usergroups.list."""
        return cls(group["id"], group.get("name") or "", group.get("handle") or "")


@dataclass(frozen=True, slots=True)
class SlackChannel:
    """A channel; `is_member` says whether the bot is in it."""

    slack_id: str
    name: str
    is_private: bool
    is_archived: bool
    is_member: bool

    @classmethod
    def of(cls, channel: dict[str, Any]) -> "SlackChannel":
        """From the answer of conversations.info."""
        return cls(
            slack_id=channel["id"],
            name=channel.get("name") or "",
            is_private=bool(channel.get("is_private")),
            is_archived=bool(channel.get("is_archived")),
            is_member=bool(channel.get("is_member")),
        )


def _name(user: dict[str, Any], profile: dict[str, Any]) -> str:
    """The name a person chose, then their full one, then the account's."""
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    return str(next((name for name in names if name), user.get("name") or user["id"]))
