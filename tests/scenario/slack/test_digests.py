"""Digests on a schedule in the local Slack: ordered by words, delivered at their hour, once."""

from typing import Any

import pytest

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.scenario.slack.conftest import BeginDesk
from tests.scenario.slack.digest_desk import Desk, digests, may


def test_ordered_by_words_it_comes_at_its_hour_once(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    said = desk.command(ada, news, "tessen daily 08:00 Europe/Kyiv")
    assert "about Tessen: daily 08:00 (Europe/Kyiv)" in said
    assert "Next: Thursday 16 May 08:00 EEST" in said

    desk.at(may(16, 4, 59))
    assert digests(slack, news) == []

    desk.at(may(16, 5, 0))
    [first] = digests(slack, news)
    assert "Tessen · Thursday 16 May, 08:00 (EEST)" in first.text
    assert "since 15 May 08:00 EEST" in first.text
    assert first.unfurl == {"unfurl_links": False, "unfurl_media": False}
    assert len(slack.messages(news, first.ts)) > 1  # every line with its quotes stands in the thread

    desk.at(may(17, 4, 59))
    assert digests(slack, news) == [first]
    desk.at(may(17, 5, 0))
    [_, second] = digests(slack, news)
    assert "since 16 May 08:00 EEST" in second.text


def test_where_nothing_is_new_one_line_says_so_or_none(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    quiet = slack.add_channel("quiet", [ada])
    desk.clock.set(may(24, 12))
    desk.command(ada, news, "kell island daily 06:00 UTC")
    desk.command(ada, quiet, "kell island daily 06:00 UTC silent")
    desk.at(may(25, 6))
    [said] = digests(slack, news)
    assert said.text.startswith("Nothing new about Kell Island since 24 May 06:00 UTC. The last was “")
    assert digests(slack, quiet) == []


def test_what_was_missed_comes_late_as_one_or_is_said_in_the_next(
    desk: Desk, begin_desk: BeginDesk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    desk.command(ada, news, "tessen every 6 hours UTC")
    desk.server.stop()
    desk.clock.set(may(16, 13))

    again = begin_desk(desk.clock)
    again.at(may(16, 13))
    [late] = digests(slack, news)
    assert "Late: it was due 16 May 12:00 UTC" in late.text
    assert "Not delivered before: 16 May 00:00 UTC, 16 May 06:00 UTC." in late.text
    assert "since 15 May 18:00 UTC" in late.text

    again.at(may(16, 18))
    assert "Late" not in digests(slack, news)[-1].text
    assert "since 16 May 13:00 UTC" in digests(slack, news)[-1].text


def test_listed_changed_paused_resumed_run_now_and_deleted(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    assert "No digest comes here yet" in desk.command(ada, news, "list")
    desk.command(ada, news, "tessen daily 8:00")
    assert "Digest 1 about Tessen: daily 08:00 (Europe/Brussels)" in desk.command(ada, news, "list")
    assert "weekdays 07:30" in desk.command(ada, news, "change 1 weekdays 7:30 short")
    assert "Paused" in desk.command(ada, news, "pause 1")
    desk.at(may(16, 12))
    assert digests(slack, news) == []
    assert "is paused" in desk.command(ada, news, "now 1")
    assert "Next: Friday 17 May 07:30 CEST" in desk.command(ada, news, "resume 1")
    assert "is being made" in desk.command(ada, news, "now 1")
    desk.server.wait_until_idle()
    [now] = digests(slack, news)
    assert "Tessen" in now.text
    assert "is deleted" in desk.command(ada, news, "delete 1")
    desk.at(may(17, 12))
    assert digests(slack, news) == [now]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("help", "Digests on a schedule"),
        ("tessen", "When?"),
        ("tessen daily 25:00", "“25:00” is no time of day"),
        ("tessen daily 8:00 Europe/Kyyiv", "Did you mean Europe/Kyiv"),
        ("pause", "Give its number"),
        ("delete 77", "There is no digest 77"),
        ("#nowhere tessen daily 8:00", "I am not in #nowhere"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    desk: Desk, ada: User, news: Channel, text: str, says: str
) -> None:
    assert says in desk.command(ada, news, text)


def test_a_preview_is_what_would_have_come(desk: Desk, slack: LocalSlack, ada: User, news: Channel) -> None:
    said = desk.command(ada, news, "preview tessen daily 08:00 Europe/Kyiv")
    assert "Tessen · Wednesday 15 May, 08:00 (EEST)" in said
    assert digests(slack, news) == []
    assert "No digest comes here yet" in desk.command(ada, news, "list")


def test_in_another_channel_by_its_typed_name_and_to_oneself(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    crisis = slack.add_channel("crisis", [ada])
    desk.command(ada, news, "#crisis tessen daily 5:00 UTC")
    desk.command(ada, news, "me tessen daily 5:00 UTC")
    desk.at(may(16, 5))
    slack.wait_for(lambda: digests(slack, crisis) and digests(slack, slack.dm(ada)))
    assert digests(slack, news) == []


def test_only_members_of_a_channel_say_what_comes_there(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    bob = slack.add_user("bob")
    lobby = slack.add_channel("lobby", [ada, bob])
    desk.command(ada, news, "tessen daily 8:00")
    assert "Only members of a channel" in desk.command(bob, lobby, "delete 1")
    assert "Only members of a channel" in desk.command(bob, lobby, f"<#{news.id}|news> tessen daily 8:00")
    assert len(desk.store.subscriptions.in_channel(slack.workspace.id, news.id)) == 1


@pytest.mark.parametrize(
    ("error", "why"),
    [("is_archived", "the channel is archived"), ("not_in_channel", "I am not in the channel any more")],
)
def test_a_closed_channel_pauses_it_and_its_owner_is_told_once(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel, error: str, why: str
) -> None:
    desk.command(ada, news, "tessen daily 5:00 UTC")
    slack.fail_next("chat.postMessage", error)
    desk.at(may(16, 5))
    desk.at(may(17, 5))
    [told] = digests(slack, slack.dm(ada))
    assert why in told.text
    assert digests(slack, news) == []
    assert why in desk.command(ada, news, "list")


@pytest.mark.parametrize(
    "fault",
    [{"retry_after_s": 1}, {"status": 500}, {"error": "internal_error", "after": True}],
    ids=["429", "500", "done, but its answer lost"],
)
def test_a_post_that_fails_is_made_once(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel, fault: dict[str, Any]
) -> None:
    desk.command(ada, news, "tessen daily 5:00 UTC")
    slack.fail_next("chat.postMessage", **fault)
    desk.at(may(16, 5))
    assert len(digests(slack, news)) == 1


def test_one_that_was_posted_is_found_again_in_a_busy_channel(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    desk.command(ada, news, "tessen daily 5:00 UTC")
    slack.fail_next("chat.postMessage", after=True)
    slack.fail_next("conversations.history")
    desk.clock.set(may(16, 5))
    slack.wait_for(lambda: slack.calls_of("conversations.history"))
    for number in range(250):
        slack.say(ada, news, f"Message {number}")
    desk.at(may(16, 5))
    assert len(digests(slack, news)) == 1


def test_two_servers_deliver_each_slot_once(
    desk: Desk, begin_desk: BeginDesk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    for number in range(4):
        desk.command(ada, news, f"tessen daily {2 + number}:00 UTC")
    other = begin_desk(desk.clock)
    for hour in range(2, 6):
        desk.at(may(16, hour))
        other.server.wait_until_idle()
    slots = [each.text.split("Thursday 16 May, ")[1][:5] for each in digests(slack, news)]
    assert slots == ["02:00", "03:00", "04:00", "05:00"]


def test_what_changes_is_noted_once_in_the_thread_that_told_it(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    desk.command(ada, news, "tessen fridays 20:00 UTC")
    desk.at(may(17, 20))
    [first] = digests(slack, news)

    def notes() -> list[str]:
        return [each.text for each in slack.messages(news, first.ts) if "Changed since" in each.text]

    desk.watched(1, may(18, 9))
    assert notes() == []
    desk.watched(1, may(18, 19))
    [note] = notes()
    assert "at least six residents wounded" in note
    assert "at least 11 people" in note
    desk.watched(1, may(18, 20, 15))
    assert notes() == [note]
    assert digests(slack, news) == [first]
