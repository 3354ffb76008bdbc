"""Home: what each viewer sees, at each visit and after each press."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.agreeing import Answer
from bot.domain.editor import EditorDraft, draft_to_json
from storage.tables import (
    CycleRow,
    FormDraftRow,
    HandoverRow,
    KeyResultRow,
    MembershipRow,
    ObjectiveRow,
    PersonRow,
    ProposalRow,
    TeamRow,
)
from tests.flows.office import MONDAY_EARLY, TUESDAY_NINE, Office, text_of

TYPED = draft_to_json(EditorDraft({"title": "Mine"}))


def home(office: Office, user: str) -> str:
    """All that Home says after a visit."""
    assert office.slack.open_home(user).error is None
    return text_of(office.slack.home(user))


def blocks(office: Office, user: str) -> int:
    view = office.slack.home(user)
    assert view is not None
    return len(view["blocks"])


def add(office: Office, row: object) -> None:
    with office.database.transaction() as session:
        session.add(row)


def objective_id(office: Office, key: str) -> int:
    return next(int(row["id"]) for row in office.rows(ObjectiveRow) if row["key"] == key)


def test_it_shows_what_is_asked_key_results_and_the_team(office: Office) -> None:
    shown = home(office, "U0NICK")

    assert shown.index("Your week 42") < shown.index("*Your check-in*")
    assert "1 key result, about a minute" in shown
    assert shown.index("Your key results") < shown.index("*The audit is passed*")
    assert shown.index("Platform") < shown.index("*Clinics never wait for our portal*")
    assert shown.index("What Platform contributes to") < shown.index("Hospitals trust our implants")


def test_it_speaks_german(office: Office) -> None:
    shown = home(office, "U0MARIA")

    assert "Deine Woche 42" in shown
    assert "3 Key Results, etwa eine Minute" in shown
    assert "Wozu Platform beiträgt" in shown


def test_a_check_in_from_home_shows_there_at_once(office: Office) -> None:
    home(office, "U0NICK")

    assert office.slack.press("U0NICK", "checkin.open").error is None
    office.fill("U0NICK", audit_done="yes", audit_confidence="9")
    assert office.submit("U0NICK").error is None

    shown = text_of(office.slack.home("U0NICK"))
    assert "*You have checked in.*" in shown
    assert "1 key result moved." in shown
    assert "done · confidence 9 of 10" in shown


def test_a_check_in_from_elsewhere_calls_no_home(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")
    office.submit("U0NICK")

    assert office.slack.home("U0NICK") is None
    assert "*You have checked in.*" in home(office, "U0NICK")


def test_a_form_from_home_remembers_it_over_its_pages(office: Office) -> None:
    home(office, "U0MANY")
    office.slack.press("U0MANY", "checkin.open")
    office.slack.press("U0MANY", "checkin.next")
    office.fill("U0MANY", r9_value="50")

    assert office.submit("U0MANY").error is None

    shown = text_of(office.slack.home("U0MANY"))
    assert "still open: 8 of 9 key results, about 2 minutes" in shown
    assert "▲ 19 → 50" in shown


def test_a_home_that_cannot_be_drawn_does_not_refuse_the_check_in(office: Office) -> None:
    home(office, "U0NICK")
    office.slack.press("U0NICK", "checkin.open")
    office.fill("U0NICK", audit_done="yes")
    office.slack.fault("views.publish", "500")

    assert office.submit("U0NICK").error is None

    assert office.slack.view("U0NICK") is None
    assert office.checkins() == [("audit",)]


def test_what_happened_meanwhile_shows_at_the_next_visit(office: Office) -> None:
    before = home(office, "U0LENA")
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    office.submit("U0MARIA")

    after = home(office, "U0LENA")

    assert "0 of 3 checked in" in before
    assert "1 of 3 checked in" in after


def test_who_was_asked_and_has_not_answered_is_named(office: Office) -> None:
    office.live_until(TUESDAY_NINE - timedelta(minutes=1))

    shown = home(office, "U0LENA")

    assert "Not heard from yet: Lena Lead, Maria Muster, Nick New" in shown


@pytest.mark.parametrize(
    ("user", "said"),
    [
        ("U0STRANGE", "I do not know you yet. Ask <@U0HANNA> to add you to a team."),
        ("U0GONE", "Guests and people who have left are asked for nothing."),
        ("U0IDLE", "You have no key results to update in a running cycle."),
    ],
)
def test_it_is_useful_to_anybody(office: Office, user: str, said: str) -> None:
    office.change(PersonRow, {"slack_id": "U0GONE"}, is_active=False)

    assert said in home(office, user)


def test_who_is_in_no_team_hears_whom_to_ask(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0IDLE"}, home_team_id=None)
    with office.database.transaction() as session:
        number = int(office.person("U0IDLE")["id"])
        session.execute(
            MembershipRow.metadata.tables["membership"].delete().filter_by(person_id=number)
        )

    assert "You are not in a team yet. <@U0HANNA> can put you into one." in home(office, "U0IDLE")


def test_a_team_without_objectives_says_so(office: Office) -> None:
    office.change(CycleRow, {"name": "2026-Q4"}, is_closed=True)

    shown = home(office, "U0NICK")

    assert "Nothing is asked of you this week." in shown
    assert "You have no key results to update in a running cycle." in shown
    assert "This team has no running objectives." in shown


def test_a_manager_sees_each_team_in_one_line_and_chooses_one(office: Office) -> None:
    shown = home(office, "U0HANNA")
    assert "*Platform* · no check-in yet" in shown
    assert "check-ins 0 of 9" in shown
    sales = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Sales")

    assert office.slack.press("U0HANNA", "home.team", value=str(sales)).error is None

    assert "*Every region sells*" in text_of(office.slack.home("U0HANNA"))
    assert "*Every region sells*" in home(office, "U0HANNA")


def test_a_team_that_is_not_theirs_is_shown_to_nobody(office: Office) -> None:
    home(office, "U0HANNA")
    platform = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Platform")
    office.slack.press("U0HANNA", "home.team", value=str(platform))
    forged = dict(office.bolt.last, user={"id": "U0MANY", "team_id": "T0LOCAL"})

    office.bolt.deliver(forged)

    shown = text_of(office.slack.home("U0MANY"))
    assert "*Every region sells*" in shown
    assert "Buy the rival" not in shown


def test_a_long_home_is_turned_page_by_page(office: Office) -> None:
    office.add_objectives(120)

    first = home(office, "U0LENA")
    assert "Page 1 of" in first
    assert blocks(office, "U0LENA") <= 100
    assert office.slack.press("U0LENA", "home.next").error is None
    second = text_of(office.slack.home("U0LENA"))
    assert "Page 2 of" in second
    assert "Platform, continued" in second
    assert blocks(office, "U0LENA") <= 100
    office.slack.press("U0LENA", "home.back")

    assert text_of(office.slack.home("U0LENA")) == first


def test_an_older_press_does_not_undo_a_newer_page(office: Office) -> None:
    office.add_objectives(120)
    home(office, "U0LENA")
    office.slack.press("U0LENA", "home.next")
    pressed = office.bolt.last
    office.slack.press("U0LENA", "home.back")

    office.bolt.deliver(pressed)

    assert "Page 1 of" in text_of(office.slack.home("U0LENA"))


def test_a_private_objective_shows_to_its_team_only(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "sell"}, parent_id=objective_id(office, "secret"))

    assert "*Buy the rival* · no check-in yet · :lock: private" in home(office, "U0NICK")
    outsider = home(office, "U0MANY")
    assert "What Sales contributes to" in outsider
    assert ":lock: a private objective" in outsider
    assert "Buy the rival" not in outsider


def test_a_key_result_tells_how_it_went(office: Office) -> None:
    for value in ("94", "93"):
        office.open("U0MARIA")
        office.fill("U0MARIA", uptime_value=value)
        office.submit("U0MARIA")
        office.live_until(MONDAY_EARLY + timedelta(days=7, minutes=1))

    assert "▲ 92\xa0% → 94\xa0% → 93\xa0%" in home(office, "U0MARIA")


def test_what_waits_for_an_answer_is_told(office: Office) -> None:
    calm, secret = objective_id(office, "calm"), objective_id(office, "secret")
    nick, lena = int(office.person("U0NICK")["id"]), int(office.person("U0LENA")["id"])
    many, workspace = int(office.person("U0MANY")["id"]), office.line.workspace.id
    asked: dict[str, Any] = {"workspace_id": workspace, "at": MONDAY_EARLY}
    proposed = {**asked, "author_id": nick, "decider_id": lena}
    change = {"title": "Other"}
    add(office, ProposalRow(objective_id=calm, content=change, reason="More is better", **proposed))
    add(office, ProposalRow(objective_id=calm, state=Answer.AGREED, reason="Old", **proposed))
    add(office, ProposalRow(objective_id=calm, state=Answer.RETURNED, note="Say why", **proposed))
    given = {**asked, "from_id": lena, "asked_by_id": lena}
    add(office, HandoverRow(objective_id=calm, to_id=nick, note="You know it", **given))
    add(office, HandoverRow(objective_id=secret, to_id=many, note="Psst", **given))
    add(office, FormDraftRow(form="objective.new.1", person_id=nick, answers=TYPED, **asked))
    add(office, FormDraftRow(form="setup", person_id=nick, answers={"title": "Other"}, **asked))

    manager, member, outsider = (home(office, user) for user in ("U0LENA", "U0NICK", "U0MANY"))

    assert "Nick New wants to change *Clinics never wait for our portal*" in manager
    assert ">More is better" in manager
    assert "Old" not in manager
    assert "Lena Lead suggests to change *Clinics never wait for our portal*" in member
    assert "Lena Lead asks you to take over *Clinics never wait for our portal*." in member
    assert "Your draft: *Mine*" in member
    assert "Other" not in member
    assert "Lena Lead asks you to take over a private objective." in outsider
    assert "Psst" not in outsider


def test_the_close_is_announced_to_the_manager_two_weeks_before(office: Office) -> None:
    end = office.rows(CycleRow)[0]["ends_on"]
    office.change(CycleRow, {"name": "2026-Q4"}, ends_on=MONDAY_EARLY.date() + timedelta(days=15))
    assert "Close the objectives" not in home(office, "U0LENA")

    office.change(CycleRow, {"name": "2026-Q4"}, ends_on=MONDAY_EARLY.date() + timedelta(days=14))

    assert end.isoformat() == "2026-12-31"
    assert "Close the objectives of Platform by Oct 26, 2026." in home(office, "U0LENA")
    assert "Close the objectives" not in home(office, "U0NICK")
    assert office.slack.press("U0LENA", "closing.open").error is None
    assert office.slack.view("U0LENA") is not None


def test_a_problem_on_home_opens_a_window_of_its_own(office: Office) -> None:
    home(office, "U0NICK")
    office.change(KeyResultRow, {"key": "audit"}, is_active=False)

    office.slack.press("U0NICK", "keyresult.history")

    assert "This key result is not there any more." in text_of(office.slack.view("U0NICK"))


def test_messages_of_the_bot_draw_no_home(office: Office) -> None:
    office.slack.open_home("U0NICK", "messages")

    assert office.slack.home("U0NICK") is None


def test_an_offer_is_accepted_on_home_with_one_press(office: Office) -> None:
    calm = objective_id(office, "calm")
    lena, many = (int(office.person(user)["id"]) for user in ("U0LENA", "U0NICK"))
    given: dict[str, Any] = {"from_id": lena, "asked_by_id": lena, "to_id": many}
    given["at"] = MONDAY_EARLY
    add(office, HandoverRow(objective_id=calm, workspace_id=office.line.workspace.id, **given))
    assert "asks you to take over" in home(office, "U0NICK")

    assert office.slack.press("U0NICK", "handover.accept").error is None

    assert "asks you to take over" not in text_of(office.slack.home("U0NICK"))
    assert next(row["owner_id"] for row in office.rows(ObjectiveRow) if row["id"] == calm) == many


def test_a_draft_goes_on_from_home(office: Office) -> None:
    nick = int(office.person("U0NICK")["id"])
    draft: dict[str, Any] = {
        "person_id": nick,
        "workspace_id": office.line.workspace.id,
        "at": MONDAY_EARLY,
    }
    add(office, FormDraftRow(form="objective.new.1", answers=TYPED, **draft))
    home(office, "U0NICK")

    assert office.slack.press("U0NICK", "objective.resume").error is None

    assert "Mine" in str(office.slack.view("U0NICK"))


def test_a_new_objective_begins_on_home(office: Office) -> None:
    home(office, "U0NICK")

    assert office.slack.press("U0NICK", "objective.new").error is None

    assert office.slack.view("U0NICK") is not None


def test_the_details_offer_what_the_person_may_do(office: Office) -> None:
    calm = str(objective_id(office, "calm"))
    for user in ("U0NICK", "U0LENA", "U0MANY"):
        office.slack.command(user, "/okr show portal")
        office.slack.click(
            user, "objective.show", value=calm, ts=office.slack.ephemerals(user)[-1]["ts"]
        )

    member, manager, outsider = (office.shown(user) for user in ("U0NICK", "U0LENA", "U0MANY"))

    offered = [
        [word for word in ("Edit", "Hand over", "Pause", "Drop") if word in shown]
        for shown in (member, manager, outsider)
    ]
    assert offered == [["Edit", "Pause", "Drop"], ["Edit", "Hand over", "Pause", "Drop"], []]
    assert office.slack.press("U0LENA", "objective.pause").error is None
