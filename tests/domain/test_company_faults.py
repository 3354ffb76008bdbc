"""What can be wrong between the items of a company file, and in their fields."""

import pytest

from bot.company_file import read_company
from tests.test_company_file import COMPANY, faults_of

MANY_STEPS = ", ".join(f"{{title: s{number}}}" for number in range(101))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "country: NO",
            "country: Norway",
            (
                1,
                (
                    "Norway is not a country of two capital letters, like AT, or a part of one, "
                    "like DE-BY"
                ),
            ),
        ),
        (
            "country: NO",
            "country: XX",
            (1, "no public holidays are known of XX; write a country like AT or DE-BY"),
        ),
        (
            "country: NO",
            "country: DE-XX",
            (1, "no public holidays are known of DE-XX; write a country like AT or DE-BY"),
        ),
        (
            "Europe/Vienna",
            "Europe/Wien",
            (1, "time zone Europe/Wien is not known; write it like Europe/Vienna"),
        ),
        ("role: admin", "rôle: admin", (3, "there is no field rôle; did you mean role?")),
        (
            "{name: 2026-Q4, ",
            "{name: 2026-Q4, xyz: 1, ",
            (9, "there is no field xyz; known here are name, starts_on, ends_on"),
        ),
        ("role: admin", "role: boss", (3, "boss is not one of member, admin")),
        ("teams:", "  - {name: Nobody}\nteams:", (5, "slack_id is missing")),
        ("2026-11-02", "2026-02-30", (4, "there is no day 2026-02-30")),
        ("2026-11-02", "soon", (4, "soon is not a date; write it like 2026-10-01")),
        (
            "teams:",
            "  - {slack_id: U0HEAD}\nteams:",
            (5, "U0HEAD stands here a second time; the first is in line 3"),
        ),
        (
            "manager: U0HEAD",
            "manager: Helga",
            (6, "Helga is not the Slack id of a person, like U012AB3CD"),
        ),
        ("[U0HEAD]", "[U0HEAD, U0HEAD]", (6, "U0HEAD is listed twice in this team")),
        ("[U0HEAD]", "U0HEAD", (6, "here should be a list")),
        (
            "[U0HEAD]",
            "[U0HEAD], channel: general",
            (6, "general is not the id of a channel, like C012AB3CD"),
        ),
        ("[U0HEAD]", "[U0HEAD], locked: perhaps", (6, "perhaps should be yes or no")),
        (
            "[U0HEAD]",
            "[U0HEAD], locked: yes",
            (7, "team Company has locked its rhythm, so nudge cannot be set here"),
        ),
        (
            "parent: Company",
            "parent: Compny",
            (7, "team Compny does not exist; did you mean Company?"),
        ),
        ("parent: Company", "parent: Platform", (7, "this goes in a circle: Platform → Platform")),
        (
            "manager: U0HEAD",
            "parent: Platform",
            (6, "this goes in a circle: Company → Platform → Company"),
        ),
        ("name: Acme", f"name: {'x' * 76}", (1, "this text has 76 characters; at most 75 fit")),
        (
            "mon 09:00",
            "mon 05:59",
            (7, "Choose a time from 08:00 to 17:59: nobody is asked before or after work."),
        ),
        (
            '"mon 09:00"',
            '"mon 09:00", digest: tue 05:30',
            (7, "Choose a time from 06:00 on: nobody is written to at night."),
        ),
        (
            '"mon 09:00"',
            '"mon 09:00", every: two weeks',
            (
                7,
                (
                    'Write "week", "month", or "two weeks from" and a day of the first such week, '
                    'like "two weeks from 2026-10-05".'
                ),
            ),
        ),
        ("mon 09:00", "someday", (7, 'Write an English weekday and a time, like "mon 09:00".')),
        ("2026-12-31", "2026-09-30", (9, "cycle 2026-Q4 ends before it starts")),
        ("    title: Hospitals trust our implants\n", "", (11, "title is missing")),
        (
            "Hospitals trust our implants",
            "x" * 201,
            (12, "this text has 201 characters; at most 200 fit"),
        ),
        ("key: calm", "key: grow", (18, "grow stands here a second time; the first is in line 11")),
        (
            "contributes_to: grow",
            "contributes_to: grwo",
            (23, "no objective has the key grwo; did you mean grow?"),
        ),
        (
            "contributes_to: grow",
            "contributes_to: calm",
            (23, "this goes in a circle: calm → calm"),
        ),
        (
            "contributes_to: grow",
            "contributes_to: grow\n    supports: grow",
            (24, "an objective has one link upward: contributes_to or supports, not both"),
        ),
        (
            "baseline: 40",
            "baseline: 4O",
            (
                17,
                "4O is not a number; write it like 1234.5, with at most 15 digits before the point",
            ),
        ),
        (
            "baseline: 40",
            f"baseline: {'9' * 16}",
            (
                17,
                (
                    f"{'9' * 16} is not a number; "
                    "write it like 1234.5, with at most 15 digits before the point"
                ),
            ),
        ),
        ("baseline: 40", "baseline: 65", (17, "target: The target must differ from the baseline.")),
        (
            "baseline: 40",
            "baseline: 66",
            (17, "target: To increase, the target must be above the baseline."),
        ),
        ("baseline: 40, ", "", (17, "baseline: This metric needs a number here.")),
        (
            "baseline: 40",
            "metric: decrease, baseline: 40",
            (17, "target: To decrease, the target must be below the baseline."),
        ),
        (
            "baseline: 40",
            "metric: at_least, baseline: 40",
            (17, "baseline does not belong to the metric at_least"),
        ),
        (
            "baseline: 40",
            "baseline: 40, lower: 3",
            (17, "lower does not belong to the metric increase"),
        ),
        (
            "baseline: 40",
            "baseline: 40, current: yes",
            (17, "current should be a number; yes and no belong to the metric yes_no"),
        ),
        (
            "baseline: 40, target: 65",
            "metric: yes_no, current: 3",
            (17, "current should be yes or no for the metric yes_no"),
        ),
        (
            "baseline: 40, target: 65",
            "metric: between, lower: 3, upper: 2",
            (17, "lower: The lower bound must not be above the upper one."),
        ),
        (
            "baseline: 40, target: 65",
            "metric: milestones",
            (17, "the metric milestones needs at least one milestone"),
        ),
        (
            "baseline: 40, target: 65",
            f"metric: milestones, milestones: [{MANY_STEPS}]",
            (17, "a key result has at most 100 milestones"),
        ),
        (
            "baseline: 40, target: 65",
            "metric: milestones, milestones: [{title: a, weight: 0}]",
            (17, "at least one weight must be above 0, or nothing counts"),
        ),
        (
            "baseline: 40, target: 65",
            "metric: milestones, milestones: [{title: a}, {title: a}]",
            (17, "a stands here a second time; the first is in line 17"),
        ),
        (
            "baseline: 40",
            "baseline: 40, weight: 0",
            (11, "at least one weight must be above 0, or nothing counts"),
        ),
        ("baseline: 40", "baseline: 40, weight: -1", (17, "a weight cannot be below 0")),
        (
            "baseline: 40",
            "baseline: 40, confidence: 11",
            (17, "11 should be a whole number from 0 to 10"),
        ),
        (
            "baseline: 40",
            "baseline: 40, confidence: 6.5",
            (17, "6.5 should be a whole number from 0 to 10"),
        ),
        (
            "baseline: 40",
            "baseline: 40, delegate: U0LAED",
            (17, "U0LAED is neither listed under people nor in a team; did you mean U0LEAD?"),
        ),
        ("baseline: 40", "baseline: 40, entry: plus", (17, "plus is not one of replaces, adds")),
        (
            "{title: Hospitals that reorder, baseline: 40, target: 65}",
            "Reorders",
            (17, "here should be fields, like key: …"),
        ),
        ("title: Clinics never wait", "title: [Clinics]", (19, "here should be one word or text")),
        (
            "    cycle: 2026-Q4\n    contributes_to",
            "    cycle: 2026-Q3\n    contributes_to",
            (22, "cycle 2026-Q3 does not exist; did you mean 2026-Q4?"),
        ),
    ],
)
def test_a_fault_is_told_alone_with_its_line(old: str, new: str, fault: tuple[int, str]) -> None:
    assert old in COMPANY

    faults = faults_of(COMPANY.replace(old, new, 1))

    assert faults == [fault]


def test_below_a_locked_rhythm_nothing_of_it_can_be_set() -> None:
    own = "nudge: mon 09:00, digest: tue 09:00, every: month"
    locked = COMPANY.replace("[U0HEAD]", "[U0HEAD], locked: yes, every: week", 1)

    faults = faults_of(locked.replace('nudge: "mon 09:00"', own))

    assert faults == [
        (7, "team Company has locked its rhythm, so nudge cannot be set here"),
        (7, "team Company has locked its rhythm, so digest cannot be set here"),
        (7, "team Company has locked its rhythm, so every cannot be set here"),
    ]


def test_a_link_to_a_level_below_is_a_fault() -> None:
    text = COMPANY.replace("contributes_to: grow", "team_is: x").replace(
        "team: Company\n", "team: Company\n    supports: calm\n"
    )

    faults = faults_of(text)

    assert faults == [
        (14, "calm belongs to Platform, which is on a level below Company"),
        (24, "there is no field team_is; did you mean team?"),
    ]


def test_a_draft_may_lack_its_numbers() -> None:
    text = COMPANY.replace("key: grow", "key: grow\n    state: draft").replace("baseline: 40, ", "")

    plan = read_company(text)

    assert plan.objectives[0].key_results[0].baseline is None
