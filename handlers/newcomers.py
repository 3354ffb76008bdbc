"""People whom somebody names in a form before okrbot has met them."""

from concurrent.futures import ThreadPoolExecutor

from bot.usecases.people import list_strangers, meet_person
from handlers.call import Call

AT_ONCE = 10
"""People asked about at the same time: one after the other, a team of 20 would be too late."""


def meet(call: Call, *slack_ids: str) -> None:
    """Ask Slack who these people are, where it is not known, before something is made theirs.

    Call it before the use case that looks them up: whom Slack does not know either stays unknown.
    """
    strangers = list_strangers(call.database, call.caller, filter(None, slack_ids))
    with ThreadPoolExecutor(AT_ONCE) as asking:
        found = list(asking.map(call.gateway.find_user, strangers))
    for slack_id, user in zip(strangers, found, strict=True):
        if user is not None:
            meet_person(call.database, call.caller, slack_id, user.profile, call.now)
