"""What a rule has against something, as a value to compare."""

from collections.abc import Callable

from bot.errors import OkrError
from bot.slack.limits import OverLimit


def refusal(rule: Callable[[], object]) -> str | None:
    """What the rule says when it is asked; None when it lets pass."""
    try:
        rule()
    except (OkrError, OverLimit) as refused:
        return str(refused)
    return None
