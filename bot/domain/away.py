"""What a Slack status says about whether somebody is at work."""

from enum import StrEnum


class Away(StrEnum):
    """Why somebody is away; `here` is nobody's reason and stands for being there."""

    HERE = ""
    VACATION = "vacation"
    SICK = "sick"
    LEAVE = "leave"
    AWAY = "away"
