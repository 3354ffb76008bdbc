"""What is understood of an answer in plain words, as tables, in English and in German."""

import pytest

from bot.domain.replies import MOST_CHARACTERS, is_greeting, read_reply
from bot.domain.reply_reasons import Reason
from tests.domain.replying import (
    BLOCKED,
    ENGLISH,
    GERMAN,
    PILOT,
    PORTAL,
    REGIONS,
    REORDER,
    SEVERAL,
    TICKETS,
    alone,
    among,
    shown,
    titled,
)
from tests.make import make_key_result

ALL_SAME = {"unchanged": ["unchanged"]}
VALUE = {"value:1": "52"}
BOTH = {"value:1": "52", "confidence:1": "7"}
ALL_THREE = BOTH | {"note:1": "waiting for the test lab"}


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("52, 7, waiting for the test lab", ALL_THREE),
        ("52,  7 ,waiting for the test lab", ALL_THREE),
        ("52\n7\nwaiting for the test lab", ALL_THREE),
        ("52; 7; waiting for the test lab", ALL_THREE),
        ("52 / 7 / waiting for the test lab", ALL_THREE),
        ("52 - waiting for the test lab, confidence 7", ALL_THREE),
        ("52, waiting for the test lab, conf 7", ALL_THREE),
        ("52. 7. waiting for the test lab", ALL_THREE),
        ("• 52, 7/10, waiting for the test lab", ALL_THREE),
        ("52 :tada:, 7, waiting for the test lab", ALL_THREE),
        ("hospitals that reorder: 52, 7, waiting for the test lab", ALL_THREE),
        ("confidence 7, 52, waiting for the test lab", ALL_THREE),
        ("52 conf 7 note: waiting for the test lab", ALL_THREE),
        ("52", VALUE),
        ("52 hospitals", VALUE),
        ("52 hospital", VALUE),
        ("+4 hospitals", VALUE),
        ("+ 4", VALUE),
        ("from 48 to 52", VALUE),
        ("48 -> 52", VALUE),
        ("48 → 52 hospitals", VALUE),
        ("52 of 65", VALUE),
        ("52 out of 65 hospitals", VALUE),
        ("52/65", VALUE),
        ("reorders 52", VALUE),
        ("52!", VALUE),
        ("52 confidence 7", BOTH),
        ("52, confidence: 7/10", BOTH),
        ("52, 7 🎉", BOTH),
        ("52, confidence is 7 of 10", BOTH),
        ("8/10", {"confidence:1": "8"}),
        ("Confidence 8", {"confidence:1": "8"}),
        ("note: two new clinics", {"note:1": "two new clinics"}),
        ("note: “quoted”, it's 3; and 4", {"note:1": "“quoted”, it's 3; and 4"}),
        ("52, 3 clinics wait", VALUE | {"note:1": "3 clinics wait"}),
        ("same", ALL_SAME),
        ("Unchanged.", ALL_SAME),
        ("all the same, thanks!", ALL_SAME),
        ("same, 7", {"confidence:1": "7"}),
        ("next: call the lab", {"next_step:1": "call the lab"}),
        (
            "blocked: the lab is full\nnext: call them",
            {
                "blocker:1": "the lab is full",
                "blocker_kind:1": "other",
                "next_step:1": "call them",
            },
        ),
        ("1,200.5", {"value:1": "1,200.5"}),
        ("1 200", {"value:1": "1 200"}),
        ("from 48 to -3", {"value:1": "-3"}),
    ],
)
def test_one_key_result_needs_no_name(text: str, understood: object) -> None:
    assert alone(text) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("52, 7, wir warten", BOTH | {"note:1": "wir warten"}),
        ("52 Zuversicht 7", BOTH),
        ("Zuversicht: 8", {"confidence:1": "8"}),
        ("52 von 65, Zuv. 7", BOTH),
        ("von 48 auf 52", VALUE),
        ("1.200,5", {"value:1": "1.200,5"}),
        ("52,5, 7", {"value:1": "52,5", "confidence:1": "7"}),
        ("Notiz: zwei neue Kliniken", {"note:1": "zwei neue Kliniken"}),
        ("als nächstes: Labor anrufen", {"next_step:1": "Labor anrufen"}),
        ("Als naechstes: Labor anrufen", {"next_step:1": "Labor anrufen"}),
        ("blockiert: Labor voll", {"blocker:1": "Labor voll", "blocker_kind:1": "other"}),
        ("unverändert", ALL_SAME),
        ("alles gleich", ALL_SAME),
        ("Nichts geändert", ALL_SAME),
        ("keine Änderungen", ALL_SAME),
        ("es hat sich nichts geändert, danke", ALL_SAME),
        ("alles beim Alten", ALL_SAME),
        ("wie gehabt", ALL_SAME),
    ],
)
def test_german_is_understood_as_well(text: str, understood: object) -> None:
    assert alone(text, GERMAN) == understood


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("52, 11", Reason.CONFIDENCE),
        ("52, 7.5", Reason.CONFIDENCE),
        ("confidence 11", Reason.CONFIDENCE),
        ("11/10", Reason.CONFIDENCE),
        ("waiting for the test lab", Reason.TEXT_ONLY),
        ("about 52", Reason.TEXT_ONLY),
        ("~52", Reason.TEXT_ONLY),
        ("52, 53", Reason.CONFIDENCE),
        ("52, 53 hospitals", Reason.TWICE),
        ("52, 7, 8", Reason.TWICE),
        ("52, 7, ~8", Reason.TWICE),
        ("confidence 7, confidence 8", Reason.TWICE),
        ("note: a note: b", Reason.TWICE),
        ("52 waiting for the lab", Reason.BEHIND),
        ("52 %", Reason.BEHIND),
        ("52-55", Reason.BEHIND),
        ("52 tickets", Reason.BEHIND),
        ("3k", Reason.SHORTENED),
        ("3 million", Reason.SHORTENED),
        ("52,7", Reason.NUMBER),
        ("1.2.3", Reason.NUMBER),
        ("1234567890123456", Reason.NUMBER),
        ("-3", Reason.MINUS),
        ("from 40 to 52", Reason.FROM),
        ("from 48", Reason.FROM),
        ("52 of 60", Reason.OF),
        ("done", Reason.NOT_YES_NO),
        ("note:", Reason.EMPTY),
        ("blocked: " + "x" * 301, Reason.TOO_LONG),
        ("reorders", Reason.NOTHING_SAID),
    ],
)
def test_what_is_not_clear_is_not_taken(text: str, reason: Reason) -> None:
    assert alone(text) == {"unclear": [(text, reason.value)]}


