"""Drafts: nothing typed is lost, by whatever the editor was left."""

import pytest
from sqlalchemy import update

from bot.app import build_bolt
from storage.planning_tables import FormDraftRow
from tests.fakes import BoltLine
from tests.flows.conftest import TOKEN
from tests.flows.office import Office
from tests.flows.writing import (
    TITLE,
    add_key_result,
    add_training,
    align,
    begin,
    button,
    come_to_check,
    drafts,
    key_results_of,
    newest,
    offer,
    page_of,
    state_of,
    write_head,
)

USER = "U0NICK"


def resume(office: Office) -> None:
    (form,) = drafts(office)
    offer(office, USER, "objective.resume", form)


def test_esc_keeps_what_was_typed_and_the_command_offers_it(office: Office) -> None:
    begin(office, USER)
    office.slack.fill(USER, {"title": "Half a", "why": "Because", "private": ["private"]})
    office.slack.close(USER)

    office.slack.command(USER, "/okr new")

    assert page_of(office, USER) == "objective.choice"
    assert "Half a" in office.shown(USER)
    office.slack.press(USER, "objective.resume")
    typed = state_of(office, USER)
    assert (typed["title"], typed["why"], typed["private"]) == ("Half a", "Because", ["private"])
    assert "What you typed before is still here." in office.shown(USER)


def test_a_crash_keeps_the_page_and_all_before_it(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER)
    align(office, USER)
    add_training(office, USER)
    fresh = BoltLine(build_bolt(office.line, TOKEN, wake=lambda: None))
    office.slack.use_callable(fresh)
    office.slack.close_all(USER)

    resume(office)

    assert page_of(office, USER) == "key_results"
    assert "4 → 20 clinics" in office.shown(USER)
    office.slack.press(USER, "objective.back")
    assert state_of(office, USER)["objective.link"] == "contributes"
    office.slack.press(USER, "objective.back")
    assert state_of(office, USER)["title"] == TITLE


def test_a_number_that_is_none_comes_back_as_it_was(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER)
    align(office, USER)
    add_key_result(office, USER, title="Clinics", baseline="four & <more>", target="20")
    assert "baseline" in office.slack.errors(USER)
    office.slack.close_all(USER)

    resume(office)

    assert "You began this key result." in office.shown(USER)
    button(office, USER, "keyresult.edit", "n1")
    assert state_of(office, USER)["baseline"] == "four & <more>"
    assert "What you typed before is still here." in office.shown(USER)


def test_esc_in_the_form_of_a_key_result_leads_back_and_keeps_it(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER)
    align(office, USER)
    add_training(office, USER)
    button(office, USER, "keyresult.edit", "n1")
    office.slack.fill(USER, {"target": "2x"})

    office.slack.close(USER)

    assert "You began to change it and did not finish." in office.shown(USER)
    assert "4 → 20 clinics" in office.shown(USER)
    button(office, USER, "keyresult.edit", "n1")
    assert state_of(office, USER)["target"] == "2x"


def test_looking_at_a_key_result_begins_nothing(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER)
    align(office, USER)
    add_training(office, USER)
    button(office, USER, "keyresult.edit", "n1")
    office.slack.close(USER)
    office.slack.press(USER, "keyresult.add")

    office.slack.close(USER)

    assert "You began" not in office.shown(USER)


def test_what_was_begun_is_not_saved_and_that_is_said(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER)
    align(office, USER)
    add_training(office, USER)
    office.slack.press(USER, "keyresult.add")
    office.slack.fill(USER, {"title": "Half a result"})
    office.slack.close(USER)

    office.slack.submit(USER)

    assert "Begun and not finished" in office.shown(USER)
    assert "Half a result" in office.shown(USER)
    office.slack.submit(USER)
    titles = [row["title"] for row in key_results_of(office, newest(office)["id"])]
    assert titles == ["Clinics that train alone"]


def test_a_new_one_stands_beside_the_drafts(office: Office) -> None:
    begin(office, USER)
    office.slack.fill(USER, {"title": "The first"})
    office.slack.close(USER)
    begin(office, USER)

    office.slack.press(USER, "objective.fresh")

    assert state_of(office, USER)["title"] is None
    office.slack.fill(USER, {"title": "The second"})
    office.slack.close(USER)
    assert len(drafts(office)) == 2
    begin(office, USER)
    assert "The first" in office.shown(USER)
    assert "The second" in office.shown(USER)


def test_a_draft_is_discarded_and_the_others_are_offered(office: Office) -> None:
    begin(office, USER)
    office.slack.fill(USER, {"title": "The first"})
    office.slack.close(USER)
    (first,) = drafts(office)
    begin(office, USER)
    office.slack.press(USER, "objective.fresh")
    office.slack.fill(USER, {"title": "The second"})
    office.slack.close(USER)
    begin(office, USER)

    button(office, USER, "objective.discard", first)

    assert "The first" not in office.shown(USER)
    assert "The second" in office.shown(USER)
    button(office, USER, "objective.discard", drafts(office)[0])
    assert page_of(office, USER) == "objective"
    assert state_of(office, USER)["title"] is None


def test_a_draft_is_discarded_where_no_modal_is_open(office: Office) -> None:
    begin(office, USER)
    office.slack.fill(USER, {"title": "The first"})
    office.slack.close(USER)

    offer(office, USER, "objective.discard", drafts(office)[0])

    assert (drafts(office), office.slack.view(USER)) == ([], None)


def test_what_never_got_a_word_is_forgotten(office: Office) -> None:
    begin(office, USER)
    office.slack.close(USER)

    assert drafts(office) == []


def test_a_page_is_kept_when_it_is_turned_and_each_choice_as_it_is_made(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER, why="First page")
    office.slack.press(USER, "objective.link", value="supports")

    (row,) = office.rows(FormDraftRow)

    assert row["answers"]["fields"]["why"] == "First page"
    assert row["answers"]["fields"]["objective.link"] == "supports"
    assert row["answers"]["page"] == "alignment"


def test_a_refused_page_is_kept_too(office: Office) -> None:
    begin(office, USER)
    office.slack.fill(USER, {"title": "  ", "why": "Because"})
    office.slack.submit(USER)

    (row,) = office.rows(FormDraftRow)

    assert row["answers"]["fields"]["why"] == "Because"


def test_a_draft_that_is_saved_is_gone(office: Office) -> None:
    come_to_check(office, USER)
    (form,) = drafts(office)
    office.slack.submit(USER)

    offer(office, USER, "objective.resume", form)

    assert drafts(office) == []
    assert "it was saved or discarded" in office.shown(USER)


@pytest.mark.parametrize("user", ["U0LENA", "U0MARIA"])
def test_a_draft_is_its_writers_alone(office: Office, user: str) -> None:
    begin(office, USER)
    office.slack.fill(USER, {"title": "My secret thought"})
    office.slack.close(USER)

    offer(office, user, "objective.resume", drafts(office)[0])

    assert "My secret thought" not in office.shown(user)


def test_a_draft_of_an_older_version_locks_nobody_out(office: Office) -> None:
    begin(office, USER)
    office.slack.fill(USER, {"title": "The first"})
    office.slack.close(USER)
    with office.database.transaction() as session:
        table = FormDraftRow.metadata.tables["form_draft"]
        session.execute(update(table).values(answers={"something": "else"}))

    begin(office, USER)

    assert page_of(office, USER) == "objective"
