"""The history of a key result: every value and word, and the chart that is sent as a message."""

from datetime import timedelta

import pytest

from bot.domain.changes import Change
from storage.objectives import Edit, add_changes
from storage.people import get_person
from storage.tables import AuditRow, ObjectiveRow, PersonRow, WorkspaceRow
from tests.flows.office import MONDAY_EARLY, Office

WEEK = timedelta(days=7, minutes=1)


def check_in(office: Office, value: str, note: str = "") -> None:
    """Maria says how the portal answers."""
    office.open("U0MARIA")
    if note:
        office.unfold("U0MARIA", "uptime")
        office.fill("U0MARIA", uptime_note=note)
    office.fill("U0MARIA", uptime_value=value)
    office.submit("U0MARIA")


def open_history(office: Office, user: str, key: str = "uptime") -> str:
    """What the history says, opened from the details of the objective that a search found."""
    office.slack.command(user, "/okr show portal")
    office.slack.click(user, "objective.show", ts=office.slack.ephemerals(user)[-1]["ts"])
    office.slack.press(user, "keyresult.history", value=str(office.id_of(key)))
    return office.shown(user)


def seen(office: Office) -> list[str]:
    """Who looked at what is private to others."""
    return [row["action"] for row in office.rows(AuditRow) if row["action"] == "private.seen"]


def figure(office: Office) -> tuple[str, bool]:
    """What is remembered of the workspace, and whether something better was refused."""
    row = office.rows(WorkspaceRow)[0]
    return row["figure"], row["figure_refused_at"] is not None


def kinds(office: Office, user: str) -> list[str]:
    """The blocks of the newest message to somebody."""
    return [block["type"] for block in office.slack.dm(user)[-1]["blocks"]]


def test_every_value_stands_there_with_its_words_the_newest_first(office: Office) -> None:
    check_in(office, "94", "Two more servers")
    office.live_until(MONDAY_EARLY + WEEK)
    check_in(office, "93")

    shown = open_history(office, "U0NICK")

    newest, oldest = shown.index("*Week 43* · 94% → 93%"), shown.index("*Week 42* · 92% → 94%")
    assert newest < oldest
    assert "Maria Muster" in shown
    assert ">Two more servers" in shown


def test_a_corrected_value_does_not_hide_the_first_one(office: Office) -> None:
    check_in(office, "94")
    check_in(office, "95")

    shown = open_history(office, "U0NICK")

    assert "*Week 42* · 94% → 95%" in shown
    assert "*Week 42* · 92% → 94%" in shown


def test_changes_of_the_target_stand_in_between(office: Office) -> None:
    check_in(office, "94")
    change = Change("target", "100", "99", "Portal answers", office.id_of("uptime"))
    with office.database.transaction() as session:
        author = get_person(session, office.caller("U0LENA"))
        at = MONDAY_EARLY + timedelta(hours=1)
        add_changes(
            session,
            Edit(author, at, "Honest"),
            office.key_result("uptime")["objective_id"],
            [change],
        )
    office.live_until(MONDAY_EARLY + WEEK)
    check_in(office, "93")

    shown = open_history(office, "U0NICK")

    places = [shown.index(each) for each in ("*Week 43*", "*target*: 100 → 99", "*Week 42*")]
    assert places == sorted(places)


def test_it_speaks_german(office: Office) -> None:
    check_in(office, "94")

    shown = open_history(office, "U0MARIA")

    assert "*Woche 42* · 92\xa0% → 94\xa0% · Zuversicht bleibt 7" in shown


def test_before_the_first_check_in_there_is_nothing_to_draw(office: Office) -> None:
    shown = open_history(office, "U0NICK", "audit")

    assert "Nothing was checked in yet." in shown
    assert "As a chart" not in shown


def test_a_long_history_is_turned_page_by_page(office: Office) -> None:
    for number in range(45):
        check_in(office, str(91 + number % 2))

    first = open_history(office, "U0NICK")
    assert "Page 1 of 2" in first
    office.slack.press("U0NICK", "keyresult.older")
    assert "Page 2 of 2" in office.shown("U0NICK")
    assert "92% → 91%" in office.shown("U0NICK")
    office.slack.press("U0NICK", "keyresult.newer")

    assert office.shown("U0NICK") == first


