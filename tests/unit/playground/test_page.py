"""The page over HTTP: what it shows, what is done there, and who may do it."""

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.driver import LocalSlack
from bot.playground.page.addresses import address
from bot.playground.page.extras import Command, Extras, Reading, Shortcut
from bot.playground.page.place import TOUR, Place
from bot.playground.page.routes import Page
from bot.playground.state import Channel, User
from tests.unit.playground.kit import actions, button, option, plain, section, typed_input, writing

HOSTILE = "<script>alert(1)</script>"
ARTICLE = Reading("Bridge closed", "The Courier", "Monday", ("The bridge is closed.",))
EXTRAS = Extras(
    commands=(Command("/ask", "Ask the desk", "question"),),
    shortcuts=(Shortcut("keep", "Add to the desk"),),
    questions=("What did Duvrin deny?",),
    add=lambda text, outlet: f"Added {text} of {outlet}.",
    read=lambda url: ARTICLE if url == "https://courier.example/1" else None,
)
Connect = Callable[[App], SocketModeHandler]
Do = Callable[..., dict[str, Any]]


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def slack(page: Page) -> Iterator[LocalSlack]:
    """A local Slack with the page on it."""
    with LocalSlack(routes=page.routes) as made:
        yield made
        page.close()


@pytest.fixture
def web(page: Page, slack: LocalSlack, ada: User, news: Channel) -> Iterator[httpx2.Client]:
    """Ada's browser."""
    page.show(slack, ada, Place("channel", news.id, TOUR), EXTRAS)
    with httpx2.Client(base_url=slack.core.base_url, trust_env=False) as client:
        yield client


@pytest.fixture
def do(web: httpx2.Client, slack: LocalSlack, app: App, connect: Connect) -> Do:
    """Does something on the page; the app acknowledges everything."""
    app.action("go")(_ack)
    app.shortcut("keep")(_ack)
    connect(app)

    def done(name: str, **fields: str) -> dict[str, Any]:
        answer = web.post(f"/do/{name}", data=fields, headers={"origin": slack.core.base_url})
        assert answer.status_code == 200
        told: dict[str, Any] = answer.json()
        return told

    return done


def _ack(ack: Callable[[], None]) -> None:
    ack()


def seen(web: httpx2.Client, path: str) -> str:
    """What stands at an address, on one line."""
    answer = web.get(path)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def fragments(web: httpx2.Client, at: str, until: str) -> dict[str, str]:
    """The fragments that were sent until one held these words."""
    found: dict[str, str] = {}
    with web.stream("GET", "/events", params={"at": at}) as events:
        for line in events.iter_lines():
            if line.startswith("data: "):
                sent = json.loads(line.removeprefix("data: "))
                found[sent["name"]] = sent["html"]
                if until in sent["html"]:
                    return found
    raise AssertionError("the stream ended")


def test_the_page_begins_with_the_tour(web: httpx2.Client, news: Channel) -> None:
    assert web.get("/").headers["location"] == f"/c/{news.id}/tour"
    html = seen(web, f"/c/{news.id}/tour")
    assert "What did Duvrin deny?" in html
    assert "See it in a minute" in html


@pytest.mark.parametrize(
    "path", ["/c/C404", "/c/x", "/nothing", "/static/../routes.py", "/read?url=x", "/events?at=/"]
)
def test_what_is_not_there_is_not_found(web: httpx2.Client, path: str) -> None:
    assert web.get(path).status_code == 404


def test_conversations_of_others_are_not_shown(web: httpx2.Client, slack: LocalSlack) -> None:
    theirs = slack.add_channel("secret", [slack.add_user("bea")])
    assert web.get(f"/c/{theirs.id}").status_code == 404
    assert "secret" not in seen(web, "/app/chat").partition("<main")[0]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1]:80"])
def test_another_host_is_refused(web: httpx2.Client, host: str) -> None:
    assert web.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:1"])
def test_another_origin_cannot_do_anything(
    web: httpx2.Client, slack: LocalSlack, news: Channel, origin: str | None
) -> None:
    headers = {"origin": origin} if origin else {}
    assert web.post("/do/say", data={"channel": news.id, "text": "hello"}, headers=headers).status_code == 403
    assert slack.messages(news) == []


def test_nothing_is_loaded_from_outside(web: httpx2.Client, news: Channel) -> None:
    answer = web.get(f"/c/{news.id}/tour")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    addresses = re.findall(r'(?:src|href)="([^"#]+)', answer.text)
    assert [url for url in addresses if not url.startswith("/")] == ["https://api.slack.com/apps"]  # a link
    loaded = [web.get(f"/static/{name}") for name in ("page.css", "page.js", "icon.svg")]
    assert [each.status_code for each in loaded] == [200, 200, 200]
    assert not re.search(
        r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", "".join(each.text for each in loaded)
    )


