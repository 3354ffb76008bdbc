"""A Slack workspace on your own machine: strict, with faults on demand, for demos and tests."""

from playground.model import Call, Channel, Person, PortTaken, Reply, UserGroup
from playground.slack import Playground

__all__ = ["Call", "Channel", "Person", "Playground", "PortTaken", "Reply", "UserGroup"]
