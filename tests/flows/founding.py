"""A Slack in which okrbot was installed a minute ago: nobody and nothing is known yet.

Hanna is an owner of the workspace. It is Monday, 12 October 2026, 06:00 UTC.
"""

from typing import Any

from playground import Channel, Person

FOUNDERS = (
    Person("U0HANNA", "Hanna Head", is_owner=True),
    Person("U0LENA", "Lena Lead"),
    Person("U0MARIA", "Maria Muster", locale="de-DE"),
    Person("U0NICK", "Nick New", tz="America/New_York"),
    Person("U0GUEST", "Gary Guest", is_restricted=True),
    Person("U0STRANGE", "Stella Strange", is_stranger=True),
    Person("U0GONE", "Gus Gone", deleted=True),
    Person("U0ROBOT", "Robbie Robot", is_bot=True),
)
ROOMS = (
    Channel("C0ALL", "all", tuple(person.id for person in FOUNDERS)),
    Channel("C0HEADS", "heads", ("U0HANNA",)),
    Channel("C0LEADS", "leads", ("U0HANNA", "U0LENA")),
)
QUARTER = {"cycle_name": "2026-Q4", "starts_on": "2026-10-01", "ends_on": "2026-12-31"}


def option(value: str, text: str = "") -> dict[str, Any]:
    """What somebody chooses in a menu with a search."""
    return {"text": {"type": "plain_text", "text": text or value}, "value": value}
