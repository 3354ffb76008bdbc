"""People whom somebody names in a form before okrbot has met them."""

from bot.usecases.people import list_strangers, meet_person
from handlers.call import Call


def meet(call: Call, *slack_ids: str) -> None:
    """Ask Slack who these people are, where it is not known, before something is made theirs.

    Call it before the use case that looks them up: whom Slack does not know either stays unknown.
    """
    for slack_id in list_strangers(call.database, call.caller, filter(None, slack_ids)):
        if user := call.gateway.find_user(slack_id):
            meet_person(call.database, call.caller, slack_id, user.profile, call.now)
