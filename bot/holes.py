"""What people typed, on its way into Block Kit: escaped by the place where it lands.

Text that comes out of a hole is marked with Unicode noncharacters, which no person can send
because `typed` removes them. When the JSON is read, `filled` walks over it once and decides for
each hole: in mrkdwn it is escaped, elsewhere it stays as it is, so that the note in a form does
not grow an `&amp;` with each edit.

In mrkdwn, what was typed reads as it was typed:
- `& < >` become entities: no mention, link or date can be typed into a message.
- Slack has no escape for `* ~ _` and the backtick, and "~5k, was ~7k" would be struck through:
  those that could format are shown as their look-alikes `∗ ∼ ˍ ˋ`.
- A line break is kept where the hole ends its line: behind `>` or a bullet the next lines are
  quoted or indented too. Elsewhere, as in `*{{ title }}*`, it becomes a space.

Source: https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from dataclasses import dataclass
from typing import Any

TYPED, WORDS, TRUSTED, OTHERWISE, END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"

_HOLE = re.compile(f"([{TYPED}{WORDS}{TRUSTED}])([^{END}]*){END}")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LOOK_ALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
# Inside a word (p95_latency) Slack leaves an underscore alone.
_SPECIAL = re.compile("[&<>*~`_\n]")
_FORMATTING_UNDERSCORE = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_BULLET = re.compile(r"\s*(?:[•◦▪–-]|\d+\.)\s+")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, half surrogates, noncharacters, and what turns or hides the text around it:
# overrides and isolates, soft hyphens, zero-width spaces. Joiners and the plain left-to-right and
# right-to-left marks stay: Persian, Arabic, Hebrew and emoji need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Text that knows which parts of it were typed; as `str` it is what plain text shows."""

    text: str

    def __str__(self) -> str:
        """What plain text shows: no markup, every character as it was typed."""
        return _plain(self.text)


def typed(text: str) -> str:
    """Marks text from a person or the database: nothing in it is ever markup."""
    return TYPED + cleaned(text) + END


def words(text: str) -> str:
    """Marks our own sentence: `*bold*` works in it, a mention or a link does not."""
    return WORDS + cleaned(text) + END if text else ""


def trusted(mrkdwn: str, *, plain: str | None = None) -> str:
    """Marks markup that we made, with what stands for it where mrkdwn is not read.

    Without `plain` it may only stand in mrkdwn.
    """
    return TRUSTED + mrkdwn + ("" if plain is None else OTHERWISE + plain) + END


def cleaned(text: str) -> str:
    """The text without what cannot be seen or would change the text around it."""
    # All that is unwanted is also what Python calls unprintable, and that is quick to know.
    if text.isprintable():
        return text
    return _UNWANTED.sub("", _LINE_BREAK.sub("\n", text))


def filled(payload: dict[str, Any]) -> dict[str, Any]:
    """A message or view with all holes filled, each as its place needs it.

    mrkdwn are the texts of mrkdwn objects (which also become `verbatim`, so that Slack makes no
    links of what was typed), of markdown blocks, and the message's own `text`.
    """
    return {
        key: _mrkdwn(value) if key == "text" and isinstance(value, str) else _walk(value)
        for key, value in payload.items()
    }


def _walk(node: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, str):
        return _HOLE.sub(_in_plain, node) if END in node else node
    if isinstance(node, list):
        return [_walk(item) for item in node]
    if not isinstance(node, dict):
        return node
    kind = _walk(node.get("type"))
    if kind in ("mrkdwn", "markdown"):
        return _text_object(node, kind)
    return {key: _walk(value) for key, value in node.items()}


def _text_object(node: dict[str, Any], kind: str) -> dict[str, Any]:
    others = {key: _walk(value) for key, value in node.items() if key not in ("type", "text")}
    if kind == "mrkdwn" and TYPED in node["text"]:
        others.setdefault("verbatim", True)
    return {"type": kind, "text": _mrkdwn(node["text"]), **others}


def _plain(text: str) -> str:
    return _HOLE.sub(_in_plain, text)


def _in_plain(hole: re.Match[str]) -> str:
    kind, text = hole.groups()
    if kind != TRUSTED:
        return text
    markup, has_plain, plain = text.partition(OTHERWISE)
    if not has_plain:
        raise ValueError(f"{markup} is only understood in mrkdwn, and this place is plain text")
    return plain


def _mrkdwn(text: str) -> str:
    return _HOLE.sub(_in_mrkdwn, text)


def _in_mrkdwn(hole: re.Match[str]) -> str:
    kind, text = hole.groups()
    if kind == TRUSTED:
        return text.partition(OTHERWISE)[0]
    if kind == WORDS:
        return text.translate(_ENTITIES)
    if not _SPECIAL.search(text):
        return text
    return _in_line([_as_typed(line) for line in text.split("\n")], hole)


def _in_line(lines: list[str], hole: re.Match[str]) -> str:
    before = _line_before(hole)
    if hole.string[hole.end() : hole.end() + 1] not in ("", "\n"):
        return _unquoted(" ".join(lines), before)
    return ("\n" + _continued(before)).join(_unquoted(line, before) for line in lines)


def _line_before(hole: re.Match[str]) -> str:
    """What stands on the hole's line before it; what was typed there counts as one dot."""
    before = _HOLE.sub(
        lambda earlier: earlier[2] if earlier[1] == WORDS else earlier[2] and "·",
        hole.string[: hole.start()],
    )
    return before.rpartition("\n")[2]


def _as_typed(text: str) -> str:
    shown = text.translate(_LOOK_ALIKES).translate(_ENTITIES)
    if "_" not in shown:
        return shown
    return _FORMATTING_UNDERSCORE.sub(lambda found: "ˍ" * len(found[0]), shown)


def _unquoted(text: str, line: str) -> str:
    """A `>` that would start a quote, also when written as an entity, is shown as `›`."""
    if line.strip() or not text.lstrip().startswith("&gt;"):
        return text
    return text.replace("&gt;", "›", 1)


def _continued(line: str) -> str:
    """What the next line starts with, so that it stays in the quote or bullet of this one."""
    if line.lstrip().startswith((">", "&gt;")):
        return "> "
    bullet = _BULLET.match(line)
    return " " * len(bullet[0]) if bullet else ""
