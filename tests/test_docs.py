"""What the documentation says is true."""

import re
from pathlib import Path

import pytest

from bot.company_file import read_company

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_company_file_of_the_docs_can_be_imported() -> None:
    page = (ROOT / "docs/company-file.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example is not None

    plan = read_company(example[1])

    assert [objective.key for objective in plan.objectives] == ["grow", "calm"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []
