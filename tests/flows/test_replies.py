"""Answering the bot in plain words: shown, and recorded only when that is pressed."""

from decimal import Decimal

import pytest

from storage.tables import KeyResultRow, WorkspaceRow
from tests.flows.office import MONDAY_NEW_YORK, MONDAY_NINE, Office
from tests.flows.replying import everything, press, pressable, say, written


def test_an_answer_is_shown_and_not_recorded(office: Office) -> None:
    say(office, "U0MARIA", "portal 94, 8, neues Rechenzentrum / tickets +5 / graz erledigt")

    assert office.dm_text("U0MARIA").splitlines()[0] == (
        "Das habe ich verstanden. Noch ist nichts eingetragen."
    )
    assert "*Portal answers*\n92\N{NO-BREAK SPACE}% → 94\N{NO-BREAK SPACE}%" in written(office)
    assert "Zuversicht 7 → 8\n>neues Rechenzentrum" in written(office)
    assert "*Tickets closed*\n20 → 25 tickets" in written(office)
    assert "0 → 1 von 2 Meilensteinen" in written(office)
    assert office.checkins() == []


def test_the_weekly_message_says_how_to_answer(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    assert "Oder antworte einfach hier, etwa: _Portal 92, 7, was geschehen ist_" in written(office)


def test_where_answers_are_not_heard_it_says_so(office: Office) -> None:
    office.change(WorkspaceRow, {"slack_id": "T0LOCAL"}, hears_replies=False)

    office.live_until(MONDAY_NINE)

    assert "Bitte nimm die Knöpfe: Was du hier schreibst, erreicht mich nicht." in written(office)


def test_nothing_was_said_for_weeks_so_a_sentence_is_wished_for(office: Office) -> None:
    office.change(
        KeyResultRow, {"key": "audit"}, checked_in_slot="2026-W41", spoken_slot="2026-W37"
    )

    say(office, "U0NICK", "same")

    assert ": unchanged for weeks. A sentence on how it stands helps." in written(office, "U0NICK")
    press(office, "U0NICK", "reply.record")
    assert office.checkins("value") == [("audit", Decimal(0))]


def test_what_was_understood_is_recorded_when_that_is_pressed(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    nudge = office.slack.dm("U0MARIA")[-1]
    say(office, "U0MARIA", "portal 94, 8, neues Rechenzentrum / tickets +5 / graz erledigt")

    press(office, "U0MARIA", "reply.record")

    assert office.checkins("value_before", "value", "confidence", "note") == [
        ("uptime", Decimal(92), Decimal(94), 8, "neues Rechenzentrum"),
        ("tickets", Decimal(20), Decimal(25), 6, ""),
        ("clinics", Decimal(0), Decimal(1), 5, ""),
    ]
    said = [message["text"].splitlines()[0] for message in office.slack.dm("U0MARIA")]
    assert said == [
        "Danke. Dein Check-in für Woche 42 ist gespeichert.",
        "portal 94, 8, neues Rechenzentrum / tickets +5 / graz erledigt",
        "Eingetragen. Danke.",
    ]
    assert office.slack.dm("U0MARIA")[0]["ts"] == nudge["ts"]
    assert "Eintragen" not in written(office)


def test_an_answer_in_a_thread_is_answered_there(office: Office) -> None:
    office.live_until(MONDAY_NEW_YORK)
    nudge = office.slack.dm("U0NICK")[-1]

    say(office, "U0NICK", "done", thread=nudge["ts"])

    answer = next(each for each in everything(office, "U0NICK") if "understood" in each["text"])
    assert answer["thread_ts"] == nudge["ts"]
    office.slack.click("U0NICK", "reply.record", ts=answer["ts"])
    assert office.checkins("value") == [("audit", Decimal(1))]


def test_an_answer_below_ones_own_words_is_plain(office: Office) -> None:
    say(office, "U0NICK", "hello")
    own = next(each for each in office.slack.dm("U0NICK") if each["text"] == "hello")

    say(office, "U0NICK", "done", thread=own["ts"])

    assert "thread_ts" not in office.slack.dm("U0NICK")[-1]


def test_change_opens_the_form_with_what_was_clear(office: Office) -> None:
    say(office, "U0MARIA", "portal 94, 3, Testlabor voll / tickets elefanten")

    press(office, "U0MARIA", "reply.change")

    assert office.typed("U0MARIA", "value", "uptime") == "94"
    assert office.typed("U0MARIA", "confidence", "uptime") == "3"
    assert office.typed("U0MARIA", "note", "uptime") == "Testlabor voll"
    assert office.typed("U0MARIA", "note", "tickets") == "elefanten"
    office.submit("U0MARIA")
    assert office.checkins("value", "note") == [
        ("uptime", Decimal(94), "Testlabor voll"),
        ("tickets", Decimal(20), "elefanten"),
    ]


def test_change_opens_the_page_of_what_was_named(office: Office) -> None:
    say(office, "U0MANY", "region 9 55, 7")

    press(office, "U0MANY", "reply.change")

    assert office.typed("U0MANY", "value", "r9") == "55"


def test_what_is_not_clear_is_told_as_it_was_typed(office: Office) -> None:
    say(office, "U0MARIA", "portal 94, 11 / <b>löwen</b> & *bären* 7")

    assert "Nicht verstanden: „portal 94, 11“" in written(office)
    assert "Zuversicht ist eine ganze Zahl von 0 bis 10" in written(office)
    assert "„&lt;b&gt;löwen&lt;/b&gt; &amp; ∗bären∗ 7“" in written(office)
    assert "reply.record" not in pressable(office, "U0MARIA")


def test_the_clear_part_is_recorded_and_nothing_else(office: Office) -> None:
    say(office, "U0MARIA", "portal 94\ntickets elefanten\nrest gleich")

    press(office, "U0MARIA", "reply.record")

    assert office.checkins("value") == [("uptime", Decimal(94))]


@pytest.mark.parametrize("text", ["alles gleich", "Nichts geändert!", "all the same"])
def test_everything_is_confirmed_in_three_words(office: Office, text: str) -> None:
    say(office, "U0MARIA", text)

    press(office, "U0MARIA", "reply.record")

    assert office.checkins("value_before", "value") == [
        ("uptime", Decimal(92), Decimal(92)),
        ("tickets", Decimal(20), Decimal(20)),
        ("clinics", Decimal(0), Decimal(0)),
    ]


def test_one_is_confirmed_by_its_name_or_by_its_value(office: Office) -> None:
    say(office, "U0MARIA", "portal gleich / tickets gleich, Labor voll / clinics Zuversicht 5")

    press(office, "U0MARIA", "reply.record")

    assert office.checkins("value", "note") == [
        ("uptime", Decimal(92), ""),
        ("tickets", Decimal(20), "Labor voll"),
        ("clinics", Decimal(0), ""),
    ]


def test_low_confidence_without_a_word_is_mentioned_and_not_held_back(office: Office) -> None:
    say(office, "U0NICK", "confidence 2")

    assert ": confidence is low or fell. A word why helps" in written(office, "U0NICK")
    press(office, "U0NICK", "reply.record")
    assert office.checkins("confidence", "note") == [("audit", 2, "")]


@pytest.mark.parametrize("text", ["hello", "help", "?", "Hilfe", ":wave:"])
def test_who_answers_nothing_is_told_how(office: Office, text: str) -> None:
    say(office, "U0MANY", text)

    assert len(office.slack.dm("U0MANY")) == 2
    assert "Press *Check in*, or answer in plain words" in written(office, "U0MANY")
    assert "did not understand" not in written(office, "U0MANY")
    assert pressable(office, "U0MANY") == ["checkin.open"]


@pytest.mark.parametrize(("user", "most"), [("U0MARIA", 2), ("U0NICK", 1), ("U0LENA", 1)])
def test_the_examples_that_are_given_are_understood(office: Office, user: str, most: int) -> None:
    say(office, user, "?")
    listed = [line[2:] for line in written(office, user).splitlines() if line.startswith("• ")]

    assert len(listed) == most + 1
    say(office, user, " / ".join(listed[:-1]))
    assert "reply.record" in pressable(office, user)
    assert "erstanden: „" not in written(office, user)
    say(office, user, listed[-1])
    assert "reply.record" in pressable(office, user)
