"""What was typed and not submitted, in the database."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.domain.checkin_drafts import Draft
from bot.domain.okrs import Person
from storage.database import Database
from storage.drafts import (
    Kept,
    drop_form_draft,
    find_draft,
    find_form_draft,
    forget_drafts,
    get_draft,
    list_form_drafts,
    move_draft,
    put_draft,
    save_draft,
    save_form_draft,
)
from storage.people import people_by_id
from storage.tables import DraftRow, FormDraftRow
from tests.make import MONDAY, SLOT, add_person, add_workspace

NEXT = "2026-W43"
LAST_MOMENT = MONDAY.replace(day=20, hour=23, minute=59, second=59)
FIFTY, SIXTY = Draft(fields={"value:1": "50"}), Draft(fields={"value:1": "60"}, is_begun=True)


def somebody(session: Session, workspace: int) -> Person:
    number = add_person(session, workspace)
    return people_by_id(session, [number])[number]


def slots(session: Session) -> list[str]:
    return sorted(each.slot for each in session.exec(select(DraftRow)))


def test_a_draft_takes_the_place_of_the_one_before(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        maria = somebody(session, workspace)
        put_draft(session, maria, SLOT, FIFTY, MONDAY)
        put_draft(session, maria, SLOT, SIXTY, MONDAY + timedelta(seconds=1))

        assert get_draft(session, maria.id, MONDAY) == Kept(SIXTY, SLOT)
        [row] = session.exec(select(DraftRow)).all()
        assert (row.workspace_id, row.at) == (workspace, MONDAY + timedelta(seconds=1))


def test_who_typed_nothing_has_an_empty_draft(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        maria, nick = somebody(session, workspace), somebody(session, workspace)
        put_draft(session, maria, SLOT, FIFTY, MONDAY)

        assert get_draft(session, nick.id, MONDAY) == Kept()
        assert find_draft(session, nick.id, SLOT) is None


def test_the_newest_slot_is_the_one_that_is_gone_on_with(
    database: Database, workspace: int
) -> None:
    with database.transaction() as session:
        maria = somebody(session, workspace)
        put_draft(session, maria, NEXT, SIXTY, MONDAY)
        put_draft(session, maria, SLOT, FIFTY, MONDAY)

        assert get_draft(session, maria.id, MONDAY) == Kept(SIXTY, NEXT)


def test_a_draft_serves_until_two_days_after_its_week(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        maria = somebody(session, workspace)
        put_draft(session, maria, SLOT, FIFTY, MONDAY)

        assert get_draft(session, maria.id, LAST_MOMENT) == Kept(FIFTY, SLOT)
        assert get_draft(session, maria.id, LAST_MOMENT + timedelta(seconds=1)) == Kept()


def test_a_draft_that_moves_leaves_no_other_slot_behind(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        maria, nick = somebody(session, workspace), somebody(session, workspace)
        for slot in (SLOT, NEXT):
            put_draft(session, maria, slot, FIFTY, MONDAY)
        put_draft(session, nick, SLOT, SIXTY, MONDAY)

        move_draft(session, maria.id, NEXT)

        assert find_draft(session, maria.id, SLOT) is None
        assert find_draft(session, maria.id, NEXT) is not None
        assert find_draft(session, nick.id, SLOT) is not None


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"shown": [], "fields": {}, "unfolded": []},
        {"shown": {"1": {"current": "many", "confidence": 5, "done": []}}, "fields": {}},
        {"shown": {}, "fields": {}, "unfolded": [], "stamps": {"value:1": 7}},
    ],
)
def test_a_draft_that_nobody_can_read_locks_nobody_out(
    database: Database, workspace: int, answers: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with database.transaction() as session:
        maria = somebody(session, workspace)
        whose = (workspace, maria.id)
        save_draft(session, person=whose, slot=SLOT, answers=answers, now=MONDAY)

        with caplog.at_level(logging.WARNING, "okrbot.checkins"):
            assert get_draft(session, maria.id, MONDAY) == Kept()

        assert f"person={maria.id}" in caplog.text
        put_draft(session, maria, SLOT, SIXTY, MONDAY)
        assert get_draft(session, maria.id, MONDAY) == Kept(SIXTY, SLOT)


def test_only_what_is_over_is_forgotten(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        maria, nick = somebody(session, workspace), somebody(session, workspace)
        put_draft(session, maria, SLOT, FIFTY, MONDAY)
        # However late it was kept: a form of a week that is over serves nobody.
        put_draft(session, nick, SLOT, FIFTY, LAST_MOMENT)
        put_draft(session, nick, NEXT, SIXTY, MONDAY)
        save_form_draft(session, maria, "objective.new.1", {"title": "Old"}, MONDAY)
        save_form_draft(session, maria, "setup", {"title": "New"}, LAST_MOMENT)

        assert forget_drafts(session, MONDAY, LAST_MOMENT) == 0
        assert slots(session) == [SLOT, SLOT, NEXT]
        later = LAST_MOMENT + timedelta(seconds=1)
        assert forget_drafts(session, MONDAY + timedelta(seconds=1), later) == 3
        assert slots(session) == [NEXT]
        assert [each.form for each in session.exec(select(FormDraftRow))] == ["setup"]


def test_other_forms_are_kept_by_person_and_name(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        maria, nick = somebody(session, workspace), somebody(session, workspace)
        typed: list[tuple[Person, str, str]] = [
            (maria, "setup", "first"),
            (maria, "thanks", "second"),
            (nick, "setup", "not hers"),
            (maria, "setup", "third"),
        ]
        for number, (person, form, text) in enumerate(typed):
            at = MONDAY + timedelta(minutes=number)
            save_form_draft(session, person, form, {"text": text}, at)

        assert find_form_draft(session, maria.id, "setup") == {"text": "third"}
        assert find_form_draft(session, nick.id, "thanks") is None
        assert list(list_form_drafts(session, maria.id)) == ["setup", "thanks"]
        drop_form_draft(session, maria.id, "setup")
        drop_form_draft(session, maria.id, "setup")
        assert list_form_drafts(session, maria.id) == {"thanks": {"text": "second"}}
        assert find_form_draft(session, nick.id, "setup") == {"text": "not hers"}


def test_two_workspaces_keep_apart(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        maria = somebody(session, workspace)
        other = somebody(session, add_workspace(session))
        put_draft(session, maria, SLOT, FIFTY, MONDAY)
        put_draft(session, other, SLOT, SIXTY, MONDAY)

        assert get_draft(session, maria.id, MONDAY) == Kept(FIFTY, SLOT)
        assert get_draft(session, other.id, MONDAY) == Kept(SIXTY, SLOT)
