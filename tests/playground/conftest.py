"""A small workspace, running, and Slack's own client for it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from slack_sdk import WebClient

from playground import Channel, Person, Playground
from tests.playground.frame import MONDAY
from tests.playground.make import Recorder

PEOPLE = (
    Person("U0ANNA", "Anna Berger", locale="de-DE", is_admin=True),
    Person("U0BOB", "Bob Lee", tz="America/New_York"),
    Person("U0GONE", "Gone Away", deleted=True),
)
CHANNELS = (
    Channel("C0PLAT", "platform", ("U0ANNA", "U0BOB")),
    Channel("C0AWAY", "away", ("U0ANNA",), bot_is_member=False),
    Channel("C0OLD", "old", ("U0ANNA",), is_archived=True),
    Channel("G0PRIV", "private", ("U0ANNA",), is_private=True),
    Channel("G0HIDE", "hidden", ("U0ANNA",), is_private=True, bot_is_member=False),
)


@pytest.fixture
def slack() -> Iterator[Playground]:
    scopes = [
        "chat:write", "commands", "users:read", "channels:read", "groups:read", "im:read",
        "im:write", "channels:history", "groups:history", "im:history", "files:write", "team:read",
        "channels:join",
    ]  # fmt: skip
    with Playground(PEOPLE, CHANNELS, scopes=scopes).start() as running:
        yield running


@pytest.fixture
def client(slack: Playground) -> WebClient:
    return WebClient(token="xoxb-playground", base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def app(slack: Playground) -> Recorder:
    recorder = Recorder()
    slack.use_callable(recorder)
    return recorder


@pytest.fixture
def monday(slack: Playground) -> Playground:
    """The workspace on a Monday; something is due on Tuesday."""
    slack.set_time(MONDAY)
    slack.next_due = lambda: MONDAY + timedelta(days=1)
    return slack