def test_a_question_is_asked_and_its_thread_opened(
    do: Do, slack: LocalSlack, news: Channel, web: httpx2.Client
) -> None:
    told = do("say", channel=news.id, text="@copydesk What did Duvrin deny?")
    [asked] = slack.messages(news)
    assert asked.text == f"{slack.mention} What did Duvrin deny?"
    assert told == {"go": f"/c/{news.id}/{asked.ts}"}
    assert do("say", channel=news.id, thread=asked.ts, text="And <b>Pellmar</b>?") == {}
    html = seen(web, f"/c/{news.id}/{asked.ts}")
    assert "1 reply" in html
    assert "And &lt;b&gt;Pellmar&lt;/b&gt;?" in html


def test_a_question_to_nobody_is_told_how_the_bot_is_called(do: Do, slack: LocalSlack, news: Channel) -> None:
    told = do("say", channel=news.id, text="What did Duvrin deny?")
    assert "begin with @Copydesk" in told["error"]
    assert do("say", channel=news.id, text="Good morning.") == {}
    assert len(slack.messages(news)) == 2


def test_a_chat_is_begun_in_the_agent_pane(do: Do, slack: LocalSlack, ada: User, web: httpx2.Client) -> None:
    told = do("say", channel="", text="What did Duvrin deny?")
    [asked] = slack.messages(slack.dm(ada))
    assert told == {"go": f"/app/chat/{asked.ts}"}
    assert "What did Duvrin deny?" in seen(web, str(told["go"]))
    assert f'href="/app/chat/{asked.ts}">What did Duvrin deny?</a>' in seen(web, "/app/history")


def test_commands(do: Do, slack: LocalSlack, news: Channel, web: httpx2.Client, app: App) -> None:
    @app.command("/ask")
    def ask(ack: Callable[[str], None], command: dict[str, Any]) -> None:
        ack(f"You asked {command['text']}")

    assert do("say", channel=news.id, text="/ask who is it?") == {}
    html = fragments(web, f"/c/{news.id}", "You asked who is it?")["lines"]
    assert "Only visible to you" in html
    assert "not a command" in do("say", channel=news.id, text="/nothing")["error"]
    assert "threads" in do("say", channel=news.id, thread="17.01", text="/ask x")["error"]


def test_a_button_opens_a_modal_and_what_it_says_is_kept(
    do: Do, slack: LocalSlack, ada: User, news: Channel, client: WebClient, app: App, web: httpx2.Client
) -> None:
    @app.action("open")
    def show(ack: Callable[[], None], body: dict[str, Any]) -> None:
        ack()
        field = typed_input(writing(max_length=9), block_id="why", optional=False)
        view = {
            "type": "modal",
            "callback_id": "v",
            "title": plain("Why?"),
            "submit": plain("Send"),
            "blocks": [field],
        }
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("v")
    def take(ack: Callable[..., None], view: dict[str, Any]) -> None:
        said = view["state"]["values"]["why"]["w"]["value"]
        if said == "no":
            ack(response_action="errors", errors={"why": "Say more."})
        else:
            ack()

    posted = client.chat_postMessage(
        channel=news.id, text="x", blocks=[{**actions(button("open", value="1 2")), "block_id": "b"}]
    )
    assert 'value="b open 1 2"' in seen(web, f"/c/{news.id}")
    do("click", channel=news.id, ts=posted["ts"], action="b open 1 2")
    assert "Why?</h2>" in fragments(web, f"/c/{news.id}", "Why?")["modal"]
    [view] = slack.views(ada)
    assert "Not sent" in do("submit", view=view.id, why="")["error"]
    assert do("submit", view=view.id, why="no") == {"errors": {"why": "Say more."}}
    assert do("submit", view=view.id, why="because") == {}
    assert slack.views(ada) == []


