"""The steps of setting up, and what may stand in them."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.domain.cadence import DEFAULT, Every, PartialRhythm, Rhythm, find_zones
from bot.domain.setting_up import (
    CycleDates,
    Organisation,
    Step,
    is_set_up,
    own_rhythm_fields,
    read_cycle,
    read_organisation,
    read_rhythm,
    rhythm_fields,
    shown_rhythm,
    step_after,
    step_before,
    step_of,
    suggested_cycle,
)
from bot.errors import InvalidFields

CYCLE = {"cycle_name": "2026-Q4", "starts_on": "2026-10-01", "ends_on": "2026-12-31"}


def fields_of(refused: pytest.ExceptionInfo[InvalidFields]) -> list[str]:
    return [each.field for each in refused.value.faults]


@pytest.mark.parametrize(
    ("step", "has_teams", "expected"),
    [("", False, False), ("", True, True), ("cycle", True, False), ("done", False, True)],
)
def test_a_workspace_is_set_up_when_it_was_finished_or_imported(
    step: str, has_teams: bool, expected: bool
) -> None:
    assert is_set_up(step, has_teams=has_teams) is expected


def test_steps_follow_each_other_and_stay_at_both_ends() -> None:
    assert [step_after(each) for each in Step] == [
        Step.CYCLE, Step.TEAMS, Step.RHYTHM, Step.DONE, Step.DONE,
    ]  # fmt: skip
    assert step_before(Step.ORGANISATION) is Step.ORGANISATION
    assert step_before(Step.RHYTHM) is Step.TEAMS


@pytest.mark.parametrize("word", ["", "forgotten"])
def test_what_is_no_step_is_the_first(word: str) -> None:
    assert step_of(word) is Step.ORGANISATION


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ((2026, 1, 1), ("2026-Q1", (2026, 1, 1), (2026, 3, 31))),
        ((2026, 6, 30), ("2026-Q2", (2026, 4, 1), (2026, 6, 30))),
        ((2026, 9, 1), ("2026-Q3", (2026, 7, 1), (2026, 9, 30))),
        ((2026, 12, 31), ("2026-Q4", (2026, 10, 1), (2026, 12, 31))),
    ],
)
def test_the_present_quarter_is_suggested(today: Any, expected: Any) -> None:
    name, starts_on, ends_on = expected

    assert suggested_cycle(date(*today)) == CycleDates(name, date(*starts_on), date(*ends_on))


def test_an_organisation_is_read() -> None:
    fields = {"name": " Acme  Inc ", "time_zone": "Europe/Vienna", "locale": "de", "country": "AT"}

    assert read_organisation(fields, ("en", "de")) == Organisation(
        "Acme Inc", "Europe/Vienna", "de", "AT"
    )


def test_an_organisation_without_a_name_or_zone_is_refused() -> None:
    with pytest.raises(InvalidFields) as refused:
        read_organisation({"name": None, "time_zone": "Mars/Base"}, ("en",))

    assert fields_of(refused) == ["name", "time_zone"]


def test_a_cycle_is_read() -> None:
    assert read_cycle(CYCLE, []) == CycleDates("2026-Q4", date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"cycle_name": ""}, ["cycle_name"]),
        ({"cycle_name": "x" * 61}, ["cycle_name"]),
        ({"cycle_name": "SPRING"}, ["cycle_name"]),
        ({"starts_on": None}, ["starts_on"]),
        ({"ends_on": "soon"}, ["ends_on"]),
        ({"ends_on": "2026-10-01"}, ["ends_on"]),
        ({"ends_on": "2027-12-31"}, ["ends_on"]),
    ],
)
def test_a_cycle_that_is_none_is_refused(changes: dict[str, str], expected: list[str]) -> None:
    with pytest.raises(InvalidFields) as refused:
        read_cycle({**CYCLE, **changes}, ["Spring"])

    assert fields_of(refused) == expected


def test_a_rhythm_is_read_as_it_is_written() -> None:
    rhythm = Rhythm(2, time(8, 30), 3, time(14))

    assert read_rhythm(rhythm_fields(rhythm)) == PartialRhythm(2, time(8, 30), 3, time(14))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("month", Every.MONTH), ("odd_weeks", Every.ODD_WEEKS), ("above", None), ("", None)],
)
def test_how_often_is_read_from_its_menu(typed: str, expected: Every | None) -> None:
    assert read_rhythm({"every": typed}) == PartialRhythm(every=expected)


def test_a_form_holds_all_that_a_team_sets_itself() -> None:
    own = PartialRhythm(2, time(8, 30), None, None, Every.EVEN_WEEKS, is_locked=True)

    assert read_rhythm(own_rhythm_fields(own)) == own


def test_what_is_left_open_comes_from_above() -> None:
    fields = {"nudge_day": "above", "nudge_time": None, "locked": ["locked"]}

    assert read_rhythm(fields) == PartialRhythm(is_locked=True)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"nudge_day": "0"}, ["nudge_time"]),
        ({"digest_time": "09:00"}, ["digest_day"]),
        ({"nudge_day": "0", "nudge_time": "07:59"}, ["nudge_time"]),
        ({"nudge_day": "0", "nudge_time": "18:00"}, ["nudge_time"]),
        ({"digest_day": "0", "digest_time": "05:59"}, ["digest_time"]),
    ],
)
def test_half_a_rhythm_or_one_outside_of_work_is_refused(
    fields: dict[str, str], expected: list[str]
) -> None:
    with pytest.raises(InvalidFields) as refused:
        read_rhythm(fields)

    assert fields_of(refused) == expected


def test_a_half_filled_form_shows_the_rest_as_it_was() -> None:
    monthly = replace(DEFAULT, every=Every.MONTH)

    shown = shown_rhythm({"nudge_day": "3", "nudge_time": "late"}, monthly)

    assert shown == Rhythm(3, time(9), 1, time(9), Every.MONTH)


def test_time_zones_are_found_by_words_in_any_case() -> None:
    assert find_zones("NEW york") == ["America/New_York"]
    assert find_zones("atlantis") == []
    assert len(find_zones("", 100)) == 100
    assert "UTC" in find_zones("utc")
    assert find_zones("etc/gmt") == []
