"""Asks Slack for what a company file leaves open about people."""

from collections.abc import Iterable

from bot.company_file import CompanyFileError
from bot.domain.company import CompanyPlan, Fault, PersonPlan, Profile
from bot.domain.company_fields import suggestion
from bot.errors import _
from bot.slack.gateway import SlackGateway
from bot.slack.records import SlackUser

MOST_SINGLY = 100
"""For more people than this the whole list is asked for: 200 to a page, 20 pages a minute."""


def ask_profiles(gateway: SlackGateway, plan: CompanyPlan) -> dict[str, Profile]:
    """What Slack knows of the plan's people, by their Slack id.

    Raises:
        CompanyFileError: with a fault for everybody whom Slack does not know.
    """
    wanted = {person.slack_id for person in plan.people}
    users = _one_by_one(gateway, wanted) if len(wanted) <= MOST_SINGLY else gateway.users()
    profiles = {user.slack_id: user.profile for user in users if user.slack_id in wanted}
    unknown = [person for person in plan.people if person.slack_id not in profiles]
    if unknown:
        raise CompanyFileError(_unknown(person, profiles) for person in unknown)
    return profiles


def _one_by_one(gateway: SlackGateway, slack_ids: Iterable[str]) -> Iterable[SlackUser]:
    for slack_id in slack_ids:
        if user := gateway.find_user(slack_id):
            yield user


def _unknown(person: PersonPlan, known: Iterable[str]) -> Fault:
    meant = suggestion(person.slack_id, known)
    if not meant:
        return Fault(person.line, _("Slack knows nobody called %(id)s"), {"id": person.slack_id})
    message = _("Slack knows nobody called %(id)s; did you mean %(suggestion)s?")
    return Fault(person.line, message, {"id": person.slack_id, "suggestion": meant})
