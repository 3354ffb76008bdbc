"""What Slack tells about people: names, time zones, languages, who left."""

from typing import Any

from slack_bolt import App

from bot.domain.company import Profile
from bot.domain.okrs import Caller
from bot.usecases.people import follow_profile
from handlers.call import Call


def register(app: App) -> None:
    """Listen to changes of profiles."""
    app.event("user_change")(follow)


def follow(event: dict[str, Any], body: dict[str, Any], call: Call) -> None:
    """Keep the person's name, time zone and language as Slack has them."""
    user = event["user"]
    profile = Profile(
        name=user.get("real_name") or user.get("name", ""),
        time_zone=user.get("tz") or "",
        locale=user.get("locale") or "",
        is_active=not user.get("deleted", False),
    )
    caller = Caller(body["team_id"], user["id"])
    follow_profile(call.database, caller, profile, event_id=body["event_id"], now=call.now)
