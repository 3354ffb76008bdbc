"""Writing the key results of an objective: each has a form of its own over the editor."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.editor import (
    EditorState,
    KeyResultDraft,
    begin,
    next_key,
    put_key_result,
    remove_key_result,
)
from bot.domain.editor_pages import compose_key_result, is_begun
from bot.domain.objective_fields import read_item
from bot.domain.okrs import Caller
from bot.errors import InvalidFields, InvalidInput
from bot.locales import format_digits, number_marks
from bot.render import render
from storage.database import Database
from storage.drafts import find_form_draft
from storage.people import get_person
from storage.writing import Desk, Hand, open_desk, screen_of

View = dict[str, Any]

HAND = Hand(number_marks, format_digits)


def open_form(database: Database, caller: Caller, state: EditorState, now: datetime) -> View:
    """The form of a key result, or of a new one without a key; with what was begun before."""
    with database.transaction() as session:
        desk = open_desk(session, caller, state.form, now, HAND)
        key = state.key or next_key(desk.draft)
        desk.keep(replace(desk.draft, page=state.page))
        return _form(desk, key, is_restored=key in desk.draft.begun)


def choose_metric(database: Database, caller: Caller, state: EditorState, now: datetime) -> View:
    """The same form with the fields that belong to the chosen metric."""
    with database.transaction() as session:
        return _form(_begun(session, caller, state, now), state.key)


def save_key_result(database: Database, caller: Caller, state: EditorState, now: datetime) -> View:
    """Put the key result into the draft; the page of the editor that lists it.

    Raises:
        InvalidFields: something is wrong; what was typed is kept all the same.
    """
    with database.transaction() as session:
        desk = _begun(session, caller, state, now)
        faults = _faults(desk, state.key)
        if not faults:
            return _shown(desk.keep(put_key_result(desk.draft, state.key, {})))
    raise InvalidFields(faults)


def remove(database: Database, caller: Caller, state: EditorState, now: datetime) -> View:
    """The page without a key result; what it has in the database goes when all is saved."""
    with database.transaction() as session:
        desk = open_desk(session, caller, state.form, now, HAND)
        return _shown(desk.keep(remove_key_result(desk.draft, state.key)))


def leave(database: Database, caller: Caller, state: EditorState, now: datetime) -> View | None:
    """Keep what stood in the form when it was left; the page below, or None without a draft."""
    with database.transaction() as session:
        person = get_person(session, caller)
        if find_form_draft(session, person.id, state.form) is None:
            return None
        desk = open_desk(session, caller, state.form, now, HAND)
        if is_begun(desk.draft, state.key, state.fields):
            desk = desk.keep(begin(desk.draft, state.key, state.fields))
        return _shown(desk)


def _begun(session: Session, caller: Caller, state: EditorState, now: datetime) -> Desk:
    """The desk with what stands in the form that was sent, which is kept."""
    desk = open_desk(session, caller, state.form, now, HAND)
    return desk.keep(begin(desk.draft, state.key, state.fields))


def _faults(desk: Desk, key: str) -> list[InvalidInput]:
    try:
        read_item(KeyResultDraft(key, desk.draft.of(key)), desk.draft, desk.facts)
    except InvalidFields as error:
        return error.faults
    return []


def _form(desk: Desk, key: str, *, is_restored: bool = False) -> View:
    form = compose_key_result(desk.form, desk.draft, key, is_restored=is_restored)
    return render("modals/key_result", desk.person.locale, form=form)


def _shown(desk: Desk) -> View:
    screen = screen_of(desk)
    return render(screen.template, desk.person.locale, **screen.values)
