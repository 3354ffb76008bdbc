"""The digest: posted to a manager channel at its time, or shown to whoever asks, now."""

import logging
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.acknowledging import Offered, offered
from bot.domain.cadence import Rhythm, local_date, slot_of
from bot.domain.digest import Digest, compose
from bot.domain.digest_pages import pages
from bot.domain.digest_times import digest_before, next_digest, reported_day, reported_slot
from bot.domain.okrs import Caller, Person, Team
from bot.domain.outbox import Kind, Message, Priority
from bot.domain.rights import Right, Verdict, verdict
from bot.domain.week import TeamWeek
from bot.render import render
from storage.acknowledging import list_acknowledged_by
from storage.database import Database
from storage.outbox import add_messages
from storage.people import get_person, get_workspace
from storage.seeing import find_team, may_see_private, standing_to
from storage.teams import (
    DueTeam,
    channel_locale,
    claim_due_teams,
    list_line,
    rhythms_by_team,
    set_next_digest,
)
from storage.weeks import Span, get_week

log = logging.getLogger("okrbot.digests")

AFTER_A_FAULT = timedelta(hours=1)
"""A team whose digest fails is tried again then, and stops no other team."""


def queue_due_digests(database: Database, now: datetime) -> Counter[str]:
    """Put the digests whose time has come into the outbox; counts `queued` and `nothing to say`."""
    counts: Counter[str] = Counter()
    while word := _queue_next(database, now):
        counts[word] += 1
    return counts


def show_team(database: Database, caller: Caller, name: str, now: datetime) -> list[dict[str, Any]]:
    """The digest of a team as it would be now, in the asker's language, as messages.

    Without a name it is the asker's own team. Private objectives show to the team, to managers
    above it and, audited, to admins. Who may acknowledge check-ins can do so here, too.

    Raises:
        NotFound: no such team, or the asker has none.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        team = find_team(session, person, name)
        time_zone = get_workspace(session, team.workspace_id).time_zone
        slot, today = slot_of(now, time_zone), local_date(now, time_zone)
        since = digest_before(_rhythm(session, team), time_zone, now)
        week = get_week(session, team, Span(slot, today, today, since, now))
        private = [each for each in week.objectives if each.is_private]
        has_private = bool(private) or any(each.is_private for each in week.changes)
        with_private = has_private and may_see_private(session, person, team, now)
        digest = compose(week, with_private=with_private)
        seen = _offered_to(session, person, week, with_private=with_private)
    return _payloads(digest, seen, person.locale)


def _queue_next(database: Database, now: datetime) -> str | None:
    """Queue one due digest; what became of it, or None when nothing is due."""
    with database.transaction() as session:
        due = next(iter(claim_due_teams(session, now, 1)), None)
        if due is None:
            return None
        try:
            with session.begin_nested():
                return _queue(session, due, now)
        except Exception:
            log.exception("digest failed team=%s", due.team.id)
            set_next_digest(session, due.team.id, now + AFTER_A_FAULT)
            return "failed"


def _queue(session: Session, due: DueTeam, now: datetime) -> str:
    rhythm = _rhythm(session, due.team)
    time_zone = get_workspace(session, due.team.workspace_id).time_zone
    after = max(due.due_at, now)
    set_next_digest(session, due.team.id, next_digest(rhythm, time_zone, after))
    week = _week(session, due.team, rhythm, at=due.due_at, now=now)
    if not (week.objectives or week.changes):
        return "nothing to say"
    key = f"digest:team{due.team.id}:{week.slot}"
    seen = offered(week, list_line(session, due.team.id))
    first, *more = _payloads(compose(week), seen, channel_locale(session, due.team))
    post = Message(key, due.team.manager_channel, first, priority=Priority.DIGEST)
    replies = [
        replace(post, key=f"{key}:{number}", payload=each, kind=Kind.REPLY, target_key=key)
        for number, each in enumerate(more, start=2)
    ]
    added = add_messages(session, due.team.workspace_id, [post, *replies], now)
    return "queued" if added else "queued before"


def _week(session: Session, team: Team, rhythm: Rhythm, *, at: datetime, now: datetime) -> TeamWeek:
    """The week that a digest at `at` reports, as things stand `now`.

    Posted after that week it tells of the cycle in which people were asked, be it over by now.
    """
    workspace = get_workspace(session, team.workspace_id)
    time_zone = workspace.time_zone
    asked_on, today = reported_day(rhythm, at, time_zone), local_date(now, time_zone)
    slot = reported_slot(rhythm, asked_on, days_off(workspace.country))
    running_on = today if slot == slot_of(at, time_zone) else asked_on
    since = digest_before(rhythm, time_zone, at)
    return get_week(session, team, Span(slot, today, running_on, since, now))


def _rhythm(session: Session, team: Team) -> Rhythm:
    return rhythms_by_team(session, [team.id])[team.id]


def _offered_to(session: Session, person: Person, week: TeamWeek, *, with_private: bool) -> Offered:
    """Whose check-ins the person may acknowledge and has not yet."""
    standing = standing_to(session, person, week.team.id)
    if verdict(Right.ACKNOWLEDGE, standing) is Verdict.NO:
        return Offered(week.team.id, week.slot)
    done = list_acknowledged_by(session, person.id, week.slot)
    line = list_line(session, week.team.id)
    return offered(week, line, with_private=with_private, but=done | {person.id})


def _payloads(digest: Digest, seen: Offered, locale: str) -> list[dict[str, Any]]:
    first, *more = pages(digest)
    head = {"digest": digest, "chunks": first, "has_more": bool(more), "offered": seen}
    return [
        render("messages/digest", locale, **head),
        *(render("messages/digest_more", locale, digest=digest, chunks=each) for each in more),
    ]
