import pytest

from bot.domain.confidence import Band, asks_for_narrative, band


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (0, Band.LOW),
        (3, Band.LOW),
        (4, Band.MEDIUM),
        (6, Band.MEDIUM),
        (7, Band.HIGH),
        (10, Band.HIGH),
    ],
)
def test_band_changes_at_4_and_7(confidence: int, expected: Band) -> None:
    assert band(confidence) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, 5, False),
        (None, 3, True),
        (5, 5, False),
        (5, 4, False),
        (6, 4, True),
        (10, 8, True),
        (10, 9, False),
        (2, 3, True),
        (2, 4, False),
    ],
)
def test_a_narrative_is_asked_for_when_confidence_is_low_or_fell_by_2(
    before: int | None, after: int, expected: bool
) -> None:
    assert asks_for_narrative(before, after) == expected
