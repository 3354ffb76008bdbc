"""Slack in: each feature registers what it listens to."""

from slack_bolt import App

from handlers import (
    acknowledging,
    admins,
    checkins,
    closing,
    commands,
    cycles,
    handovers,
    histories,
    home,
    key_results,
    leavers,
    objectives,
    pauses,
    people,
    personal,
    problems,
    proposals,
    replies,
    retrospectives,
    rhythms,
    setting_up,
    settling,
    showing,
    taps,
    team_endings,
    teams,
    thanks,
    unheard,
)

FEATURES = (
    commands,
    checkins,
    taps,
    replies,
    acknowledging,
    thanks,
    home,
    showing,
    histories,
    objectives,
    key_results,
    proposals,
    handovers,
    settling,
    closing,
    cycles,
    retrospectives,
    people,
    pauses,
    personal,
    setting_up,
    teams,
    rhythms,
    team_endings,
    admins,
    leavers,
    problems,
    unheard,
)
"""In order: `unheard` answers what nothing before it wanted."""


def register(app: App) -> None:
    """Let every feature listen."""
    for feature in FEATURES:
        feature.register(app)
