"""Home after what somebody did over it: it shows at once, and only to who has Home before them."""

from bot.domain.agreeing import Answer
from storage.tables import ObjectiveRow, ProposalRow
from tests.flows.agreeing import NEW, propose_new, state_of
from tests.flows.office import TUESDAY_NINE, Office, text_of
from tests.flows.test_home import add, home
from tests.flows.writing import go_to_check


def test_what_was_written_in_a_form_over_home_shows_there_at_once(office: Office) -> None:
    assert "New clinics" not in home(office, "U0LENA")
    office.slack.press("U0LENA", "objective.new")
    go_to_check(office, "U0LENA", title="New clinics feel at home")

    assert office.slack.submit("U0LENA").error is None

    assert "*New clinics feel at home*" in text_of(office.slack.home("U0LENA"))


def test_a_draft_that_is_left_waits_on_home_at_once(office: Office) -> None:
    home(office, "U0NICK")
    office.slack.press("U0NICK", "objective.new")
    office.slack.fill("U0NICK", {"title": "Half a thought"})

    office.slack.close("U0NICK")

    assert "Your draft: *Half a thought*" in text_of(office.slack.home("U0NICK"))


def test_who_came_to_home_long_ago_is_not_shown_it_again(office: Office) -> None:
    before = home(office, "U0NICK")
    office.live_until(TUESDAY_NINE)
    office.slack.press("U0NICK", "objective.new")
    office.slack.fill("U0NICK", {"title": "Half a thought"})

    office.slack.close("U0NICK")

    assert text_of(office.slack.home("U0NICK")) == before


def test_a_new_objective_is_agreed_to_on_home(office: Office) -> None:
    propose_new(office, "U0NICK")
    assert f"Nick New proposes *{NEW}* and needs your answer." in home(office, "U0LENA")

    assert office.slack.press("U0LENA", "proposal.agree").error is None

    assert state_of(office, NEW) == "active"
    assert "needs your answer" not in text_of(office.slack.home("U0LENA"))


def test_what_was_written_anew_since_home_was_drawn_is_looked_at_again(office: Office) -> None:
    propose_new(office, "U0NICK")
    home(office, "U0LENA")
    office.change(ObjectiveRow, {"title": NEW}, version=2)

    office.slack.press("U0LENA", "proposal.agree")

    assert state_of(office, NEW) == "proposed"


def test_what_came_back_is_opened_on_home_and_changed(office: Office) -> None:
    propose_new(office, "U0NICK")
    home(office, "U0LENA")
    office.slack.press("U0LENA", "proposal.change")
    office.slack.fill("U0LENA", {"note": "Which clinics?"})
    office.slack.submit("U0LENA")
    assert "needs your answer" not in text_of(office.slack.home("U0LENA"))
    assert ">Which clinics?" in home(office, "U0NICK")

    assert office.slack.press("U0NICK", "objective.edit").error is None

    assert NEW in str(office.slack.view("U0NICK"))


def test_what_was_proposed_anew_is_not_said_to_have_come_back(office: Office) -> None:
    propose_new(office, "U0NICK")
    row = office.rows(ProposalRow)[0]
    anew = {key: row[key] for key in ("workspace_id", "at", "objective_id", "author_id")}
    office.change(ProposalRow, {"id": row["id"]}, state=Answer.RETURNED, note="Which clinics?")
    assert "Which clinics?" in home(office, "U0NICK")

    add(office, ProposalRow(decider_id=row["decider_id"], state=Answer.AGREED, **anew))

    assert "Which clinics?" not in home(office, "U0NICK")