def test_a_chart_comes_as_a_message(office: Office) -> None:
    check_in(office, "94")
    open_history(office, "U0NICK")

    assert office.slack.press("U0NICK", "keyresult.chart").error is None

    assert kinds(office, "U0NICK") == ["section", "data_visualization"]
    said = "Portal answers: week 41: 92%, week 42: 94%, the pace asks for 91%."
    assert office.dm_texts("U0NICK") == [f"{said} 94% of 100%, on track."]
    assert "The chart is in your messages with me now." in office.shown("U0NICK")
    assert figure(office) == ("chart", False)


@pytest.mark.parametrize(
    ("refusals", "blocks", "remembered"),
    [
        (1, ["section", "table"], "table"),
        (2, ["section", "section"], "text"),
    ],
)
def test_where_slack_knows_no_charts_something_else_comes(
    office: Office, refusals: int, blocks: list[str], remembered: str
) -> None:
    check_in(office, "94")
    open_history(office, "U0NICK")
    office.slack.fault("chat.postMessage", "error", times=refusals, error="invalid_blocks")

    office.slack.press("U0NICK", "keyresult.chart")

    assert kinds(office, "U0NICK") == blocks
    assert figure(office) == (remembered, True)


def test_what_was_refused_is_not_tried_again_for_a_week(office: Office) -> None:
    check_in(office, "94")
    open_history(office, "U0NICK")
    office.slack.fault("chat.postMessage", "error", error="invalid_blocks")
    office.slack.press("U0NICK", "keyresult.chart")
    open_history(office, "U0LENA")

    office.slack.press("U0LENA", "keyresult.chart")
    assert kinds(office, "U0LENA") == ["section", "table"]

    office.live_until(MONDAY_EARLY + WEEK)
    office.slack.close_all("U0LENA")
    open_history(office, "U0LENA")
    office.slack.press("U0LENA", "keyresult.chart")

    assert kinds(office, "U0LENA") == ["section", "data_visualization"]
    assert figure(office) == ("chart", False)


def test_another_refusal_is_told_and_nothing_is_remembered(office: Office) -> None:
    check_in(office, "94")
    open_history(office, "U0NICK")
    office.slack.fault("chat.postMessage", "429")

    office.slack.press("U0NICK", "keyresult.chart")

    assert "Slack is busy right now." in office.shown("U0NICK")
    assert figure(office) == ("chart", False)


def test_a_private_history_is_nobody_elses(office: Office) -> None:
    check_in(office, "94")
    open_history(office, "U0MANY")
    opened = office.bolt.last
    office.slack.press("U0MANY", "keyresult.chart")
    pressed = office.bolt.last
    sent = len(office.slack.dm("U0MANY"))
    office.change(ObjectiveRow, {"key": "calm"}, is_private=True)

    for press in (opened, pressed):
        office.bolt.deliver(dict(press, trigger_id=office.trigger("U0MANY")))
        assert "This key result is not there any more." in office.shown("U0MANY")
        office.slack.close("U0MANY")

    assert len(office.slack.dm("U0MANY")) == sent


def test_an_admin_who_reads_a_private_history_is_audited(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0MANY"}, role="admin")
    office.change(ObjectiveRow, {"key": "calm"}, is_private=True)

    shown = open_history(office, "U0MANY")

    assert "*Portal answers*" in shown
    assert seen(office) == ["private.seen"] * 3  # found, opened, read


def test_who_updates_a_private_key_result_reads_its_history(office: Office) -> None:
    check_in(office, "94")
    office.change(ObjectiveRow, {"key": "calm"}, is_private=True)
    office.change(PersonRow, {"slack_id": "U0MARIA"}, home_team_id=None)

    assert "*Woche 42*" in open_history(office, "U0MARIA")
