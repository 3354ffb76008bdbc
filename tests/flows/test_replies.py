"""Answering the bot in plain words: shown, and recorded only when that is pressed."""

from datetime import timedelta
from decimal import Decimal

import pytest

from storage.tables import KeyResultRow, ObjectiveRow, PersonRow
from tests.flows.office import MONDAY_NEW_YORK, MONDAY_NINE, NEXT_MONDAY, Office


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


def test_two_presses_are_one_checkin(office: Office) -> None:
    say(office, "U0NICK", "done, 9")
    office.slack.click("U0NICK", "reply.record")
    pressed = office.bolt.last

    status, _body = office.bolt.deliver(pressed)

    assert status == 200
    assert office.checkins("value", "confidence") == [("audit", Decimal(1), 9)]


def test_an_event_that_comes_again_is_answered_once(office: Office) -> None:
    say(office, "U0NICK", "done")

    office.slack.redeliver()
    office.line.deliver()

    assert [key for key in office.outbox() if key.startswith("reply:")] == [reply_key(office)]
    assert len(office.slack.dm("U0NICK")) == 2


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
    say(office, "U0MARIA", "portal 94, 3, Testlabor voll / tickets elefanten / blockiert: Strom")

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

    assert "Confidence is low or fell: a word why helps" in written(office, "U0NICK")
    press(office, "U0NICK", "reply.record")
    assert office.checkins("confidence", "note") == [("audit", 2, "")]


def test_what_changed_meanwhile_is_shown_again(office: Office) -> None:
    say(office, "U0MARIA", "tickets 25 of 100")
    office.change(KeyResultRow, {"key": "tickets"}, current=Decimal(22))

    press(office, "U0MARIA", "reply.record")

    assert office.checkins() == []
    assert "Seither hat sich etwas geändert" in written(office)
    assert "22 → 25 tickets" in written(office)
    press(office, "U0MARIA", "reply.record")
    assert office.checkins("entered", "value") == [("tickets", Decimal(3), Decimal(25))]


def test_what_is_somebody_elses_by_now_is_not_recorded(office: Office) -> None:
    say(office, "U0MARIA", "portal 94 / tickets +5")
    lena = office.person("U0LENA")["id"]
    office.change(KeyResultRow, {"key": "uptime"}, owner_id=lena)

    press(office, "U0MARIA", "reply.record")

    assert office.checkins() == []
    assert "Nicht verstanden: „portal 94“" in written(office)
    press(office, "U0MARIA", "reply.record")
    assert office.checkins("value") == [("tickets", Decimal(25))]


def test_an_objective_that_ended_is_not_recorded(office: Office) -> None:
    say(office, "U0NICK", "done")
    office.change(ObjectiveRow, {"key": "calm"}, state="closed")

    press(office, "U0NICK", "reply.record")

    assert office.checkins() == []
    assert "I did not understand that" in written(office, "U0NICK")


def test_an_answer_of_last_week_is_asked_about(office: Office) -> None:
    say(office, "U0NICK", "done")
    office.live_until(NEXT_MONDAY - timedelta(hours=2))

    office.slack.click("U0NICK", "reply.record")
    office.line.deliver()

    assert office.checkins() == []
    assert "You wrote this in another week." in texts(office, "U0NICK")
    office.slack.click("U0NICK", "reply.record")
    assert office.checkins("slot") == [("audit", "2026-W43")]


def test_the_newest_answer_counts(office: Office) -> None:
    say(office, "U0NICK", "done, 9")
    older = office.slack.dm("U0NICK")[-1]
    say(office, "U0NICK", "not done, 4, one report is missing")

    shown = next(each for each in office.slack.dm("U0NICK") if each["ts"] == older["ts"])
    assert shown["text"].splitlines()[0] == "Not recorded: you have answered again since."
    press(office, "U0NICK", "reply.record")
    assert office.checkins("value", "confidence", "note") == [
        ("audit", Decimal(0), 4, "one report is missing")
    ]


