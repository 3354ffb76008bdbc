"""A running demo in this process: its local Slack, and the bot at work in the seeded company."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.demo import WORKSPACE, demo_channels, demo_people
from bot.demo_run import Demo
from bot.manifests import SHIPPED
from playground import Channel, Person, Playground


@contextmanager
def running_demo(folder: Path) -> Iterator[Playground]:
    """The local Slack of a demo that has just begun."""
    people = [Person(**person) for person in demo_people()]
    channels = [Channel(**channel) for channel in demo_channels()]
    team = {"team_id": WORKSPACE.slack_id, "team_name": WORKSPACE.name}
    with Playground(people, channels, SHIPPED, **team).start() as slack:
        slack.be_patient(60)
        demo = Demo(slack, folder / "demo.sqlite3")
        yield slack
        demo.stop()
