"""Digests in the modal and on the home: ordered, previewed, changed and run by those who may."""

import json

import pytest

from bot.news.subscription import Selection
from bot.playground.driver import LocalSlack
from bot.playground.interactions import Submission
from bot.playground.state import Channel, User, View
from tests.scenario.slack.conftest import BeginDesk, Mode
from tests.scenario.slack.digest_desk import Desk, digests, may

MORNING = may(16, 6)
"""Eight o'clock in Brussels, where Ada lives."""


def opened(desk: Desk, user: User, channel: Channel) -> View:
    """The modal that /digest opens, with its preview."""
    assert not desk.slack.command(user, channel, "/digest").posts
    return shown(desk, user)


def shown(desk: Desk, user: User, words: str = "have") -> View:
    """The modal that is open, as soon as its preview has these words."""
    desk.slack.wait_for(lambda: desk.slack.views(user))
    [view] = desk.slack.views(user)
    desk.slack.wait_for(lambda: words in preview(view))
    return view


def preview(view: View) -> str:
    """What stands below the fields."""
    divided = [number for number, block in enumerate(view.blocks) if block["type"] == "divider"]
    return json.dumps(view.blocks[divided[0] :], ensure_ascii=False)


def send(desk: Desk, user: User, view: View, **fields: str) -> Submission:
    """Fill the modal in, and send it."""
    return desk.slack.submit(user, view, {f"digest_{name}": value for name, value in fields.items()})


def whispered(desk: Desk, user: User, words: str) -> str:
    """What one person is told that has these words."""
    slack = desk.slack
    slack.wait_for(lambda: any(words in each.text for each in slack.ephemerals(user)))
    return next(each.text for each in slack.ephemerals(user) if words in each.text)


def text(view: View) -> str:
    """All that a view has."""
    return json.dumps(view.blocks, ensure_ascii=False)


@pytest.fixture
def subscribed(desk: Desk, ada: User, news: Channel) -> Desk:
    """A desk with a digest of Tessen in #news every morning."""
    assert "Ordered" in desk.command(ada, news, "tessen daily 8:00")
    return desk


def test_ordered_in_the_modal_it_comes_at_its_hour(
    begin_desk: BeginDesk, mode: Mode, slack: LocalSlack, ada: User, news: Channel
) -> None:
    desk = begin_desk(mode=mode)
    view = opened(desk, ada, news)
    assert "What Wednesday 15 May 08:00 CEST would have brought" in preview(view)
    assert "The next would come Thursday 16 May 08:00 CEST." in preview(view)
    assert "The desk · Wednesday 15 May, 08:00" in preview(view)

    slack.fill(view, {"digest_regions": "kell island, tessen"})
    slack.click(ada, view, "digest_regions", "kell island, tessen")
    shown(desk, ada, "Kell Island and Tessen · Wednesday 15 May")

    assert send(desk, ada, view, only="ridge post", length="short", when_empty="silence").errors == {}
    assert slack.views(ada) == []
    said = whispered(desk, ada, "Ordered")
    assert "Digest 1 about Kell Island and Tessen, from The Ridge Post: daily 08:00 (Europe/Brussels)" in said
    assert "Next: Thursday 16 May 08:00 CEST" in said
    assert "the three main stories, no message when nothing is new" in said
    desk.at(MORNING)
    [first] = digests(slack, news)
    assert first.text.startswith("Kell Island and Tessen · Thursday 16 May, 08:00 (CEST)")
    assert "from 1 outlet" in first.text
    assert "Only what comes from The Ridge Post is weighed." in first.text


USUAL = {"where": "#news", "schedule": "daily 08:00", "zone": "Europe/Kyiv", "regions": "", "only": ""}
WRONG = (
    ({"schedule": "daily 25:00"}, {"schedule": "“25:00” is no time of day"}),
    ({"zone": "Europe/Kyyiv"}, {"zone": "Did you mean Europe/Kyiv"}),
    ({"regions": "Tesen"}, {"regions": "did you mean Tessen (Karvenia)"}),
    ({"only": "Harbor Herald"}, {"only": "Did you mean Harbour Herald?"}),
    ({"where": "#nowhere"}, {"where": "I am not in #nowhere"}),
    ({"where": "#others"}, {"where": "Only members of a channel"}),
    ({"where": "#without-us"}, {"where": "I am not in #without-us"}),
    ({"where": "#", "schedule": "soon"}, {"where": "Write the name of a", "schedule": "I can’t read “soon”"}),
)


