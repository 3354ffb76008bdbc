"""How sure the owner is to reach the target by the end of the cycle: a whole number 0–10.

5 is a coin flip, and where new key results start.
Source: Christina Wodtke, "Radical Focus".
"""

from enum import StrEnum


class Band(StrEnum):
    """How a confidence reads: high is 7–10, medium 4–6, low 0–3."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def band(confidence: int) -> Band:
    """The band a confidence of 0–10 falls into."""
    if confidence >= 7:
        return Band.HIGH
    return Band.MEDIUM if confidence >= 4 else Band.LOW


def asks_for_narrative(before: int | None, after: int) -> bool:
    """Whether a sentence is wanted: confidence is low, or fell by 2 or more since `before`.

    `before` is None at the first check-in.
    """
    fell_by = 0 if before is None else before - after
    return band(after) == Band.LOW or fell_by >= 2
