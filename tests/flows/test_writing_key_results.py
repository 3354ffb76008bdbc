"""Key results in the editor: each metric, what is refused, the list they stand in."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from storage.tables import MilestoneRow, PersonRow
from tests.flows.office import Office
from tests.flows.writing import (
    add_key_result,
    add_training,
    align,
    begin,
    button,
    key_results_of,
    newest,
    page_of,
    state_of,
    write_head,
)

USER = "U0LENA"


def come_to_list(office: Office, user: str = USER) -> None:
    begin(office, user)
    write_head(office, user)
    align(office, user)
    assert page_of(office, user) == "key_results"


def save(office: Office, user: str = USER) -> list[dict[str, Any]]:
    """Save what stands; the key results as they are stored."""
    office.slack.submit(user)
    office.slack.submit(user)
    return key_results_of(office, newest(office)["id"])


@pytest.mark.parametrize(
    ("metric", "typed", "stored"),
    [
        (
            "increase",
            {"baseline": "4", "target": "20"},
            {"baseline": 4, "target": 20, "current": 4},
        ),
        (
            "decrease",
            {"baseline": "9.5", "target": "5", "current": "9"},
            {"baseline": Decimal("9.5"), "target": 5, "current": 9},
        ),
        ("at_least", {"target": "99.5"}, {"target": Decimal("99.5"), "current": None}),
        ("at_most", {"target": "1,500", "current": "1600"}, {"target": 1500, "current": 1600}),
        ("between", {"lower": "18", "upper": "22"}, {"lower": 18, "upper": 22, "current": None}),
        ("milestones", {"milestones": "Graz"}, {"current": None}),
        ("yes_no", {}, {"current": 0}),
    ],
)
def test_each_metric_is_stored_with_its_numbers_and_no_others(
    office: Office, metric: str, typed: dict[str, str], stored: dict[str, Any]
) -> None:
    come_to_list(office)
    add_key_result(office, USER, metric, title="Clinics that train alone", **typed)

    (row,) = save(office)

    nothing = dict.fromkeys(("baseline", "target", "lower", "upper", "current"))
    assert {name: row[name] for name in nothing} == {**nothing, **stored}
    assert (row["metric"], row["weight"], row["entry"]) == (metric, Decimal(1), "replaces")


def test_unit_entry_weight_confidence_owner_and_delegate_are_stored(office: Office) -> None:
    come_to_list(office)
    add_key_result(
        office,
        USER,
        title="Clinics that train alone",
        baseline="4",
        target="20",
        unit="clinics",
        entry="adds",
        weight="2.5",
        confidence="6",
        owner="U0MARIA",
        delegate="U0NICK",
    )

    (row,) = save(office)

    assert (row["unit"], row["entry"], row["confidence"]) == ("clinics", "adds", 6)
    assert row["weight"] == Decimal("2.5")
    assert row["owner_id"] == office.person("U0MARIA")["id"]
    assert row["delegate_id"] == office.person("U0NICK")["id"]


def test_milestones_are_one_on_each_line(office: Office) -> None:
    come_to_list(office)
    lines = "Graz | 2 | 2026-10-23\n\nLinz | 2026-11-30\nSteyr | 3\nWels"
    add_key_result(office, USER, "milestones", title="Clinics that train", milestones=lines)

    save(office)

    rows = office.rows(MilestoneRow)[-4:]
    assert [(row["title"], row["weight"], row["due_on"]) for row in rows] == [
        ("Graz", Decimal(2), date(2026, 10, 23)),
        ("Linz", Decimal(1), date(2026, 11, 30)),
        ("Steyr", Decimal(3), None),
        ("Wels", Decimal(1), None),
    ]


def test_numbers_are_typed_as_the_person_writes_them(office: Office) -> None:
    begin(office, "U0MARIA")
    write_head(office, "U0MARIA")
    align(office, "U0MARIA")
    add_key_result(office, "U0MARIA", title="Minuten Wartezeit", baseline="4,5", target="1.200")

    (row,) = save(office, "U0MARIA")

    assert (row["baseline"], row["target"]) == (Decimal("4.5"), Decimal(1200))


@pytest.mark.parametrize(
    ("metric", "typed", "errors"),
    [
        ("increase", {"target": "4"}, {"target": "The target must differ from the baseline."}),
        (
            "increase",
            {"target": "3"},
            {"target": "To increase, the target must be above the baseline."},
        ),
        (
            "decrease",
            {"target": "5"},
            {"target": "To decrease, the target must be below the baseline."},
        ),
        (
            "increase",
            {"baseline": "four", "target": "4,5", "weight": "-1"},
            {
                "baseline": "Type just a number, such as 1200 or 1.5.",
                "target": 'Write decimals with "." here, as in 1.5.',
                "weight": "A weight cannot be below 0. With 0 it does not count.",
            },
        ),
        (
            "between",
            {"lower": "5", "upper": "4"},
            {"lower": "The lower bound must not be above the upper one."},
        ),
        (
            "milestones",
            {"milestones": "Graz\nLinz | soon"},
            {"milestones": 'Line 2: "soon" is neither a weight nor a date like 2026-10-23.'},
        ),
        (
            "milestones",
            {"milestones": "Graz | 2027-01-05"},
            {
                "milestones": "Line 1: Jan 5, 2027 lies outside of 2026-Q4 "
                "(Oct 1, 2026 to Dec 31, 2026)."
            },
        ),
        (
            "milestones",
            {"milestones": "Graz | 0\nLinz | 0"},
            {"milestones": "at least one weight must be above 0, or nothing counts"},
        ),
        (
            "yes_no",
            {"title": "   "},
            {"title": "Write what you will be able to measure."},
        ),
    ],
)
def test_what_cannot_be_measured_is_told_at_its_field(
    office: Office, metric: str, typed: dict[str, str], errors: dict[str, str]
) -> None:
    come_to_list(office)
    baseline = {"baseline": "4"} if metric in ("increase", "decrease") else {}

    add_key_result(office, USER, metric, **{"title": "Clinics", **baseline, **typed})

    assert office.slack.errors(USER) == errors
    assert page_of(office, USER) == "keyresult.submit"


def test_choosing_a_metric_keeps_what_was_typed_for_another(office: Office) -> None:
    come_to_list(office)
    office.slack.press(USER, "keyresult.add")
    office.slack.fill(
        USER, {"title": "Clinics", "baseline": "4", "target": "20", "unit": "clinics"}
    )

    office.slack.press(USER, "keyresult.metric", value="milestones")
    assert "baseline" not in state_of(office, USER)
    office.slack.press(USER, "keyresult.metric", value="decrease")

    typed = state_of(office, USER)
    assert (typed["title"], typed["baseline"], typed["target"]) == ("Clinics", "4", "20")


def test_a_key_result_is_changed_in_its_place_and_removed(office: Office) -> None:
    come_to_list(office)
    for title in ("First", "Second", "Third"):
        add_training(office, USER, title)
    button(office, USER, "keyresult.edit", "n1")
    assert state_of(office, USER)["title"] == "First"
    office.slack.fill(USER, {"title": "First of all"})
    office.slack.submit(USER)

    button(office, USER, "keyresult.remove", "n2")

    assert [row["title"] for row in save(office)] == ["First of all", "Third"]


def test_more_than_ten_do_not_fit(office: Office) -> None:
    come_to_list(office)
    for number in range(10):
        add_training(office, USER, f"Clinics {number}")

    assert "That is as many as an objective can have." in office.shown(USER)
    with pytest.raises(LookupError):
        office.slack.press(USER, "keyresult.add")


def test_weights_that_are_all_0_hold_the_list(office: Office) -> None:
    come_to_list(office)
    add_key_result(office, USER, title="Clinics", baseline="4", target="20", weight="0")

    office.slack.submit(USER)

    assert page_of(office, USER) == "key_results"
    assert "at least one weight must be above 0" in office.shown(USER)


@pytest.mark.parametrize(("name", "chosen"), [("owner", "U0GONE"), ("delegate", "U0GONE")])
def test_who_left_owns_and_updates_nothing(office: Office, name: str, chosen: str) -> None:
    come_to_list(office)

    add_key_result(office, USER, "yes_no", title="Clinics", **{name: chosen})

    assert office.slack.errors(USER) == {
        name: "Gus Gone has left, is a guest or a bot. Choose somebody else."
    }


def test_somebody_whom_okrbot_does_not_know_yet_is_asked_of_slack(office: Office) -> None:
    come_to_list(office)

    add_key_result(office, USER, "yes_no", title="The audit is passed", owner="U0STRANGE")

    (row,) = save(office)
    stella = office.person("U0STRANGE")
    assert (row["owner_id"], stella["name"]) == (stella["id"], "Stella Strange")
    assert (stella["is_active"], stella["country"]) == (True, "AT")
    assert stella["next_nudge_at"] is not None


def test_a_guest_is_known_and_refused(office: Office) -> None:
    office.slack.update_person("U0STRANGE", is_restricted=True)
    come_to_list(office)

    add_key_result(office, USER, "yes_no", title="The audit is passed", owner="U0STRANGE")

    assert "is a guest or a bot" in office.slack.errors(USER)["owner"]
    found = [row for row in office.rows(PersonRow) if row["slack_id"] == "U0STRANGE"]
    assert [row["is_active"] for row in found] == [False]
