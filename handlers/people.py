"""What Slack tells about people: names, time zones, languages, who is away, who left."""

from typing import Any

from slack_bolt import App

from bot.domain.away import read_absence
from bot.domain.company import Profile
from bot.domain.okrs import Caller
from bot.usecases.people import follow_profile
from handlers.call import Call

NOT_ONE_OF_US = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")


def register(app: App) -> None:
    """Listen to changes of profiles."""
    app.event("user_change")(follow)


def follow(event: dict[str, Any], body: dict[str, Any], call: Call) -> None:
    """Keep name, time zone and language as Slack has them, and whether the person is away."""
    profile = _profile(event["user"])
    caller = Caller(body["team_id"], event["user"]["id"])
    follow_profile(call.database, caller, profile, event_id=body["event_id"], now=call.now)


def _profile(user: dict[str, Any]) -> Profile:
    """As the import reads it: the name a person chose; guests and bots are asked for nothing."""
    names = user.get("profile") or {}
    chosen = names.get("display_name") or names.get("real_name") or user.get("real_name")
    absence = read_absence(
        names.get("status_text") or "",
        names.get("status_emoji") or "",
        names.get("status_expiration") or 0,
    )
    return Profile(
        name=chosen or user.get("name", ""),
        time_zone=user.get("tz") or "",
        locale=user.get("locale") or "",
        is_active=not any(user.get(sign) for sign in NOT_ONE_OF_US),
        away=absence.why,
        away_until=absence.until,
    )
