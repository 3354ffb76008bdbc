"""What menus with a search offer: time zones, countries, teams."""

from collections.abc import Iterable
from typing import Any

from bot.calendars import find_parts, is_country
from bot.domain.cadence import find_zones
from bot.domain.okrs import Caller
from bot.domain.team_forms import NO_PARENT, KnownTeam, as_tree
from bot.errors import _
from bot.locales import find_countries, translate
from bot.render import render
from storage.database import Database
from storage.people import find_locale, get_person
from storage.team_edits import list_known_teams

MOST = 100
"""Slack shows no more of them; who does not find theirs types more letters."""

NO_TEAM_ABOVE = _("No team above")


def offer_zones(words: str) -> dict[str, Any]:
    """Time zones whose name has these words in it."""
    return _menu([(name, name.replace("_", " ")) for name in find_zones(words, MOST)])


def offer_countries(database: Database, caller: Caller, words: str) -> dict[str, Any]:
    """Countries whose holidays are known, by their name in the asker's language or their code."""
    with database.reading() as session:
        locale = find_locale(session, caller)
    return _menu(find_countries(words, locale, is_country)[:MOST])


def offer_parts(country: str, words: str) -> dict[str, Any]:
    """The parts of a country with holidays of their own whose name has these words in it."""
    return _menu(find_parts(country, words)[:MOST])


def offer_teams(
    database: Database, caller: Caller, words: str, *, with_none: bool
) -> dict[str, Any]:
    """Teams whose name has these words in it, as a tree; `with_none` offers none as well."""
    with database.reading() as session:
        person = get_person(session, caller)
        known = list_known_teams(session, person.workspace_id)
    wanted = words.casefold().split()
    first = [(NO_PARENT, translate(NO_TEAM_ABOVE, person.locale))] if with_none else []
    offered = [
        (str(each.id), f"{'— ' * depth}{each.name}")
        for each, depth in as_tree([one for one in known if one.is_active])
        if _has(each, wanted)
    ]
    return _menu([*first, *offered][:MOST])


def _has(team: KnownTeam, words: list[str]) -> bool:
    return all(word in team.name.casefold() for word in words)


def _menu(choices: Iterable[tuple[str, str]]) -> dict[str, Any]:
    offered = [{"id": value, "text": text, "detail": ""} for value, text in choices]
    return render("menus/choices", "en", choices=offered)
