"""Screens that no tour comes by, for the pictures: who gets to them, and by which presses.

People act through the local Slack; the page is opened then, on what they have in front of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playground import Playground

LIAM, PRIYA = "U0LIAM", "U0PRIYA"


@dataclass(frozen=True)
class Scene:
    """A screen of `user`; `comes` brings them there, `shown` is the selector of it."""

    name: str
    user: str
    comes: Callable[[Playground], None]
    shown: str
    theme: str = "light"
    height: int = 1300


def opens_home(slack: Playground) -> None:
    """Liam is at the first tab of the app, before his check-in."""
    _must(slack.open_home(LIAM).error)


def comes_to_check(slack: Playground) -> None:
    """Liam has written a new objective, and is at the page that looks it over."""
    _must(slack.command(LIAM, "/okr new").error)
    slack.fill(LIAM, {"title": "Clinics find every part in our catalogue"})
    _must(slack.submit(LIAM).error)
    slack.press(LIAM, "objective.link", value="alone")
    slack.fill(LIAM, {"justification": "Nobody above depends on it"})
    _must(slack.submit(LIAM).error)
    _adds(
        slack, "increase", title="Searches that find a part", baseline="40", target="75", unit="%"
    )
    _adds(slack, "yes_no", title="The new catalogue is launched")
    _must(slack.submit(LIAM).error)


def comes_to_close(slack: Playground) -> None:
    """Priya is at one of her team's objectives in the last weeks of the quarter."""
    _must(slack.command(PRIYA, "/okr close").error)
    _must(slack.press(PRIYA, "closing.one").error)


def _adds(slack: Playground, metric: str, **fields: str) -> None:
    _must(slack.press(LIAM, "keyresult.add").error)
    if metric != "increase":
        _must(slack.press(LIAM, "keyresult.metric", value=metric).error)
    slack.fill(LIAM, fields)
    _must(slack.submit(LIAM).error)
    assert slack.errors(LIAM) == {}


def _must(error: str | None) -> None:
    assert error is None, error


SCENES = (
    Scene("home", LIAM, opens_home, "#home"),
    Scene("home-dark", LIAM, opens_home, "#home", theme="dark"),
    Scene("editor", LIAM, comes_to_check, "#modal"),
    Scene("closing", PRIYA, comes_to_close, "#modal"),
)
