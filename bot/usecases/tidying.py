"""Forgetting what has served: handled events and drafts of weeks gone by."""

from collections import Counter
from datetime import datetime, timedelta

from storage.database import Database
from storage.drafts import forget_drafts
from storage.events import forget_events

EVENTS_FOR = timedelta(days=1)
DRAFTS_FOR = timedelta(days=14)
"""Of other forms than the check-in's, whose draft goes with its slot."""


def forget_old(database: Database, now: datetime) -> Counter[str]:
    """Drop what is old; how many of each."""
    with database.transaction() as session:
        dropped = {
            "events": forget_events(session, now - EVENTS_FOR),
            "drafts": forget_drafts(session, now - DRAFTS_FOR, now),
        }
    return Counter({word: count for word, count in dropped.items() if count})
