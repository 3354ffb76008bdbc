"""What stands behind a command: whom it names, and what was typed, however Slack writes it."""

import pytest

from handlers.reading import read_mention, read_words
from storage.tables import TeamRow
from tests.flows.office import Office


@pytest.mark.parametrize(
    ("sent", "mentioned", "typed"),
    [
        ("", "", ""),
        ("platform", "", "platform"),
        ("<@U0MARIA>", "U0MARIA", "@U0MARIA"),
        ("<@U0MARIA|maria.muster>", "U0MARIA", "@maria.muster"),
        ("<@W012AB|maria> and <@U0NICK|nick>", "W012AB", "@maria and @nick"),
        ("please <@U0MARIA|>", "U0MARIA", "please @U0MARIA"),
        ("R&amp;D &lt;new&gt;", "", "R&D <new>"),
        ("&lt;@U0MARIA&gt;", "", "<@U0MARIA>"),
        ("&amp;lt;", "", "&lt;"),
        ("<#C0ALL|all>", "", "#all"),
        ("<https://x.org/?a=1&amp;b=2|x.org>", "", "x.org"),
        ("<mailto:a@x.org|a@x.org> <https://x.org>", "", "a@x.org https://x.org"),
        ("<!here> <!subteam^S1|@doctors>", "", "here @doctors"),
        ("@maria 5 > 3 < 4", "", "@maria 5 > 3 < 4"),
        ("half \ud83d a\x00 smile", "", "half  a smile"),
    ],
)
def test_the_text_of_a_command_is_read(sent: str, mentioned: str, typed: str) -> None:
    assert (read_mention(sent), read_words(sent)) == (mentioned, typed)


@pytest.mark.parametrize("word", ["team", "check"])
def test_a_team_is_found_by_a_name_that_slack_escapes(office: Office, word: str) -> None:
    office.change(TeamRow, {"name": "Platform"}, name="R&D <south> #all @nick.new")

    office.slack.command("U0NICK", f"/okr {word} R&D <south> #all @nick.new")

    assert "There is no team" not in office.answer("U0NICK")
    assert "R&amp;D &lt;south&gt; #all @nick.new" in office.answer("U0NICK")


def test_what_is_not_understood_is_shown_as_it_was_typed(office: Office) -> None:
    office.slack.command("U0NICK", "/okr fly & <swim> @maria.muster")

    assert 'I do not know "fly &amp; &lt;swim&gt; @maria.muster"' in office.answer("U0NICK")
