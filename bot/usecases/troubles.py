"""Telling admins, once, where messages cannot arrive."""

from collections import Counter
from datetime import datetime

from bot.domain.okrs import Person
from bot.domain.outbox import Message, Priority
from bot.domain.troubles import Trouble
from bot.render import render
from storage.database import Database
from storage.outbox import add_messages, claim_given_up
from storage.people import list_admins

AT_ONCE = 100


def tell_troubles(database: Database, now: datetime) -> Counter[str]:
    """Queue a message to each admin for each place that Slack refuses; counts `told`."""
    counts: Counter[str] = Counter()
    with database.transaction() as session:
        for given_up in claim_given_up(session, AT_ONCE):
            trouble = Trouble(given_up.key, given_up.channel, given_up.error)
            if trouble.is_worth_telling:
                admins = list_admins(session, given_up.workspace_id)
                messages = [_message(trouble, admin) for admin in admins]
                counts["told"] += add_messages(session, given_up.workspace_id, messages, now)
    return +counts


def _message(trouble: Trouble, admin: Person) -> Message:
    payload = render("messages/trouble", admin.locale, trouble=trouble)
    key = trouble.report_key(admin.id)
    return Message(key, admin.slack_id, payload, priority=Priority.TROUBLE)
