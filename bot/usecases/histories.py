"""The history of a key result: everything that was said, as a list and as a chart."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import slot_on
from bot.domain.charts import Figure, compose_chart, figures
from bot.domain.histories import HistoryFacts, compose_history
from bot.domain.okrs import Caller, Person
from bot.errors import NotFound, _
from bot.render import render
from storage.audit import add_audit
from storage.checkins import list_since
from storage.database import Database
from storage.details import get_names, organisation_day, told
from storage.figures import find_figure, set_figure
from storage.objectives import find_objective_of, list_changes
from storage.people import get_person
from storage.viewers import get_viewer

log = logging.getLogger("okrbot.histories")

View = dict[str, Any]

GONE = _("This key result is not there any more.")
NOTHING_YET = _("Nothing was checked in yet, so there is nothing to draw.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in a history: which page, counted from 0, and whether a chart was sent."""

    key_result_id: int
    page: int = 0
    is_chart_sent: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The same values in each way to show them, the best first; Slack takes the first it knows.

    `key` names the message.
    """

    figures: tuple[Figure, ...]
    payloads: tuple[dict[str, Any], ...]
    key: str


def show_history(database: Database, caller: Caller, place: Place, now: datetime) -> View:
    """One page of a key result's history, as a modal.

    Raises:
        NotFound: it is not there, or its objective is private to others, which sounds the same.
    """
    with database.transaction() as session:
        person, facts = _facts(session, caller, place.key_result_id, now)
    history = compose_history(facts, place.page)
    return render(
        "modals/history", person.locale, history=history, is_chart_sent=place.is_chart_sent
    )


def draw_history(database: Database, caller: Caller, key_result_id: int, now: datetime) -> Drawn:
    """The chart of a key result, with what stands for it where Slack knows no charts.

    Raises:
        NotFound: as `show_history`, or there is no value yet.
    """
    with database.transaction() as session:
        person, facts = _facts(session, caller, key_result_id, now)
        kept = find_figure(session, person.workspace_id)
    chart = compose_chart(facts)
    if chart is None:
        raise NotFound(NOTHING_YET)
    ways = figures(*kept, now)
    return Drawn(
        figures=ways,
        payloads=tuple(render(f"messages/as_{way}", person.locale, chart=chart) for way in ways),
        key=f"history:{key_result_id}:{person.id}:{now.isoformat()}",
    )


def remember_figure(
    database: Database, caller: Caller, drawn: Drawn, number: int, now: datetime
) -> None:
    """Keep which way Slack took, so that the next person does not wait for the same refusals."""
    with database.transaction() as session:
        person = get_person(session, caller)
        figure, refused_at = find_figure(session, person.workspace_id)
        taken = drawn.figures[number]
        if number == 0 and (taken is not Figure.CHART or refused_at is None):
            return
        set_figure(session, person.workspace_id, taken, now if number else None)
        log.info("figure=%s was=%s workspace=%s", taken, figure, person.workspace_id)


def _facts(
    session: Session, caller: Caller, key_result_id: int, now: datetime
) -> tuple[Person, HistoryFacts]:
    person = get_person(session, caller)
    viewer = get_viewer(session, person)
    objective = find_objective_of(session, person.workspace_id, key_result_id)
    known = {each.id: each for each in objective.key_results} if objective else {}
    key_result = known.get(key_result_id)
    if objective is None or key_result is None or not viewer.sees(objective):
        raise NotFound(GONE)
    if viewer.is_audited(objective):
        subject = f"team:{objective.team_id}"
        add_audit(session, person, action="private.seen", subject=subject, now=now)
    today = organisation_day(session, viewer, now)
    changes = [
        each
        for each in list_changes(session, [objective.id])
        if each.change.key_result_id == key_result_id
    ]
    revisions = list_since(session, [key_result_id])
    people = {key_result.owner_id, *(each.author_id for each in revisions)}
    names = get_names(session, viewer, changes, people)
    return person, HistoryFacts(
        viewer=viewer,
        objective=objective,
        key_result=key_result,
        today=today,
        slot=slot_on(today),
        revisions=revisions,
        changes=told(changes, names),
        people=names.people,
    )
