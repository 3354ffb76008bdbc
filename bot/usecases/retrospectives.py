"""Looking back on a team's cycle: people answer, a manager reads and posts it once."""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date
from bot.domain.calibration import calibrate
from bot.domain.cycles import CycleState, state_of
from bot.domain.fields import Fields
from bot.domain.okrs import Caller, Cycle, Person, Team
from bot.domain.outbox import Kind, Message, Priority
from bot.domain.retrospective import (
    IN_PREVIEW,
    Answers,
    LookingBack,
    RetrospectiveForm,
    compose_looking_back,
    pages,
    read_answers,
    typed_answers,
)
from bot.domain.rights import Right, Verdict, check_right, verdict
from bot.errors import NotFound, OkrError, _
from bot.render import render
from storage.audit import add_audit
from storage.cycles import get_cycle, list_cycles
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.outbox import add_messages, has_message
from storage.people import get_person, get_workspace, lock_person
from storage.retrospectives import (
    Place,
    find_answers,
    list_answers,
    list_ended,
    list_forecasts,
    save_answers,
)
from storage.seeing import find_team, standing_to
from storage.teams import channel_locale, get_team

log = logging.getLogger("okrbot.retrospectives")

View = dict[str, Any]

POSTED = _("This look back was posted already; nothing is added to it any more.")


@dataclass(frozen=True, slots=True)
class _Desk:
    """Somebody who looks back on a team's cycle, within one transaction."""

    session: Session
    person: Person
    cycle: Cycle
    team: Team
    now: datetime

    @property
    def place(self) -> Place:
        """The cycle and the team."""
        return self.cycle.id, self.team.id

    @property
    def form(self) -> str:
        """The form's name among drafts."""
        return f"retrospective:{self.cycle.id}:{self.team.id}"

    @property
    def key(self) -> str:
        """The slot of the post: there is one."""
        return f"retrospective:team{self.team.id}:{self.cycle.id}"

    @property
    def is_posted(self) -> bool:
        """Whether it is posted, or on its way."""
        return has_message(self.session, self.person.workspace_id, self.key)

    @property
    def may_post(self) -> bool:
        """Whether this person posts it."""
        standing = standing_to(self.session, self.person, self.team.id)
        return verdict(Right.CLOSE, standing) is not Verdict.NO


