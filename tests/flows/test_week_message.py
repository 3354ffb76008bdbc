"""The message of the week: who gives what away, who was earlier, what each one says."""

from decimal import Decimal

import pytest

from storage.tables import KeyResultRow
from tests.flows.office import (
    MONDAY_NEW_YORK,
    MONDAY_NINE,
    NEXT_MONDAY,
    TUESDAY_NINE,
    Office,
    text_of,
)
from tests.flows.tapping import buttons, choose, delegate, tap, week_of


def test_not_mine_offers_it_and_says_so_until_it_is_accepted(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    choose(office, "U0MARIA", "not_mine", "uptime")
    office.slack.fill("U0MARIA", {"new_owner": "U0LENA"})
    office.slack.submit("U0MARIA")
    office.line.deliver()
    offered = office.dm_text("U0MARIA")

    office.slack.click("U0LENA", "handover.accept")
    office.line.deliver()

    assert "Lena Lead angeboten. Bis zur Zusage bleibt es deins." in offered
    assert "Portal answers" not in text_of(week_of(office, "U0MARIA"))
    assert "Portal answers" in text_of(week_of(office, "U0LENA"))


def test_who_updates_for_somebody_gives_it_back(office: Office) -> None:
    delegate(office, "reorder", "U0LENA")
    office.live_until(MONDAY_NINE)
    choose(office, "U0LENA", "not_mine", "reorder")
    asked = office.shown("U0LENA")

    office.slack.submit("U0LENA")
    office.line.deliver()

    assert "You update this for Hanna Head, who owns it. Give it back?" in asked
    assert office.key_result("reorder")["delegate_id"] is None
    assert "Lena Lead has given the updates of a key result back to you" in office.dm_text(
        "U0HANNA"
    )
    assert "Hospitals that reorder" not in text_of(week_of(office, "U0LENA"))


def test_giving_back_twice_is_told(office: Office) -> None:
    delegate(office, "reorder", "U0LENA")
    office.live_until(MONDAY_NINE)
    choose(office, "U0LENA", "not_mine", "reorder")
    office.change(KeyResultRow, {"key": "reorder"}, delegate_id=None)

    office.slack.submit("U0LENA")
    office.line.deliver()

    assert "so there is nothing to give back" in office.shown("U0LENA")
    assert office.slack.dm("U0HANNA")[1:] == []


def test_who_was_partly_earlier_is_asked_for_the_rest(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    office.submit("U0MARIA")

    office.live_until(MONDAY_NINE)

    early, nudge = office.slack.dm("U0MARIA")
    assert [block["type"] for block in early["blocks"]] == ["context"]
    assert "geht in der neueren Nachricht weiter unten weiter" in early["text"]
    assert nudge["text"].splitlines()[0].startswith("Zeit für deinen Check-in: 2 Key Results")
    assert "1 von 3 sind schon festgehalten: Portal answers" in text_of(nudge)
    tap(office, "U0MARIA", "same", "tickets")
    tap(office, "U0MARIA", "same", "clinics")
    early_after, receipt = office.slack.dm("U0MARIA")
    assert early_after["blocks"] == early["blocks"]
    assert "Check-in für Woche 42" in receipt["text"]
    assert receipt["ts"] == nudge["ts"]


def test_a_form_that_was_left_is_gone_on_with(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    before = office.dm_text("U0MARIA")
    office.slack.click("U0MARIA", "checkin.open")
    office.fill("U0MARIA", uptime_value="94")
    office.unfold("U0MARIA", "uptime")
    office.slack.close("U0MARIA")

    tap(office, "U0MARIA", "plus", "tickets")

    assert "Weiter, wo du warst" not in before
    assert "Weiter, wo du warst" in office.dm_text("U0MARIA")


def test_a_recorded_form_leaves_nothing_to_go_on_with(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.click("U0MARIA", "checkin.open")
    office.fill("U0MARIA", uptime_value="94")

    office.submit("U0MARIA")

    assert "Weiter, wo du warst" not in office.dm_text("U0MARIA")


def test_the_first_nudge_explains_itself_and_no_other_does(office: Office) -> None:
    office.live_until(NEXT_MONDAY)

    first, *_reminder, second = office.slack.dm("U0NICK")
    welcome = text_of(first["blocks"])
    assert "*What this is:*" in welcome
    assert "*Who sees it:*" in welcome
    assert "*How long it takes:*" in welcome
    assert "*What this is:*" not in text_of(second["blocks"])


def test_each_nudge_says_why_it_came_and_how_to_change_it(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    text = office.dm_text("U0LENA").replace("\u202f", " ")

    assert "You update these key results, so you get this every Monday at 9:00" in text
    assert "`/okr why` says when the next one comes, `/okr pause`" in text


@pytest.mark.parametrize(("more", "rows"), [(2, 3), (19, 12), (59, 12)])
def test_a_dozen_have_taps_and_the_others_are_in_the_form(
    office: Office, more: int, rows: int
) -> None:
    office.add_objectives(more)

    office.live_until(MONDAY_NEW_YORK)

    pressed = buttons(office, "U0NICK")
    assert pressed.count("tap.more") == rows
    assert len(office.slack.dm("U0NICK")) == 1
    assert ("tap.same_all" in pressed) is (more < 59)


def test_a_private_objective_is_told_to_who_updates_it_and_no_other(office: Office) -> None:
    office.live_until(MONDAY_NEW_YORK)

    told = [user for user in ("U0HANNA", "U0LENA", "U0MARIA", "U0NICK")
            if "Offer on the table" in text_of(office.slack.dm(user))]  # fmt: skip
    assert told == ["U0LENA"]


def test_the_reminder_shows_what_is_open_and_takes_the_same_tap(office: Office) -> None:
    office.live_until(TUESDAY_NINE)
    reminder = office.slack.dm("U0MARIA")[-1]

    office.slack.click("U0MARIA", "tap.same_all", ts=reminder["ts"])
    office.line.deliver()

    assert "*Portal answers*" in text_of(reminder["blocks"])
    assert office.checkins("value") == [
        ("uptime", Decimal(92)),
        ("tickets", Decimal(20)),
        ("clinics", Decimal(0)),
    ]
    week, done = office.slack.dm("U0MARIA")
    assert "Check-in für Woche 42" in week["text"]
    assert done["ts"] == reminder["ts"]
    assert "tap.same_all" not in repr(done)
