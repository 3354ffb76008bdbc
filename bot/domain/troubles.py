"""Messages that Slack will never take: what an admin should hear of, and how often."""

from dataclasses import dataclass

_OWN = "trouble:"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message that was given up: its key, where it should have gone, Slack's word why."""

    key: str
    channel: str
    error: str

    @property
    def kind(self) -> str:
        """What it was: `nudge`, `digest`, `receipt` …"""
        return self.key.partition(":")[0]

    @property
    def is_in_channel(self) -> bool:
        """Whether it should have gone to a channel: messages to people carry a user id."""
        return not self.channel.startswith(("U", "W"))

    @property
    def is_worth_telling(self) -> bool:
        """Not of our own reports, nor of what only failed because what it belongs to did."""
        return not self.key.startswith(_OWN) and self.error != "target_given_up"

    def report_key(self, admin_id: int) -> str:
        """Each admin hears once of a place and a reason, however many messages fail there."""
        return f"{_OWN}{self.channel}:{self.error}:{admin_id}"