@pytest.mark.parametrize("text", ["99,2, 8", "3 Mio", "2 Tsd. Kliniken", "52 Kliniken"])
def test_what_is_not_clear_in_german_is_not_taken(text: str) -> None:
    reading = read_reply(text, [REORDER], ENGLISH if "99" in text else GERMAN)

    assert (reading.is_clear, [each.text for each in reading.unclear]) == (False, [text])


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        (
            "reorders 52 / portal 99,2 % confidence 8",
            {"value:1": "52", "value:2": "99,2", "confidence:2": "8"},
        ),
        (
            "reorders 52 conf 7 note: two new clinics; portal 99,2%",
            BOTH | {"note:1": "two new clinics", "value:2": "99,2"},
        ),
        ("reorders 52, 7, portal 99, 8", BOTH | {"value:2": "99", "confidence:2": "8"}),
        ("reorders 52 and portal 99", VALUE | {"value:2": "99"}),
        ("Reorders 52. Portal 99.", VALUE | {"value:2": "99"}),
        ("• reorders: 52\n• portal = 99", VALUE | {"value:2": "99"}),
        ("“Portal answers” 99", {"value:2": "99"}),
        ("the portal is at 99", {"value:2": "99"}),
        ("port 99", {"value:2": "99"}),
        ("portal same", {"same": [2]}),
        ("portal unverändert, tickets gleich", {"same": [2, 5]}),
        ("pilot done", {"done:3": "yes"}),
        ("Pilot erledigt, 9", {"done:3": "yes", "confidence:3": "9"}),
        ("pilot noch nicht", {"done:3": "no"}),
        ("pilot: no, still waiting", {"done:3": "no", "note:3": "still waiting"}),
        ("graz done", {"milestones:4": ["7", "8"]}),
        ("clinics graz done", {"milestones:4": ["7", "8"]}),
        ("graz erledigt, linz nicht erledigt", {"milestones:4": ["7"]}),
        ("linz not done / graz not done", {"milestones:4": []}),
        (
            "graz done, 6, two left",
            {"milestones:4": ["7", "8"], "confidence:4": "6", "note:4": "two left"},
        ),
        ("tickets +3", {"value:5": "3"}),
        ("tickets 3", {"value:5": "3"}),
        ("tickets -3", {"value:5": "-3"}),
        ("tickets 25 of 100", {"value:5": "5"}),
        ("tickets von 20 auf 25", {"value:5": "5"}),
        ("Umsatz 1.200,5 €", {"value:6": "1.200,5"}),
        ("Umsatz € 1.200", {"value:6": "1.200"}),
        ("österreich 1200 Euro", {"value:6": "1200"}),
        ("OESTERREICH 1200 eur", {"value:6": "1200"}),
        ("osterreich +200", {"value:6": "1200"}),
        ("reorders 52, the rest is the same", VALUE | ALL_SAME),
        ("reorders 52, sonst alles gleich", VALUE | ALL_SAME),
        ("reorders 52\nreorders confidence 7", BOTH),
    ],
)
def test_several_go_by_their_names(text: str, understood: object) -> None:
    assert among(text, GERMAN) == understood


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("52, 7", [("52, 7", "which")]),
        ("confidence 8", [("confidence 8", "unknown")]),
        ("elephants 52", [("elephants 52", "unknown")]),
        ("that 52", [("that 52", "ambiguous")]),
        ("portal elephants", [("portal elephants", "text_only")]),
        ("portal", [("portal", "nothing_said")]),
        ("pilot 7", [("pilot 7", "yes_no")]),
        ("graz 7", [("graz 7", "yes_no")]),
        ("clinics done", [("clinics done", "milestone")]),
        ("clinics 2", [("clinics 2", "milestone")]),
        ("portal done", [("portal done", "not_yes_no")]),
        ("portal 93 / portal 94", [("portal 93", "twice"), ("portal 94", "twice")]),
        ("portal 93 / portal same", [("portal 93", "twice"), ("portal same", "twice")]),
        ("umsatz 3 Mio", [("umsatz 3 Mio", "shortened")]),
        ("umsatz $ 3", [("umsatz $ 3", "text_only")]),
    ],
)
def test_what_is_not_clear_among_several_is_not_taken(text: str, unclear: object) -> None:
    assert among(text, GERMAN) == {"unclear": unclear}


