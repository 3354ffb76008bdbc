"""Home: what a person sees on the app's first tab, drawn anew at each visit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.home import compose_home
from bot.domain.home_pages import page_of
from bot.domain.okrs import Caller, Person
from bot.render import render
from storage.database import Database
from storage.homes import get_home
from storage.people import find_locale, find_person, find_workspace, list_admins

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is on their Home: which page, counted from 0, and which team, 0 for theirs."""

    page: int = 0
    team_id: int = 0


def show_home(database: Database, caller: Caller, now: datetime, place: Place) -> View:
    """The Home of whoever looks; strangers, guests and people without OKRs are told what to do.

    A page or team that is none of theirs (any more) is the nearest one that is.
    """
    with database.reading() as session:
        person = find_person(session, caller)
        if person is None or not person.is_active:
            return _stranger(session, caller, person)
        facts = get_home(session, person, now, place.team_id)
        admins = _admins(session, person.workspace_id)
    home = compose_home(facts)
    return render(
        "home/home",
        person.locale,
        home=home,
        page=page_of(home, place.page),
        admins=admins,
    )


def _stranger(session: Session, caller: Caller, person: Person | None) -> View:
    """For whom nothing is kept: nobody was set up yet, this one was not, or takes no part."""
    workspace = find_workspace(session, caller.workspace)
    admins = _admins(session, workspace.id) if workspace else []
    return render(
        "home/stranger",
        find_locale(session, caller),
        admins=admins,
        is_set_up=bool(admins) or person is not None,
        is_left_out=person is not None,
    )


def _admins(session: Session, workspace_id: int) -> list[str]:
    """The Slack ids of who looks after okrbot; three names are enough to ask somebody."""
    return [each.slack_id for each in list_admins(session, workspace_id)][:3]
