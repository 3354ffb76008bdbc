"""Answers that are not recorded as they are, or are no answers at all."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.usecases.people import resume_workspace
from storage.tables import KeyResultRow, ObjectiveRow, PersonRow, WorkspaceRow
from tests.flows.office import NEXT_MONDAY, Office
from tests.flows.replying import event_id, press, press_as, reply_key, say, texts, written


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


def test_what_no_database_keeps_is_left_out(office: Office) -> None:
    say(office, "U0NICK", "done, 9, half \ud83d a\x00 smile")

    press(office, "U0NICK", "reply.record")

    assert office.checkins("note") == [("audit", "half  a smile")]


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


@pytest.mark.parametrize("hears", [True, False])
def test_the_workspace_knows_whether_answers_are_heard(office: Office, hears: bool) -> None:
    resume_workspace(office.database, "T0LOCAL", "Acme", hears_replies=hears)

    assert [row["hears_replies"] for row in office.rows(WorkspaceRow)] == [hears]


def test_the_scope_decides_whether_answers_are_heard(office: Office) -> None:
    assert office.line.workspace.hears_replies
    office.slack.world.scopes = ("chat:write",)

    assert not office.line.gateway.auth_test().hears_replies
