"""Looking things up: a search for objectives, and everything about one of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.domain.cadence import slot_on
from bot.domain.details import compose_detail
from bot.domain.okrs import Caller, Objective
from bot.domain.search import find, read_query, words_fit
from bot.domain.viewing import Viewer
from bot.errors import NotFound
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.details import get_detail, organisation_day
from storage.objectives import GONE, get_objective
from storage.okrs import list_by_id
from storage.people import get_person
from storage.search import list_cycles, list_titles
from storage.viewers import get_viewer

View = dict[str, Any]


def search(database: Database, caller: Caller, text: str, now: datetime) -> dict[str, Any]:
    """What fits to the words and filters, as a message for the asker alone.

    Raises:
        NotFound: the person is unknown.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        viewer = get_viewer(session, person)
        query = read_query(text, viewer, list_cycles(session, person.workspace_id))
        titles = list_titles(session, person.workspace_id, query.cycle)
        meant = [number for number, each in titles.items() if words_fit(query.words, each)]
        objectives = list_by_id(session, meant) if meant else []
        today = organisation_day(session, viewer, now)
    results = find(query, objectives, viewer, today, slot_on(today))
    shown = {each.id for each in results.found}
    _audit(database, viewer, (each for each in objectives if each.id in shown), now)
    return render("messages/results", person.locale, results=results)


def show_objective(database: Database, caller: Caller, objective_id: int, now: datetime) -> View:
    """Everything about one objective, as a modal.

    Raises:
        NotFound: it is not there, or it is private to others, which sounds the same.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        viewer = get_viewer(session, person)
        objective = get_objective(session, person.workspace_id, objective_id)
        if not viewer.sees(objective):
            raise NotFound(GONE)
        facts = get_detail(session, viewer, objective, now)
    _audit(database, viewer, [objective], now)
    return render("modals/objective", person.locale, detail=compose_detail(facts))


def _audit(
    database: Database, viewer: Viewer, objectives: Iterable[Objective], now: datetime
) -> None:
    """Keep that an admin saw private objectives of teams that are not theirs."""
    teams = sorted({each.team_id for each in objectives if viewer.is_audited(each)})
    if not teams:
        return
    with database.transaction() as session:
        for team in teams:
            add_audit(
                session, viewer.person, action="private.seen", subject=f"team:{team}", now=now
            )
