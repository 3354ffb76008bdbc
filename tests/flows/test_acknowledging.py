"""Acknowledging check-ins from the digest: who may, what the author sees, and once only."""

from datetime import timedelta
from typing import Any

import pytest

from storage.tables import (
    AcknowledgementRow,
    AuditRow,
    CycleRow,
    FormDraftRow,
    ObjectiveRow,
    PersonRow,
    TeamRow,
)
from tests.flows.agreeing import press as press_anywhere
from tests.flows.office import MONDAY_NINE, SLOT, TUESDAY_NINE, Office, text_of
from tests.flows.teaming import COMPANY, PLATFORM

HOSTILE = "<!channel> well *done* & thanks"


@pytest.fixture
def digested(office: Office) -> Office:
    """Nick and Lena have checked in, and the digest of Platform stands in its channel."""
    office.live_until(MONDAY_NINE + timedelta(hours=8))
    for user, key, confidence in (("U0NICK", "audit", "7"), ("U0LENA", "offer", "6")):
        office.slack.click(user, "checkin.open")
        office.fill(user, **{f"{key}_done": "no", f"{key}_confidence": confidence})
        office.submit(user)
    office.live_until(TUESDAY_NINE)
    return office


def number(office: Office, user: str) -> int:
    return int(office.person(user)["id"])


def press(office: Office, user: str, author: str = "U0NICK", channel: str = "C0LEADS") -> Any:
    reply = office.slack.click(
        user, f"digest.acknowledge:{number(office, author)}", channel=channel
    )
    office.line.deliver()
    return reply


def open_words(office: Office, user: str) -> None:
    office.slack.click(user, "digest.acknowledge_words", channel="C0LEADS")


def kept(office: Office) -> list[tuple[int, str, int, str]]:
    return [
        (row["author_id"], row["slot"], row["by_id"], row["words"])
        for row in office.rows(AcknowledgementRow)
    ]


def test_one_tap_shows_the_author_below_what_they_recorded(digested: Office) -> None:
    before = len(digested.slack.dm("U0NICK"))

    press(digested, "U0LENA")

    nick, lena = number(digested, "U0NICK"), number(digested, "U0LENA")
    assert kept(digested) == [(nick, SLOT, lena, "")]
    assert "Lena Lead has seen it." in text_of(digested.slack.dm("U0NICK"))
    assert "The audit is passed" in text_of(digested.slack.dm("U0NICK"))
    assert len(digested.slack.dm("U0NICK")) == before
    assert "Nick New sees now that you have read their check-in." in digested.answer("U0LENA")


def test_a_second_press_is_none(digested: Office) -> None:
    press(digested, "U0LENA")
    press(digested, "U0LENA")

    assert len(kept(digested)) == 1
    assert text_of(digested.slack.dm("U0NICK")[-1]["blocks"]).count("has seen it") == 1
    assert "You have acknowledged this before" in digested.answer("U0LENA")
    told = [row for row in digested.rows(AuditRow) if row["action"] == "checkin.acknowledged"]
    assert len(told) == 1


def test_several_managers_show_side_by_side(digested: Office) -> None:
    press(digested, "U0LENA")
    press(digested, "U0HANNA")

    shown = text_of(digested.slack.dm("U0NICK"))
    assert "Lena Lead has seen it." in shown
    assert "Hanna Head has seen it." in shown


def test_a_word_comes_with_it_and_is_escaped(digested: Office) -> None:
    press(digested, "U0LENA")
    open_words(digested, "U0LENA")
    digested.slack.fill("U0LENA", {"said": HOSTILE})
    digested.submit("U0LENA")

    shown = text_of(digested.slack.dm("U0NICK"))
    assert "Lena Lead has seen it: “&lt;!channel&gt; well ∗done∗ &amp; thanks”" in shown
    assert [words for *_others, words in kept(digested)] == [HOSTILE]
    assert "Nick New sees now that you have read their check-in." in digested.shown("U0LENA")
    assert digested.rows(FormDraftRow) == []


