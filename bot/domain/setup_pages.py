"""What the steps of setting up show: what was typed, else what is stored or suggested."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.cadence import Rhythm, local_date
from bot.domain.coming import Calendar, Coming, coming
from bot.domain.fields import Fields, Typed
from bot.domain.okrs import Cycle, Team, Workspace
from bot.domain.setting_up import (
    ORDER,
    Organisation,
    Step,
    rhythm_fields,
    shown_rhythm,
    suggested_cycle,
)


@dataclass(frozen=True, slots=True)
class SetupFacts:
    """How a workspace stands: its open cycle, its teams without one above, and their rhythm.

    `is_ready` once setting up is over.
    """

    workspace: Workspace
    cycle: Cycle | None
    tops: tuple[Team, ...]
    teams: tuple[Team, ...]
    rhythm: Rhythm
    is_ready: bool
    now: datetime

    @property
    def today(self) -> date:
        """What day it is in the organisation."""
        return local_date(self.now, self.workspace.time_zone)


@dataclass(frozen=True, slots=True)
class SetupPage:
    """One step as it is shown; steps count from 1, `typed` are its fields.

    `is_missing` when it was submitted without any team. `names` are the teams whose rhythm it is.
    """

    number: int
    steps: int
    typed: Mapping[str, Typed]
    is_ready: bool
    is_restored: bool
    is_missing: bool
    coming: Coming
    names: tuple[str, ...]


def compose_page(
    facts: SetupFacts,
    step: Step,
    draft: Fields | None,
    suggested: Organisation,
    calendar: Calendar,
) -> SetupPage:
    """A step with what was typed before, else with what is stored or suggested.

    `calendar` is the organisation's.
    """
    typed = draft if draft is not None else stored_fields(facts, step, suggested)
    return SetupPage(
        number=ORDER.index(step) + 1,
        steps=len(ORDER) - 1,
        typed=typed,
        is_ready=facts.is_ready,
        is_restored=draft is not None,
        is_missing=False,
        coming=coming(
            shown_rhythm(typed, facts.rhythm), facts.workspace.time_zone, calendar, facts.now
        ),
        names=tuple(each.name for each in facts.tops[:5]),
    )


def stored_fields(facts: SetupFacts, step: Step, suggested: Organisation) -> dict[str, Typed]:
    """What a step shows before anything is typed; `suggested` is for a new workspace."""
    workspace = facts.workspace
    if step is Step.ORGANISATION:
        return {
            "name": workspace.name,
            "time_zone": suggested.time_zone,
            "locale": suggested.locale,
            "country": workspace.country,
        }
    if step is Step.CYCLE:
        dates = facts.cycle or suggested_cycle(facts.today)
        return {
            "cycle_name": dates.name,
            "starts_on": dates.starts_on.isoformat(),
            "ends_on": dates.ends_on.isoformat(),
        }
    return {**rhythm_fields(facts.rhythm)} if step is Step.RHYTHM else {}
