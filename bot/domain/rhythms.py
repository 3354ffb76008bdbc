"""Where a team's rhythm comes from: itself, a team above, or the usual one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.domain.cadence import DEFAULT, Every, PartialRhythm, Rhythm, inherit
from bot.domain.coming import Calendar, Coming, coming
from bot.domain.fields import Typed
from bot.domain.okrs import Workspace
from bot.domain.setting_up import shown_rhythm

HERE = "here"
ABOVE = "above"
USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday and a time, and where they are set: `here`, `above` (by `team`) or `usual`."""

    weekday: int
    time: time
    source: str = USUAL
    team: str = ""


@dataclass(frozen=True, slots=True)
class Often:
    """In which weeks people are nudged, and where that is set; `next_on` is when they are next."""

    every: Every = Every.WEEK
    source: str = USUAL
    team: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class RhythmSources:
    """When a team hears from us and why then.

    `locked_by` names the team above that decides for all below, "" where none does; `locks`
    says whether this team does.
    """

    nudge: Weekly
    digest: Weekly
    often: Often = Often()
    locked_by: str = ""
    locks: bool = False

    @property
    def rhythm(self) -> Rhythm:
        """The rhythm itself."""
        return Rhythm(
            self.nudge.weekday,
            self.nudge.time,
            self.digest.weekday,
            self.digest.time,
            self.often.every,
        )


@dataclass(frozen=True, slots=True)
class RhythmForm:
    """The form of a team's rhythm; `coming` is what follows from what stands in it.

    `weeks` are the two kinds of every second week, each with the day on which it would come next,
    the nearer one first. `is_top` where no team stands above. `is_restored` when it holds what
    was typed before.
    """

    team_id: int
    sources: RhythmSources
    typed: Mapping[str, Typed]
    coming: Coming
    weeks: tuple[tuple[Every, date], ...]
    is_top: bool
    is_restored: bool = False

    @property
    def every_field(self) -> str:
        """The block of the menu of weeks: another one as soon as its options name other days.

        Slack would go on to show the option as it was when it was chosen.
        """
        return f"every_{self.weeks[0][1]}"


def compose_form(
    team_id: int,
    line: Sequence[tuple[str, PartialRhythm]],
    typed: Mapping[str, Typed],
    place: tuple[Workspace, Calendar],
    now: datetime,
) -> RhythmForm:
    """The form with what is typed; `line` runs from the team upward, by name."""
    (workspace, calendar), zone = place, place[0].time_zone
    sources = find_sources(line)
    shown = shown_rhythm(typed, inherit(own for _name, own in reversed(line[1:])))
    weeks = [
        (every, coming(replace(shown, every=every), zone, calendar, now, 1).nudges[0].on)
        for every in (Every.EVEN_WEEKS, Every.ODD_WEEKS)
    ]
    return RhythmForm(
        team_id,
        with_next(sources, workspace, calendar, now),
        typed,
        coming(shown, zone, calendar, now),
        tuple(sorted(weeks, key=lambda each: each[1])),
        is_top=len(line) < 2,
    )


def with_next(
    sources: RhythmSources, workspace: Workspace, calendar: Calendar, now: datetime
) -> RhythmSources:
    """The sources with the day on which people are nudged next, by the organisation's calendar."""
    (nudge,) = coming(sources.rhythm, workspace.time_zone, calendar, now, 1).nudges
    return replace(sources, often=replace(sources.often, next_on=nudge.on))


def find_sources(line: Sequence[tuple[str, PartialRhythm]]) -> RhythmSources:
    """Who decides for the first team of `line`, which runs from it upward, by name."""
    if not line:
        return _composed(DEFAULT, [], "")
    from_top = list(reversed(line))
    locking = next((place for place, (_name, own) in enumerate(from_top) if own.is_locked), None)
    heard = from_top if locking is None else from_top[: locking + 1]
    is_locked = locking is not None and locking < len(from_top) - 1
    sources = _composed(inherit(own for _name, own in heard), heard, line[0][0])
    return RhythmSources(
        sources.nudge,
        sources.digest,
        sources.often,
        locked_by=from_top[locking or 0][0] if is_locked else "",
        locks=line[0][1].is_locked,
    )


def _composed(
    rhythm: Rhythm, heard: Sequence[tuple[str, PartialRhythm]], own_name: str
) -> RhythmSources:
    nudge = [name for name, own in heard if own.nudge_time is not None]
    digest = [name for name, own in heard if own.digest_time is not None]
    every = [name for name, own in heard if own.every is not None]
    return RhythmSources(
        Weekly(rhythm.nudge_weekday, rhythm.nudge_time, *_source(nudge, own_name)),
        Weekly(rhythm.digest_weekday, rhythm.digest_time, *_source(digest, own_name)),
        Often(rhythm.every, *_source(every, own_name)),
    )


def _source(names: Sequence[str], own_name: str) -> tuple[str, str]:
    if not names:
        return USUAL, ""
    return (HERE, "") if names[-1] == own_name else (ABOVE, names[-1])
