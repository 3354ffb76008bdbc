"""People whom somebody chose in a form and whom nobody has told okrbot of."""

from bot.domain.company import Profile
from bot.domain.editor import EditorState
from bot.usecases.people import meet_person
from bot.usecases.writing import list_unknown
from handlers.call import Call


def introduce(call: Call, state: EditorState) -> None:
    """Ask Slack who they are, before any transaction; guests, bots and strangers are marked."""
    for slack_id in list_unknown(call.database, call.caller, state):
        user = call.gateway.user(slack_id)
        is_away = user.is_deleted or user.is_bot or user.is_restricted or user.is_stranger
        profile = Profile(user.name, user.time_zone, user.locale, is_active=not is_away)
        meet_person(call.database, call.caller, slack_id, profile, call.now)
