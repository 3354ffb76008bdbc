"""Which key result an answer is about, and whether it is an answer at all."""

import pytest

from bot.domain.fields import NumberMarks
from bot.domain.replies import MOST_CHARACTERS, is_greeting, read_reply
from tests.domain.replying import (
    ENGLISH,
    GERMAN,
    PILOT,
    PORTAL,
    REGIONS,
    REORDER,
    SEVERAL,
    shown,
    titled,
)

ALL_SAME = {"unchanged": ["unchanged"]}
VALUE = {"value:1": "52"}
BOTH = {"value:1": "52", "confidence:1": "7"}
ALL_THREE = BOTH | {"note:1": "waiting for the test lab"}


def test_an_ambiguous_name_comes_with_what_it_may_mean() -> None:
    reading = read_reply("that 52", SEVERAL, ENGLISH)

    assert [each.others for each in reading.unclear] == [(1, 4)]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("52\n99\ndone", {"value:1": "52", "value:2": "99", "done:3": "yes"}),
        ("52, 7; same; no", BOTH | {"same": [2], "done:3": "no"}),
        ("- 52\n- 99 %, 8, up again\n- not yet", {
            "value:1": "52", "value:2": "99", "confidence:2": "8", "note:2": "up again",
            "done:3": "no"}),
        ("52\n99\n7", {"unclear": [("52", "which"), ("99", "which"), ("7", "which")]}),
        ("52\n99", {"unclear": [("52", "which"), ("99", "which")]}),
        ("52\nportal 99\ndone", {
            "value:2": "99", "unclear": [("52", "which"), ("done", "unknown")]}),
    ],
)  # fmt: skip
def test_a_part_for_each_in_order_needs_no_names(text: str, understood: object) -> None:
    assert shown(read_reply(text, [REORDER, PORTAL, PILOT], ENGLISH)) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("region 1 55", {"value:1": "55"}),
        ("region 12: 55, 7", {"value:12": "55", "confidence:12": "7"}),
        ("region 1 55, region 2 56", {"value:1": "55", "value:2": "56"}),
        ("region 1", {"unclear": [("region 1", "nothing_said")]}),
        ("region 3 55", {"unclear": [("region 3 55", "ambiguous")]}),
    ],
)
def test_a_number_may_belong_to_a_name(text: str, understood: object) -> None:
    assert shown(read_reply(text, REGIONS, ENGLISH)) == understood


def test_what_can_be_read_in_two_ways_is_not_taken() -> None:
    known = titled("Region 1", "Sales")

    assert shown(read_reply("region 1, 7", known, ENGLISH)) == {
        "unclear": [("region 1, 7", "two_ways")]
    }


@pytest.mark.parametrize(
    ("text", "marks"), [("revisions 1.4, 8, why", ENGLISH), ("revisions 1,4, 8, why", GERMAN)]
)
def test_a_number_with_a_decimal_mark_is_a_value(text: str, marks: NumberMarks) -> None:
    known = titled("Revisions stay at or under 1.5 %", "Sales")

    value = text.split()[1].rstrip(",")
    assert shown(read_reply(text, known, marks)) == {
        "value:1": value,
        "confidence:1": "8",
        "note:1": "why",
    }


@pytest.mark.parametrize(
    ("titles", "text", "number"),
    [
        (("Portal", "Portal answers"), "portal 5", 1),
        (("Portal", "Portal answers"), "portal answers 5", 2),
        (("Portals", "Portal answers"), "portal 5", 2),
        (("Größe", "Grösse der Stadt"), "stadt 5", 2),
        (("Café hours", "Cash"), "cafe 5", 1),
        (("Straße", "Weg"), "strasse 5", 1),
        (("Check-in rate", "Churn"), "check-in rate 5", 1),
        (("R&D costs", "Sales"), "r&d costs 5", 1),
        (("Note taking", "Sales"), "note taking 5", 1),
        (("We train all clinics", "Sales"), "clinic 5", 1),
    ],
)
def test_a_name_is_found_by_words(titles: tuple[str, ...], text: str, number: int) -> None:
    assert shown(read_reply(text, titled(*titles), ENGLISH)) == {f"value:{number}": "5"}


def test_what_is_too_long_is_for_the_form() -> None:
    text = "52, 7, " + "x" * MOST_CHARACTERS

    assert shown(read_reply(text, [REORDER], ENGLISH)) == {"unclear": [(text, "too_long")]}


def test_too_many_key_results_are_for_the_form() -> None:
    known = titled(*(f"Title {number}" for number in range(61)))

    assert shown(read_reply("title 1", known, ENGLISH)) == {"unclear": [("title 1", "too_many")]}


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        ("52", True),
        ("portal elephants 5", True),
        ("portal same", True),
        ("that is it", True),
        ("good day, what is this?", False),
        ("elephants 5", True),
    ],
)
def test_words_alone_are_no_answer(text: str, is_answer: bool) -> None:
    assert read_reply(text, SEVERAL, ENGLISH).is_answer is is_answer


@pytest.mark.parametrize("text", ["hello", "Hilfe!", "?", "", "👍", ":wave: hi", "good morning"])
def test_a_greeting_is_one(text: str) -> None:
    assert is_greeting(text)


@pytest.mark.parametrize("text", ["52", "done", "portal", "same", "hello 52"])
def test_an_answer_is_no_greeting(text: str) -> None:
    assert not is_greeting(text)
