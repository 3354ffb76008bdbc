"""Changing an objective that stands."""

from datetime import date
from decimal import Decimal

from storage.tables import (
    KeyResultRow,
    MilestoneRow,
)
from tests.flows.editing import calm, edit, made, turn_to_check
from tests.flows.office import Office
from tests.flows.writing import (
    add_training,
    button,
    drafts,
    key_results_of,
    objective_id,
    page_of,
    state_of,
)


def test_it_opens_with_what_stands(office: Office) -> None:
    edit(office, "U0LENA")

    typed = state_of(office, "U0LENA")
    assert typed["title"] == "Clinics never wait for our portal"
    assert (typed["owner"], typed["commitment"]) == ("U0LENA", "committed")
    assert "cycle" not in typed
    office.slack.submit("U0LENA")
    assert state_of(office, "U0LENA")["parent"] == str(objective_id(office, "grow"))
    office.slack.submit("U0LENA")
    button(office, "U0LENA", "keyresult.edit", str(office.id_of("clinics")))
    form = state_of(office, "U0LENA")
    assert (form["milestones"], form["keyresult.metric"]) == ("Graz\nLinz", "milestones")
    assert {"confidence", "current"}.isdisjoint(form)


def test_a_manager_changes_it_and_each_change_is_kept_with_its_reason(office: Office) -> None:
    edit(office, "U0LENA")
    turn_to_check(office, "U0LENA", title="Clinics never wait", why="They told us")
    assert "Clinics never wait for our portal → Clinics never wait" in office.shown("U0LENA")
    button(office, "U0LENA", "keyresult.edit", str(office.id_of("uptime")))
    office.slack.fill("U0LENA", {"target": "99.5"})
    office.slack.submit("U0LENA")
    assert page_of(office, "U0LENA") == "check"
    office.slack.fill("U0LENA", {"reason": "100 % is not possible"})

    office.slack.submit("U0LENA")

    reason = "100 % is not possible"
    assert made(office) == [
        ("title", "Clinics never wait for our portal", "Clinics never wait", reason),
        ("why", "", "They told us", reason),
        ("target", "100", "99.5", reason),
    ]
    assert (calm(office)["title"], calm(office)["version"]) == ("Clinics never wait", 2)
    assert office.key_result("uptime")["target"] == Decimal("99.5")
    assert (office.key_result("uptime")["current"], drafts(office)) == (Decimal(92), [])
    assert "It stands as you wrote it." in office.shown("U0LENA")


def test_what_others_are_told_of_needs_a_reason(office: Office) -> None:
    edit(office, "U0LENA")
    turn_to_check(office, "U0LENA", title="Clinics never wait")

    reply = office.slack.submit("U0LENA")

    assert reply.error == "invalid_input"
    office.slack.fill("U0LENA", {"reason": "   "})
    office.slack.submit("U0LENA")
    assert office.slack.errors("U0LENA") == {"reason": "Write why: whoever works with it will ask."}
    assert calm(office)["version"] == 1


def test_another_owner_needs_none(office: Office) -> None:
    edit(office, "U0LENA")
    turn_to_check(office, "U0LENA", owner="U0NICK")

    office.slack.submit("U0LENA")

    assert [each[0] for each in made(office)] == ["owner_id"]
    assert calm(office)["owner_id"] == office.person("U0NICK")["id"]


def test_key_results_come_and_go(office: Office) -> None:
    edit(office, "U0LENA")
    for _page in range(2):
        office.slack.submit("U0LENA")
    button(office, "U0LENA", "keyresult.remove", str(office.id_of("audit")))
    add_training(office, "U0LENA", "Clinics that train")
    office.slack.submit("U0LENA")
    office.slack.fill("U0LENA", {"reason": "The audit is next year"})

    office.slack.submit("U0LENA")

    titles = [row["title"] for row in key_results_of(office, objective_id(office, "calm"))]
    assert "The audit is passed" not in titles
    assert titles[-1] == "Clinics that train"
    assert {each[0] for each in made(office)} == {"added", "removed"}
    assert not office.key_result("audit")["is_active"]


def test_nothing_changed_is_nothing_stored(office: Office) -> None:
    edit(office, "U0LENA")
    turn_to_check(office, "U0LENA")

    office.slack.submit("U0LENA")

    assert (calm(office)["version"], made(office), drafts(office)) == (1, [], [])


def test_what_checkins_said_meanwhile_stays(office: Office) -> None:
    edit(office, "U0LENA")
    office.change(MilestoneRow, {"title": "Graz"}, done_on=date(2026, 10, 12))
    office.change(KeyResultRow, {"key": "uptime"}, current=Decimal(95), confidence=9)
    turn_to_check(office, "U0LENA", title="Clinics never wait")
    office.slack.fill("U0LENA", {"reason": "Shorter"})

    office.slack.submit("U0LENA")

    graz = next(row for row in office.rows(MilestoneRow) if row["title"] == "Graz")
    assert graz["done_on"] == date(2026, 10, 12)
    uptime = office.key_result("uptime")
    assert (uptime["current"], uptime["confidence"]) == (Decimal(95), 9)


def test_another_metric_starts_anew(office: Office) -> None:
    edit(office, "U0LENA")
    for _page in range(3):
        office.slack.submit("U0LENA")
    button(office, "U0LENA", "keyresult.edit", str(office.id_of("clinics")))
    office.slack.press("U0LENA", "keyresult.metric", value="increase")
    office.slack.fill("U0LENA", {"baseline": "0", "target": "2"})
    office.slack.submit("U0LENA")
    office.slack.fill("U0LENA", {"reason": "A number is simpler"})

    office.slack.submit("U0LENA")

    row = office.key_result("clinics")
    assert (row["metric"], row["current"], row["target"]) == ("increase", 0, 2)
    assert ("metric", "milestones", "increase", "A number is simpler") in made(office)
