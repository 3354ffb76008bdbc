"""Telling admins, once, where messages cannot arrive."""

import logging
from collections import Counter
from datetime import datetime

from sqlmodel import Session

from bot.domain.okrs import Person
from bot.domain.outbox import Message, Priority
from bot.domain.troubles import Trouble
from bot.render import render
from storage.database import Database
from storage.outbox import GivenUp, add_messages, claim_given_up
from storage.people import list_admins

AT_ONCE = 100

log = logging.getLogger("okrbot.troubles")


def tell_troubles(database: Database, now: datetime) -> Counter[str]:
    """Queue a message to each admin for each place that Slack refuses; counts `told`.

    One that cannot be told counts as `failed`, is in the log, and keeps no other from being told.
    """
    counts: Counter[str] = Counter()
    with database.transaction() as session:
        for given_up in claim_given_up(session, AT_ONCE):
            try:
                with session.begin_nested():
                    counts["told"] += _tell(session, given_up, now)
            except Exception:
                log.exception("trouble not told workspace=%s", given_up.workspace_id)
                counts["failed"] += 1
    return +counts


def _tell(session: Session, given_up: GivenUp, now: datetime) -> int:
    trouble = Trouble(given_up.key, given_up.channel, given_up.error)
    if not trouble.is_worth_telling:
        return 0
    admins = list_admins(session, given_up.workspace_id)
    messages = [_message(trouble, admin) for admin in admins]
    return add_messages(session, given_up.workspace_id, messages, now)


def _message(trouble: Trouble, admin: Person) -> Message:
    payload = render("messages/trouble", admin.locale, trouble=trouble)
    key = trouble.report_key(admin.id)
    return Message(key, admin.slack_id, payload, priority=Priority.TROUBLE)
