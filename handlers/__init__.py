"""Slack in: each feature registers what it listens to."""

from slack_bolt import App

from handlers import (
    checkins,
    commands,
    handovers,
    key_results,
    objectives,
    people,
    problems,
    proposals,
    settling,
    unheard,
)

FEATURES = (
    commands,
    checkins,
    handovers,
    key_results,
    objectives,
    people,
    problems,
    proposals,
    settling,
    unheard,
)
"""In order: `unheard` answers what nothing before it wanted."""


def register(app: App) -> None:
    """Let every feature listen."""
    for feature in FEATURES:
        feature.register(app)
