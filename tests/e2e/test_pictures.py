"""The pictures of the docs are taken by a program: the same each time, and small."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.pictures import FOLDER, LOOKS, take_all
from tests.e2e.scenes import SCENES

ERROR = tuple(look for look in LOOKS if look.tour == "mistake")
CLOSING = tuple(scene for scene in SCENES if scene.name == "closing")
TOURED = [f"{name}{look.suffix}.png" for look in LOOKS for name in look.kept]
NAMES = sorted([*TOURED, *(f"{scene.name}.png" for scene in SCENES)])


def test_the_same_tour_gives_the_same_bytes(tmp_path: Path, browser: Browser) -> None:
    (first,) = take_all(ERROR, (), tmp_path, browser)
    bytes_before = first.read_bytes()

    (second,) = take_all(ERROR, (), tmp_path, browser)

    assert second.read_bytes() == bytes_before


def test_the_same_scene_gives_the_same_bytes(tmp_path: Path, browser: Browser) -> None:
    (first,) = take_all((), CLOSING, tmp_path, browser)
    bytes_before = first.read_bytes()

    (second,) = take_all((), CLOSING, tmp_path, browser)

    assert second.read_bytes() == bytes_before


def test_each_picture_is_there() -> None:
    assert sorted(file.name for file in FOLDER.glob("*.png")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small(name: str) -> None:
    assert (FOLDER / name).stat().st_size < 60_000
