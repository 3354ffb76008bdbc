"""Being asked again later, and what the message says of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage.tables import NudgeRow, PersonRow
from tests.flows.office import MONDAY_NEW_YORK, MONDAY_NINE, SLOT, Office

MONDAY_THREE = datetime(2026, 10, 12, 13, tzinfo=UTC)
TUESDAY_NINE = datetime(2026, 10, 13, 7, tzinfo=UTC)


def option(at: datetime) -> str:
    return f"{SLOT} {int(at.timestamp())}"


def nudge_of(office: Office, user: str) -> dict[str, Any]:
    number = office.person(user)["id"]
    return next(row for row in office.rows(NudgeRow) if row["person_id"] == number)


def snooze(office: Office, user: str, at: datetime) -> None:
    assert office.slack.click(user, "nudge.snooze", value=option(at)).error is None
    office.line.deliver()


def has(office: Office, user: str, action_id: str) -> bool:
    return f"'{action_id}'" in repr(office.slack.dm(user)[-1])


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (MONDAY_THREE, "*Snoozed until Monday, 3:00 PM* · before the digest"),
        (
            TUESDAY_NINE,
            "*Snoozed until Tuesday, 9:00 AM* · after Tuesday's digest, which will show it as open",
        ),
    ],
)
def test_a_check_in_is_put_off(office: Office, at: datetime, said: str) -> None:
    office.live_until(MONDAY_NINE)

    snooze(office, "U0LENA", at)

    kept = nudge_of(office, "U0LENA")
    assert (kept["remind_at"], kept["is_snoozed"]) == (at, True)
    assert said in office.dm_text("U0LENA").replace("\u202f", " ")
    assert has(office, "U0LENA", "checkin.open")
    assert not has(office, "U0LENA", "nudge.snooze")
    assert len(office.slack.dm("U0LENA")) == 1


def test_the_choices_are_real_times_and_say_what_they_mean(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    (choice,) = [
        element
        for block in office.slack.dm("U0LENA")[-1]["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == "nudge.snooze"
    ]
    assert [
        (each["text"]["text"].replace("\u202f", " "), each["description"]["text"], each["value"])
        for each in choice["options"]
    ] == [
        ("Later today, 3:00 PM", "before the digest", option(MONDAY_THREE)),
        (
            "Tomorrow, Tuesday 9:00 AM",
            "after Tuesday's digest, which will show it as open",
            option(TUESDAY_NINE),
        ),
    ]


def test_somebody_elsewhere_chooses_by_their_own_clocks(office: Office) -> None:
    office.live_until(MONDAY_NEW_YORK)

    snooze(office, "U0NICK", MONDAY_NEW_YORK + timedelta(hours=6))

    text = office.dm_text("U0NICK").replace("\u202f", " ")
    assert "*Snoozed until Monday, 3:00 PM*" in text


def test_it_is_not_put_off_after_all(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    snooze(office, "U0LENA", MONDAY_THREE)

    office.slack.click("U0LENA", "nudge.unsnooze")
    office.line.deliver()

    kept = nudge_of(office, "U0LENA")
    assert (kept["remind_at"], kept["is_snoozed"]) == (TUESDAY_NINE, False)
    assert has(office, "U0LENA", "nudge.snooze")
    assert "Snoozed until" not in office.dm_text("U0LENA")


def test_a_moment_that_has_passed_is_refused(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.live_until(MONDAY_THREE + timedelta(minutes=1))

    office.slack.click("U0LENA", "nudge.snooze", value=option(MONDAY_THREE))
    office.line.deliver()

    assert nudge_of(office, "U0LENA")["is_snoozed"] is False
    assert "It is too late for that" in office.shown("U0LENA")
    assert "Later today, 4:15" in office.dm_text("U0LENA")


def test_a_moment_that_was_never_offered_is_refused(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.click("U0LENA", "nudge.snooze", value=option(MONDAY_THREE))
    body = office.bolt.last
    night = option(datetime(2026, 10, 14, 1, tzinfo=UTC))
    chosen = body["actions"][0] | {"selected_option": {"value": night}}

    office.bolt.deliver({**body, "actions": [chosen]})

    assert nudge_of(office, "U0LENA")["remind_at"] == MONDAY_THREE


def test_after_the_reminder_there_is_nothing_to_put_off(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.change(NudgeRow, {"slot": SLOT}, reminded="sent")

    office.slack.click("U0LENA", "nudge.snooze", value=option(MONDAY_THREE))
    office.line.deliver()

    assert nudge_of(office, "U0LENA")["is_snoozed"] is False
    assert "so there is nothing to put off any more" in office.shown("U0LENA")
    assert not has(office, "U0LENA", "nudge.snooze")


def test_german_people_read_it_in_german(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0LENA"}, locale="de-DE")
    office.live_until(MONDAY_NINE)

    snooze(office, "U0LENA", TUESDAY_NINE)

    assert (
        "*Aufgeschoben bis Dienstag, 09:00* · nach dem Überblick am Dienstag, der es als offen "
        "zeigt" in office.dm_text("U0LENA")
    )
