"""What why, acknowledgements and thanks are shown with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.acknowledging import (
    MOST_CHOICES,
    NAME,
    WORDS,
    Acknowledged,
    Acknowledgement,
    Offered,
    acknowledged,
    by_name,
    find_chosen,
)
from bot.domain.away import Away
from bot.domain.cadence import Every, Rhythm
from bot.domain.due import DayOff
from bot.domain.okrs import Person, Workspace
from bot.domain.planning import Outlook
from bot.domain.rhythms import ABOVE, HERE, RhythmSources, Weekly
from bot.domain.shortening import shorten
from bot.domain.thanks import MOST_A_DAY, TITLE, Thanked
from bot.domain.thanks import WORDS as SAID
from bot.domain.why import Past, WhyFacts, compose_why
from tests.make import MONDAY, SLOT, ZONE, make_cycle, make_person
from tests.templates.cases import RICH, Case, Example, key_results, objective

THURSDAY = datetime(2026, 10, 22, 10, tzinfo=UTC)
HOLIDAYS = {date(2026, 10, 5), date(2026, 10, 26), date(2026, 12, 28)}


def day_off(day: date) -> DayOff | None:
    if day.weekday() > 4:
        return DayOff.WEEKEND
    return DayOff.HOLIDAY if day in HOLIDAYS else None


def past(case: Case) -> list[Past]:
    """Rich: what usually happens. Hostile: what seldom does, and a word of a later version."""
    weeks = [MONDAY + timedelta(days=7 * number, hours=-2) for number in (1, 0, -1, -2, -3)]
    late = weeks[2] + timedelta(days=1)
    if case is RICH:
        return [
            Past("2026-W43", weeks[0], remind_at=weeks[0] + timedelta(days=4)),
            Past("2026-W42", weeks[1], checked_in_at=weeks[1] + timedelta(hours=3)),
            Past("2026-W41", late, due_on=date(2026, 10, 5), remind_at=late, reminded="sent"),
            Past("2026-W40", weeks[3], "paused", date(2026, 9, 28), until=date(2026, 10, 2)),
            Past("2026-W39", checked_in_at=weeks[4]),
        ]
    return [
        Past("2026-W43", weeks[0], remind_at=weeks[0] + timedelta(days=4), is_snoozed=True),
        Past("2026-W42", weeks[1], case.says("later")[:40]),
        Past("2026-W41", weeks[2], reminded="budget"),
        Past("2026-W40", weeks[3], "day_off", date(2026, 9, 28)),
        Past("2026-W39", weeks[4], "away", until=date(2026, 9, 25)),
    ]


def why(case: Case) -> Example:
    """Rich: about oneself, with a holiday ahead. Hostile: about somebody who is away and paused."""
    is_rich = case is RICH
    person = make_person(
        name=case.says("Anna Berger"),
        country="AT" if is_rich else "DE-BY",
        time_zone=ZONE if is_rich else "Asia/Kolkata",
        away=Away.HERE if is_rich else Away.SICK,
        away_until=None if is_rich else THURSDAY + timedelta(days=6),
        paused_until=None if is_rich else date(2026, 11, 9),
    )
    every = Every.WEEK if is_rich else Every.EVEN_WEEKS
    cycle = make_cycle(ends_on=date(2027, 3, 31))
    nudge = Weekly(0, time(9), HERE if is_rich else ABOVE, "" if is_rich else case.says("Acme"))
    facts = WhyFacts(
        outlook=Outlook(
            person,
            [(each, cycle) for each in key_results(case)],
            Rhythm(every=every),
            day_off,
            joined_on=date(2026, 1, 1) if is_rich else date(2026, 10, 20),
            team_since=date(2026, 1, 1),
        ),
        workspace=Workspace(1, "T0LOCAL", "Acme", ZONE),
        sources=RhythmSources(
            nudge, Weekly(1, time(9)), locked_by="" if is_rich else case.says("Acme")
        ),
        holiday=lambda _day: case.says("National Day"),
        team=case.says("Platform"),
        digest_at=datetime(2026, 10, 27, 8, tzinfo=UTC),
        past=past(case),
    )
    return {"why": compose_why(facts, THURSDAY, is_own=is_rich)}


def people(case: Case) -> list[Person]:
    names = ("Anna Berger", "Ben Kofler", "Çiğdem Öz") * case.copies
    return [
        make_person(id=number, name=case.says(name)) for number, name in enumerate(names, start=1)
    ]


def offer(case: Case) -> Offered:
    return Offered(3, SLOT, by_name(people(case)))


def seen(case: Case) -> Acknowledged:
    """Some with words, some without."""
    said = case.says("Well done, and thank you for saying it early")
    return acknowledged(
        [Acknowledgement(each.name, said if each.id % 2 else "") for each in people(case)]
    )


def acknowledge(case: Case) -> Example:
    """Rich: as it opens. Others: what was typed before stands there again."""
    asked = offer(case)
    asked = replace(asked, all=asked.all[:MOST_CHOICES])
    said = case.says("Well done")[:WORDS]
    typed = {} if case is RICH else {"whose": str(asked.all[-1].id), "said": said}
    return {"asked": asked, "chosen": find_chosen(asked.all, typed), "typed": typed}


def acknowledged_one(case: Case) -> Example:
    """Rich: for the first time."""
    return {"author": shorten(case.says("Ben Kofler"), NAME), "is_new": case is RICH}


def thanks(case: Case) -> Example:
    return {
        "sender": shorten(case.says("Anna Berger"), NAME),
        "title": shorten(case.says("Hospitals that reorder"), TITLE),
        "objective_id": 1,
        "objective": shorten(case.says("Clinics never wait for our portal"), TITLE),
        "words": case.says("Your call with Linz turned it around")[:SAID],
    }


def thank(case: Case) -> Example:
    """Rich: as `/okr thanks` opens it. Others: what was typed before stands there again."""
    above = objective(case)
    said = case.says("Your call with Linz turned it around")[:SAID]
    typed = {} if case is RICH else {"colleague": "U0PERSON2", "said": said}
    chosen = None if case is RICH else Thanked(above.key_results[0], above)
    return {"about": 0, "chosen": chosen, "typed": typed, "most": MOST_A_DAY}


def thanked(case: Case) -> Example:
    return {"receiver": shorten(case.says("Ben Kofler"), NAME)}


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/why": why,
    "messages/acknowledged": acknowledged_one,
    "messages/thanks": thanks,
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/acknowledge": acknowledge,
    "modals/acknowledged": acknowledged_one,
    "modals/thanks": thank,
    "modals/thanked": thanked,
}