def test_what_is_typed_and_chosen_is_told_with_all_that_the_modal_holds(
    do: Do, slack: LocalSlack, ada: User, news: Channel, client: WebClient, app: App, web: httpx2.Client
) -> None:
    told: list[dict[str, Any]] = []
    days = {"type": "checkboxes", "action_id": "days", "options": [option("mon"), option("tue")]}

    @app.shortcut("look")
    def show(ack: Callable[[], None], body: dict[str, Any]) -> None:
        ack()
        where = {"type": "conversations_select", "action_id": "where"}
        blocks = [
            {**typed_input(writing(), block_id="why", optional=True), "dispatch_action": True},
            {**typed_input(days, block_id="days", optional=True), "dispatch_action": True},
            {**actions(where), "block_id": "more"},
        ]
        view = {"type": "modal", "title": plain("Look"), "submit": plain("Send"), "blocks": blocks}
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.action(re.compile("w|days|where"))
    def note(ack: Callable[[], None], body: dict[str, Any]) -> None:
        ack()
        told.append(body)

    do("shortcut", channel=news.id, ts=slack.say(ada, news, "hello"), callback="look")
    slack.wait_for(lambda: slack.views(ada))
    view = slack.views(ada)[0].id
    assert 'data-act="why w"' in seen(web, f"/c/{news.id}")
    do("click", view=view, action="why w", why="because", days="tue")
    do("click", view=view, action="days days", days="mon")
    do("click", view=view, action="more where", **{"more where": news.id})
    slack.wait_for(lambda: len(told) == 3)
    acted = [body["actions"][0] for body in told]
    held = told[0]["view"]["state"]["values"]
    assert acted[0]["value"] == held["why"]["w"]["value"] == "because"
    assert [each["value"] for each in held["days"]["days"]["selected_options"]] == ["tue"]
    assert [each["value"] for each in acted[1]["selected_options"]] == ["mon"]
    assert acted[2]["selected_conversation"] == news.id


def test_what_is_done_before_the_app_is_there_waits_for_it(
    web: httpx2.Client, slack: LocalSlack, news: Channel, app: App, connect: Connect
) -> None:
    app.command("/ask")(_ack)
    assert "Copydesk is getting ready" in seen(web, f"/c/{news.id}")
    command = {"channel": news.id, "text": "/ask who is it?"}
    with ThreadPoolExecutor() as hands:
        sent = hands.submit(web.post, "/do/say", data=command, headers={"origin": slack.core.base_url})
        connect(app)
        assert sent.result().json() == {}
    assert "Copydesk is getting ready" not in seen(web, f"/c/{news.id}")


def test_a_modal_is_closed(
    do: Do, slack: LocalSlack, ada: User, client: WebClient, app: App, news: Channel
) -> None:
    @app.shortcut("look")
    def show(ack: Callable[[], None], body: dict[str, Any]) -> None:
        ack()
        client.views_open(
            trigger_id=body["trigger_id"],
            view={"type": "modal", "title": plain("Look"), "blocks": [section()]},
        )

    ts = slack.say(ada, news, "https://courier.example/1")
    do("shortcut", channel=news.id, ts=ts, callback="look")
    slack.wait_for(lambda: slack.views(ada))
    do("close", view=slack.views(ada)[0].id)
    assert slack.views(ada) == []


def test_what_has_gone_is_said(do: Do, news: Channel) -> None:
    assert "no longer" in do("click", channel=news.id, ts="17.01", action="b go 1")["error"]
    assert "no longer" in do("close", view="V404")["error"]


def test_changes_are_sent_as_they_happen(
    web: httpx2.Client, do: Do, client: WebClient, news: Channel, slack: LocalSlack, ada: User
) -> None:
    ts = slack.say(ada, news, "hello")
    at = f"/c/{news.id}/{ts}"
    client.assistant_threads_setStatus(channel_id=news.id, thread_ts=ts, status="is reading …")
    assert "Copydesk is reading …" in fragments(web, at, "is reading")["status"]
    client.chat_postMessage(channel=news.id, thread_ts=ts, text=HOSTILE.replace("<", "&lt;"))
    html = fragments(web, at, "alert(1)")
    assert HOSTILE not in html["thread"]
    assert "is reading" not in fragments(web, at, "alert(1)").get("status", "")


def test_the_app_home_is_asked_for_and_shown(
    do: Do, web: httpx2.Client, app: App, client: WebClient, ada: User
) -> None:
    @app.event("app_home_opened")
    def publish(event: dict[str, Any]) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section("The desk")]})

    seen(web, "/app/home")
    assert "The desk" in fragments(web, "/app/home", "The desk")["home"]


def test_articles_are_added(do: Do, news: Channel, app: App) -> None:
    told = do("add", channel=news.id, article="The bridge is closed.", outlet="The Courier")
    assert told == {"note": "Added The bridge is closed. of The Courier."}
    assert (
        "/desk is not a command" in do("add", channel=news.id, article="https://courier.example/1")["error"]
    )


def test_a_stored_article_can_be_read(web: httpx2.Client) -> None:
    html = seen(web, "/read?url=https://courier.example/1")
    assert "<h1>Bridge closed</h1>" in html
    assert "<p>The bridge is closed.</p>" in html


def test_a_link_to_a_stored_article_leads_to_its_words(web: httpx2.Client) -> None:
    html = seen(web, address("https://courier.example/1#:~:text=bridge%20is"))
    assert '<p>The <mark id="quote">bridge is</mark> closed.</p>' in html
