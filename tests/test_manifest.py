"""The manifests, judged by Slack's own schema."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from bot.doctor import OPTIONAL, REQUIRED
from bot.manifests import as_yaml, http_manifest, socket_manifest

ORACLES = Path(__file__).parents[2] / "shared" / "oracles"
URL = "https://okr.example.com"
ADDRESS = "https://okr.example.com/slack/events"


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
@pytest.mark.parametrize(
    "manifest", [socket_manifest(), http_manifest(URL)], ids=["socket", "http"]
)
def test_a_manifest_is_what_slack_takes(manifest: dict[str, Any], version: str) -> None:
    file = ORACLES / f"manifest.schema.{version}.json"
    if not file.exists():
        pytest.skip("Slack's schema of manifests is not part of this repository")
    schema = json.loads(file.read_text(encoding="utf-8"))

    faults = validator_for(schema, Draft202012Validator)(schema).iter_errors(manifest)

    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.parametrize("url", [URL, URL + "/"])
def test_the_variant_for_http_names_where_slack_finds_the_bot(url: str) -> None:
    manifest = http_manifest(url)

    assert manifest["settings"]["socket_mode_enabled"] is False
    assert manifest["settings"]["event_subscriptions"]["request_url"] == ADDRESS
    assert manifest["settings"]["interactivity"] == {"is_enabled": True, "request_url": ADDRESS}
    assert [each["url"] for each in manifest["features"]["slash_commands"]] == [ADDRESS]


def test_the_variants_differ_in_nothing_else() -> None:
    manifest = http_manifest(URL)
    for command in manifest["features"]["slash_commands"]:
        del command["url"]
    del manifest["settings"]["event_subscriptions"]["request_url"]
    del manifest["settings"]["interactivity"]["request_url"]

    assert manifest | {"settings": manifest["settings"] | {"socket_mode_enabled": True}} == (
        socket_manifest()
    )


def test_it_is_printed_as_it_is() -> None:
    assert yaml.safe_load(as_yaml(http_manifest(URL))) == http_manifest(URL)


def test_the_doctor_looks_for_the_scopes_that_are_asked_for() -> None:
    scopes = socket_manifest()["oauth_config"]["scopes"]

    assert set(scopes["bot"]) == {*REQUIRED, *OPTIONAL}
    assert set(scopes["bot_optional"]) == {*OPTIONAL}
