"""Slack's Web API: one table of methods, filled by the modules named here."""

from playground.api import (
    apps,
    chat,
    conversations,
    files,
    reactions,
    usergroups,
    users,
    view_methods,
)
from playground.api.methods import METHODS

__all__ = [
    "METHODS",
    "apps",
    "chat",
    "conversations",
    "files",
    "reactions",
    "usergroups",
    "users",
    "view_methods",
]
