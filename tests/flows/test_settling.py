"""Pausing, continuing and dropping: who may, what it means, and what it is told with."""

from decimal import Decimal

import pytest

from storage.tables import CycleRow, KeyResultRow, ObjectiveRow, ProposalRow
from tests.flows.agreeing import changes, objective, objective_id, press, shown, tell
from tests.flows.office import MONDAY_NINE, Office

REASON = "The tender was cancelled"


def settle(office: Office, user: str, action_id: str, number: int, reason: str = REASON) -> None:
    press(office, user, action_id, number)
    office.slack.fill(user, {"reason": reason})
    office.submit(user)


def calm(office: Office) -> int:
    return objective_id(office, "calm")


def test_what_is_paused_is_not_asked_about(office: Office) -> None:
    settle(office, "U0LENA", "objective.pause", calm(office))

    office.live_until(MONDAY_NINE)

    lena = office.person("U0LENA")["id"]
    assert objective(office, "calm")["state"] == "paused"
    assert changes(office) == [("state", "active", "paused", lena, REASON)]
    assert office.slack.dm("U0MARIA") == []
    assert "It is paused." in shown(office, "U0LENA")


def test_a_pause_needs_no_reason(office: Office) -> None:
    press(office, "U0LENA", "objective.pause", calm(office))

    office.submit("U0LENA")

    assert objective(office, "calm")["state"] == "paused"


def test_what_continues_is_asked_about_again(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, state="paused")

    settle(office, "U0LENA", "objective.continue", calm(office))
    office.live_until(MONDAY_NINE)

    assert objective(office, "calm")["state"] == "active"
    assert len(office.slack.dm("U0MARIA")) == 1


def test_what_is_dropped_is_kept_with_its_reason(office: Office) -> None:
    settle(office, "U0LENA", "objective.drop", calm(office))

    lena = office.person("U0LENA")["id"]
    assert objective(office, "calm")["state"] == "dropped"
    assert changes(office) == [("state", "active", "dropped", lena, REASON)]
    assert "It is dropped." in shown(office, "U0LENA")


def test_a_key_result_is_dropped_and_its_check_ins_stay(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="97")
    office.submit("U0MARIA")

    settle(office, "U0LENA", "keyresult.drop", office.id_of("uptime"))

    lena = office.person("U0LENA")["id"]
    assert office.key_result("uptime")["is_active"] is False
    assert changes(office) == [("removed", "Portal answers", "", lena, REASON)]
    assert office.checkins("value") == [("uptime", Decimal(97))]


@pytest.mark.parametrize("action_id", ["objective.drop", "keyresult.drop"])
def test_nothing_is_dropped_without_a_word(office: Office, action_id: str) -> None:
    number = office.id_of("uptime") if action_id == "keyresult.drop" else calm(office)

    settle(office, "U0LENA", action_id, number, reason="   ")

    assert office.slack.errors("U0LENA") == {"reason": "Write why: whoever works with it will ask."}
    assert changes(office) == []


def test_the_last_key_result_cannot_be_dropped(office: Office) -> None:
    press(office, "U0HANNA", "keyresult.drop", office.id_of("reorder"))

    assert "This is its last key result. Drop the objective instead" in shown(office, "U0HANNA")


def test_what_is_left_must_count(office: Office) -> None:
    numbers = [office.id_of(key) for key in ("tickets", "clinics", "audit")]
    for number in numbers:
        office.change(KeyResultRow, {"id": number}, weight=Decimal(0))

    press(office, "U0LENA", "keyresult.drop", office.id_of("uptime"))

    assert "all have the weight 0" in shown(office, "U0LENA")


@pytest.mark.parametrize(
    ("state", "action_id", "sentence"),
    [
        ("paused", "objective.pause", "is paused already"),
        ("active", "objective.continue", "is running already"),
        ("dropped", "objective.drop", "is over"),
        ("closed", "objective.pause", "is over"),
        ("proposed", "objective.drop", "is not agreed yet"),
    ],
)
def test_what_cannot_be_done_is_told(
    office: Office, state: str, action_id: str, sentence: str
) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, state=state)

    press(office, "U0LENA", action_id, calm(office))

    assert sentence in shown(office, "U0LENA")


