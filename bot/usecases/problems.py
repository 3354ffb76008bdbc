"""Telling people in their language what went wrong."""

import logging
import secrets
from typing import Any

from bot.domain.okrs import Caller
from bot.errors import InvalidFields, InvalidInput, OkrError, _
from bot.locales import explain
from bot.render import render
from storage.database import Database
from storage.people import find_locale

log = logging.getLogger("okrbot.problems")


def shown_to_people(error: Exception) -> OkrError:
    """The error itself if it was made for people; else one with a reference that is in the log."""
    if isinstance(error, OkrError):
        return error
    reference = secrets.token_hex(4)
    log.error("failed reference=%s", reference, exc_info=error)
    return OkrError(
        _(
            "Something went wrong on my side, please try again in a moment. If it stays so, tell "
            "whoever looks after okrbot this number: %(reference)s"
        ),
        reference=reference,
    )


def problem_message(database: Database, caller: Caller, error: OkrError) -> dict[str, Any]:
    """The error as a message that only the caller sees."""
    locale = _locale(database, caller)
    return render("messages/problem", locale, problem=explain(error, locale))


def problem_view(database: Database, caller: Caller, error: OkrError) -> dict[str, Any]:
    """The error as a modal."""
    locale = _locale(database, caller)
    return render("modals/problem", locale, problem=explain(error, locale))


def explain_fields(database: Database, caller: Caller, error: OkrError) -> dict[str, str]:
    """What is wrong with each field, by the field; nothing where the error is about none."""
    faults = error.faults if isinstance(error, InvalidFields) else [error]
    locale = _locale(database, caller)
    return {each.field: explain(each, locale) for each in faults if isinstance(each, InvalidInput)}


def _locale(database: Database, caller: Caller) -> str:
    try:
        with database.reading() as session:
            return find_locale(session, caller)
    except Exception:
        # The database may be what went wrong; the person gets an answer all the same.
        log.exception("no locale known")
        return "en"
