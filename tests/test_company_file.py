"""Company files: every fault with its line, and nothing guessed by YAML."""

from datetime import date
from decimal import Decimal

import pytest

from bot.company_file import AT_MOST_CHARACTERS, CompanyFileError, read_company
from bot.domain.company import (
    CompanyPlan,
    CyclePlan,
    KeyResultPlan,
    MilestonePlan,
    ObjectivePlan,
    OrganisationPlan,
    PersonPlan,
    TeamPlan,
)
from bot.domain.okrs import Commitment, Entry, Metric, ObjectiveState, Role

COMPANY = """\
organisation: {name: Acme, time_zone: Europe/Vienna, country: NO}
people:
  - {slack_id: U0HEAD, role: admin}
  - {slack_id: U0LEAD, paused_until: 2026-11-02}
teams:
  - {name: Company, manager: U0HEAD, members: [U0HEAD]}
  - {name: Platform, parent: Company, members: [U0LEAD], nudge: "mon 09:00"}
cycles:
  - {name: 2026-Q4, starts_on: 2026-10-01, ends_on: 2026-12-31}
objectives:
  - key: grow
    title: Hospitals trust our implants
    team: Company
    owner: U0HEAD
    cycle: 2026-Q4
    key_results:
      - {title: Hospitals that reorder, baseline: 40, target: 65}
  - key: calm
    title: Clinics never wait
    team: Platform
    owner: U0LEAD
    cycle: 2026-Q4
    contributes_to: grow
    key_results:
      - {title: Pages within a second, baseline: 71, target: 95}
"""


def faults_of(text: str) -> list[tuple[int, str]]:
    """What is wrong with a file: line and sentence."""
    with pytest.raises(CompanyFileError) as caught:
        read_company(text)
    return [(fault.line, fault.message % fault.values) for fault in caught.value.faults]


EVERYTHING = """\
\ufefforganisation: {name: Acme, country: NO}
people: [{slack_id: U0HEAD, role: admin, name: "Åse  \n  Berg", locale: nb-NO}]
teams: [{name: 7, members: [U0HEAD], locked: yes, parent: ~}]
cycles: [{name: 2026-Q4, starts_on: 2026-10-01, ends_on: 2026-12-31}]
objectives:
  - {key: grow, title: Trust, team: 7, owner: U0HEAD, cycle: 2026-Q4, kind: aspirational,
     private: true, state: draft, justification: Why not, key_results: [
       {key: r, title: Reorders, unit: "", baseline: 0.10, target: -3, metric: decrease,
        entry: adds, weight: 2.50, confidence: 10, delegate: U0HEAD},
       {title: Steps, metric: milestones, milestones: [{title: a, due: 2026-11-01}]},
       {title: Audit, metric: yes_no, current: no}]}
"""

AS_MEANT = CompanyPlan(
    line=1,
    organisation=OrganisationPlan(line=1, name="Acme", country="NO"),
    people=(
        PersonPlan(line=2, slack_id="U0HEAD", role=Role.ADMIN, name="Åse Berg", locale="nb-NO"),
    ),
    teams=(TeamPlan(line=4, name="7", members=("U0HEAD",), locked=True),),
    cycles=(
        CyclePlan(
            line=5,
            name="2026-Q4",
            starts_on=date(2026, 10, 1),
            ends_on=date(2026, 12, 31),
        ),
    ),
    objectives=(
        ObjectivePlan(
            line=7,
            key="grow",
            title="Trust",
            team="7",
            owner="U0HEAD",
            cycle="2026-Q4",
            kind=Commitment.ASPIRATIONAL,
            private=True,
            state=ObjectiveState.DRAFT,
            justification="Why not",
            key_results=(
                KeyResultPlan(
                    line=9,
                    key="r",
                    title="Reorders",
                    baseline=Decimal("0.10"),
                    target=Decimal(-3),
                    metric=Metric.DECREASE,
                    entry=Entry.ADDS,
                    weight=Decimal("2.50"),
                    confidence=10,
                    delegate="U0HEAD",
                ),
                KeyResultPlan(
                    line=11,
                    title="Steps",
                    metric=Metric.MILESTONES,
                    milestones=(MilestonePlan(line=11, title="a", due=date(2026, 11, 1)),),
                ),
                KeyResultPlan(line=12, title="Audit", metric=Metric.YES_NO, current=False),
            ),
        ),
    ),
)


