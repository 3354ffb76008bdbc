"""What is written in Slack is stored as the import stores it."""

from typing import Any

from storage.tables import MilestoneRow, ObjectiveRow
from tests.flows.office import Office
from tests.flows.writing import (
    add_key_result,
    align,
    begin,
    key_results_of,
    newest,
    objective_id,
    write_head,
)

USER = "U0LENA"
NAMES = {"id", "key", "version", "objective_id", "key_result_id", "overridden"}


def test_a_written_objective_has_the_rows_of_an_imported_one(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER, title="Clinics never wait for our portal")
    align(office, USER)
    mine = {"owner": "U0MARIA"}
    add_key_result(
        office,
        USER,
        title="Portal answers",
        unit="%",
        baseline="90",
        target="100",
        current="92",
        confidence="7",
        **mine,
    )
    add_key_result(
        office,
        USER,
        title="Tickets closed",
        unit="tickets",
        baseline="0",
        target="100",
        current="20",
        entry="adds",
        confidence="6",
        **mine,
    )
    steps = {"milestones": "Graz\nLinz"}
    add_key_result(office, USER, "milestones", title="Clinics that train alone", **steps, **mine)
    passed = {"owner": "U0NICK", "confidence": "8"}
    add_key_result(office, USER, "yes_no", title="The audit is passed", **passed)
    office.slack.submit(USER)

    office.slack.submit(USER)

    written, imported = newest(office)["id"], objective_id(office, "calm")
    assert rows_of(office, written) == rows_of(office, imported)


def rows_of(office: Office, number: int) -> list[list[dict[str, Any]]]:
    """All rows of an objective, without what names them."""
    objectives = [row for row in office.rows(ObjectiveRow) if row["id"] == number]
    key_results = key_results_of(office, number)
    ids = {row["id"] for row in key_results}
    steps = [row for row in office.rows(MilestoneRow) if row["key_result_id"] in ids]
    return [
        [{name: row[name] for name in row.keys() - NAMES} for row in rows]
        for rows in (objectives, key_results, steps)
    ]