def test_a_closed_cycle_stays_as_it_is(office: Office) -> None:
    office.change(CycleRow, {}, is_closed=True)

    press(office, "U0LENA", "objective.drop", calm(office))

    assert "The cycle 2026-Q4 is closed." in shown(office, "U0LENA")


def test_what_was_paused_while_the_form_was_open(office: Office) -> None:
    press(office, "U0LENA", "objective.pause", calm(office))
    office.change(ObjectiveRow, {"key": "calm"}, state="paused")

    office.submit("U0LENA")

    assert list(office.slack.errors("U0LENA").values()) == ["This objective is paused already."]


@pytest.mark.parametrize("action_id", ["objective.pause", "objective.drop"])
def test_a_stranger_to_the_team_may_not(office: Office, action_id: str) -> None:
    press(office, "U0MANY", action_id, calm(office))

    assert "Only members of Platform, its manager and managers above" in shown(office, "U0MANY")


def test_a_private_objective_is_not_there_for_others(office: Office) -> None:
    press(office, "U0MANY", "objective.drop", objective_id(office, "secret"))

    assert "This objective is not there any more." in shown(office, "U0MANY")


def test_what_a_member_would_drop_its_manager_decides(office: Office) -> None:
    settle(office, "U0NICK", "objective.drop", calm(office))

    assert objective(office, "calm")["state"] == "active"
    assert "Lena Lead gets a message now." in shown(office, "U0NICK")
    asked = office.dm_text("U0LENA")
    assert "Nick New proposes to drop an objective of Platform" in asked
    assert REASON in asked
    office.slack.click("U0LENA", "proposal.agree")
    nick = office.person("U0NICK")["id"]
    assert objective(office, "calm")["state"] == "dropped"
    assert changes(office) == [("state", "active", "dropped", nick, REASON)]


@pytest.mark.parametrize(
    ("before", "action_id", "words", "after"),
    [
        ("active", "objective.pause", "to pause an objective", "paused"),
        ("paused", "objective.continue", "to continue an objective", "active"),
    ],
)
def test_what_a_member_would_pause_or_continue_its_manager_decides(
    office: Office, before: str, action_id: str, words: str, after: str
) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, state=before)
    settle(office, "U0NICK", action_id, calm(office))
    asked = office.dm_text("U0LENA")

    office.slack.click("U0LENA", "proposal.agree")

    assert words in asked
    assert objective(office, "calm")["state"] == after


def test_a_key_result_a_member_would_drop(office: Office) -> None:
    settle(office, "U0NICK", "keyresult.drop", office.id_of("audit"))
    asked = office.dm_text("U0LENA")

    office.slack.click("U0LENA", "proposal.agree")

    assert "*The audit is passed*: key result dropped" in asked
    assert office.key_result("audit")["is_active"] is False


def test_a_later_wish_of_the_same_member_overtakes_the_earlier_one(office: Office) -> None:
    settle(office, "U0NICK", "objective.pause", calm(office))
    office.slack.close("U0NICK")

    settle(office, "U0NICK", "objective.drop", calm(office))
    tell(office)

    assert [row["state"] for row in office.rows(ProposalRow)] == ["withdrawn", "open"]
    assert "It was taken back" in str(office.slack.dm("U0LENA")[0]["text"])
    assert "to drop an objective" in office.dm_text("U0LENA")


def test_a_reason_that_was_not_sent_stands_there_again(office: Office) -> None:
    press(office, "U0LENA", "objective.drop", calm(office))
    office.slack.fill("U0LENA", {"reason": REASON})
    office.slack.close("U0LENA")

    press(office, "U0LENA", "objective.drop", calm(office))

    view = office.slack.view("U0LENA")
    assert view is not None
    assert view["state"]["values"]["reason"]["reason"]["value"] == REASON
