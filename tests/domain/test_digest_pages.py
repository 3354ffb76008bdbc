"""Where a digest breaks into blocks and messages."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digest import (
    Attention,
    BlockerLine,
    Digest,
    Headline,
    Moved,
    ObjectiveLine,
)
from bot.domain.digest_pages import (
    AROUND_A_LINE,
    BLOCK_BUDGET,
    PAGE_BUDGET,
    Chunk,
    Part,
    pages,
)
from bot.domain.moves import NOTE, TITLE
from bot.domain.okrs import BlockerKind
from bot.domain.pace import Status
from bot.domain.shortening import sent_length, shorten
from tests.domain.checked_in import make_move
from tests.make import SLOT

HEADLINE = Headline(1, 2, None, None, 3, 4, 0)
ATTENTION = Attention(1, "Late", Status.OFF_TRACK, 5, 2, "Maria")
BLOCKER = BlockerLine("Late", BlockerKind.MONEY, "No budget", "Maria", "", 1)
OBJECTIVE = ObjectiveLine("Trust", Status.ON_TRACK, Decimal(1), Decimal(1), 1, 1)
MOVED = Moved(make_move(), "Maria")

hostile = st.text(st.sampled_from("ab &<>\u0301👩\u200d"), max_size=400)
titles = hostile.map(lambda text: shorten(text, TITLE))
notes = hostile.map(lambda text: shorten(text, NOTE))
digests = st.builds(
    Digest,
    team=titles,
    slot=st.just(SLOT),
    headline=st.just(HEADLINE),
    objectives=st.lists(titles.map(lambda title: ObjectiveLine(
        title, Status.AT_RISK, None, Decimal(0), 0, 0
    )), max_size=40).map(tuple),
    moves=st.lists(st.builds(
        lambda title, note: Moved(make_move(title=title, note=note), "Maria", note),
        titles, notes,
    ), max_size=40).map(tuple),
    attention=st.lists(st.builds(
        lambda title, note: Attention(1, title, Status.AT_RISK, 5, 2, "Maria", note, note),
        titles, notes,
    ), max_size=40).map(tuple),
    blockers=st.lists(st.builds(
        lambda title, note: BlockerLine(title, BlockerKind.OTHER, note, title, "U0BEN", 3),
        titles, notes,
    ), max_size=40).map(tuple),
    missing=st.lists(titles, max_size=200).map(tuple),
)  # fmt: skip


def make_digest(**changes: tuple[object, ...]) -> Digest:
    parts: dict[str, object] = dict.fromkeys(Part, ())
    return Digest("Platform", SLOT, HEADLINE, **parts | changes)  # type: ignore[arg-type]


def test_an_empty_digest_is_one_empty_page() -> None:
    assert pages(make_digest()) == ((),)


def test_a_short_digest_is_one_page_in_reading_order() -> None:
    digest = make_digest(
        missing=("Ben",),
        blockers=(BLOCKER,),
        attention=(ATTENTION,),
        moves=(MOVED,),
        objectives=(OBJECTIVE,),
    )

    assert pages(digest) == (
        (
            Chunk(Part.OBJECTIVES, True, (OBJECTIVE,)),
            Chunk(Part.MOVES, True, (MOVED,)),
            Chunk(Part.ATTENTION, True, (ATTENTION,)),
            Chunk(Part.BLOCKERS, True, (BLOCKER,)),
            Chunk(Part.MISSING, True, ("Ben",)),
        ),
    )


def test_only_the_first_chunk_of_a_part_carries_its_heading() -> None:
    chunks = [chunk for page in pages(make_digest(moves=(MOVED,) * 200)) for chunk in page]

    assert [chunk.is_first for chunk in chunks] == [True] + [False] * (len(chunks) - 1)
    assert len(chunks) > 10


@given(digests)
def test_every_line_is_kept_once_and_in_order(digest: Digest) -> None:
    chunks = [chunk for page in pages(digest) for chunk in page]

    kept = [(chunk.part, line) for chunk in chunks for line in chunk.lines]

    assert kept == [(part, line) for part in Part for line in getattr(digest, part.value)]


@given(digests)
def test_no_chunk_and_no_page_is_longer_than_slack_takes(digest: Digest) -> None:
    lengths = [[sent(chunk) for chunk in page] for page in pages(digest)]

    assert all(length <= BLOCK_BUDGET for page in lengths for length in page)
    assert all(sum(page) <= PAGE_BUDGET for page in lengths)
    assert all(len(page) <= 20 for page in lengths)


def sent(chunk: Chunk) -> int:
    """What the words of a chunk and those around them take; counted apart from the code."""
    return sum(_sent(line) for line in chunk.lines)


def _sent(line: object) -> int:
    match line:
        case ObjectiveLine(title=title):
            return AROUND_A_LINE + sent_length(title)
        case Moved(move=move, author=author, note=note):
            texts = (move.title, move.unit, author, note)
            return AROUND_A_LINE + sum(map(sent_length, texts))
        case Attention(title=title, updater=updater, note=note, next_step=step):
            return AROUND_A_LINE + sum(map(sent_length, (title, updater, note, step)))
        case BlockerLine(title=title, blocker=blocker, author=author):
            return AROUND_A_LINE + sum(map(sent_length, (title, blocker, author)))
        case _:
            return sent_length(str(line)) + 2
