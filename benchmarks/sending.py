"""O1: sending at a workspace's limit, against the limit itself.

330 messages to as many people at a limit of 300 a minute, which okrbot knows: with a third more
than a minute's worth, sending too fast is answered with 429.
"""

import time
from collections.abc import Iterator

from benchmarks.company import NOW, TEAM_ID
from benchmarks.databases import new_database
from benchmarks.measure import Result, Size, at_least, at_most
from bot.clock import SystemClock
from bot.domain.outbox import Message
from bot.slack.gateway import SlackGateway
from bot.slack.outbox import Delivered, deliver_due
from bot.slack.pacing import Pacer, Rates
from bot.usecases.people import resume_workspace
from playground import Person, Playground
from storage.database import Database
from storage.outbox import add_messages

MESSAGES, PER_MINUTE = 330, 300


def measure(size: Size) -> Iterator[Result]:
    """The share of the limit that is used, and how often Slack says 429."""
    messages = size.of(MESSAGES)
    people = [Person(f"U{number:05}", f"Person {number}") for number in range(messages)]
    with new_database("SQLite") as database, Playground(people) as slack:
        slack.limit(workspace_per_minute=PER_MINUTE, channel_per_second=1)
        workspace = resume_workspace(database, TEAM_ID, "Acme").id
        with database.transaction() as session:
            add_messages(session, workspace, [_message(person) for person in people], NOW)
        started = time.perf_counter()
        delivered = _deliver(database, slack)
        seconds = time.perf_counter() - started
        statuses = [call.status for call in slack.calls("chat.postMessage")]
    what = f"{messages} messages at {PER_MINUTE} a minute"
    share = delivered.sent / (PER_MINUTE / 60 * seconds)
    yield Result(f"{what}, seconds", "s", seconds, bare=messages / PER_MINUTE * 60)
    yield Result(f"{what}, share of the limit", "", share, goal=at_least(0.90))
    yield Result(f"{what}, answered with 429", "", statuses.count(429), goal=at_most(0))


def _deliver(database: Database, slack: Playground) -> Delivered:
    gateway = SlackGateway("xoxb-playground", slack.api_url)
    pacer = Pacer(Rates(workspace_per_minute=PER_MINUTE))
    return deliver_due(database, lambda _workspace: gateway, SystemClock(), pacer)


def _message(person: Person) -> Message:
    return Message(f"nudge:{person.id}", person.id, {"text": "Your check-in"})
