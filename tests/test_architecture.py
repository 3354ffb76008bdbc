"""Who may import whom; what stands in which id; what the house does not have.

The table is the one of docs/architecture.md.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ALLOWED: dict[str, set[str]] = {
    "bot.errors": set(),
    "bot.clock": set(),
    "bot.holes": set(),
    "bot.domain": {"bot.errors", "bot.domain"},
    "storage": {"bot.domain", "bot.errors", "storage", "sqlmodel", "sqlalchemy", "alembic"},
    "bot.slack": {
        "bot.domain", "bot.errors", "bot.clock", "bot.slack", "storage",
        "slack_sdk", "aiohttp",
    },
    "bot.locales": {"bot.errors", "babel"},
    "bot.render": {"bot.domain", "bot.errors", "bot.holes", "bot.locales", "jinja2", "markupsafe"},
    "bot.calendars": {"bot.domain", "holidays"},
    "bot.recording": {
        "bot.calendars", "bot.domain", "bot.errors", "bot.locales", "bot.render", "storage",
        "sqlmodel",
    },
    "bot.waiting": {"bot.calendars", "bot.domain", "storage", "sqlmodel"},
    "bot.outlooks": {"bot.calendars", "bot.domain", "storage", "sqlmodel"},
    "bot.checkin_desk": {
        "bot.domain", "bot.errors", "bot.locales", "bot.recording", "bot.render", "storage",
        "sqlmodel",
    },
    "bot.usecases": {
        "bot.domain", "bot.errors", "bot.render", "bot.locales", "bot.calendars", "bot.recording",
        "bot.checkin_desk", "bot.outlooks", "bot.waiting", "storage", "sqlmodel",
    },
    "bot.scheduler": {"bot.clock", "bot.usecases", "storage.database", "apscheduler"},
    "bot.company_file": {"bot.calendars", "bot.domain", "bot.errors", "bot.locales", "yaml"},
    "handlers": {
        "bot.usecases", "bot.domain", "bot.errors", "handlers", "slack_bolt",
        # as types only:
        "bot.slack.gateway", "storage.database",
    },
}  # fmt: skip
EDGE = {"bot.app", "bot.web", "bot.cli"}
STANDARD = set(__import__("sys").stdlib_module_names)


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            relative = file.relative_to(ROOT).with_suffix("")
            name = ".".join(relative.parts).removesuffix(".__init__")
            yield name, ast.parse(file.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rule_of(module: str) -> str | None:
    return next((name for name in ALLOWED if is_within(module, name)), None)


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def strangers(module: str, tree: ast.Module, allowed: set[str]) -> list[str]:
    return [
        f"{module} imports {imported}"
        for imported in imports(tree)
        if imported.split(".")[0] not in STANDARD
        and not any(is_within(imported, each) for each in allowed)
    ]


RULED = [
    (module, tree, ALLOWED[rule])
    for module, tree in modules("bot", "handlers", "storage")
    if module not in EDGE and (rule := rule_of(module)) is not None
]


@pytest.mark.parametrize(("module", "tree", "allowed"), RULED, ids=[each[0] for each in RULED])
def test_a_module_imports_only_what_its_layer_may(
    module: str, tree: ast.Module, allowed: set[str]
) -> None:
    assert strangers(module, tree, allowed) == []


def test_the_rule_can_fail() -> None:
    tree = ast.parse("import slack_sdk\nfrom storage import people")

    assert strangers("bot.domain.x", tree, ALLOWED["bot.domain"]) == [
        "bot.domain.x imports slack_sdk",
        "bot.domain.x imports storage.people",
    ]


def test_a_use_case_never_imports_another_use_case() -> None:
    found = [
        f"{module} imports {imported}"
        for module, tree in modules("bot/usecases")
        for imported in imports(tree)
        if is_within(imported, "bot.usecases")
    ]

    assert found == []


def test_the_playground_knows_nothing_of_ours() -> None:
    ours = ("bot", "handlers", "storage", "templates", "tests")

    found = [
        f"{module} imports {imported}"
        for module, tree in modules("playground")
        for imported in imports(tree)
        if imported.split(".")[0] in ours
    ]

    assert found == []


def test_the_bot_knows_the_playground_only_in_the_demo_command() -> None:
    found = [
        module
        for module, tree in modules("bot", "handlers", "storage")
        if any(is_within(imported, "playground") for imported in imports(tree))
    ]

    assert found == ["bot.cli"]


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "services", "models", "constants"])
def test_nothing_has_a_name_that_says_nothing(name: str) -> None:
    found = [
        module
        for module, _tree in modules("bot", "handlers", "storage", "playground", "tests")
        if name in module.split(".")
    ]

    assert found == []


def test_time_is_read_in_one_place() -> None:
    reads = [
        f"{module}:{node.lineno}"
        for module, tree in modules("bot", "handlers", "storage")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "today"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
    ]

    assert [each.split(":")[0] for each in reads] == ["bot.clock"]


HANDLERS = [
    (f"{module}.{node.name}", node)
    for module, tree in modules("handlers")
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef)
]


@pytest.mark.parametrize(("name", "node"), HANDLERS, ids=[name for name, _node in HANDLERS])
def test_a_handler_has_at_most_fifteen_lines(name: str, node: ast.FunctionDef) -> None:
    first = node.body[1 if ast.get_docstring(node) else 0]

    assert (node.end_lineno or 0) - first.lineno + 1 <= 15, name


def test_handlers_try_nothing_themselves() -> None:
    caught = {
        (module, ast.unparse(node.type) if node.type else "everything")
        for module, tree in modules("handlers")
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
    }

    assert caught == {("handlers.problems", "Exception")}
