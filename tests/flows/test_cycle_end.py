"""A cycle ends and the next one begins, day by day, with everybody doing their part."""

from datetime import UTC, datetime, timedelta

from storage.tables import CycleRow, KeyResultRow
from tests.flows.closing import LESSON, copy_of, objective, press_one
from tests.flows.office import Office

CLOSING_AT = datetime(2026, 12, 17, 8, tzinfo=UTC)
LAST_DAY = datetime(2026, 12, 31, 8, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 8, tzinfo=UTC)
FIRST_MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def test_what_is_carried_over_is_asked_about_in_the_new_cycle(office: Office) -> None:
    # An admin plans the next quarter while this one runs.
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.plan")
    office.submit("U0HANNA")
    office.slack.close_all("U0HANNA")

    # Everybody checks in before they are asked, so that no reminder takes the week's message.
    office.change(KeyResultRow, {}, checked_in_slot="2026-W53")

    # Two weeks before the end the managers are asked to close, and not a minute earlier.
    office.live_until(CLOSING_AT - A_MINUTE)
    assert not [key for key in office.outbox() if key.startswith("closing")]
    office.live_until(CLOSING_AT)
    assert "Time to close it for Platform." in office.dm_text("U0LENA")

    # Lena carries one over at once; the other one waits for the reminder on the last day.
    office.slack.click("U0LENA", "closing.open")
    press_one(office, "U0LENA", "calm")
    office.slack.fill("U0LENA", {"closing.outcome": "carried"})
    office.slack.fill("U0LENA", {"post_mortem": LESSON})
    office.submit("U0LENA")
    office.slack.close_all("U0LENA")
    assert copy_of(office, "calm")["state"] == "active"
    office.live_until(LAST_DAY)
    assert "2026-Q4 ends today and is not closed yet for Platform." in office.dm_text("U0LENA")
    office.slack.click("U0LENA", "closing.open")
    press_one(office, "U0LENA", "secret")
    office.slack.fill("U0LENA", {"closing.outcome": "dropped"})
    office.slack.fill("U0LENA", {"reason": "They are not for sale"})
    office.submit("U0LENA")
    office.slack.close_all("U0LENA")

    # The team is asked to look back; the new cycle is announced on its first day.
    office.live_until(NEW_YEAR)
    assert "Rückblick auf 2026-Q4" in office.dm_text("U0MARIA")
    assert "2027-Q1 hat für Platform begonnen." in office.channel_text("C0LEADS")

    # The first nudge of the year asks about what was carried over, and only that.
    office.live_until(FIRST_MONDAY)
    nudge = office.dm_text("U0MARIA")
    assert "Zeit für deinen Check-in: 3 Key Results" in nudge
    office.slack.click("U0MARIA", "checkin.open")
    number = next(
        row["id"]
        for row in office.rows_of_objective(copy_of(office, "calm")["id"])
        if row["title"] == "Portal answers"
    )
    office.slack.fill("U0MARIA", {f"value:{number}": "94"})
    office.submit("U0MARIA")
    assert office.key_result("uptime")["current"] == 92

    # The admin closes the cycle with what Sales and the company left; it stays as it is.
    office.slack.command("U0HANNA", "/okr cycle")
    office.slack.press("U0HANNA", "cycle.close")
    office.submit("U0HANNA")
    assert [row["is_closed"] for row in office.rows(CycleRow)] == [True, False]
    assert [objective(office, key)["state"] for key in ("grow", "calm", "secret", "sell")] == [
        "closed",
        "closed",
        "dropped",
        "closed",
    ]
