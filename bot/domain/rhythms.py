"""Where a team's rhythm comes from: itself, a team above, or the usual one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from bot.domain.cadence import DEFAULT, PartialRhythm, Rhythm, inherit

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
class RhythmSources:
    """When a team hears from us and why then.

    `locked_by` names the team above that decides for all below, "" where none does; `locks`
    says whether this team does.
    """

    nudge: Weekly
    digest: Weekly
    locked_by: str = ""
    locks: bool = False

    @property
    def rhythm(self) -> Rhythm:
        """The rhythm itself."""
        return Rhythm(self.nudge.weekday, self.nudge.time, self.digest.weekday, self.digest.time)


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
        locked_by=from_top[locking or 0][0] if is_locked else "",
        locks=line[0][1].is_locked,
    )


def _composed(
    rhythm: Rhythm, heard: Sequence[tuple[str, PartialRhythm]], own_name: str
) -> RhythmSources:
    nudge = [name for name, own in heard if own.nudge_time is not None]
    digest = [name for name, own in heard if own.digest_time is not None]
    return RhythmSources(
        Weekly(rhythm.nudge_weekday, rhythm.nudge_time, *_source(nudge, own_name)),
        Weekly(rhythm.digest_weekday, rhythm.digest_time, *_source(digest, own_name)),
    )


def _source(names: Sequence[str], own_name: str) -> tuple[str, str]:
    if not names:
        return USUAL, ""
    return (HERE, "") if names[-1] == own_name else (ABOVE, names[-1])
