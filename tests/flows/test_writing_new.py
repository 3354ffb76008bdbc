"""Writing a new objective: from the first page to its row, by whom and with whose agreement."""

from tests.flows.office import Office
from tests.flows.writing import (
    TITLE,
    add_training,
    align,
    begin,
    come_to_check,
    drafts,
    key_results_of,
    newest,
    page_of,
    proposals,
    write_head,
)


def test_a_manager_writes_an_objective_and_it_counts_at_once(office: Office) -> None:
    begin(office, "U0LENA")
    write_head(office, "U0LENA", why="Trainers are booked out", private=["private"])
    align(office, "U0LENA")
    add_training(office, "U0LENA")
    office.slack.submit("U0LENA")
    assert page_of(office, "U0LENA") == "check"

    office.slack.submit("U0LENA")

    row = newest(office)
    assert (row["title"], row["why"]) == (TITLE, "Trainers are booked out")
    assert (row["state"], row["link"], row["is_private"]) == ("active", "contributes", True)
    assert row["owner_id"] == office.person("U0LENA")["id"]
    (key_result,) = key_results_of(office, row["id"])
    assert key_result["title"] == "Clinics that train alone"
    assert proposals(office) == []
    assert drafts(office) == []
    assert "It counts from now on." in office.shown("U0LENA")


def test_a_member_proposes_and_the_manager_is_asked(office: Office) -> None:
    come_to_check(office, "U0NICK")
    assert "<@U0LENA> is asked to agree." in office.shown("U0NICK")

    office.slack.submit("U0NICK")

    row, (proposal,) = newest(office), proposals(office)
    assert row["state"] == "proposed"
    assert proposal["objective_id"] == row["id"]
    assert proposal["author_id"] == office.person("U0NICK")["id"]
    assert proposal["decider_id"] == office.person("U0LENA")["id"]
    assert (proposal["state"], proposal["content"]) == ("open", None)
