"""Milestones typed one on each line."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fields import NumberMarks
from bot.domain.milestone_lines import MOST_LINES, read_milestones, write_milestones
from bot.domain.okrs import Milestone
from bot.errors import InvalidInput
from tests.make import make_cycle, make_milestone

EN, DE = NumberMarks(), NumberMarks(",", ".")
CYCLE = make_cycle()
OCTOBER = date(2026, 10, 23)


@pytest.mark.parametrize(
    ("line", "marks", "weight", "due_on"),
    [
        ("Graz", EN, "1", None),
        ("Graz | 2", EN, "2", None),
        ("Graz|2|2026-10-23", EN, "2", OCTOBER),
        ("  Graz  |  2026-10-23 ", EN, "1", OCTOBER),
        ("Graz | 0 | 2026-10-23", EN, "0", OCTOBER),
        ("Graz | 1,5 | 23.10.2026", DE, "1.5", OCTOBER),
        ("Graz | 1.5 | 23.10.2026", EN, "1.5", OCTOBER),
    ],
)
def test_a_line_is_read(line: str, marks: NumberMarks, weight: str, due_on: date | None) -> None:
    steps = read_milestones(f"Linz\n{line}", CYCLE, marks)

    assert steps[1] == Milestone(0, "Graz", Decimal(weight), due_on)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write at least one milestone, each on a line of its own."),
        ("\n \n", "Write at least one milestone, each on a line of its own."),
        ("Graz\n\n | 2", "Line 3 has no title."),
        (
            "Graz | much",
            'Line 1: "much" is neither a weight nor a date like 2026-10-23.',
        ),
        ("Graz | -1", "Line 1: a weight cannot be below 0."),
        ("Graz | 2026-02-30", "Line 1: there is no day 2026-02-30."),
        ("Graz | 31.11.2026", "Line 1: there is no day 31.11.2026."),
        (
            "Graz | Linz | 2 | 2026-10-23",
            "Line 1: write title | weight | date, with at most two bars.",
        ),
        ("Graz\nLinz\nGraz | 2", "Line 3 says the same as line 1."),
        ("Graz | 0\nLinz | 0", "at least one weight must be above 0, or nothing counts"),
        ("x" * 201, "Line 1: use at most 200 characters for the title."),
        (
            "Graz | 2027-01-01",
            "Line 1: 2027-01-01 lies outside of 2026-Q4 (2026-10-01 to 2026-12-31).",
        ),
        (
            "Graz | 2026-09-30",
            "Line 1: 2026-09-30 lies outside of 2026-Q4 (2026-10-01 to 2026-12-31).",
        ),
        ("\n".join(f"Step {n}" for n in range(MOST_LINES + 1)), "Use at most 100 milestones."),
    ],
)
def test_a_line_that_cannot_be_is_named(text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_milestones(text, CYCLE, EN)

    assert (refused.value.field, str(refused.value)) == ("milestones", said)


@pytest.mark.parametrize("due", ["2026-10-01", "2026-12-31"])
def test_both_ends_of_the_cycle_are_inside(due: str) -> None:
    assert read_milestones(f"Graz | {due}", CYCLE, EN)[0].due_on == date.fromisoformat(due)


def test_without_a_cycle_no_day_is_outside() -> None:
    assert read_milestones("Graz | 2030-01-01", None, EN)[0].due_on == date(2030, 1, 1)


BEFORE = (
    make_milestone(id=1, title="Graz", done_on=OCTOBER),
    make_milestone(id=2, title="Linz | first", done_on=OCTOBER),
    make_milestone(id=3, title="Wels"),
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Graz\nLinz | first\nWels", [1, 2, 3]),
        ("Wels\nGraz", [3, 1]),
        ("Graz | 3\nLinz | first\nWels", [1, 2, 3]),
        ("Graz, signed\nLinz | first\nWels", [1, 2, 3]),
        ("Graz\nLinz | first\nWels\nSteyr", [1, 2, 3, 0]),
        ("Steyr\nGraz\nLinz | first", [0, 1, 2]),
        ("Linz | first\nSteyr", [2, 0]),
    ],
)
def test_a_step_is_known_by_its_title_or_by_its_place(text: str, ids: list[int]) -> None:
    steps = read_milestones(text, CYCLE, EN, BEFORE)

    assert [each.id for each in steps] == ids
    assert [each.done_on for each in steps] == [OCTOBER if each in (1, 2) else None for each in ids]


TITLES = st.text(st.characters(codec="ascii", exclude_characters="|"), min_size=1, max_size=40)
STEPS = st.lists(
    st.builds(
        Milestone,
        id=st.just(0),
        title=TITLES.map(lambda text: " ".join(text.split())).filter(bool),
        weight=st.decimals(0, 1000, places=2),
        due_on=st.none() | st.dates(CYCLE.starts_on, CYCLE.ends_on),
        done_on=st.none(),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda step: step.title,
).filter(lambda steps: any(step.weight for step in steps))


@given(STEPS)
def test_what_is_written_is_read_again(steps: Sequence[Milestone]) -> None:
    text = write_milestones(steps, lambda number: format(number, "f"))

    assert list(read_milestones(text, CYCLE, EN)) == list(steps)