def test_a_tap_does_not_take_back_words(digested: Office) -> None:
    open_words(digested, "U0LENA")
    digested.slack.fill("U0LENA", {"said": "Well done"})
    digested.submit("U0LENA")

    press(digested, "U0LENA")

    assert [words for *_others, words in kept(digested)] == ["Well done"]


def test_a_closed_form_keeps_what_was_typed(digested: Office) -> None:
    open_words(digested, "U0LENA")
    digested.slack.fill("U0LENA", {"said": "Well"})
    digested.slack.close("U0LENA")

    open_words(digested, "U0LENA")

    view = digested.slack.view("U0LENA")
    assert view is not None
    assert view["state"]["values"]["said"]["said"]["value"] == "Well"


def test_it_speaks_the_authors_language(digested: Office) -> None:
    digested.change(PersonRow, {"slack_id": "U0NICK"}, locale="de")

    press(digested, "U0LENA")

    assert "Lena Lead hat deinen Check-in gesehen." in text_of(digested.slack.dm("U0NICK"))


def test_who_only_spoke_of_what_is_private_is_not_named(digested: Office) -> None:
    shown = digested.channel_text("C0LEADS")

    assert ":+1: Nick New" in shown
    assert ":+1: Lena Lead" not in shown


def test_nobody_acknowledges_their_own(digested: Office) -> None:
    nick = number(digested, "U0NICK")
    digested.change(TeamRow, {"id": PLATFORM}, manager_id=nick)

    press_anywhere(digested, "U0NICK", f"digest.acknowledge:{nick}", f"{PLATFORM} {SLOT} {nick}")

    assert kept(digested) == []
    assert "This is your own check-in." in digested.shown("U0NICK")


def test_the_form_offers_what_may_be_seen_and_not_ones_own(digested: Office) -> None:
    digested.change(TeamRow, {"id": PLATFORM}, manager_id=number(digested, "U0NICK"))

    press_anywhere(digested, "U0NICK", "digest.acknowledge_words", f"{PLATFORM} {SLOT} 0")

    assert "Lena Lead" in digested.shown("U0NICK")
    assert "Nick New" not in digested.shown("U0NICK")


def test_who_did_not_check_in_cannot_be_acknowledged(digested: Office) -> None:
    digested.change(ObjectiveRow, {"key": "calm"}, team_id=COMPANY)

    press(digested, "U0LENA")

    assert kept(digested) == []
    assert "Nobody checked in there in that week." in digested.shown("U0LENA")


def test_after_the_cycle_it_is_kept_and_the_message_stays(digested: Office) -> None:
    before = text_of(digested.slack.dm("U0NICK"))
    digested.change(CycleRow, {}, is_closed=True)

    press(digested, "U0LENA")

    assert len(kept(digested)) == 1
    assert text_of(digested.slack.dm("U0NICK")) == before


def test_of_who_left_it_is_kept_in_silence(digested: Office) -> None:
    before = text_of(digested.slack.dm("U0NICK"))
    digested.change(PersonRow, {"slack_id": "U0NICK"}, is_active=False)

    press(digested, "U0LENA")

    assert len(kept(digested)) == 1
    assert text_of(digested.slack.dm("U0NICK")) == before


def test_the_team_as_it_is_now_offers_it_to_who_may(digested: Office) -> None:
    digested.slack.command("U0LENA", "/okr team platform")
    for_a_manager = digested.answer("U0LENA")
    digested.slack.command("U0NICK", "/okr team platform")
    for_a_member = digested.answer("U0NICK")

    assert ":+1: Nick New" in for_a_manager
    assert ":+1:" not in for_a_member


def test_what_was_acknowledged_is_offered_no_more(digested: Office) -> None:
    press(digested, "U0HANNA")

    digested.slack.command("U0HANNA", "/okr team platform")

    assert ":+1: Nick New" not in digested.answer("U0HANNA")
