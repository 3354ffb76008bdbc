"""What was changed, told in the next digest; and that nothing counts before it is agreed."""

from datetime import timedelta

from bot.usecases.digests import queue_due_digests
from storage.tables import KeyResultRow, ObjectiveRow, TeamRow
from tests.flows.agreeing import NEW, objective_id, press, propose_change, propose_new, tell
from tests.flows.office import MONDAY_NINE, TUESDAY_NINE, Office

REASON = "The tender was cancelled"
NEXT_WEEK = TUESDAY_NINE + timedelta(days=7)


def drop(office: Office, key: str) -> None:
    press(office, "U0LENA", "keyresult.drop", office.id_of(key))
    office.slack.fill("U0LENA", {"reason": REASON})
    office.submit("U0LENA")


def told(office: Office, user: str, team: str = "Platform") -> str:
    office.slack.command(user, f"/okr team {team}")
    return office.answer(user)


def test_the_next_digest_tells_what_changed_by_whom_and_why(office: Office) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")
    tell(office)
    office.slack.click("U0LENA", "proposal.agree")
    drop(office, "audit")

    office.live_until(TUESDAY_NINE)

    shown = office.channel_text("C0LEADS")
    assert "*Geändert*" in shown
    before = "Clinics never wait for our portal"
    assert f"*No clinic waits*: Wortlaut: {before} → No clinic waits · Nick New" in shown
    assert "*The audit is passed*: Key Result gestrichen · Lena Lead" in shown
    assert REASON in shown


def test_it_is_told_once(office: Office) -> None:
    drop(office, "audit")
    office.live_until(TUESDAY_NINE)

    office.live_until(NEXT_WEEK)

    last = office.slack.messages("C0LEADS")[-1]
    assert "Woche 43" in last["text"]
    assert "Geändert" not in last["text"]


def test_what_changed_after_the_digest_waits_for_the_next_one(office: Office) -> None:
    office.live_until(TUESDAY_NINE + timedelta(hours=1))
    drop(office, "audit")

    office.live_until(NEXT_WEEK)

    [first, second] = office.slack.messages("C0LEADS")
    assert "Geändert" not in first["text"]
    assert "Geändert: The audit is passed" in second["text"]


def test_who_asks_sees_what_changed_since_the_last_digest(office: Office) -> None:
    drop(office, "audit")

    assert "*The audit is passed*: key result dropped · Lena Lead" in told(office, "U0NICK")


def test_a_change_of_a_private_objective_shows_to_its_team_only(office: Office) -> None:
    press(office, "U0LENA", "objective.pause", objective_id(office, "secret"))
    office.slack.fill("U0LENA", {"reason": REASON})
    office.submit("U0LENA")

    office.live_until(TUESDAY_NINE)

    assert REASON not in office.channel_text("C0LEADS")
    assert "Buy the rival" not in told(office, "U0MANY")
    assert "*Buy the rival*: objective paused" in told(office, "U0NICK")


def test_a_team_that_dropped_its_only_objective_reads_that(office: Office) -> None:
    manager = office.person("U0LENA")["id"]
    channel = {"manager_channel": "C0LEADS", "next_digest_at": TUESDAY_NINE}
    office.change(TeamRow, {"name": "Sales"}, manager_id=manager, **channel)
    press(office, "U0LENA", "objective.drop", objective_id(office, "sell"))
    office.slack.fill("U0LENA", {"reason": REASON})
    office.submit("U0LENA")
    office.clock.set(TUESDAY_NINE)

    queue_due_digests(office.database, TUESDAY_NINE)
    office.line.deliver()

    assert "*Every region sells*: objective dropped" in office.channel_text("C0LEADS")


def test_nothing_counts_before_it_is_agreed(office: Office) -> None:
    """Neither in a nudge nor in a form, a list, or a digest."""
    office.change(ObjectiveRow, {"key": "calm"}, state="dropped")
    office.change(ObjectiveRow, {"key": "secret"}, state="dropped")
    propose_new(office, "U0NICK")

    office.live_until(MONDAY_NINE + timedelta(hours=8))
    form = office.slack.command("U0MARIA", "/okr checkin")
    answer = office.answer("U0MARIA")
    office.slack.command("U0MARIA", "/okr list")
    office.live_until(TUESDAY_NINE)

    assert form.error is None
    assert office.slack.view("U0MARIA") is None
    assert "keine Key Results" in answer
    assert office.slack.dm("U0MARIA") == []
    assert "Portal answers" not in office.answer("U0MARIA")
    assert NEW not in office.channel_text("C0LEADS")
    assert NEW not in told(office, "U0NICK")


def test_what_is_proposed_enters_the_number_above_once_it_is_agreed(office: Office) -> None:
    office.change(KeyResultRow, {"key": "reorder"}, is_active=False)
    before = told(office, "U0HANNA", "Company")
    number = propose_new(office, "U0NICK")
    while_open = told(office, "U0HANNA", "Company")

    press(office, "U0LENA", "proposal.agree", number)

    assert while_open == before
    assert told(office, "U0HANNA", "Company") != before


def test_once_agreed_it_is_asked_about(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, state="dropped")
    propose_new(office, "U0NICK")
    tell(office)
    office.slack.click("U0LENA", "proposal.agree")

    office.live_until(MONDAY_NINE)

    assert NEW in office.dm_text("U0MARIA") or "Portal answers" in office.dm_text("U0MARIA")
