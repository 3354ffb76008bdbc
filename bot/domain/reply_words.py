"""The words of a reply that mean something, in English and German; see bot.domain.replies.

Both languages are understood whatever the person's own is: people mix them.
"""

import re

_AGAIN = re.IGNORECASE

NOISE = (
    r"[ \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]|:[a-z][\w+-]*:"
    "|[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]"
)
"""What says nothing where a number or a word is expected: blanks and emoji."""

END = rf"(?=(?:{NOISE})*(?:$|[,;\n]|[.!?](?:\s|$)|\s[–—-]\s(?!\d)|\s/\s))"

_SAME = (
    r"(?:still |is |are |ist |sind |bleibt |bleiben )?(?:all |alles |exactly |genau )?"
    r"(?:the same|same|unchanged|no changes?|nothing (?:has )?changed|nothing new|as before"
    r"|as (?:it|they) (?:was|were)|gleich|das ?gleiche|unver(?:ä|ae)ndert|beim alten"
    r"|(?:hat sich )?nichts? ge(?:ä|ae)ndert|nichts neues|keine (?:ä|ae)nderung(?:en)?"
    r"|wie (?:gehabt|letzte woche|bisher|vorher))(?: as (?:last week|before))?"
)
_POLITE = r"(?:please|thanks|thank you|danke|bitte)"
_REST = (
    r"(?:the |der |die |den |das )?(?:rest|others?|everything else|all else"
    r"|(?:alles )?andere|(?:alles )?(?:ü|ue)brigen?)"
)
_ALL = rf"(?:(?:all|everything|alles)(?: is| are| ist| bleibt)? )?{_SAME}"

EVERYTHING = re.compile(
    rf"(?:(?:it|they) (?:is|are) |es (?:ist|hat sich) )?{_ALL}(?:[ ,.!]+{_POLITE})?[\s.!]*", _AGAIN
)
REST = re.compile(
    rf"(?:and |und )?(?:{_REST}|sonst(?: alles| ist alles)?)(?: is| are| ist| bleibt| sind)?:? "
    rf"{_SAME}[\s.!]*|sonst (?:nichts|nichts neues)[\s.!]*",
    _AGAIN,
)
SAME = re.compile(_SAME + END, _AGAIN)

NOT_DONE = re.compile(
    r"(?:is |are |ist |sind )?(?:not (?:yet )?(?:done|finished|ready|yet|passed|met)|not yet|no"
    r"|open|nein|(?:noch )?nicht (?:erledigt|fertig|geschafft|erreicht)|noch nicht|offen)" + END,
    _AGAIN,
)
DONE = re.compile(
    r"(?:is |are |ist |sind )?(?:now |jetzt )?"
    r"(?:done|finished|complete|completed|yes|ja|erledigt|fertig|geschafft|abgeschlossen)" + END,
    _AGAIN,
)

LABELS = {
    "note": r"notes?|notiz(?:en)?|anmerkung",
    "blocker": r"blocked(?: by)?|blockers?|blockiert(?: durch)?|blockade|hindernis",
    "next_step": r"next(?: steps?)?|als n(?:ä|ae)chstes|n(?:ä|ae)chster? schritt",
}
LABELLED = rf"(?:{'|'.join(LABELS.values())})\s*:"
_ANY_LABEL = "|".join(f"(?P<{name}>{words})" for name, words in LABELS.items())
LABEL = re.compile(rf"(?<![^\W_])(?:{_ANY_LABEL})\s*:[ \t]*", _AGAIN)

_TEN = r"(?:\s*(?:/|of|von|out of)\s*10(?![\d.,]*\d))?"
_SURE = r"(?:confidence|conf\.?|zuversicht|zuv\.?)"
_STANDS = r"(?:\s*(?::|=|is|now|still|at|ist|jetzt|noch|bei|auf|to))*"
CONFIDENCE = re.compile(
    rf"{_SURE}{_STANDS}\s*(?P<number>\d+){_TEN}(?![^\W_])(?![.,]\d)(?!\s*[%/])", _AGAIN
)
OF_TEN = re.compile(r"(?P<number>\d+)\s*/\s*10(?![.,/]?\d)(?![^\W_])")
BEFORE_CONFIDENCE = re.compile(rf"\s*[,;]\s*(?={CONFIDENCE.pattern}{END})", _AGAIN)

SHORTENED = re.compile(
    r"\s*(?:k|m|b|bn|mn|mio|mill|million(?:s|en)?|mrd|billion(?:s|en)?|milliarden?|tsd|thousand"
    r"|tausend)\b\.?",
    _AGAIN,
)
AFTER_NAME = re.compile(
    r"[\s\"'“”„‘’]*(?:[:=,–—]|->|→|-(?!\d))?[\s\"'“”„‘’]*"
    r"(?:(?:(?:is|are|at|now|ist|sind|jetzt|steht|stehen|liegt|bei|auf|to)\s+)+(?=[\d+€$£]))?",
    _AGAIN,
)
"""What may stand between a name and what is said of it."""

KEYWORDS = frozenset((
    "all", "alles", "and", "any", "as", "blocked", "blocker", "blockiert", "conf",
    "confidence", "done", "erledigt", "everything", "fertig", "from", "gleich", "ja", "jetzt",
    "kein", "keine", "next", "no", "not", "note", "notiz", "nothing", "nichts", "now",
    "offen", "open", "rest", "same", "sonst", "still", "the", "und", "unchanged", "von",
    "wie", "yes", "zuv", "zuversicht",
))  # fmt: skip
"""Words that never begin a title by their first letters alone."""

ARTICLES = frozenset((
    "the", "a", "an", "our", "my", "der", "die", "das", "den", "dem", "ein", "eine", "unser",
    "unsere", "mein", "meine",
))  # fmt: skip
"""Words before a name that belong to it as little as to any other."""

GREETINGS = frozenset((
    "hello", "hi", "hey", "help", "hilfe", "hallo", "servus", "moin", "guten", "morgen",
    "tag", "good", "morning", "thanks", "thank", "you", "danke", "ok", "okay", "test",
    "start", "grüezi",
))  # fmt: skip
"""What somebody says who answers nothing."""