def test_what_cannot_be_is_said_beside_its_field(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    slack.add_channel("others")
    slack.add_channel("without-us", [ada], with_bot=False)
    view = opened(desk, ada, news)
    for fields, errors in WRONG:
        found = send(desk, ada, view, **(USUAL | fields)).errors
        assert set(found) == {f"digest_{name}" for name in errors}
        assert all(said in found[f"digest_{name}"] for name, said in errors.items())
    assert slack.views(ada) == [view]
    assert desk.store.subscriptions.of_team(news.team_id) == ()
    assert send(desk, ada, view, **USUAL).errors == {}


def test_a_preview_says_what_is_wrong(desk: Desk, ada: User, news: Channel) -> None:
    view = opened(desk, ada, news)
    desk.slack.fill(view, {"digest_zone": "Europe/Kyyiv", "digest_only": "Harbor Herald"})
    desk.slack.click(ada, view, "preview_digest")
    found = preview(shown(desk, ada, "Did you mean Harbour Herald"))
    assert "Did you mean Europe/Kyiv" in found


def test_a_form_that_changes_faster_than_its_preview_is_made_shows_the_last(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    view = opened(desk, ada, news)
    for region in ("Morvale", "Tessen", "Kell Island"):
        slack.fill(view, {"digest_regions": region})
        slack.click(ada, view, "digest_regions", region, wait=False)
    desk.slack.wait_until_delivered()
    desk.server.wait_until_idle()
    assert "Nothing new about Kell Island since" in preview(view)
    assert 2 <= len(slack.calls_of("views.update")) <= 4


def test_to_oneself_from_the_home(desk: Desk, slack: LocalSlack, ada: User) -> None:
    home = desk.home(ada)
    assert "None comes to you" in text(home)
    slack.click(ada, home, "new_digest")
    view = shown(desk, ada)
    assert send(desk, ada, view, regions="Tessen").errors == {}
    slack.wait_for(lambda: "Ordered: Digest 1 about Tessen" in text(desk.slack.home(ada) or home))
    assert "Next: Thursday 16 May 08:00 CEST" in text(desk.home(ada))
    desk.at(MORNING)
    assert len(digests(slack, slack.dm(ada))) == 1


def test_what_could_not_be_checked_in_time_is_checked_when_it_is_done(
    desk: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    slack.add_channel("others")
    view = opened(desk, ada, news)
    slack.fail_next("users.conversations", status=500)
    assert send(desk, ada, view, where="#others").errors == {}
    assert "Only members of a channel" in whispered(desk, ada, "Only members")
    assert desk.store.subscriptions.of_team(news.team_id) == ()


def test_settings_change_it_for_members(
    subscribed: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    bob = slack.add_user("bob")
    subscribed.at(MORNING)
    [digest] = digests(slack, news)
    slack.click(bob, digest, "settings")
    assert "Only members of a channel" in whispered(subscribed, bob, "Only members")

    slack.click(ada, digest, "settings")
    view = shown(subscribed, ada)
    assert "Tessen" in text(view)
    assert send(subscribed, ada, view, regions="Kell Island", schedule="mondays 9am").errors == {}
    assert "Digest 1 about Kell Island: mondays 09:00" in whispered(subscribed, ada, "Changed")

    slack.click(ada, digest, "settings")
    view = shown(subscribed, ada)
    slack.leave(ada, news)
    [error] = send(subscribed, ada, view, regions="Tessen").errors.values()
    assert "Only members of a channel" in error


def test_paused_resumed_run_changed_and_deleted_from_the_home(
    subscribed: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    def press(action_id: str) -> str:
        slack.click(ada, subscribed.home(ada), action_id)
        subscribed.server.wait_until_idle()
        found = slack.home(ada)
        return text(found) if found else ""

    assert "Next: Thursday 16 May 08:00 CEST" in text(subscribed.home(ada))
    assert "Paused: by a member of the channel" in press("pause_digest")
    subscribed.at(MORNING)
    assert digests(slack, news) == []
    assert "Next: Friday 17 May 08:00 CEST" in press("resume_digest")
    assert "An edition of digest 1 is being made" in press("run_digest_now")
    slack.wait_for(lambda: digests(slack, news))
    press("change_digest")
    assert send(subscribed, ada, shown(subscribed, ada), schedule="weekdays 7:30").errors == {}
    subscribed.server.wait_until_idle()
    assert "weekdays 07:30" in text(subscribed.home(ada))
    assert "Digest 1 about Tessen is deleted" in press("delete_digest")
    assert subscribed.store.subscriptions.of_team(news.team_id) == ()


def test_a_home_has_the_digests_of_its_readers_channels(
    subscribed: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    bob, crisis = slack.add_user("bob"), slack.add_channel("crisis", [ada], "private")
    subscribed.command(ada, crisis, "morvale daily 9:00")
    subscribed.command(ada, news, "me brennick daily 9:00")
    assert all(name in text(subscribed.home(ada)) for name in ("Tessen", "Morvale", "Brennick"))
    assert "None comes to you" in text(subscribed.home(bob))
    slack.join(bob, news)
    found = subscribed.home(bob)
    assert "Tessen" in text(found)
    assert "Morvale" not in text(found)
    slack.leave(bob, news)
    slack.click(bob, found, "delete_digest")
    slack.wait_for(lambda: "Only members of a channel" in text(found))
    assert len(subscribed.store.subscriptions.of_team(news.team_id)) == 3


def test_outlets_by_words(desk: Desk, slack: LocalSlack, ada: User, news: Channel) -> None:
    said = desk.command(ada, news, "tessen daily 8:00 from harbour herald and the ridge post")
    assert "about Tessen, from Harbour Herald and The Ridge Post: daily" in said
    said = desk.command(ada, news, "change 1 not ridge post")
    assert "about Tessen, not from The Ridge Post: daily" in said
    assert "Did you mean Harbour Herald" in desk.command(ada, news, "change 1 from harbor herald")
    found = desk.store.subscriptions.get(1)
    assert found is not None
    assert found.order.outlets == Selection(without=("The Ridge Post",))
    desk.at(MORNING)
    [first] = digests(slack, news)
    thread = [each.text + json.dumps(each.blocks) for each in slack.messages(news, first.ts)]
    assert "The Ridge Post is not weighed" in first.text
    assert not any("(The Ridge Post" in each or "The Ridge Post," in each for each in thread)


def test_asked_about_it_answers_in_the_thread(
    subscribed: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    subscribed.at(MORNING)
    [digest] = digests(slack, news)
    before = len(slack.messages(news, digest.ts))
    slack.click(ada, digest, "ask_about")
    slack.wait_for(lambda: slack.views(ada))
    [view] = slack.views(ada)
    assert "Ask in words" in slack.submit(ada, view, {"question": "???"}).errors["question"]
    assert slack.submit(ada, view, {"question": "What did Duvrin deny?"}).errors == {}
    slack.wait_for(lambda: len(slack.messages(news, digest.ts)) > before + 1)
    asked, answer = slack.messages(news, digest.ts)[before:][:2]
    assert asked.text == "What did Duvrin deny?"
    assert ada.id in json.dumps(asked.blocks)
    assert "denied playing any part in earlier raids" in answer.text
    assert digests(slack, news) == [digest]


def test_a_channel_that_others_have_come_into_is_noticed_before_it_is_posted_in(
    subscribed: Desk, slack: LocalSlack, ada: User, news: Channel
) -> None:
    subscribed.at(MORNING)
    assert not slack.calls_of("conversations.info")[1:]  # nothing is private here: once, when it was ordered
    subscribed.add_own(news.team_id, "A fire destroyed nine boats in Tessen on Thursday.")
    news.shared = True
    subscribed.at(may(17, 6))
    found = subscribed.store.subscriptions.get(1)
    assert found is not None
    assert found.shared
    posted = [each.text for first in digests(slack, news) for each in slack.messages(news, first.ts)]
    assert not any("nine boats" in each for each in posted)
