"""What is understood of an answer in plain words, as tables, in English and in German."""

import pytest

from bot.domain.replies import read_reply
from bot.domain.reply_reasons import Reason
from tests.domain.replying import (
    BLOCKED,
    ENGLISH,
    GERMAN,
    PILOT,
    PORTAL,
    REORDER,
    SEVERAL,
    TICKETS,
    alone,
    among,
    shown,
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
        ("hat sich nicht geändert", ALL_SAME),
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
        ("reorders 52; next: call / portal 99", VALUE | {"next_step:1": "call", "value:2": "99"}),
        ("reorders 52, alles andere gleich", VALUE | ALL_SAME),
    ],
)
def test_several_go_by_their_names(text: str, understood: object) -> None:
    assert among(text, GERMAN) == understood


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("52, 7", [("52, 7", "which")]),
        ("confidence 8", [("confidence 8", "which")]),
        ("next: call", [("next: call", "which")]),
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


def test_yes_is_enough_for_who_has_one() -> None:
    assert shown(read_reply("Ja", [PILOT], GERMAN)) == {"done:3": "yes"}
