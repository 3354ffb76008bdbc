"""What nobody listens to is still answered: Slack repeats events that are not."""

import re

from slack_bolt import Ack, App

ANYTHING = re.compile(r".*", re.DOTALL)


def register(app: App) -> None:
    """Listen to everything that is left."""
    for kind in (app.event, app.action, app.shortcut, app.command, app.view, app.options):
        kind(ANYTHING)(hear)
    app.view_closed(ANYTHING)(hear)


def hear(ack: Ack) -> None:
    """Say that it arrived."""
    ack()
