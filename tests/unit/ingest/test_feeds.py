"""RSS, Atom, RDF, JSON Feed and OPML."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import TargetError
from bot.ingest.feeds import MAX_ENTRIES, MAX_TAGS, discover, looks_like_feed, read_feed
from bot.ingest.opml import read_opml
from tests.fakes.web import article_html, rss

URL = "https://meridian.example/feed"
WHEN = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)

RSS = rss(
    "<title>Shells fall &amp; hit</title><link>/news/a</link><author>Ada Quill</author>"
    "<pubDate>Mon, 09 Mar 2026 10:05:00 +0200</pubDate>"
    "<source url='https://wire.example/'>Northern Wire</source>"
    "<description>&lt;p&gt;Six hurt in &lt;b&gt;Orlov&lt;/b&gt;.&lt;/p&gt;</description>",
    "<title>Whole</title><link>https://meridian.example/news/b</link><description>Short.</description>"
    "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
    "<![CDATA[<p>First.</p><p>Second.</p>]]></content:encoded>",
    "<title>No link</title>",
)
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>The Meridian</title><entry><title>Shells fall</title><link href="/news/a"/>
<author><name>Ada Quill</name></author><published>2026-03-09T10:05:00+02:00</published>
<source><title>Northern Wire</title></source>
<content type="html">&lt;p&gt;Six hurt.&lt;/p&gt;</content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://meridian.example/"><title>The Meridian</title></channel>
<item rdf:about="https://meridian.example/news/a"><title>Shells fall</title>
<link>https://meridian.example/news/a</link><description>Six hurt.</description>
<dc:creator>Ada Quill</dc:creator><dc:date>2026-03-09T10:05:00+02:00</dc:date></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Meridian",
        "items": [
            {
                "id": "1",
                "url": "/news/a",
                "title": "Shells fall",
                "content_html": "<p>Six hurt.</p>",
                "authors": [{"name": "Ada Quill"}, {"url": "x"}],
                "date_published": "2026-03-09T10:05:00+02:00",
            },
            {"id": "2", "summary": "Short.", "url": "javascript:x"},
            "not an item",
        ],
    }
)


def test_rss_is_read() -> None:
    channel = read_feed(RSS.encode(), URL)
    first, second, third = channel.entries
    assert channel.title == "The Meridian"
    assert (first.url, first.title, first.text) == (
        "https://meridian.example/news/a",
        "Shells fall & hit",
        "Six hurt in Orlov.",
    )
    assert (first.published, first.author, first.credited) == (WHEN, "Ada Quill", "Northern Wire")
    assert (first.whole, second.whole) == (False, True)
    assert second.text == "First.\n\nSecond."
    assert (third.url, third.text) == (None, "")


@pytest.mark.parametrize(("source", "whole"), [(ATOM, True), (RDF, False), (JSON_FEED, True)])
def test_the_other_formats_say_the_same(source: str, whole: bool) -> None:
    channel = read_feed(source.encode(), URL)
    entry = channel.entries[0]
    assert channel.title == "The Meridian"
    assert (entry.url, entry.title, entry.text) == (
        "https://meridian.example/news/a",
        "Shells fall",
        "Six hurt.",
    )
    assert (entry.published, entry.author, entry.whole) == (WHEN, "Ada Quill", whole)


def test_atom_keeps_its_source_and_json_feed_its_summary() -> None:
    assert read_feed(ATOM.encode(), URL).entries[0].credited == "Northern Wire"
    second = read_feed(JSON_FEED.encode(), URL).entries[1]
    assert (second.url, second.text, second.whole) == (None, "Short.", False)


@pytest.mark.parametrize(
    ("data", "feed"),
    [
        (RSS.encode(), True),
        (ATOM.encode(), True),
        (RDF.encode(), True),
        (JSON_FEED.encode(), True),
        (b"\xef\xbb\xbf\n " + RSS.encode(), True),
        (ATOM.replace("utf-8", "utf-16").encode("utf-16"), True),
        (b"<!-- made by x --><rss version='2.0'></rss>", True),
        (article_html("Shells").encode(), False),
        (b"<html><body><p>the &lt;rss&gt; tag, <rss ></body></html>", False),
        (b'{"version": "1.0", "items": []}', False),
        (b"text about <rss > feeds", False),
        (b"", False),
    ],
)
def test_a_feed_is_told_by_its_content(data: bytes, feed: bool) -> None:
    assert looks_like_feed(data) is feed


@pytest.mark.parametrize("data", [b"<html><p>no</p></html>", b"{broken", b"", b"/etc/hostname", b"[1]"])
def test_what_is_no_feed_is_said_and_never_taken_for_a_file_name(data: bytes) -> None:
    with pytest.raises(TargetError, match="is not a feed that can be read"):
        read_feed(data, URL)


def test_only_so_many_entries_are_read() -> None:
    feed = rss(*(f"<title>{number}</title>" for number in range(MAX_ENTRIES + 50)))
    entries = read_feed(feed.encode(), URL).entries
    assert (len(entries), entries[0].title) == (MAX_ENTRIES, "0")


@pytest.mark.parametrize(
    "nasty", ["&amp;#1;", "&amp;#x1b;", "&amp;#xFFFE;", "&amp;#65535;", "&amp;#0;", "\x01"]
)
def test_numbers_of_characters_that_no_text_may_hold_are_left_out(nasty: str) -> None:
    body = f"&lt;p>Six{nasty} hurt.&lt;/p>&lt;ul>&lt;li>{nasty}&lt;/ul>"
    item = f"<title>A{nasty}B</title><description>{body}</description>"
    (entry,) = read_feed(rss(item).encode(), URL).entries
    assert (entry.title, entry.text) in {("AB", "Six hurt."), ("A B", "Six hurt.")}


def test_a_title_that_is_a_text_is_cut_and_one_that_turns_is_straightened() -> None:
    items = (f"<title>{'long ' * 300}</title>", "<title>Shells \u202ellaf\u202c now</title>")
    long, turned = read_feed(rss(*items).encode(), URL).entries
    assert len(long.title or "") <= 500
    assert turned.title == "Shells llaf now"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-16", "utf-16"), ("koi8-r", "koi8-r"), ("cp1251", "windows-1251"), ("utf-8", "x-none")],
)
def test_the_declared_encoding_is_believed_where_it_holds(encoding: str, declared: str) -> None:
    feed = rss("<title>Обстрел в Орлове</title>").replace("?>", f" encoding='{declared}'?>", 1)
    assert read_feed(feed.encode(encoding), URL).entries[0].title == "Обстрел в Орлове"


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (rss("<a/>" * (MAX_TAGS + 1)), "more than 100,000 tags"),
        (
            rss("<a " + " ".join(f"a{n}='1'" for n in range(101)) + "/>"),
            "a tag with more than 100 attributes",
        ),
    ],
    ids=["tags", "attributes"],
)
def test_a_feed_that_would_take_hours_is_refused(feed: str, words: str) -> None:
    with pytest.raises(TargetError, match=words):
        read_feed(feed.encode(), URL)


@pytest.mark.parametrize("blank", ["\n", " ", "\t\r\n"])
def test_a_feed_behind_a_desert_of_blanks_is_read(blank: str) -> None:
    feed = blank * 300_000 + rss("<title>Shells fall</title>")
    assert read_feed(feed.encode(), URL).entries[0].title == "Shells fall"


def test_a_page_names_its_feed() -> None:
    head = (
        '<link rel="alternate" hreflang="de" href="/de">'
        '<link rel="alternate" type="application/rss+xml" href="">'
        '<link rel="alternate" type="application/atom+xml" href="/atom"><link rel="stylesheet" href="/a.css">'
    )
    page = article_html("Shells", head=head).encode()
    assert discover(page, "https://meridian.example/news/", "utf-8") == "https://meridian.example/atom"
    assert discover(article_html("Shells").encode(), URL, None) is None
    assert discover(b"", URL, None) is None


BOMB = "<!DOCTYPE opml [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)


def test_entities_expand_neither_in_feeds_nor_in_opml() -> None:
    feed = BOMB.replace("opml", "rss") + "]><rss version='2.0'><channel><title>&j;</title></channel></rss>"
    assert read_feed(feed.encode(), URL).title == "&j;"
    outlines = "]><opml><body><outline text='x' xmlUrl='https://a.example/&j;'/></body></opml>"
    with pytest.raises(TargetError, match="is not valid OPML"):
        read_opml((BOMB + outlines).encode(), "list.opml")


def test_opml_files_are_not_made_to_read_others() -> None:
    source = (
        "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        "<opml><body><outline text='&x;' xmlUrl='https://a.example/feed'/></body></opml>"
    )
    with pytest.raises(TargetError):
        read_opml(source.encode(), "list.opml")


def test_opml_lists_each_feed_once() -> None:
    source = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
    <outline text="News"><outline text="A" title="The A" type="rss" xmlUrl="https://a.example/feed"/>
    <outline text="A again" xmlUrl="https://a.example/feed"/></outline>
    <outline text="B" xmlURL=" https://b.example/feed "/><outline text="no feed"/>
    <outline text="bad" xmlUrl="file:///etc/passwd"/></body></opml>"""
    assert dict(read_opml(source.encode(), "list.opml")) == {
        "https://a.example/feed": "A again",
        "https://b.example/feed": "B",
    }


@pytest.mark.parametrize("data", [b"", b"text", b"<opml", b"<rss></rss>", b"\0"])
def test_what_is_no_opml_is_said(data: bytes) -> None:
    with pytest.raises(TargetError, match=r"list\.opml is not (valid )?OPML"):
        read_opml(data, "list.opml")


@given(st.sampled_from([RSS, ATOM, RDF, JSON_FEED]), st.data())
def test_a_damaged_feed_is_read_or_refused(source: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(source)))
    length = data.draw(st.integers(0, 40))
    noise = data.draw(st.text("<>&;\0]![ a", max_size=10))
    damaged = (source[:cut] + noise + source[cut + length :]).encode()
    with suppress(TargetError):
        assert len(read_feed(damaged, URL).entries) <= 4
