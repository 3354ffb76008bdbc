"""Key results to answer about, and the short way to say what was understood."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.domain.fields import NumberMarks
from bot.domain.okrs import Blocker, BlockerKind, Entry, KeyResult, Metric, Milestone
from bot.domain.replies import Reading, read_reply
from tests.make import make_key_result

ENGLISH, GERMAN = NumberMarks(".", ","), NumberMarks(",", ".")

REORDER = make_key_result(id=1)
PORTAL = make_key_result(
    id=2, title="Portal answers", unit="%", current=Decimal(92), target=Decimal(100)
)
PILOT = make_key_result(
    id=3, title="Pilot is signed", metric=Metric.YES_NO, unit="", current=Decimal(0)
)
CLINICS = make_key_result(
    id=4,
    title="Clinics that train alone",
    metric=Metric.MILESTONES,
    unit="",
    current=None,
    milestones=(Milestone(7, "Graz"), Milestone(8, "Linz", done_on=date(2026, 10, 1))),
)
CLINICS_TO_DO = replace(CLINICS, milestones=(Milestone(7, "Graz"), Milestone(8, "Linz")))
TICKETS = make_key_result(
    id=5,
    title="Tickets closed",
    unit="tickets",
    entry=Entry.ADDS,
    current=Decimal(20),
    target=Decimal(100),
)
REVENUE = make_key_result(
    id=6, title="Umsatz in Österreich", unit="EUR", current=Decimal(1000), target=Decimal(5000)
)
BLOCKED = make_key_result(
    id=7, title="Würde", blocker=Blocker(BlockerKind.MONEY, "No budget", "U0LENA")
)
SEVERAL = (REORDER, PORTAL, PILOT, CLINICS, TICKETS, REVENUE)
REGIONS = tuple(make_key_result(id=number, title=f"Region {number}") for number in (1, 2, 12))


def alone(text: str, marks: NumberMarks = ENGLISH) -> object:
    """What somebody with one key result says."""
    return shown(read_reply(text, [REORDER], marks))


def among(text: str, marks: NumberMarks = ENGLISH) -> object:
    """What somebody with several key results says."""
    return shown(read_reply(text, SEVERAL, marks))


def shown(reading: Reading) -> dict[str, object]:
    """What was understood, by field; "same" and the reason of each part that was not."""
    told: dict[str, object] = dict(reading.fields)
    told |= {"same": sorted(reading.same)} if reading.same else {}
    unclear = [(each.text, each.reason.value) for each in reading.unclear]
    return told | ({"unclear": unclear} if unclear else {})


def titled(*titles: str) -> list[KeyResult]:
    return [make_key_result(id=number, title=each) for number, each in enumerate(titles, start=1)]
