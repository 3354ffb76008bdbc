"""Closing one objective: its suggested score, what has to be said, and what becomes of it."""

from decimal import Decimal

import pytest

from storage.tables import ChangeRow, FormDraftRow, KeyResultRow, ObjectiveRow, TeamRow
from tests.flows.closing import (
    LESSON,
    begin_close,
    copy_of,
    errors,
    objective,
    open_page,
    plan_next,
    press_one,
)
from tests.flows.office import Office


@pytest.fixture
def december(office: Office) -> Office:
    begin_close(office)
    return office


def test_the_page_shows_how_the_score_comes_about(december: Office) -> None:
    open_page(december, "U0LENA", "calm")

    shown = december.shown("U0LENA")
    assert "*Portal answers*\n90% → 100%, now 92%: *0.2*" in shown
    assert "*Clinics that train alone*\n0 of 2 milestones: *0*" in shown
    assert "(0.2 + 0.2 + 0 + 0) ÷ 4 = *0.1*" in shown
    assert ":red_circle: suggested score 0.1: weak result · committed" in shown


def test_an_objective_is_closed_with_its_suggested_score(december: Office) -> None:
    open_page(december, "U0LENA", "calm")
    december.slack.fill("U0LENA", {"post_mortem": LESSON, "closing_note": "Next year"})

    reply = december.submit("U0LENA")

    assert reply.error is None
    closed = objective(december, "calm")
    assert (closed["state"], closed["outcome"], closed["score"], closed["post_mortem"]) == (
        "closed",
        "closed",
        Decimal("0.10"),
        LESSON,
    )
    assert december.key_result("uptime")["score"] == Decimal("0.20")
    assert "1 objective is closed." in december.shown("U0LENA")
    assert [(row["field"], row["after"]) for row in december.rows(ChangeRow)] == [
        ("state", "closed")
    ]


def test_a_missed_commitment_asks_for_a_post_mortem_at_its_field(december: Office) -> None:
    open_page(december, "U0LENA", "calm")

    december.submit("U0LENA")

    assert errors(december, "U0LENA") == {
        "post_mortem": "A commitment was missed: what happened, and what do you learn from it?"
    }
    assert objective(december, "calm")["state"] == "active"


@pytest.mark.parametrize(
    ("user", "typed", "told"),
    [
        ("U0LENA", "1.2", {"score": "A score goes from 0 to 1, with one decimal, such as 0.7."}),
        ("U0LENA", "0.75", {"score": "A score goes from 0 to 1, with one decimal, such as 0.7."}),
        ("U0LENA", "0,7", {"score": 'Write decimals with "." here, as in 1.5.'}),
        ("U0LENA", "much", {"score": "Type just a number, such as 1200 or 1.5."}),
        (
            "U0LENA",
            "0.7",
            {"score_note": "Your score is not the suggested one: say in a sentence why."},
        ),
    ],
)
def test_another_score_is_checked(
    december: Office, user: str, typed: str, told: dict[str, str]
) -> None:
    open_page(december, user, "calm")
    december.slack.fill(user, {"score": typed, "post_mortem": LESSON})

    december.submit(user)

    assert errors(december, user) == told


def test_another_score_is_kept_with_its_reason_as_germans_write_it(december: Office) -> None:
    december.slack.update_person("U0LENA", locale="de-DE")
    december.slack.redeliver()
    open_page(december, "U0LENA", "calm")
    december.slack.fill(
        "U0LENA", {"score": "0,7", "score_note": "Die Messung war falsch", "post_mortem": LESSON}
    )

    december.submit("U0LENA")

    closed = objective(december, "calm")
    assert (closed["score"], closed["score_note"]) == (Decimal("0.7"), "Die Messung war falsch")


def test_dropping_needs_a_reason_and_gives_no_score(december: Office) -> None:
    open_page(december, "U0LENA", "calm")
    december.slack.fill("U0LENA", {"closing.outcome": "dropped"})
    december.submit("U0LENA")
    refused = errors(december, "U0LENA")
    december.slack.fill("U0LENA", {"reason": "Nobody needs it"})

    december.submit("U0LENA")

    assert refused == {"reason": "Say in a sentence why it is dropped."}
    dropped = objective(december, "calm")
    assert (dropped["state"], dropped["score"], dropped["closing_note"]) == (
        "dropped",
        None,
        "Nobody needs it",
    )


def test_an_objective_is_carried_over_with_its_values(december: Office) -> None:
    target = plan_next(december)
    december.change(KeyResultRow, {"key": "audit"}, blocker_kind="people", blocker="No auditor")
    open_page(december, "U0LENA", "calm")
    december.slack.fill("U0LENA", {"closing.outcome": "carried"})
    december.slack.fill("U0LENA", {"post_mortem": LESSON})

    december.submit("U0LENA")

    new = copy_of(december, "calm")
    results = [row for row in december.rows(KeyResultRow) if row["objective_id"] == new["id"]]
    assert (new["state"], new["cycle_id"], new["title"]) == (
        "active",
        target,
        "Clinics never wait for our portal",
    )
    assert [(row["current"], row["confidence"], row["blocker"]) for row in results] == [
        (Decimal(92), 7, None),
        (Decimal(20), 6, None),
        (None, 5, None),
        (Decimal(0), 8, "No auditor"),
    ]
    assert [row["checked_in_slot"] for row in results] == [None] * 4
    assert "link them anew:\n• *Clinics never wait for our portal*" in december.shown("U0LENA")
    assert new["justification"] == (
        "Carried over from 2026-Q4; what it contributed to there has ended."
    )


