"""The golden files themselves: a missing one fails, and only the switch writes one."""

from pathlib import Path

import pytest

from tests.templates.golden import golden


def test_a_missing_golden_file_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OKRBOT_GOLDEN", raising=False)

    with pytest.raises(AssertionError, match=r"messages_nudge\.de\.json is missing"):
        golden("messages/nudge", "de", {"text": "x"}, tmp_path)


def test_a_written_golden_file_is_what_the_next_run_compares_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKRBOT_GOLDEN", "write")
    golden("nudge", "de", {"text": "Grüße"}, tmp_path)
    monkeypatch.delenv("OKRBOT_GOLDEN")

    expected = golden("nudge", "de", {"text": "changed since"}, tmp_path)

    assert expected == {"text": "Grüße"}
