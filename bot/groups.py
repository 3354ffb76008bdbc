"""The hourly errand to Slack: who is in the user groups that teams follow."""

from collections import Counter
from datetime import datetime

from bot.domain.okrs import Workspace
from bot.slack.gateway import SlackGateway
from bot.usecases.groups import follow_groups, list_followed, list_unmet
from storage.database import Database


def follow_user_groups(
    database: Database, gateway: SlackGateway, workspace: Workspace, now: datetime
) -> Counter[str]:
    """Ask Slack, then let the teams follow; counts who `joined` and who `left`.

    No transaction is open while Slack is asked. Where no team follows a group, nothing is asked.
    """
    groups: dict[str, list[str]] = {}
    for group in sorted(list_followed(database, workspace)):
        members = gateway.find_group_members(group)
        if members is not None:
            groups[group] = members
    if not groups:
        return Counter()
    everybody = [each for members in groups.values() for each in members]
    unmet = [gateway.find_user(each) for each in list_unmet(database, workspace, everybody)]
    profiles = {user.slack_id: user.profile for user in unmet if user is not None}
    return follow_groups(database, workspace, groups, profiles, now)
