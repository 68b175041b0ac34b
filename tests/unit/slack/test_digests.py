"""A digest in Slack: its parts in the channel, its quotes in the thread."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.news.answer import Remark, Statement
from bot.news.digest import Change, Digest, Story
from bot.slack.blocks import digest
from tests.unit.slack.showing import NOW, denial, lines, quote

KYIV = ZoneInfo("Europe/Kyiv")


def test_a_digest_keeps_its_parts_apart() -> None:
    exams = Statement("Exams are cancelled", (quote("Exams are cancelled."),), shown="Confirmed · 2 outlets")
    story = Story(
        "s1",
        "Shelling in Tessen",
        "The Courier",
        confirmed=(exams,),
        contested=(denial("a breakthrough", status="denied"),),
        remarks=(Remark("No response: “Pellmar has not responded”"),),
        changes=(Change("Eleven were hurt.", "Eight were hurt.", "Eleven were hurt."),),
    )
    made = Digest("Tessen", None, NOW - timedelta(days=1), NOW, NOW, 3, 4, (story,), ("The Gull",))

    first, thread = digest(made, zone=KYIV, now=NOW, value="7")

    assert lines(first.blocks) == [
        "Tessen · Wednesday 3 June, 12:05 (EEST)",
        "1 story · 4 articles from 3 outlets · since 2 June 12:05 EEST",
        "“Shelling in Tessen” (The Courier)",
        "Confirmed",
        "• Exams are cancelled · 2 outlets",
        "Claimed or contested",
        "• Denied by Halden: Halden denied a breakthrough.",
        "Beside these",
        "• No response: “Pellmar has not responded”",
        "Changed since 2 June 12:05 EEST",
        "• Eleven were hurt · was: Eight were hurt.",
        "More below: every line with its quotes",
        "Not reached: The Gull",
        "[Ask about this] [Settings]",
    ]
    assert [line for line in lines(thread.blocks) if line.startswith("┃")] == [
        "┃ Exams are cancelled.",
        "┃ Halden has denied a breakthrough.",
    ]
    assert first.text.splitlines()[:5] == [
        "Tessen · Wednesday 3 June, 12:05 (EEST)",
        "1 story · 4 articles from 3 outlets · since 2 June 12:05 EEST",
        "“Shelling in Tessen” (The Courier)",
        "Confirmed",
        "Exams are cancelled · 2 outlets",
    ]


def test_lines_of_one_article_stand_together_in_the_thread() -> None:
    first, other = quote("The bridge is shut."), quote("Buses run instead.")
    elsewhere = quote("The bridge is closed.", article_id=2, outlet="The Gull")
    told = (
        Statement("The bridge is shut", (first,), shown="Reported by The Courier"),
        Statement("The bridge is closed", (elsewhere,), shown="Reported by The Gull"),
        denial("a breakthrough", status="denied"),
        Statement("Buses run instead", (other,), shown="Reported by The Courier"),
    )
    made = Digest(
        None, None, NOW - timedelta(days=1), NOW, NOW, 2, 2, (Story("s1", "B", None, reported=told),)
    )

    _, thread = digest(made, zone=KYIV, now=NOW, value="7")

    assert [line.split(" · ")[0] for line in lines(thread.blocks)] == [
        "Reported by The Courier",
        "┃ The bridge is shut.",
        "┃ Buses run instead.",
        "Denied by Halden: Halden denied a breakthrough.",
        "┃ Halden has denied a breakthrough.",
        "The Courier",
        "Reported by The Gull",
        "┃ The bridge is closed.",
        "The Gull",
    ]
    assert "Reported by The Courier: Buses run instead" in thread.text.splitlines()


def test_a_digest_says_under_its_title_what_a_model_did() -> None:
    story = Story("s1", "Shelling", None, contested=(denial("a breakthrough", status="denied"),))
    since = NOW - timedelta(days=1)
    made = Digest(None, None, since, NOW, NOW, 1, 1, (story,), mode="model", thinned=2)
    first, _ = digest(made, zone=KYIV, now=NOW, value="7", notes=("Late.",))
    said = ["A model put this in order, and left out 2 lines that one side alone tells.", "Late."]
    assert lines(first.blocks)[2:4] == said
    assert first.text.splitlines()[2:4] == said


def test_a_quiet_day_is_one_message() -> None:
    made = Digest(None, None, NOW - timedelta(days=1), NOW, NOW, 0, 0)
    [message] = digest(made, zone=KYIV, now=NOW, value="7")
    assert lines(message.blocks)[1].startswith("0 stories · 0 articles from 0 outlets")


def test_lines_that_are_not_told_are_counted_under_their_story() -> None:
    shut = Statement("The bridge is shut", (quote("The bridge is shut."),), shown="Reported by The Courier")
    story = Story("s1", "Bridge shut", "The Courier", reported=(shut,), more=14)
    made = Digest("Tessen", None, NOW - timedelta(days=1), NOW, NOW, 1, 1, (story,))
    first, _ = digest(made, zone=KYIV, now=NOW, value="7")
    more = "14 more lines in the store: ask about them, or narrow the digest"
    assert lines(first.blocks)[3:6] == ["Reported", "• The bridge is shut · The Courier", more]
    assert more in first.text


def test_denials_are_not_among_the_lines_that_stand_below() -> None:
    claims = [denial(f"claim {number}", status="claimed") for number in range(5)]
    story = Story(
        "s1", "Bridge shut", "The Courier", contested=(*claims, denial("a breakthrough", status="denied"))
    )
    made = Digest("Tessen", None, NOW - timedelta(days=1), NOW, NOW, 1, 1, (story,))
    first, _ = digest(made, zone=KYIV, now=NOW, value="7")
    shown = lines(first.blocks)
    assert shown[7] == "• Denied by Halden: Halden denied a breakthrough."
    assert shown[8] == "• 2 more below"
