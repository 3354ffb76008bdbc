"""A folder to type `okrbot` commands in, and the company that is imported there."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import warm

COMPANY = """\
organisation: {name: Acme, time_zone: Europe/Vienna}
people: [{slack_id: U0HANNA, role: admin}, {slack_id: U0MARIA}]
teams: [{name: Platform, manager: U0HANNA, members: [U0HANNA, U0MARIA], manager_channel: C0LEADS}]
cycles: [{name: Always, starts_on: 2020-01-01, ends_on: 2099-12-31}]
objectives:
  - {key: calm, title: Clinics never wait, team: Platform, owner: U0HANNA, cycle: Always,
     key_results: [
      {title: Portal answers, owner: U0MARIA, baseline: 90, target: 100, current: 92}]}
"""


@dataclass
class Ended:
    """How a command ended."""

    code: int
    out: str
    told: str


@dataclass
class Shell:
    """A folder to type commands in; `settings` is the whole environment they see."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder}/okrbot.sqlite3"

    def okrbot(self, *words: str) -> Ended:
        environment = {"PATH": os.environ["PATH"]} | self.settings
        with TemporaryDirectory() as folder:
            out, told = Path(folder) / "out", Path(folder) / "told"
            code = warm.run(words, warm.Place(self.folder, environment, out, told))
            ended = Ended(code, out.read_text("utf-8"), told.read_text("utf-8"))
        assert "Traceback" not in ended.told, ended.told
        return ended

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name
