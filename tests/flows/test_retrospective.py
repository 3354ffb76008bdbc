"""Looking back: members answer, a manager reads and posts it once, without names."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from storage.tables import (
    CheckinRow,
    CycleRow,
    FormDraftRow,
    KeyResultRow,
    MembershipRow,
    ObjectiveRow,
    RetrospectiveRow,
    TeamRow,
)
from tests.flows.closing import FRIDAY, begin_close, errors, objective
from tests.flows.office import Office


@pytest.fixture
def december(office: Office) -> Office:
    begin_close(office)
    return office


def place(office: Office, team: str = "Platform") -> str:
    number = next(row["id"] for row in office.rows(TeamRow) if row["name"] == team)
    return f"{office.rows(CycleRow)[0]['id']} {number}"


def answer(office: Office, user: str, **answers: str) -> None:
    """Look back by the command and submit."""
    assert office.slack.command(user, "/okr retro platform").error is None
    office.slack.fill(user, dict(answers))
    office.submit(user)


def open_preview(office: Office, user: str) -> None:
    office.slack.command(user, "/okr retro platform")
    office.slack.press(user, "retrospective.post")


def post(office: Office, user: str) -> None:
    open_preview(office, user)
    office.submit(user)


def add_forecasts(office: Office, key: str, author: str, confidences: list[int]) -> None:
    """Check-ins of somebody, one in each of the last weeks."""
    key_result, person = office.key_result(key), office.person(author)
    with office.database.transaction() as session:
        for number, confidence in enumerate(confidences):
            session.add(
                CheckinRow(
                    workspace_id=person["workspace_id"],
                    key_result_id=key_result["id"],
                    author_id=person["id"],
                    submission_id=f"{key}.{number}",
                    slot=f"2026-W{41 + number}",
                    at=FRIDAY - timedelta(weeks=9 - number),
                    confidence=confidence,
                    confidence_before=5,
                )
            )


def close_all(office: Office, **scores: Decimal) -> None:
    """Platform is closed; these key results have these scores."""
    platform = objective(office, "calm")["team_id"]
    office.change(ObjectiveRow, {"team_id": platform}, state="closed", score=Decimal("0.5"))
    for key, score in scores.items():
        office.change(KeyResultRow, {"key": key}, score=score)


def test_answers_are_posted_without_names(december: Office) -> None:
    close_all(december)
    answer(december, "U0NICK", worked="Pairing", did_not="Two audits")
    answer(december, "U0MARIA", worked="Freie Freitage", change="Früher fragen")

    post(december, "U0LENA")

    text = december.channel_text("C0LEADS")
    assert "Platform blickt auf 2026-Q4 zurück" in text
    assert ":sunny: *Was ging gut?*\n• Freie Freitage\n• Pairing" in text
    assert "• Two audits" in text
    assert "2 Personen haben geantwortet." in text
    assert not [name for name in ("Nick", "Maria") if name in text]


def test_a_private_objective_is_counted_and_not_named(december: Office) -> None:
    close_all(december)

    post(december, "U0LENA")

    text = december.channel_text("C0LEADS")
    assert "*Clinics never wait for our portal* · abgeschlossen, *0,5* teilweises Ergebnis" in text
    assert "Nicht gezeigt: 1 privates Objective." in text
    assert "Buy the rival" not in text
    assert "Buy the rival" not in december.shown("U0LENA")


def test_calibration_is_of_the_whole_team(december: Office) -> None:
    close_all(december, uptime=Decimal(1), audit=Decimal(0), offer=Decimal(0))
    add_forecasts(december, "uptime", "U0MARIA", [8, 8])
    add_forecasts(december, "audit", "U0NICK", [8, 6])
    add_forecasts(december, "offer", "U0LENA", [6])
    open_preview(december, "U0LENA")

    shown = december.shown("U0LENA")

    assert "On average we were 72% sure and reached 40%. We were surer than what came." in shown
    assert "Brier score 0.29, where 0 is perfect" in shown
    assert "from 5 forecasts of the whole team" in shown


@pytest.mark.parametrize("people", [["U0MARIA"] * 3, ["U0MARIA", "U0NICK", "U0MARIA"]])
def test_calibration_is_never_of_one_or_two_people(december: Office, people: list[str]) -> None:
    close_all(december, uptime=Decimal(1), audit=Decimal(0), offer=Decimal(0))
    for key, author in zip(("uptime", "audit", "offer"), people, strict=True):
        add_forecasts(december, key, author, [7, 7, 7])

    open_preview(december, "U0LENA")

    assert "Brier" not in december.shown("U0LENA")


def test_the_newest_checkin_of_a_slot_is_the_forecast(december: Office) -> None:
    close_all(december, uptime=Decimal(1), audit=Decimal(1), offer=Decimal(1))
    add_forecasts(december, "uptime", "U0MARIA", [0, 10])
    december.change(CheckinRow, {}, slot="2026-W41")
    add_forecasts(december, "audit", "U0NICK", [10, 10])
    add_forecasts(december, "offer", "U0LENA", [10, 10])

    open_preview(december, "U0LENA")

    assert "Brier score 0, where 0 is perfect" in december.shown("U0LENA")


def test_posting_twice_is_one_post(december: Office) -> None:
    open_preview(december, "U0HANNA")
    post(december, "U0LENA")
    before = len(december.slack.messages("C0LEADS"))

    december.submit("U0HANNA")

    assert len(december.slack.messages("C0LEADS")) == before
    assert "posted already" in str(errors(december, "U0HANNA"))


def test_a_late_answer_is_told_that_it_was_posted_and_kept(december: Office) -> None:
    december.slack.command("U0NICK", "/okr retro")
    december.slack.fill("U0NICK", {"worked": "Pairing"})
    post(december, "U0LENA")

    december.submit("U0NICK")

    assert "posted already" in errors(december, "U0NICK")["worked"]
    assert december.rows(RetrospectiveRow) == []
    assert [row["answers"]["worked"] for row in december.rows(FormDraftRow)] == ["Pairing"]
    december.slack.close("U0NICK")
    december.slack.command("U0NICK", "/okr retro")
    assert "posted already" in december.answer("U0NICK")


def test_an_answer_can_be_changed_until_it_is_posted(december: Office) -> None:
    answer(december, "U0NICK", worked="Pairing")
    answer(december, "U0NICK", worked="Mob programming")

    kept = [row["worked"] for row in december.rows(RetrospectiveRow)]

    assert kept == ["Mob programming"]
    assert december.rows(FormDraftRow) == []


def test_what_was_typed_is_kept_when_the_form_is_closed(december: Office) -> None:
    december.slack.command("U0NICK", "/okr rückblick")
    december.slack.fill("U0NICK", {"did_not": "Two audits"})
    december.slack.close("U0NICK")

    december.slack.command("U0NICK", "/okr retro")

    view: Any = december.slack.view("U0NICK")
    assert view["state"]["values"]["did_not"]["did_not"]["value"] == "Two audits"
    assert "What you typed before is still here." in december.shown("U0NICK")


def test_an_empty_answer_is_refused(december: Office) -> None:
    answer(december, "U0NICK")

    assert errors(december, "U0NICK") == {"worked": "Write at least one of the three."}


def test_who_is_not_of_the_team_does_not_look_back_on_it(december: Office) -> None:
    december.slack.command("U0MANY", "/okr retro platform")

    assert "Only members of Platform and its managers look back" in december.answer("U0MANY")


def test_who_left_the_team_is_refused_at_submit(december: Office) -> None:
    december.slack.command("U0NICK", "/okr retro")
    december.slack.fill("U0NICK", {"worked": "Pairing"})
    other = next(row["id"] for row in december.rows(TeamRow) if row["name"] == "Sales")
    nick = december.person("U0NICK")["id"]
    december.change(MembershipRow, {"person_id": nick}, team_id=other)

    december.submit("U0NICK")

    assert "Only members of Platform" in errors(december, "U0NICK")["worked"]


def test_a_member_neither_sees_nor_uses_what_posts(december: Office) -> None:
    december.slack.command("U0NICK", "/okr retro")
    shown = december.shown("U0NICK")
    december.slack.close("U0NICK")
    open_preview(december, "U0LENA")
    december.change(TeamRow, {"name": "Platform"}, manager_id=None)

    december.submit("U0LENA")

    assert "Read and post" not in shown
    assert errors(december, "U0LENA") == {
        "where": "Only the manager of Platform and managers above close its OKRs."
    }


def test_before_the_cycle_ends_there_is_nothing_to_look_back_on(office: Office) -> None:
    office.slack.command("U0NICK", "/okr retro")

    assert "No cycle ends yet" in office.answer("U0NICK")


def test_answers_that_are_far_too_long_are_shortened(december: Office) -> None:
    with december.database.transaction() as session:
        cycle, team = map(int, place(december).split())
        for user in ("U0NICK", "U0MARIA", "U0IDLE", "U0LENA"):
            row = december.person(user)
            session.add(
                RetrospectiveRow(
                    workspace_id=row["workspace_id"],
                    cycle_id=cycle,
                    team_id=team,
                    person_id=row["id"],
                    worked="&" * 1000,
                    did_not="<" * 1000,
                    change="w " * 500,
                    at=FRIDAY,
                )
            )

    post(december, "U0LENA")

    text = december.channel_text("C0LEADS")
    assert "Platform blickt auf 2026-Q4 zurück" in text
    assert text.count("w w…") == 4


def test_the_button_in_the_message_opens_the_form(december: Office) -> None:
    close_all(december)
    december.change(CycleRow, {}, next_step_at=FRIDAY)
    december.live_until(FRIDAY + timedelta(hours=5))

    december.slack.click("U0NICK", "retrospective.open")

    assert "*Platform · 2026-Q4*" in december.shown("U0NICK")


def test_it_opens_on_top_of_the_list_of_what_to_close(december: Office) -> None:
    december.slack.command("U0LENA", "/okr close")
    december.slack.press("U0LENA", "retrospective.open")
    december.slack.press("U0LENA", "retrospective.post")

    assert "Post the look back" in december.shown("U0LENA")
