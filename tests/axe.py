"""What axe-core finds: a sentence for each place that somebody could not read or use."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([part, tags]) =>
    axe.run(part, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})"""


def findings(page: Page, within: str = "html") -> list[str]:
    """All violations of WCAG 2.2 AA and of best practice on the page, or a part, as it is now."""
    page.evaluate(AXE_SCRIPT)
    answer = page.evaluate(RUN, [within, STANDARDS])
    return [_sentence(rule, node) for rule in answer["violations"] for node in rule["nodes"]]


def _sentence(rule: dict[str, Any], node: dict[str, Any]) -> str:
    reasons = [one["message"] for one in [*node["any"], *node["all"], *node["none"]]]
    return f"{rule['id']}: {'; '.join(reasons)} -- at {node['target']}: {node['html'][:200]}"