def test_a_file_is_read_as_it_is_meant() -> None:
    assert read_company(EVERYTHING) == AS_MEANT


def test_all_faults_of_a_file_are_told_at_once_in_its_order() -> None:
    text = (
        COMPANY.replace("Europe/Vienna", "Vienna")
        .replace("role: admin", "role: king")
        .replace("parent: Company", "parent: Compny")
        .replace("2026-12-31", "2026-13-01")
        .replace("target: 65", "target: many")
        .replace("owner: U0LEAD", "owner: U0LEED")
        .replace("baseline: 71", "baseline: 95")
    )

    faults = faults_of(text)

    assert faults == [
        (1, "time zone Vienna is not known; write it like Europe/Vienna"),
        (3, "king is not one of member, admin"),
        (7, "team Compny does not exist; did you mean Company?"),
        (9, "there is no day 2026-13-01"),
        (17, "many is not a number; write it like 1234.5, with at most 15 digits before the point"),
        (21, "U0LEED is neither listed under people nor in a team; did you mean U0LEAD?"),
        (25, "target: The target must differ from the baseline."),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", (1, "the file is empty")),
        ("# nothing\n", (1, "the file is empty")),
        ("just words", (1, "here should be fields, like organisation: …")),
        ("\n- a list", (2, "here should be fields, like organisation: …")),
        ("people:\n\t- {}", (2, "a tab stands here; YAML is indented with blanks")),
        ("people: [", (2, "this cannot be read as YAML: did not find expected node content")),
        ("people:\n  'open", (2, "this cannot be read as YAML: found unexpected end of stream")),
        ("people: []\npeople: []", (2, "people stands here a second time; the first is in line 1")),
        ("? [a]\n: b", (1, "the name of a field is missing here")),
        ("people: []\n---\nteams: []", (2, "a second document begins here; one is read")),
        ("people: []\nteams: &a []", (2, "anchors and aliases (& and *) are not read here")),
        ("teams: [*a]", (1, "anchors and aliases (& and *) are not read here")),
        ("people: !!python/object:os.system []", (1, "tags (with !) are not read here")),
        ("people: " + "[" * 100_000, (1, "this is nested too deep")),
        ("people: []\nteams: \x00", (2, "here is a character that cannot stand in a text file")),
        ("people: []\nteams: \ud800", (2, "here is a character that cannot stand in a text file")),
        (
            "x" * (AT_MOST_CHARACTERS + 1),
            (1, "the file has 10000001 characters; at most 10000000 are read"),
        ),
    ],
    ids=[str(number) for number in range(17)],
)
def test_what_is_not_a_plain_yaml_file_is_a_fault(text: str, fault: tuple[int, str]) -> None:
    faults = faults_of(text)

    assert faults == [fault]


def test_lines_are_those_of_the_field_and_not_of_its_item() -> None:
    text = COMPANY.replace("members: [U0LEAD]", "\n     members: [\n       U0LEAD,\n       Lea]")

    faults = faults_of(text)

    assert faults == [(10, "Lea is not the Slack id of a person, like U012AB3CD")]


def test_whoever_a_team_names_belongs_to_the_company() -> None:
    text = COMPANY.replace("members: [U0LEAD]", "members: [U0LEAD, U0NEW, U0NEW2]")

    plan = read_company(text)

    listed = [person.slack_id for person in read_company(COMPANY).people]
    assert [person.slack_id for person in plan.people] == [*listed, "U0NEW", "U0NEW2"]
