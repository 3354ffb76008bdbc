"""`/okr show`: what it finds, and what one objective tells; privacy on the way to both."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.changes import Change
from bot.domain.okrs import Objective
from storage.objectives import Edit, add_changes, find_objective_of
from storage.people import get_person
from storage.tables import AuditRow, CycleRow, KeyResultRow, ObjectiveRow, PersonRow
from tests.flows.office import MONDAY_EARLY, Office


def search(office: Office, user: str, words: str) -> str:
    """The answer to the command."""
    assert office.slack.command(user, f"/okr show {words}").error is None
    return office.answer(user)


def seen(office: Office) -> list[str]:
    """Who looked at what is private to others."""
    return [row["action"] for row in office.rows(AuditRow) if row["action"] == "private.seen"]


def objective_id(office: Office, key: str) -> int:
    return next(int(row["id"]) for row in office.rows(ObjectiveRow) if row["key"] == key)


def show(office: Office, user: str, key: str, found_by: str) -> str:
    """What the modal of an objective says, opened from the answer to a search."""
    search(office, user, found_by)
    ts = office.slack.ephemerals(user)[-1]["ts"]
    office.slack.click(user, "objective.show", ts=ts)
    return office.shown(user)


def test_without_words_it_shows_what_is_mine(office: Office) -> None:
    answer = search(office, "U0NICK", "")

    assert "*1 objective · yours*" in answer
    assert "*Clinics never wait for our portal* · no check-in yet" in answer
    assert "Every region sells" not in answer


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("PORTAL clinics", 1),
        ("portal region", 0),
        ("tickets closed", 1),
        ("region", 1),
        ("team sales", 1),
        ("team", 2),
        ("team platform tickets", 1),
        ("mine team sales", 0),
        ("silent", 4),
        ("risk", 0),
        ("2026-q4 hospitals", 1),
        ("“risk”", 0),
    ],
)
def test_words_and_filters_work_together(office: Office, words: str, count: int) -> None:
    answer = search(office, "U0NICK", words)

    assert f"*{count} objective" in answer
    assert ("Nothing fits." in answer) == (count == 0)


def test_a_filter_names_the_key_results_it_is_about(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94", uptime_confidence="6")
    office.submit("U0MARIA")

    silent = search(office, "U0NICK", "silent team")

    assert "• Tickets closed · no check-in yet" in silent
    assert "• Portal answers" not in silent


def test_who_falls_behind_is_found(office: Office) -> None:
    office.change(
        KeyResultRow, {"key": "audit"}, checked_in_slot="2026-W42", confidence=2, current=Decimal(0)
    )

    answer = search(office, "U0NICK", "gefährdet")

    assert "*1 objective · at risk or off track*" in answer
    assert "• The audit is passed · off track" in answer


@pytest.mark.parametrize("words", ["munchen", "MUENCHEN", "münchen", "strasse", "Straße"])
def test_accents_and_sharp_s_make_no_difference(office: Office, words: str) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, title="Jede Straße in München ist hell")

    assert "*Jede Straße in München ist hell*" in search(office, "U0MANY", words)


def test_it_speaks_german(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr zeigen meine still")

    answer = office.answer("U0MARIA")
    assert "*1 Objective · deine · ohne Check-in in dieser Woche*" in answer
    assert "*Clinics never wait for our portal* · noch kein Check-in" in answer


def test_many_results_are_counted(office: Office) -> None:
    office.add_objectives(24)

    answer = search(office, "U0MANY", "objective long")

    assert "*24 objectives · objective long*" in answer
    assert "… and 4 more. Another word narrows it down." in answer


def test_a_closed_cycle_can_be_read_for_ever(office: Office) -> None:
    office.change(CycleRow, {"name": "2026-Q4"}, is_closed=True)
    office.change(
        ObjectiveRow,
        {"key": "calm"},
        state="closed",
        score=Decimal("0.7"),
        outcome="carried",
        score_note="Two clinics short",
        post_mortem="We began late",
    )

    assert "*0 objectives" in search(office, "U0NICK", "portal")
    assert "*1 objective · 2026-Q4 · portal*" in search(office, "U0NICK", "2026-Q4 portal")
    shown = show(office, "U0NICK", "calm", "2026-Q4 portal")
    assert "*Score 0.7* · goes on in the next cycle" in shown
    assert "Two clinics short" in shown
    assert "We began late" in shown
    assert "_closed, progress 20%_" in shown


def test_who_is_not_known_hears_what_to_do(office: Office) -> None:
    assert "I do not know you yet." in search(office, "U0STRANGE", "portal")


def test_a_private_objective_is_found_by_its_team_only(office: Office) -> None:
    assert "*Buy the rival*" in search(office, "U0NICK", "rival")
    assert "*0 objectives" in search(office, "U0MANY", "rival")
    assert "*0 objectives" in search(office, "U0MANY", "offer table")
    assert "rival" not in search(office, "U0MANY", "silent").lower()
    assert seen(office) == []


def test_an_admin_who_finds_a_private_objective_is_audited(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0MANY"}, role="admin")

    assert "*Buy the rival*" in search(office, "U0MANY", "rival")
    search(office, "U0MANY", "portal")

    assert seen(office) == ["private.seen"]


def test_an_objective_tells_everything(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, why="Every hour costs trust")
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="91", uptime_confidence="3")
    office.unfold("U0MARIA", "uptime")
    office.fill("U0MARIA", uptime_note="Wires are old", uptime_blocker="No parts")
    office.submit("U0MARIA")

    shown = show(office, "U0NICK", "calm", "portal")

    assert "*Clinics never wait for our portal*\nEvery hour costs trust" in shown
    assert "Platform · Lena Lead · 2026-Q4 (Oct 1, 2026 – Dec 31, 2026) · committed" in shown
    assert "↗ Contributes to: *Hospitals trust our implants* · Company" in shown
    assert "_progress 10%, expected 13%, gap 3 points → on track_" in shown
    assert ">Wires are old" in shown
    assert ">:construction: No parts" in shown
    assert "_nothing was checked in yet_" in shown


def test_what_was_changed_is_told_with_author_and_reason(office: Office) -> None:
    calm, uptime = objective_id(office, "calm"), office.id_of("uptime")
    lena, nick = int(office.person("U0LENA")["id"]), int(office.person("U0NICK")["id"])
    found = [
        Change("target", "100", "99.5", "Portal answers", uptime),
        Change("owner_id", str(nick), str(lena), "Clinics never wait"),
        Change("parent_id", "", str(objective_id(office, "secret")), "Clinics never wait"),
    ]
    with office.database.transaction() as session:
        author = get_person(session, office.caller("U0LENA"))
        add_changes(session, Edit(author, MONDAY_EARLY, "The vendor gives no more"), calm, found)

    shown = show(office, "U0MANY", "calm", "portal")

    assert "*target* (Portal answers): 100 → 99.5\nLena Lead" in shown
    assert ">The vendor gives no more" in shown
    assert "*owner*: Nick New → Lena Lead" in shown
    assert "*what it hangs on*: nothing → something private" in shown
    assert "Buy the rival" not in shown


def test_what_is_above_opens_in_turn_three_deep(office: Office) -> None:
    show(office, "U0NICK", "calm", "portal")

    office.slack.press("U0NICK", "objective.show")
    assert "*Hospitals trust our implants*" in office.shown("U0NICK")
    office.slack.press("U0NICK", "keyresult.history")
    assert "*Hospitals that reorder*" in office.shown("U0NICK")
    assert len(office.slack.views("U0NICK")) == 3

    office.slack.close("U0NICK")
    assert "*Hospitals trust our implants*" in office.shown("U0NICK")


def test_in_the_third_window_the_next_takes_its_place(office: Office) -> None:
    grow = objective_id(office, "grow")
    office.change(ObjectiveRow, {"key": "grow"}, parent_id=objective_id(office, "sell"))
    office.slack.open_home("U0NICK")
    office.slack.press("U0NICK", "objective.show", value=str(objective_id(office, "calm")))
    office.slack.press("U0NICK", "objective.show", value=str(grow))
    office.slack.press("U0NICK", "objective.show", value=str(objective_id(office, "sell")))

    assert office.slack.press("U0NICK", "keyresult.history").error is None

    assert len(office.slack.views("U0NICK")) == 3
    assert "*Region 1*" in office.shown("U0NICK")


def test_nobody_opens_what_is_private_to_others(office: Office) -> None:
    search(office, "U0NICK", "rival")
    ts = office.slack.ephemerals("U0NICK")[-1]["ts"]
    office.slack.click("U0NICK", "objective.show", ts=ts)
    forged = dict(office.bolt.last, user={"id": "U0MANY", "team_id": "T0LOCAL"})
    forged["trigger_id"] = office.trigger("U0MANY")

    office.bolt.deliver(forged)

    assert "This objective is not there any more." in office.shown("U0MANY")
    assert "rival" not in office.shown("U0MANY")


def test_what_became_private_is_not_opened_from_an_old_answer(office: Office) -> None:
    search(office, "U0MANY", "portal")
    office.change(ObjectiveRow, {"key": "calm"}, is_private=True)

    office.slack.click("U0MANY", "objective.show", ts=office.slack.ephemerals("U0MANY")[-1]["ts"])

    assert "This objective is not there any more." in office.shown("U0MANY")


def test_an_objective_of_another_workspace_is_not_there(office: Office) -> None:
    with office.database.reading() as session:
        found: Objective | None = find_objective_of(session, 404, office.id_of("audit"))

    assert found is None


def test_help_names_it(office: Office) -> None:
    office.slack.command("U0NICK", "/okr help")

    assert "/okr show" in office.answer("U0NICK")


def test_a_cycle_by_its_name_finds_what_was_planned(office: Office) -> None:
    days: dict[str, Any] = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 3, 31)}
    workspace = office.line.workspace.id
    with office.database.transaction() as session:
        session.add(CycleRow(workspace_id=workspace, name="Q1 2027", **days))

    assert "*0 objectives · Q1 2027*" in search(office, "U0NICK", "q1 2027")
