"""Whatever people type, what the bot sends of it is words: no call, no link, no emoji, no format."""

from functools import partial

import pytest

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, Message, User
from tests.fakes.mrkdwn import Found, payload
from tests.scenario.slack.conftest import Begin

WORDS = (
    "<!channel> <!subteam^S1> <#C0123|general> <!date^1700000000^{date}|then> *b* _i_ ~s~ `c` :tada: "
    "<https://evil.example|news> &lt;!here&gt;"
)
COMMANDS = [
    ("/ask", f"what did {WORDS} deny?"),
    ("/region", WORDS),
    ("/region", f"Tessen since {WORDS}"),
    ("/briefing", WORDS),
    ("/briefing", "<!here> 7d"),
    ("/desk", WORDS),
    ("/desk", f"add {WORDS}"),
    ("/desk", f"answers {WORDS}"),
    ("/digest", f"“{WORDS[:40]}” daily 8:00"),
    ("/digest", f"Tessen daily 8:00 {WORDS}"),
    ("/digest", "list"),
    ("/digest", f"change 1 “{WORDS[40:80]}”"),
    ("/digest", f"pause {WORDS}"),
    ("/digest", "preview 1"),
]


def sent(message: Message) -> list[Found]:
    """What Slack acts on in a message of the bot's."""
    return payload({"text": message.text, "blocks": message.blocks})


def is_ours(found: Found, ada: User, news: Channel) -> bool:
    """A link to a sample article, or somebody or some channel that the program names itself."""
    if found.kind == "link":
        return ".example/" in found.target and "evil" not in found.target
    return found in (Found("channel", news.id), Found("user", ada.id), Found("user", f"@{ada.id}"))


def test_commands_echo_words_alone(begin: Begin, slack: LocalSlack, ada: User, news: Channel) -> None:
    server = begin()
    for name, text in COMMANDS:
        result = slack.command(ada, news, name, text)
        slack.wait_for(partial(getattr, result, "posts"))
        assert not [each for post in result.posts for each in sent(post) if not is_ours(each, ada, news)]
    server.wait_until_idle()


@pytest.mark.parametrize("direct", [False, True])
def test_an_answer_echoes_words_alone(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, direct: bool
) -> None:
    server = begin()
    room = slack.dm(ada) if direct else news
    ts = slack.say(ada, room, f"{slack.mention} what did {WORDS} deny?")
    slack.wait_for(lambda: len(slack.messages(room, ts)) > 1)
    server.wait_until_idle()
    found = [each for made in slack.messages(room, ts)[1:] for each in sent(made)]
    assert not [each for each in found if not is_ours(each, ada, room)]
    slack.open_home(ada)
    slack.wait_for(lambda: slack.home(ada))
    server.wait_until_idle()
    home = slack.home(ada)
    assert home is not None
    assert not [each for each in payload(home.blocks) if not is_archive(each)]


def is_archive(found: Found) -> bool:
    """A link to a message in Slack itself."""
    return found.kind == "link" and "/archives/" in found.target
