"""Every cell of the table of rights, when something is opened and when it is sent."""

import pytest

from bot.domain.rights import RULES, TABLE, Right, Standing, Verdict, verdict
from storage.tables import HandoverRow, KeyResultRow, ObjectiveRow
from tests.flows.office import Office
from tests.flows.probes import PROBES, Probe
from tests.flows.standing import SOMEBODY, agreed, become, differing, stored, told

CELLS = [
    pytest.param(probe, standing, id=f"{name}-{standing}")
    for name, probe in PROBES.items()
    for standing in TABLE[probe.right]
]
SENT = [
    pytest.param(probe, standing, id=f"{name}-{standing}")
    for name, probe in PROBES.items()
    for standing in TABLE[probe.right]
    if probe.fields is not None
]
FORGED = [
    pytest.param(probe, id=name) for name, probe in PROBES.items() if probe.fields is not None
]


def says(probe: Probe, standing: Standing) -> Verdict:
    return verdict(probe.right, standing, is_locked=probe.is_locked)


def rule(right: Right) -> str:
    return RULES[right] % {"team": "Platform"}


def asked_first(probe: Probe, standing: Standing) -> Right:
    """The right that is missed first."""
    around = probe.within or probe.right
    return around if TABLE[around][standing] is Verdict.NO else probe.right


def may_submit(office: Office) -> bool:
    """Whether a form is open, not a modal that only says something."""
    view = office.slack.view(SOMEBODY)
    return bool(view and view.get("submit"))


def fill_in(office: Office, probe: Probe) -> None:
    """An admin comes to the last page and fills it in."""
    become(office, Standing.ADMIN)
    probe.come(office)
    probe.open(office)
    probe.go_on(office)
    office.slack.fill(SOMEBODY, probe.fields or {})


def test_no_right_is_left_out() -> None:
    """`SEE_PRIVATE` has a file of its own; what is seen is not sent, all else is."""
    sent = {probe.right for probe in PROBES.values() if probe.fields is not None}
    seen = {probe.right for probe in PROBES.values() if probe.shows}
    assert sent | seen | {Right.SEE_PRIVATE} == set(TABLE)
    assert set(TABLE) == set(Right) == set(RULES)
    assert all(set(row) == set(Standing) for row in TABLE.values())


@pytest.mark.parametrize(("probe", "standing"), CELLS)
def test_it_opens_to_who_may(office: Office, probe: Probe, standing: Standing) -> None:
    become(office, Standing.ADMIN)
    probe.come(office)
    become(office, standing)
    before = stored(office)

    probe.open(office)

    changed = differing(before, stored(office))
    if says(probe, standing) is Verdict.NO:
        assert (probe.opened or rule(asked_first(probe, standing))) in told(office)
        assert not may_submit(office)
        assert changed == set()
    elif probe.shows:
        assert probe.shows in told(office)
        assert changed == set()
    elif probe.fields is None:
        assert probe.changes in changed
    else:
        assert may_submit(office)
        assert probe.changes not in changed


@pytest.mark.parametrize(("probe", "standing"), SENT)
def test_it_is_sent_by_who_still_may(office: Office, probe: Probe, standing: Standing) -> None:
    fill_in(office, probe)
    become(office, standing)
    before = stored(office)

    reply = office.submit(SOMEBODY)

    assert reply.error is None
    after = stored(office)
    changed = differing(before, after)
    if says(probe, standing) is Verdict.NO:
        assert (probe.sent or rule(probe.right)) in told(office)
        assert changed == set()
    elif says(probe, standing) is Verdict.PROPOSE:
        assert len(after["proposal"]) == len(before["proposal"]) + 1
        assert agreed(after) == agreed(before)
    else:
        assert probe.changes in changed
        assert len(after["proposal"]) == len(before["proposal"])


@pytest.mark.parametrize("probe", FORGED)
def test_a_form_that_an_admin_filled_in_is_of_no_use_to_others(
    office: Office, probe: Probe
) -> None:
    fill_in(office, probe)
    office.bolt.is_deaf = True
    office.slack.submit(SOMEBODY)
    before = stored(office)

    _status, answer = office.bolt.deliver(
        dict(office.bolt.last, user={"id": "U0MANY", "team_id": "T0LOCAL"})
    )
    office.line.deliver()

    assert differing(before, stored(office)) == set()
    assert (probe.forged or rule(probe.right)) in str(answer)


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("name", ["hand-over", "hand-over-key-result"])
def test_owners_hand_over_what_is_theirs_whatever_they_are(
    office: Office, name: str, standing: Standing
) -> None:
    probe, owner = PROBES[name], office.person(SOMEBODY)["id"]
    office.change(ObjectiveRow, {"key": "calm"}, owner_id=owner)
    office.change(KeyResultRow, {"key": "uptime"}, owner_id=owner)
    become(office, standing)

    probe.open(office)
    office.slack.fill(SOMEBODY, probe.fields or {})
    office.submit(SOMEBODY)

    assert "Nick New gets a message now." in office.shown(SOMEBODY)
    assert [row["state"] for row in office.rows(HandoverRow)] == ["open"]
