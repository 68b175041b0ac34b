"""Feeds, pages and files as an ill-wisher would bend them: our own samples, mutated by their structure."""

import json
import re
from collections.abc import Sequence

from hypothesis import strategies as st

from tests.fakes.web import PARAGRAPHS, article_html, rss

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title type="html">The &lt;b&gt;Meridian&lt;/b&gt;</title><entry><title>Shells fall</title>
<link rel="alternate" href="/news/a"/><author><name>Ada Quill</name></author>
<published>2026-03-09T10:05:00+02:00</published><source><title>Northern Wire</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PARAGRAPHS[0]}</p></div></content>
</entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/">
<title>The Meridian</title></channel><item rdf:about="/a"><title>Shells fall</title><link>/a</link>
<description>{PARAGRAPHS[1]}</description><dc:creator>Ada Quill</dc:creator>
<dc:date>2026-03-09T10:05:00+02:00</dc:date></item></rdf:RDF>"""
RSS = rss(
    "<title>Shells fall</title><link>/a</link><author>ada@meridian.example (Ada Quill)</author>"
    "<pubDate>Mon, 09 Mar 2026 10:05:00 +0200</pubDate><source url='https://wire.example/'>Wire</source>"
    f"<description><![CDATA[<p>{PARAGRAPHS[0]}</p>]]></description>",
    f"<title>Whole</title><guid isPermaLink='true'>/b</guid><description>{PARAGRAPHS[2]}</description>",
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Meridian",
        "items": [
            {
                "id": "1",
                "url": "/a",
                "title": "Shells fall",
                "content_html": f"<p>{PARAGRAPHS[0]}</p>",
                "authors": [{"name": "Ada Quill"}],
                "date_published": "2026-03-09T10:05:00+02:00",
            }
        ],
    }
)
LINKED = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Shells fall",
"datePublished": "2026-03-09T08:05:00Z", "author": [{"name": "Ada Quill"}]}</script>
<meta property="article:published_time" content="2026-03-09T08:05:00Z"><link rel="canonical" href="/a">"""
PAGE = article_html("Shells fall on Orlov", head=LINKED)
ROWS = json.dumps({"title": "Shells fall", "text": PARAGRAPHS[0], "published": "2026-03-09"})
MARKDOWN = (
    f"---\ntitle: Shells fall\npublished: 2026-03-09\n---\n# Shells fall\n\n{PARAGRAPHS[0]}\n\n- Six\n- Two\n"
)

FEEDS = (RSS, ATOM, RDF, JSON_FEED)
PAGES = (PAGE,)
FILES = (ROWS, f"[{ROWS}, {ROWS}]", f"{ROWS}\n{ROWS}\n", MARKDOWN, PAGE, "\n\n".join(PARAGRAPHS), RSS)

_TOKENS = re.compile(r"""(<!\[CDATA\[|\]\]>|<!--|-->|<[^<>]*>|[{}\[\]:,"]|\s+)""")
_NASTY = (
    *(
        "&#0;",
        "&#1;",
        "&#x1b;",
        "&#xD800;",
        "&#xFFFE;",
        "&#x110000;",
        "&#99999999999;",
        "&amp;#1;",
        "&amp;lt;",
    ),
    *(
        "\0",
        "\x01",
        "\x0b",
        "\x1b[2J",
        "\x7f",
        "\x85",
        "\ufeff",
        "\ufffe",
        "\u202e",
        "\u2028",
        "\u200b",
        "\ud800",
    ),
    *(
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?php",
        "?>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "&a;",
        "&nbsp;",
        "&",
    ),
    *(
        "<",
        ">",
        "</",
        "<p",
        "<div>" * 300,
        "</div>" * 9,
        "<svg>",
        "<math>",
        "<template>",
        "<plaintext>",
        "<frameset>",
    ),
    *(
        "<script>",
        "</script>",
        "<style>",
        "<title>",
        "<base href='javascript:x'>",
        "<h1>",
        "<time datetime='9999'>",
    ),
    *(
        "<item>",
        "</item>",
        "<entry>",
        "<title/>",
        "<link>http://[::1</link>",
        "<link/>",
        "<pubDate>0</pubDate>",
    ),
    *(
        "<dc:date>-1-00-00</dc:date>",
        "<content type='application/x'>!",
        "<content src='file:///etc/passwd'/>",
    ),
    *("<source>", "<author><name>", "xml:base='http://['", "encoding='utf-7'", "encoding='zip'", "xmlns='x'"),
    *(
        "9" * 400,
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "-",
        "1e999",
        "null",
        "NaN",
        "true",
    ),
    *(
        "[" * 700,
        "]",
        "{",
        "}",
        '"',
        "\\",
        "\\ud800",
        '"author":',
        "---\n",
        "# ",
        "![](",
        "\r",
        "\n\n",
        "\t" * 50,
    ),
)
_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "latin-1",
    "cp1251",
    "gb18030",
    "shift_jis",
)
_CHARSETS = (None, *_ENCODINGS, "utf-7", "unicode_escape", "idna", "zip", "rot13", "x" * 40, "\0", "hz", "é")

charsets = st.sampled_from(_CHARSETS)


@st.composite
def bent(draw: st.DrawFn, samples: Sequence[str]) -> bytes:
    """The bytes of a sample whose tokens, encoding and bytes were changed a few times."""
    tokens = [token for token in _TOKENS.split(draw(st.sampled_from(samples))) if token]
    for _ in range(draw(st.integers(0, 6))):
        _bend(draw, tokens)
    data = "".join(tokens).encode(draw(st.sampled_from(_ENCODINGS)), "replace")
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=4)) + data[at + draw(st.integers(0, 40)) :]
    return data


def _bend(draw: st.DrawFn, tokens: list[str]) -> None:
    at = draw(st.integers(0, len(tokens)))
    many = draw(st.integers(1, 6))
    match draw(st.sampled_from(("insert", "delete", "repeat", "move", "text"))):
        case "insert":
            tokens.insert(at, draw(st.sampled_from(_NASTY)))
        case "delete":
            del tokens[at : at + many]
        case "repeat":
            tokens[at:at] = tokens[at : at + many] * draw(st.integers(1, 40))
        case "move":
            taken = tokens[at : at + many]
            del tokens[at : at + many]
            to = draw(st.integers(0, len(tokens)))
            tokens[to:to] = taken
        case _:
            tokens.insert(at, draw(st.text(max_size=12)))