def test_what_is_clear_stands_beside_what_is_not() -> None:
    assert among("reorders 52\nportal elephants\nrest same") == VALUE | {
        "unclear": [("portal elephants", "text_only"), ("rest same", "rest")]
    }


def test_of_what_is_not_clear_the_form_gets_what_was() -> None:
    reading = read_reply("portal 94, 11", SEVERAL, ENGLISH)

    assert [(each.key_result_id, each.fields) for each in reading.unclear] == [
        (2, {"value:2": "94"})
    ]


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


def test_a_target_of_ten_may_be_meant_by_ten() -> None:
    of_ten = make_key_result(target=10)

    assert shown(read_reply("8/10", [of_ten], ENGLISH)) == {"unclear": [("8/10", "ten")]}


def test_a_new_blocker_has_neither_kind_nor_helper_of_the_one_before() -> None:
    assert shown(read_reply("blocked: rain", [BLOCKED], ENGLISH)) == {
        "blocker:7": "rain",
        "blocker_kind:7": "other",
        "helper:7": None,
    }


def test_a_minus_takes_away_only_where_values_are_added() -> None:
    assert shown(read_reply("-3", [TICKETS], ENGLISH)) == {"value:5": "-3"}
    assert shown(read_reply("-3", [PORTAL], ENGLISH)) == {"unclear": [("-3", "minus")]}


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


def test_yes_is_enough_for_who_has_one() -> None:
    assert shown(read_reply("Ja", [PILOT], GERMAN)) == {"done:3": "yes"}
