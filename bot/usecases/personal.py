"""How okrbot reaches somebody: shown to them, with the country whose holidays they keep."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.calendars import days_off, find_parts, is_country, part_name
from bot.domain.cadence import local_date, local_time
from bot.domain.fields import Fields
from bot.domain.okrs import Caller, Person
from bot.domain.personal import (
    COUNTRY,
    PersonalForm,
    country_fields,
    next_checkin,
    read_country,
)
from bot.domain.rhythms import RhythmSources, find_sources
from bot.domain.travel import next_after_change
from bot.errors import InvalidFields, InvalidInput, _
from bot.locales import country_name
from bot.render import render
from bot.waiting import keep_hours
from storage.audit import add_audit
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.people import get_person, set_profile
from storage.profiles import planned_nudges
from storage.team_edits import find_rhythm
from storage.teams import list_line, rhythms_by_team

log = logging.getLogger("okrbot.personal")

View = dict[str, Any]

FORM = "person.me"
"""The form's callback id; what was typed is kept under it."""

NO_COUNTRY = _("Choose a country from the list.")


def open_personal(database: Database, caller: Caller, now: datetime) -> View:
    """The form, with what was chosen before and never saved."""
    with database.reading() as session:
        person = get_person(session, caller)
        stored = country_fields(person.country)
        draft = find_form_draft(session, person.id, FORM)
        is_restored = draft is not None and read_country(draft) != person.country
        form = _form(session, person, draft or stored, now)
        return render("modals/me", person.locale, form=replace(form, is_restored=is_restored))


def choose_country(database: Database, caller: Caller, fields: Fields, now: datetime) -> View:
    """The form with the parts of the country that was chosen, which is kept."""
    with database.transaction() as session:
        person = get_person(session, caller)
        save_form_draft(session, person, FORM, dict(fields), now)
        form = _form(session, person, fields, now)
        return render("modals/me", person.locale, form=form)


def save_country(database: Database, caller: Caller, fields: Fields, now: datetime) -> View:
    """Store whose holidays somebody keeps; the form with what follows from it.

    Raises:
        InvalidFields: nothing is known of such a country; what was chosen is kept all the same.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        country = read_country(fields)
        if not country or is_country(country):
            _store(session, person, country, now)
            drop_form_draft(session, person.id, FORM)
            person = get_person(session, caller)
            form = _form(session, person, country_fields(country), now)
            return render("modals/me", person.locale, form=replace(form, is_saved=True))
        save_form_draft(session, person, FORM, dict(fields), now)
    raise InvalidFields([InvalidInput(COUNTRY, NO_COUNTRY)])


def _store(session: Session, person: Person, country: str, now: datetime) -> None:
    if country == person.country:
        return
    columns: dict[str, object] = {"country": country}
    planned = planned_nudges(session, [person.id])[person.id]
    if planned.at is not None:
        rhythm = rhythms_by_team(session, [person.home_team_id])[person.home_team_id]
        columns["next_nudge_at"] = next_after_change(
            planned, rhythm, person.time_zone, days_off(country), now
        )
    set_profile(session, person.id, **columns)
    keep_hours(session, replace(person, country=country), now)
    subject = f"person:{person.id}"
    add_audit(session, person, action="person.country", subject=subject, now=now, country=country)
    log.info("set country person=%s", person.id)


def _form(session: Session, person: Person, fields: Fields, now: datetime) -> PersonalForm:
    country, _dash, part = read_country(fields).partition("-")
    team, sources = _rhythm(session, person)
    return PersonalForm(
        time_zone=person.time_zone,
        clock=local_time(now, person.time_zone),
        team=team,
        sources=sources,
        next=next_checkin(planned_nudges(session, [person.id])[person.id].at, person),
        paused_until=person.pause_on(local_date(now, person.time_zone)),
        is_away=person.is_away(now),
        away_until=person.away_until_on,
        country=country,
        country_name=country_name(country, person.locale) if country else "",
        part=part,
        part_name=part_name(country, part),
        has_parts=bool(find_parts(country, "")),
    )


def _rhythm(session: Session, person: Person) -> tuple[str, RhythmSources]:
    """The name of the team whose rhythm holds, and who sets it."""
    line = list_line(session, person.home_team_id)
    sources = find_sources([(each.name, find_rhythm(session, each.id)) for each in line])
    return line[0].name if line else "", sources
