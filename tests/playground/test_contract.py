import json
import re
import shutil
from pathlib import Path

import pytest

from contract.check import HERE, WRONG, blind_types, refusals, request_samples
from contract.collect import Sample, playground_samples

installed = pytest.mark.skipif(
    shutil.which("node") is None or not (HERE / "node_modules").exists(),
    reason="needs Node.js and the packages that `python -m contract.check` installs",
)


@installed
def test_all_the_playground_sends_fits_the_official_types() -> None:
    samples = playground_samples()

    assert refusals(samples) == []
    assert blind_types(samples) == set()


@installed
def test_wrong_samples_are_refused() -> None:
    refused = [one.sample for one in refusals(list(WRONG))]

    assert [sample for sample in WRONG if sample not in refused] == []


def test_every_kind_of_payload_is_sampled() -> None:
    kinds = {sample.type for sample in playground_samples()}

    assert {"Command", "MessageActions", "ViewActions", "Submission", "Closed"} <= kinds
    assert {"Shortcut", "MessageShortcut", 'Events["message"]'} <= kinds
    assert {"ViewSuggestion", "MessageSuggestion", 'Events["reaction_removed"]'} <= kinds


def test_recorded_requests_are_read_once_and_typed(tmp_path: Path) -> None:
    call = {"method": "users.list", "args": {"limit": "200", "include_locale": "1"}}
    (tmp_path / "one.json").write_text(json.dumps(call))
    (tmp_path / "two.json").write_text(json.dumps([call, call]))

    typed = {"limit": 200, "include_locale": True}
    assert list(request_samples(tmp_path)) == [Sample('Calls["users.list"]', typed)]


def test_the_lock_file_names_no_host_and_checks_all_it_names() -> None:
    text = (HERE / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}

    assert "resolved" not in text
    assert re.findall(r"https?://\S*registry", text) == []
    assert [name for name, one in packages.items() if "integrity" not in one] == []
