"""What an admin hears of when a message cannot arrive."""

import pytest

from bot.domain.troubles import Trouble


@pytest.mark.parametrize(
    ("key", "error", "is_worth_telling"),
    [
        ("digest:team1:2026-W45", "is_archived", True),
        ("nudge:7:2026-W45", "user_disabled", True),
        ("digest:team1:2026-W45:2", "target_given_up", False),
        ("trouble:C0LEADS:is_archived:3", "cannot_dm_bot", False),
    ],
)
def test_a_trouble_is_told_unless_it_follows_from_another(
    key: str, error: str, is_worth_telling: bool
) -> None:
    assert Trouble(key, "C0LEADS", error).is_worth_telling is is_worth_telling


def test_a_second_message_to_the_same_place_has_the_same_report() -> None:
    first = Trouble("digest:team1:2026-W45", "C0LEADS", "is_archived")
    second = Trouble("digest:team1:2026-W46", "C0LEADS", "is_archived")

    assert first.report_key(3) == second.report_key(3) == "trouble:C0LEADS:is_archived:3"
