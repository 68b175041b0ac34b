"""How the page draws what people and the app write: faithfully, and never as markup of its own."""

from html.parser import HTMLParser
from typing import Any

import pytest

from bot.playground.page.addresses import address
from bot.playground.page.drawing import Drawing
from bot.playground.page.extras import Extras
from bot.playground.page.mrkdwn import runs
from bot.playground.page.place import Place, place_of

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """What a browser would make of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


def drawn(*blocks: dict[str, Any]) -> str:
    """Blocks as the page draws them, on one line."""
    named = [{"block_id": f"b{number}", **block} for number, block in enumerate(blocks)]
    return " ".join(Drawing(Extras()).blocks(named, {"U1": "Ada", "C1": "news"}).split())


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


def part(kind: str, *elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": f"rich_text_{kind}", "elements": list(elements), **more}


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words, "style": style}


BUTTON = {"type": "button", "action_id": "go", "text": plain("Go on"), "value": "7:1-2"}


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (
            {"type": "header", "text": plain("Tessen & Istrova")},
            '<h2 class="b-header">Tessen &amp; Istrova</h2>',
        ),
        (
            {"type": "section", "text": mrkdwn("*a* _b_ ~c~ `d`")},
            "<p><b>a</b> <i>b</i> <s>c</s> <code>d</code></p>",
        ),
        ({"type": "section", "text": mrkdwn("<@U1> in <#C1|x>")}, '<span class="mention">@Ada</span> in'),
        ({"type": "section", "text": plain("*a* <@U1>")}, "<p>*a* &lt;@U1&gt;</p>"),
        (
            {"type": "section", "fields": [plain("a"), plain("b")]},
            '<div class="fields"><p>a</p><p>b</p></div>',
        ),
        (
            {"type": "context", "elements": [plain("a"), mrkdwn("<https://a.org|b>")]},
            'rel="noopener">b</a></span></p>',
        ),
        ({"type": "divider"}, "<hr>"),
        (rich(part("quote", text("a\nb"))), "<blockquote>a b</blockquote>"),
        (rich(part("section", text("a", bold=True, italic=True))), "<p><b><i>a</i></b></p>"),
        (rich(part("list", part("section", text("a")), style="bullet")), "<li>a</li></ul>"),
        (
            rich(part("list", part("section", text("a")), style="ordered", offset=2)),
            'start="3"><li>a</li></ol>',
        ),
        (rich(part("preformatted", text("a  b"))), "<pre>a b</pre>"),
        ({"type": "markdown", "text": "**a** <b>"}, "<p><strong>a</strong> &lt;b&gt;</p>"),
        ({"type": "actions", "elements": [BUTTON]}, 'name="action" value="b0 go 7:1-2">Go on</button>'),
        (
            {
                "type": "table",
                "rows": [[{"type": "raw_text", "text": "a"}], [rich(part("section", text("b")))]],
            },
            "<tr><th>a</th></tr> <tr><td><p>b</p></td></tr>",
        ),
        ({"type": "image", "alt_text": "a map", "image_url": "https://a.org/x.png"}, "[Image: a map]"),
        (
            {"type": "alert", "text": mrkdwn("*Mind* the gap")},
            "does not draw blocks of the type “alert”.</p><p>Mind the gap</p>",
        ),
        ({"type": "plan", "title": "To do", "tasks": [{"title": "One"}]}, "<p>To do</p><p>One</p>"),
    ],
)
def test_blocks(block: dict[str, Any], html: str) -> None:
    assert html in drawn(block).replace("</tr><tr>", "</tr> <tr>")


def test_thumbs_are_named_for_those_who_do_not_see_them() -> None:
    good = {"text": plain("👍"), "accessibility_label": "A good answer", "value": "good"}
    thumbs = {"type": "feedback_buttons", "action_id": "f", "positive_button": good, "negative_button": good}
    html = drawn({"type": "context_actions", "elements": [thumbs]})
    assert html.count('aria-label="A good answer"') == 2
    assert 'value="b0 f good"' in html


OPTIONS = [{"text": plain("One"), "value": "1"}, {"text": mrkdwn("*Two*"), "value": "2"}]


@pytest.mark.parametrize(
    ("element", "html"),
    [
        (
            {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[1]},
            'data-act="b0 a" aria-label="Choose"><option value="">Choose …</option>'
            '<option value="1">One</option><option value="2" selected>Two</option></select>',
        ),
        (
            {"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS[:1]},
            '<input type="checkbox" name="b0 a" value="1" checked data-act="b0 a"> <span>One</span>',
        ),
        (
            {"type": "timepicker", "initial_time": "08:00", "placeholder": plain("When")},
            'data-act="b0 a" aria-label="When" type="time" value="08:00"',
        ),
    ],
)
def test_what_is_chosen_outside_of_inputs_is_told_at_once(element: dict[str, Any], html: str) -> None:
    assert html in drawn({"type": "actions", "elements": [{"action_id": "a", **element}]})
    assert html in drawn({"type": "section", "text": plain("x"), "accessory": {"action_id": "a", **element}})


@pytest.mark.parametrize("kind", ["button", "overflow"])
def test_what_asks_once_more_says_what(kind: str) -> None:
    asked = {
        "title": plain("Sure?"),
        "text": mrkdwn("*Gone* for good"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    }
    html = drawn(
        {"type": "actions", "elements": [{**BUTTON, "type": kind, "options": OPTIONS[:1], "confirm": asked}]}
    )
    assert 'data-confirm="Gone for good" data-title="Sure?" data-yes="Yes" data-no="No"' in html


@pytest.mark.parametrize(
    ("element", "html"),
    [
        (
            {"type": "plain_text_input", "multiline": True, "max_length": 9},
            '<textarea id="test-b0" name="b0"',
        ),
        ({"type": "plain_text_input", "initial_value": "x"}, 'type="text" value="x"'),
        (
            {"type": "static_select", "options": [{"text": plain("One"), "value": "1"}]},
            '<option value="1">One</option>',
        ),
        (
            {"type": "checkboxes", "options": [{"text": plain("One"), "value": "1"}]},
            '<input type="checkbox" name="b0"',
        ),
        ({"type": "datepicker", "initial_date": "2024-05-01"}, 'type="date" value="2024-05-01"'),
        ({"type": "timepicker", "initial_time": "08:00"}, 'type="time" value="08:00"'),
        ({"type": "radio_buttons", "options": OPTIONS}, '<input type="radio" name="b0" value="1" required>'),
        (
            {"type": "multi_static_select", "option_groups": [{"label": plain("All"), "options": OPTIONS}]},
            '<p class="quiet">All</p><label class="choice"><input type="checkbox" name="b0" value="1">',
        ),
        (
            {"type": "static_select", "option_groups": [{"label": plain("All"), "options": OPTIONS}]},
            '<optgroup label="All"><option value="1">One</option>',
        ),
    ],
)
def test_inputs_have_labels(element: dict[str, Any], html: str) -> None:
    made = drawn({"type": "input", "label": plain("Which?"), "element": {"action_id": "a", **element}})
    assert html in made
    assert "data-act" not in made
    assert 'for="test-b0"' in made or 'role="group" aria-labelledby="test-b0-label"' in made


@pytest.mark.parametrize(
    "block",
    [
        {"type": "header", "text": plain(HOSTILE)},
        {"type": "section", "text": mrkdwn(f"*{HOSTILE}* <https://a.org|{HOSTILE}> <javascript:alert(1)|x>")},
        {"type": "section", "text": plain(HOSTILE)},
        {"type": "context", "elements": [plain(HOSTILE), mrkdwn(HOSTILE)]},
        {"type": "markdown", "text": f"{HOSTILE} [x](javascript:alert(1))"},
        rich(
            part("quote", text(HOSTILE, bold=True)),
            part("section", {"type": "link", "url": f"javascript:{HOSTILE}"}),
        ),
        {
            "type": "actions",
            "elements": [{**BUTTON, "text": plain(HOSTILE), "value": HOSTILE, "action_id": HOSTILE}],
        },
    ],
)
def test_nothing_that_is_written_becomes_markup(block: dict[str, Any]) -> None:
    seen = Tags()
    seen.feed(drawn(block))
    assert seen.names <= {"a", "b", "blockquote", "button", "code", "div", "h2", "p", "span"}
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert not [url for url in seen.addresses if not url.startswith("https://a.org")]


def test_runs_of_markup() -> None:
    made = list(runs("a *b _c_* <https://a.org/?x=1&amp;y=2|d &lt;e&gt;> 2*3*4 &amp;"))
    assert [(run.text, run.kind, set(run.styles)) for run in made] == [
        ("a ", "text", set()),
        ("b ", "text", {"bold"}),
        ("c", "text", {"bold", "italic"}),
        (" ", "text", set()),
        ("d <e>", "link", set()),
        (" 2*3*4 &", "text", set()),
    ]
    assert made[4].target == "https://a.org/?x=1&y=2"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://a.org/x#:~:text=b", "https://a.org/x#:~:text=b"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.org", ""),
        ("http://[", ""),
        (
            "https://post.example/a?b=1#:~:text=c%20d",
            "/read?url=https%3A%2F%2Fpost.example%2Fa%3Fb%3D1&text=c%2520d#quote",
        ),
        ("https://post.example/a#b", "/read?url=https%3A%2F%2Fpost.example%2Fa"),
        (
            "https://local.slack.com/archives/C1/p1700000000000002",
            "/c/C1/1700000000.000002#t-1700000000.000002",
        ),
        (
            "https://local.slack.com/archives/D1/p1700000000000002?thread_ts=1600000000.000001&cid=D1",
            "/app/chat/1600000000.000001#t-1700000000.000002",
        ),
    ],
)
def test_addresses(url: str, found: str) -> None:
    assert address(url) == found


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/c/C01", Place("channel", "C01")),
        ("/c/C01/tour", Place("channel", "C01", "tour")),
        ("/c/C01/17.02", Place("channel", "C01", "17.02")),
        ("/app/home", Place("home")),
        ("/app/history", Place("history")),
        ("/app/chat", Place("chat")),
        ("/app/chat/17.02", Place("chat", "", "17.02")),
        ("/app/home/17.02", None),
        ("/c/", None),
        ("/c/C01/x", None),
        ("/", None),
    ],
)
def test_places(path: str, place: Place | None) -> None:
    assert place_of(path) == place
    assert place is None or place.path == path