def open_last(database: Database, caller: Caller, name: str, now: datetime) -> View:
    """The form about the last cycle that ends or has ended, of the team of that name.

    Raises:
        NotFound: no such team, or no cycle ends.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        team = find_team(session, person, name)
        today = local_date(now, get_workspace(session, person.workspace_id).time_zone)
        cycles = list_cycles(session, person.workspace_id)
        ending = next((each for each in cycles if _is_ending(each, today)), None)
        if ending is None:
            raise NotFound(_("No cycle ends yet on which one could look back."))
        return _form(_desk(session, person, (ending.id, team.id), now))


def open_form(database: Database, caller: Caller, place: Place, now: datetime) -> View:
    """The form, with what was said or typed before.

    Raises:
        NotAllowed: the caller is not of this team.
        OkrError: the cycle does not end yet, or the look back was posted.
    """
    with database.transaction() as session:
        return _form(_desk(session, get_person(session, caller), place, now))


def keep_form(
    database: Database, caller: Caller, place: Place, fields: Fields, now: datetime
) -> None:
    """Keep what was typed into a form that is closed."""
    with database.transaction() as session:
        desk = _desk(session, get_person(session, caller), place, now)
        _keep(desk, fields)


def save(database: Database, caller: Caller, place: Place, fields: Fields, now: datetime) -> None:
    """Keep what somebody says; it can be said otherwise until it is posted.

    Raises:
        InvalidFields: nothing was said.
        OkrError: it was posted meanwhile; what was typed is kept all the same.
    """
    with database.transaction() as session:
        lock_person(session, caller)
        desk = _desk(session, get_person(session, caller), place, now)
        answers = read_answers(fields)
        is_late = desk.is_posted
        if is_late:
            _keep(desk, fields)
        else:
            save_answers(session, place, desk.person, answers, now)
            drop_form_draft(session, desk.person.id, desk.form)
            log.info("looked back cycle=%s team=%s person=%s", *place, desk.person.id)
    if is_late:
        raise OkrError(POSTED)


def open_preview(database: Database, caller: Caller, place: Place, now: datetime) -> View:
    """What a manager would post, and where.

    Raises:
        NotAllowed: only managers post.
        OkrError: it was posted already, or there is no channel.
    """
    with database.transaction() as session:
        desk = _posting_desk(session, get_person(session, caller), place, now)
        looking_back = _looking_back(desk)
        return render(
            "modals/retrospective_post",
            desk.person.locale,
            back=looking_back,
            shown=looking_back.sections[:IN_PREVIEW],
            has_more=len(looking_back.sections) > IN_PREVIEW,
            cycle_id=desk.cycle.id,
            team_id=desk.team.id,
            channel=desk.team.channel,
            manager_channel=desk.team.manager_channel,
        )


def post(database: Database, caller: Caller, place: Place, where: str, now: datetime) -> None:
    """Post it once; `where` is "team" or "managers".

    Raises:
        NotAllowed, OkrError: as `open_preview`.
    """
    with database.transaction() as session:
        desk = _posting_desk(session, get_person(session, caller), place, now)
        team = desk.team
        channel = team.channel if where == "team" and team.channel else team.manager_channel
        first, *more = _payloads(_looking_back(desk), channel_locale(session, team))
        message = Message(desk.key, channel or team.channel, first, priority=Priority.DIGEST)
        replies = [
            replace(
                message,
                key=f"{desk.key}:{number}",
                payload=each,
                kind=Kind.REPLY,
                target_key=desk.key,
            )
            for number, each in enumerate(more, start=2)
        ]
        add_messages(session, desk.person.workspace_id, [message, *replies], now)
        subject = f"team:{team.id}"
        add_audit(
            session,
            desk.person,
            action="retrospective.posted",
            subject=subject,
            now=now,
            cycle=desk.cycle.id,
        )
        log.info("posted look back cycle=%s team=%s person=%s", *place, desk.person.id)


def _payloads(back: LookingBack, locale: str) -> list[View]:
    first, *more = pages(back)
    return [
        render("messages/retrospective", locale, back=back, sections=first, has_more=bool(more)),
        *(render("messages/retrospective_more", locale, back=back, sections=each) for each in more),
    ]


def _looking_back(desk: _Desk) -> LookingBack:
    session, place = desk.session, desk.place
    forecasts = list_forecasts(session, desk.team.id)
    found = {name: calibrate(each) for name, each in forecasts.items()}
    return compose_looking_back(
        (desk.team.name, desk.cycle.name),
        list_answers(session, place),
        list_ended(session, place),
        {name: each for name, each in found.items() if each is not None},
    )


def _form(desk: _Desk) -> View:
    if desk.is_posted:
        raise OkrError(POSTED)
    draft = find_form_draft(desk.session, desk.person.id, desk.form)
    stored = find_answers(desk.session, desk.place, desk.person.id)
    form = RetrospectiveForm(
        cycle_id=desk.cycle.id,
        team_id=desk.team.id,
        cycle=desk.cycle.name,
        team=desk.team.name,
        answers=typed_answers(draft) if draft else stored or Answers(),
        is_restored=bool(draft),
        is_stored=stored is not None,
        may_post=desk.may_post,
        answered=len(list_answers(desk.session, desk.place)),
    )
    return render("modals/retrospective", desk.person.locale, form=form)


def _keep(desk: _Desk, fields: Fields) -> None:
    typed = typed_answers(fields)
    stored = find_answers(desk.session, desk.place, desk.person.id) or Answers()
    if typed == stored:
        drop_form_draft(desk.session, desk.person.id, desk.form)
    else:
        save_form_draft(desk.session, desk.person, desk.form, dict(fields), desk.now)


def _posting_desk(session: Session, person: Person, place: Place, now: datetime) -> _Desk:
    desk = _desk(session, person, place, now, right=Right.CLOSE)
    if desk.is_posted:
        raise OkrError(POSTED)
    if not (desk.team.channel or desk.team.manager_channel):
        raise OkrError(_("%(team)s has no channel to post into yet."), team=desk.team.name)
    return desk


def _desk(
    session: Session,
    person: Person,
    place: Place,
    now: datetime,
    *,
    right: Right = Right.RETROSPECT,
) -> _Desk:
    cycle_id, team_id = place
    team = get_team(session, person.workspace_id, team_id)
    check_right(right, standing_to(session, person, team.id), team.name)
    cycle = get_cycle(session, person.workspace_id, cycle_id)
    today = local_date(now, get_workspace(session, person.workspace_id).time_zone)
    if not _is_ending(cycle, today):
        raise OkrError(_("%(cycle)s does not end yet."), cycle=cycle.name)
    return _Desk(session, person, cycle, team, now)


def _is_ending(cycle: Cycle, today: date) -> bool:
    return state_of(cycle, today) in (CycleState.CLOSING, CycleState.CLOSED)
