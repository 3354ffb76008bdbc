"""What the menus of the editor offer while somebody types into them."""

from datetime import datetime
from typing import Any

from bot.domain.editor import objective_of
from bot.domain.editor_pages import MOST_OPTIONS
from bot.domain.okrs import Caller
from bot.locales import format_digits, number_marks
from bot.render import render
from storage.database import Database
from storage.parents import Choice, Wanted, search_parents, search_teams
from storage.writing import Hand, open_desk

Menu = dict[str, Any]

HAND = Hand(number_marks, format_digits)


def offer_parents(database: Database, caller: Caller, form: str, now: datetime, words: str) -> Menu:
    """The objectives that the one in this form may hang on."""
    with database.transaction() as session:
        desk = open_desk(session, caller, form, now, HAND)
        team, cycle = desk.facts.team_of(desk.draft), desk.facts.cycle_of(desk.draft)
        found: list[Choice] = []
        if team and cycle:
            wanted = Wanted(team, cycle, words, but=objective_of(form))
            found = search_parents(session, desk.person, wanted, MOST_OPTIONS)
    return render("menus/choices", desk.person.locale, choices=found)


def offer_teams(database: Database, caller: Caller, form: str, now: datetime, words: str) -> Menu:
    """The teams for which the person may write."""
    with database.transaction() as session:
        desk = open_desk(session, caller, form, now, HAND)
    writable, teams = desk.facts.writable, desk.facts.teams
    mine = {number: each for number, each in teams.items() if number in writable}
    found = search_teams(mine, words, MOST_OPTIONS)
    return render("menus/choices", desk.person.locale, choices=found)