def test_a_press_below_an_older_answer_says_that_there_is_a_newer_one(office: Office) -> None:
    say(office, "U0NICK", "done, 9")
    older = event_id(office)
    say(office, "U0NICK", "not done, 4")

    press_as(office, "U0NICK", older)

    assert "You have answered again since" in office.shown("U0NICK")
    assert office.checkins() == []


def test_nobody_records_for_somebody_else(office: Office) -> None:
    say(office, "U0NICK", "done, 9")
    foreign = event_id(office)
    say(office, "U0MARIA", "portal 94")

    press_as(office, "U0MARIA", foreign)

    assert "Diese Antwort ist nicht mehr da." in office.shown("U0MARIA")
    assert office.checkins() == []


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


def test_a_stranger_is_told_the_truth(office: Office) -> None:
    say(office, "U0STRANGE", "52, 7")

    assert "I do not know you yet." in office.dm_text("U0STRANGE")


def test_who_has_nothing_to_update_is_told_so(office: Office) -> None:
    say(office, "U0IDLE", "52, 7")

    assert "You have no key results to update in a running cycle." in office.dm_text("U0IDLE")


def test_who_left_records_nothing(office: Office) -> None:
    say(office, "U0NICK", "done")
    office.change(PersonRow, {"slack_id": "U0NICK"}, is_active=False)

    press(office, "U0NICK", "reply.record")

    assert office.checkins() == []


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "file_share"},
        {"files": [{"id": "F1"}]},
        {"bot_id": "B0OTHER"},
        {"user": "U0BOT"},
        {"channel_type": "channel"},
    ],
)
def test_what_is_no_answer_is_left_alone(office: Office, change: dict[str, object]) -> None:
    say(office, "U0NICK", "hello")
    before = len(office.outbox())
    event = office.bolt.last["event"] | change

    status, _body = office.bolt.deliver(office.bolt.last | {"event_id": "Ev9", "event": event})

    assert status == 200
    assert len(office.outbox()) == before


def test_without_the_scope_nothing_is_heard(office: Office) -> None:
    granted = office.slack.world.scopes
    office.slack.world.scopes = tuple(each for each in granted if each != "im:history")

    say(office, "U0NICK", "done")

    assert [each for each in office.outbox() if each.startswith("reply:")] == []


def say(office: Office, user: str, text: str, thread: str | None = None) -> None:
    """Write to the bot, and let it answer."""
    assert office.slack.say(user, text, thread_ts=thread).error is None
    office.line.deliver()


def press(office: Office, user: str, action: str) -> None:
    """Press below the newest answer, and let the outbox empty itself."""
    office.slack.click(user, action)
    office.line.deliver()


def press_as(office: Office, user: str, event: str) -> None:
    """Press Record as it stood below the answer to another event."""
    office.slack.click(user, "reply.change")
    body = office.bolt.last
    office.slack.close(user)
    action = body["actions"][0] | {"action_id": "reply.record", "value": event}
    office.bolt.deliver(body | {"actions": [action], "trigger_id": office.trigger(user)})


def event_id(office: Office) -> str:
    """Of what was heard last."""
    heard = [body["event_id"] for kind, body, _headers in office.bolt.sent if kind == "event"]
    return str(heard[-1])


def reply_key(office: Office) -> str:
    return f"reply:{event_id(office)}"


def everything(office: Office, user: str) -> list[dict[str, object]]:
    return list(office.slack.world.dm(user).messages.values())


def written(office: Office, user: str = "U0MARIA") -> str:
    """All of the newest message to this person."""
    return office.dm_text(user)


def texts(office: Office, user: str) -> str:
    return "\n".join(message["text"] for message in office.slack.dm(user))


def pressable(office: Office, user: str) -> list[str]:
    """What can be pressed below the newest message."""
    blocks = office.slack.dm(user)[-1]["blocks"]
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]
