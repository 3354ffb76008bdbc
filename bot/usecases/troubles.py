"""Telling admins, once, where messages cannot arrive."""

from collections import Counter
from datetime import datetime

from sqlmodel import Session

from bot.domain.outbox import Message, Priority
from bot.domain.troubles import Trouble
from bot.render import render
from storage.database import Database
from storage.outbox import add_message, claim_given_up
from storage.people import list_admins

AT_ONCE = 100


def tell_troubles(database: Database, now: datetime) -> Counter[str]:
    """Queue a message to each admin for each place that Slack refuses; counts `told`."""
    counts: Counter[str] = Counter()
    with database.transaction() as session:
        for given_up in claim_given_up(session, AT_ONCE):
            trouble = Trouble(given_up.key, given_up.channel, given_up.error)
            if trouble.is_worth_telling:
                counts["told"] += _tell(session, given_up.workspace_id, trouble, now)
    return +counts


def _tell(session: Session, workspace_id: int, trouble: Trouble, now: datetime) -> int:
    told = 0
    for admin in list_admins(session, workspace_id):
        payload = render("messages/trouble", admin.locale, trouble=trouble)
        key = trouble.report_key(admin.id)
        message = Message(key, admin.slack_id, payload, priority=Priority.TROUBLE)
        told += add_message(session, workspace_id, message, now)
    return told