def test_a_restarted_objective_begins_anew(december: Office) -> None:
    plan_next(december)
    open_page(december, "U0LENA", "calm")
    december.slack.fill("U0LENA", {"closing.outcome": "restarted"})
    december.slack.fill("U0LENA", {"post_mortem": LESSON})

    december.submit("U0LENA")

    new = copy_of(december, "calm")
    results = [row for row in december.rows(KeyResultRow) if row["objective_id"] == new["id"]]
    assert [(row["current"], row["confidence"]) for row in results] == [
        (Decimal(90), 5),
        (Decimal(0), 5),
        (None, 5),
        (Decimal(0), 5),
    ]


def test_without_a_later_cycle_an_admin_is_needed(december: Office) -> None:
    open_page(december, "U0LENA", "calm")
    december.slack.fill("U0LENA", {"closing.outcome": "carried"})
    december.slack.fill("U0LENA", {"post_mortem": LESSON})

    december.submit("U0LENA")

    assert errors(december, "U0LENA") == {
        "closing.outcome": "There is no later cycle yet. An admin plans one with /okr cycle."
    }


@pytest.mark.parametrize("order", [("grow", "calm"), ("calm", "grow")])
def test_parent_and_child_keep_their_link_in_any_order(
    december: Office, order: tuple[str, str]
) -> None:
    plan_next(december)
    december.slack.command("U0HANNA", "/okr close Platform")
    for key in order:
        team = "Company" if key == "grow" else "Platform"
        december.slack.command("U0HANNA", f"/okr close {team}")
        press_one(december, "U0HANNA", key)
        december.slack.fill("U0HANNA", {"closing.outcome": "carried"})
        december.slack.fill("U0HANNA", {"post_mortem": LESSON} if key == "calm" else {})
        assert december.submit("U0HANNA").error is None
        december.slack.close("U0HANNA")

    child, parent = copy_of(december, "calm"), copy_of(december, "grow")
    assert (child["parent_id"], child["link"], child["justification"]) == (
        parent["id"],
        "contributes",
        "",
    )


def test_what_was_typed_is_kept_when_the_page_is_left(december: Office) -> None:
    open_page(december, "U0LENA", "calm")
    december.slack.fill("U0LENA", {"post_mortem": LESSON})
    december.slack.close("U0LENA")

    press_one(december, "U0LENA", "calm")

    assert "What you typed before is still here." in december.shown("U0LENA")
    view = december.slack.view("U0LENA")
    assert view is not None
    assert view["state"]["values"]["post_mortem"]["post_mortem"]["value"] == LESSON


def test_a_press_that_is_delivered_twice_closes_once(december: Office) -> None:
    plan_next(december)
    open_page(december, "U0LENA", "calm")
    december.slack.fill("U0LENA", {"closing.outcome": "carried"})
    december.slack.fill("U0LENA", {"post_mortem": LESSON})
    december.submit("U0LENA")

    status, body = december.bolt.deliver(december.bolt.last)

    assert (status, body) == (200, "")
    assert len(december.rows(ChangeRow)) == 1
    assert len([row for row in december.rows(ObjectiveRow) if row["carried_from_id"]]) == 1
    assert december.rows(FormDraftRow) == []


def test_of_two_people_the_second_sees_that_it_is_closed(december: Office) -> None:
    open_page(december, "U0LENA", "calm")
    december.slack.command("U0HANNA", "/okr close Platform")
    press_one(december, "U0HANNA", "calm")
    december.slack.fill("U0HANNA", {"post_mortem": "Hanna's words"})
    december.submit("U0HANNA")
    december.slack.fill("U0LENA", {"post_mortem": LESSON})

    december.submit("U0LENA")

    assert errors(december, "U0LENA") == {
        "closing.outcome": "Hanna Head has closed this objective already."
    }
    assert objective(december, "calm")["post_mortem"] == "Hanna's words"


def test_who_saw_an_older_version_keeps_their_words_and_opens_it_again(december: Office) -> None:
    open_page(december, "U0LENA", "calm")
    december.change(ObjectiveRow, {"key": "calm"}, title="Clinics wait less", version=2)
    december.slack.fill("U0LENA", {"post_mortem": LESSON})
    december.submit("U0LENA")
    told = errors(december, "U0LENA")["closing.outcome"]
    december.slack.close("U0LENA")

    press_one(december, "U0LENA", "calm")

    assert "go back and open it once more" in told
    assert december.submit("U0LENA").error is None
    assert objective(december, "calm")["post_mortem"] == LESSON


@pytest.mark.parametrize("user", ["U0MARIA", "U0MANY"])
def test_who_may_not_close_is_told_the_rule(december: Office, user: str) -> None:
    december.slack.command(user, "/okr close Platform")

    rule = {
        "U0MARIA": "Die OKRs von Platform schließen nur die Leitung",
        "U0MANY": "Only the manager of Platform and managers above close its OKRs.",
    }
    assert rule[user] in december.answer(user)


def test_who_lost_the_right_is_refused_at_submit(december: Office) -> None:
    open_page(december, "U0LENA", "calm")
    december.slack.fill("U0LENA", {"post_mortem": LESSON})
    december.change(TeamRow, {"name": "Platform"}, manager_id=None)

    december.submit("U0LENA")

    assert errors(december, "U0LENA") == {
        "closing.outcome": "Only the manager of Platform and managers above close its OKRs."
    }
    assert objective(december, "calm")["state"] == "active"


def test_before_its_last_two_weeks_nothing_is_closed(office: Office) -> None:
    office.slack.command("U0LENA", "/okr close")

    assert "No cycle ends now" in office.answer("U0LENA")
