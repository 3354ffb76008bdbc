"""The daily errand to Slack: what became different about people while nobody listened.

Slack tells of each change, but only to who is connected. At the start, and then once a day, the
whole list is read.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from bot.domain.company import Profile
from bot.domain.okrs import Workspace
from bot.slack.gateway import SlackGateway
from bot.usecases.people import follow_profiles, remember_followed, was_followed
from storage.database import Database

AT_ONCE = 200
"""People followed in one transaction: a page of Slack's."""


def follow_everybody(
    database: Database, gateway: SlackGateway, workspace: Workspace, now: datetime
) -> Counter[str]:
    """Read the list, where that was not done today, and follow it; counts who `changed`.

    No transaction is open while Slack is asked. Where Slack fails half-way, the next hour begins
    anew.
    """
    counts: Counter[str] = Counter()
    if was_followed(database, workspace, now):
        return counts
    for profiles in _pages(gateway):
        counts.update(follow_profiles(database, workspace, profiles, now))
    remember_followed(database, workspace, now)
    return counts


def _pages(gateway: SlackGateway) -> Iterator[dict[str, Profile]]:
    users = gateway.users()
    while page := {user.slack_id: user.profile for user in islice(users, AT_ONCE)}:
        yield page
