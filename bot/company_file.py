"""Company files: YAML in, CompanyPlan out. The only home of PyYAML.

The file is read event by event into `Node`s that know their line. Nothing is ever constructed,
repeated or guessed by YAML: anchors, tags and second documents are refused, and so is what is
too large or too deep. Lines count from 1.
"""

from collections.abc import Iterable
from typing import Any

import yaml

from bot.calendars import is_country
from bot.domain.company import CompanyPlan, Fault
from bot.domain.company_checks import check
from bot.domain.company_fields import Node, read_fields
from bot.errors import OkrError, _

AT_MOST_CHARACTERS = 10_000_000
AT_MOST_DEEP = 20

# The parser of libyaml is some ten times faster: it matters from a few hundred key results on.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CompanyFileError(OkrError):
    """A company file cannot be imported; `faults` says why, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.line)
        message = _("The file was not imported, nothing was changed. Faults: %(count)s")
        super().__init__(message, count=len(self.faults))


def read_company(text: str) -> CompanyPlan:
    """The company that a file describes, checked as a whole.

    Raises:
        CompanyFileError: with every fault of the file, each with its line.
    """
    faults: list[Fault] = []
    plan = read_fields(CompanyPlan, _tree(text, faults), faults).with_members()
    faults.extend(check(plan, is_country))
    if faults:
        raise CompanyFileError(faults)
    return plan


def read_data(text: str) -> Any:  # noqa: ANN401 -- it has the shape that the file has
    """Any YAML that keeps to the rules above, as lists, mappings and words: `no` is "no".

    Raises:
        CompanyFileError: with every fault of the file, each with its line.
    """
    faults: list[Fault] = []
    root = _tree(text, faults)
    if faults:
        raise CompanyFileError(faults)
    return _data(root)


def _data(node: Node) -> Any:  # noqa: ANN401
    if isinstance(node.value, dict):
        return {name: _data(child) for name, child in node.value.items()}
    if isinstance(node.value, list):
        return [_data(child) for child in node.value]
    return node.value


def _tree(text: str, faults: list[Fault]) -> Node:
    """The file's root; faults of YAML itself end the reading, all others are noted."""
    if len(text) > AT_MOST_CHARACTERS:
        values = {"length": len(text), "most": AT_MOST_CHARACTERS}
        message = _("the file has %(length)s characters; at most %(most)s are read")
        raise CompanyFileError([Fault(1, message, values)])
    text = text.removeprefix("\ufeff")  # the mark that editors on Windows put first
    builder = _Builder(faults)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise CompanyFileError([*faults, _syntax_fault(error, text)]) from error
    if builder.root is None:
        raise CompanyFileError([Fault(1, _("the file is empty"))])
    return builder.root


def _syntax_fault(error: Exception, text: str) -> Fault:
    """The fault behind what the parser says, which is in English and about its own insides."""
    if isinstance(error, yaml.reader.ReaderError | UnicodeEncodeError):
        at = error.start if isinstance(error, UnicodeEncodeError) else error.position
        line = text.count("\n", 0, at) + 1
        return Fault(line, _("here is a character that cannot stand in a text file"))
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    if line <= len(lines) and "\t" in lines[line - 1]:
        return Fault(line, _("a tab stands here; YAML is indented with blanks"))
    problem = {"problem": getattr(error, "problem", None) or error}
    return Fault(line, _("this cannot be read as YAML: %(problem)s"), problem)


class _Builder:
    """Puts events together into nodes."""

    def __init__(self, faults: list[Fault]) -> None:
        self.root: Node | None = None
        self._faults = faults
        self._open: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        self._refuse(event, line)
        if isinstance(event, yaml.ScalarEvent):
            self._close(Node(line, _word(event)))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            value: list[Node] | dict[str, Node]
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
            self._open.append(_Open(Node(line, value)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close(self._open.pop().node)

    def _refuse(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CompanyFileError(
                [Fault(line, _("anchors and aliases (& and *) are not read here"))]
            )
        if getattr(event, "tag", None):
            raise CompanyFileError([Fault(line, _("tags (with !) are not read here"))])
        if isinstance(event, yaml.DocumentStartEvent) and self.root:
            raise CompanyFileError([Fault(line, _("a second document begins here; one is read"))])
        if len(self._open) > AT_MOST_DEEP:
            raise CompanyFileError([Fault(line, _("this is nested too deep"))])

    def _close(self, node: Node) -> None:
        """Hand a finished node to the list or mapping it belongs to."""
        if not self._open:
            self.root = node
        else:
            self._faults.extend(self._open[-1].add(node))


class _Open:
    """A list or mapping whose end has not come yet."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self._key: Node | None = None

    def add(self, child: Node) -> Iterable[Fault]:
        """Add an item, a key, or the value of the key before; yields what is wrong with it."""
        value = self.node.value
        if isinstance(value, list):
            value.append(child)
        elif isinstance(value, dict):
            return self._add_field(value, child)
        return ()

    def _add_field(self, fields: dict[str, Node], child: Node) -> Iterable[Fault]:
        if self._key is None:
            self._key = child
            return ()
        key, self._key = self._key, None
        if not isinstance(key.value, str):
            return [Fault(key.line, _("the name of a field is missing here"))]
        if key.value in fields:
            values = {"name": key.value, "line": fields[key.value].line}
            message = _("%(name)s stands here a second time; the first is in line %(line)s")
            return [Fault(key.line, message, values)]
        fields[key.value] = Node(key.line, child.value)
        return ()


def _word(event: yaml.ScalarEvent) -> str | None:
    """What a scalar says; None where it says nothing."""
    is_plain = event.implicit[0]
    if is_plain and event.value in {"~", "null"}:
        return None
    return event.value.strip() or None
