"""The list of what a team has to close, and many objectives at once."""

from decimal import Decimal

import pytest

from storage.tables import AuditRow, FormDraftRow, KeyResultRow, ObjectiveRow, PersonRow
from tests.flows.closing import (
    FRIDAY,
    LESSON,
    begin_close,
    copy_of,
    errors,
    objective,
    plan_next,
)
from tests.flows.office import Office, text_of


@pytest.fixture
def december(office: Office) -> Office:
    begin_close(office)
    return office


def chosen(office: Office, *keys: str) -> list[str]:
    return [str(objective(office, key)["id"]) for key in keys]


def states(office: Office) -> dict[str, str]:
    return {row["key"]: row["state"] for row in office.rows(ObjectiveRow) if row["key"]}


def test_the_list_says_what_is_open_and_why(december: Office) -> None:
    december.change(KeyResultRow, {"key": "offer"}, checked_in_slot=None)

    december.slack.command("U0LENA", "/okr close")

    shown = december.shown("U0LENA")
    assert "*Platform*\n2026-Q4 ends on Dec 31, 2026\n2 objectives to close, 0 closed" in shown
    assert "a missed commitment, it needs a post-mortem" in shown
    assert "*Buy the rival* :lock:" in shown
    assert "a key result without any check-in" in shown
    assert "Close all as suggested" not in shown


def test_all_that_asks_nothing_is_closed_as_suggested(december: Office) -> None:
    december.change(KeyResultRow, {"key": "offer"}, current=Decimal(1))
    december.slack.command("U0LENA", "/okr abschließen platform")

    december.slack.press("U0LENA", "closing.suggested")

    shown = december.shown("U0LENA")
    assert "1 objective is closed." in shown
    assert "1 stays open; below it says what it needs." in shown
    assert "Still open: a missed commitment, it needs a post-mortem" in shown
    assert "Buy the rival :lock: · closed, *1* good result" in shown
    assert states(december) == {
        "grow": "active",
        "calm": "active",
        "secret": "closed",
        "sell": "active",
    }


def test_several_get_one_outcome_and_one_lesson(december: Office) -> None:
    december.slack.command("U0LENA", "/okr close")
    december.slack.fill(
        "U0LENA", {"chosen": chosen(december, "calm", "secret"), "all_words": LESSON}
    )

    december.submit("U0LENA")

    assert "2 objectives are closed." in december.shown("U0LENA")
    assert "0 objectives to close, 2 closed" in december.shown("U0LENA")
    assert [objective(december, key)["post_mortem"] for key in ("calm", "secret")] == [LESSON] * 2
    assert december.rows(FormDraftRow) == []


def test_what_misses_words_stays_open_and_what_was_typed_stays_too(december: Office) -> None:
    december.change(KeyResultRow, {"key": "offer"}, current=Decimal(1))
    december.slack.command("U0LENA", "/okr close")
    december.slack.fill("U0LENA", {"chosen": chosen(december, "calm", "secret")})

    december.submit("U0LENA")

    assert "1 stays open" in december.shown("U0LENA")
    view = december.slack.view("U0LENA")
    assert view is not None
    options = view["state"]["values"]["chosen"]["chosen"]["selected_options"]
    assert [each["value"] for each in options] == chosen(december, "calm")


def test_several_are_carried_over_with_their_link_in_one_step(december: Office) -> None:
    december.change(
        ObjectiveRow,
        {"key": "secret"},
        parent_id=objective(december, "calm")["id"],
        link="supports",
    )
    plan_next(december)
    december.slack.command("U0LENA", "/okr close")
    december.slack.fill(
        "U0LENA",
        {
            "chosen": chosen(december, "calm", "secret"),
            "all_outcome": "carried",
            "all_words": LESSON,
        },
    )

    december.submit("U0LENA")

    assert copy_of(december, "secret")["parent_id"] == copy_of(december, "calm")["id"]
    assert copy_of(december, "secret")["link"] == "supports"
    shown = december.shown("U0LENA")
    assert "link them anew:\n• *Clinics never wait for our portal*" in shown
    assert "• *Buy the rival*" not in shown


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"all_words": LESSON}, {"chosen": "Choose at least one objective."}),
        (
            {"chosen": ["calm"], "all_outcome": "dropped"},
            {"all_words": "Say in a sentence why they are dropped."},
        ),
        (
            {"chosen": ["calm"], "all_outcome": "carried"},
            {"all_outcome": "There is no later cycle yet. An admin plans one with /okr cycle."},
        ),
    ],
)
def test_what_is_missing_is_told_at_its_field(
    december: Office, values: dict[str, object], told: dict[str, str]
) -> None:
    december.slack.command("U0LENA", "/okr close")
    keys = values.get("chosen", [])
    assert isinstance(keys, list)
    december.slack.fill("U0LENA", values | {"chosen": chosen(december, *keys)})

    december.submit("U0LENA")

    assert errors(december, "U0LENA") == told


def test_aspirational_goals_that_all_succeed_were_not_ambitious(december: Office) -> None:
    december.change(ObjectiveRow, {}, commitment="aspirational")
    december.change(KeyResultRow, {"key": "offer"}, current=Decimal(1))
    december.change(ObjectiveRow, {"key": "calm"}, state="closed", score=Decimal("0.7"))
    december.slack.command("U0LENA", "/okr close")

    december.slack.press("U0LENA", "closing.suggested")

    assert "score above 0.8 on average" in december.shown("U0LENA")


def test_a_list_of_many_has_pages(december: Office) -> None:
    december.change(KeyResultRow, {"key": "offer"}, current=Decimal(1))
    december.add_objectives(130)
    december.change(KeyResultRow, {}, checked_in_slot="2026-W51")

    assert december.slack.command("U0LENA", "/okr close").error is None
    december.slack.press("U0LENA", "closing.next")
    december.slack.press("U0LENA", "closing.next")
    december.slack.press("U0LENA", "closing.back")

    assert "Page 2 of 6" in december.shown("U0LENA")
    december.slack.press("U0LENA", "closing.suggested")
    assert "These stay open:\n• *Clinics never wait for our portal*" in december.shown("U0LENA")


def test_an_admin_who_closes_a_private_objective_is_audited(december: Office) -> None:
    december.change(PersonRow, {"slack_id": "U0MANY"}, role="admin")

    december.slack.command("U0MANY", "/okr close Platform")

    assert "Buy the rival" in december.shown("U0MANY")
    assert "private.seen" in [row["action"] for row in december.rows(AuditRow)]


def test_after_its_end_a_cycle_is_still_closed(december: Office) -> None:
    december.clock.set(FRIDAY.replace(year=2027, month=1, day=11))

    december.slack.command("U0LENA", "/okr close")

    assert "2026-Q4 ended on Dec 31, 2026" in december.shown("U0LENA")
    assert "a value that is out of date" in december.shown("U0LENA")


def test_what_was_dropped_before_the_close_is_not_called_closed(office: Office) -> None:
    begin_close(office)
    office.change(ObjectiveRow, {"key": "calm"}, state="dropped")

    assert office.slack.command("U0LENA", "/okr close").error is None

    title = objective(office, "calm")["title"]
    assert f"{title} · dropped" in text_of(office.slack.view("U0LENA")).replace("*", "")
