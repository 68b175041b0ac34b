"""Articles out of HTML."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.pages import Page, html_to_text, read_page
from tests.fakes.web import PARAGRAPHS, article_html

URL = "https://www.meridian.example/news/shells?utm_source=feed"


def read(html: str | bytes, url: str | None = URL, charset: str | None = None) -> Page:
    page = read_page(html, url, charset)
    assert page is not None
    return page


def linked(**more: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_text_is_the_article_and_nothing_else() -> None:
    assert read(article_html("Shells fall on Orlov")).text == "\n\n".join(PARAGRAPHS)


def test_headings_and_lists_are_kept_as_lines() -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><h2>What is known</h2><ul><li>Six hurt</li><li>Two schools hit</li></ul>"
    html = f"<html><body><article>{body}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article></body></html>"
    assert [line.removeprefix("- ") for line in read(html).text.split("\n\n")] == [
        PARAGRAPHS[0],
        "What is known",
        "Six hurt",
        "Two schools hit",
        *PARAGRAPHS[1:],
    ]


def test_a_page_laid_out_in_tables_is_read() -> None:
    cells = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = f"<html><body><table><tr><td><a href='/'>Home</a></td><td>{cells}</td></tr></table></body></html>"
    assert all(text in read(html).text for text in PARAGRAPHS)


def test_an_embedded_post_is_not_the_articles_own_words() -> None:
    post = '<blockquote class="twitter-tweet"><p>Shells in Orlov!</p>— Ilya Marek (@marek)</blockquote>'
    html = article_html("Shells").replace(f"<p>{PARAGRAPHS[1]}", f"{post}<p>{PARAGRAPHS[1]}")
    assert read(html).text == "\n\n".join(PARAGRAPHS)


def test_a_front_page_is_no_article_unless_it_says_so() -> None:
    home = "https://meridian.example/"
    assert read_page(article_html("Shells"), home) is None
    head = '<meta property="og:type" content="article">'
    assert read(article_html("Shells", head=head), home).title == "Shells"


def test_json_ld_says_most() -> None:
    head = linked(
        headline="Shells fall on Orlov",
        datePublished="2026-03-09T10:05:00+02:00",
        author=[{"@type": "Person", "name": "Ada Quill"}, {"@type": "Person", "name": "Ben Ferry"}],
        publisher={"@type": "Organization", "name": "Ignored"},
    )
    page = read(article_html("Shells fall on Orlov", head=head))
    assert page.published == datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
    assert (page.author, page.title, page.site) == (
        "Ada Quill, Ben Ferry",
        "Shells fall on Orlov",
        "The Meridian",
    )
    assert (page.language, page.partial) == ("en", False)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-03-09T08:05:00Z">',
        '<meta name="date" content="2026-03-09 10:05:00 +0200">',
        '<meta itemprop="datePublished" content="2026-03-09T08:05">',
        '<meta name="pubdate" content="Mon, 09 Mar 2026 10:05:00 +0200">',
        linked(datePublished="soon") + '<meta name="dc.date" content="2026-03-09T08:05:00+00:00">',
        '<script type="application/ld+json">{"broken</script>'
        '<meta name="dc.date" content="2026-03-09T08:05Z">',
        '<script type="application/ld+json">{"@graph": [{"@type": ["ReportageNewsArticle"],'
        '"datePublished": "2026-03-09T08:05:00.000Z"}]}</script>',
    ],
)
def test_the_time_of_publication_keeps_its_zone(head: str) -> None:
    assert read(article_html("Shells", head=head)).published == datetime(2026, 3, 9, 8, 5, tzinfo=UTC)


def test_a_visible_time_will_do_and_none_is_no_time() -> None:
    body = article_html("Shells").replace(
        "<figure>", '<time datetime="2026-03-09T08:05Z">Today</time><figure>'
    )
    assert read(body).published == datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
    assert read(article_html("Shells")).published is None


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("/news/shells", "https://www.meridian.example/news/shells"),
        ("https://meridian.example/news/1?utm_medium=x", "https://meridian.example/news/1"),
        ("https://elsewhere.example/a", "https://www.meridian.example/news/shells"),
        ("https://www.meridian.example/", "https://www.meridian.example/news/shells"),
        ("javascript:void(0)", "https://www.meridian.example/news/shells"),
        ("", "https://www.meridian.example/news/shells"),
    ],
)
def test_the_canonical_address_is_believed_only_for_an_article_of_its_own_host(
    link: str, canonical: str
) -> None:
    head = f'<link rel="canonical" href="{link}">'
    assert read(article_html("Shells", head=head)).canonical_url == canonical


@pytest.mark.parametrize(
    ("given_title", "title"),
    [
        ("Shells fall on Orlov | The Meridian", "Shells fall on Orlov"),
        ("Shells fall on Orlov - The Meridian", "Shells fall on Orlov"),
        ("Shells fall on Orlov — meridian.example", "Shells fall on Orlov"),
        ("Orlov - a town under fire", "Orlov - a town under fire"),
        ("Orlov - a town under fire | The Meridian", "Orlov - a town under fire"),
    ],
)
def test_the_title_loses_its_site(given_title: str, title: str) -> None:
    tags = {"og:title": given_title, "og:site_name": "The Meridian"}
    head = "".join(f'<meta property="{key}" content="{value}">' for key, value in tags.items())
    html = f"<html><head>{head}</head><body><article><p>{PARAGRAPHS[0]}</p></article></body></html>"
    assert read(html).title == title


@pytest.mark.parametrize(
    ("html", "partial"),
    [
        (article_html("Shells"), False),
        (article_html("Shells", head=linked(isAccessibleForFree=False)), True),
        (article_html("Shells", head=linked(isAccessibleForFree="False")), True),
        (article_html("Shells", head=linked(isAccessibleForFree=True)), False),
        (article_html("Shells", *PARAGRAPHS, "The governor then said that all of…"), True),
        (article_html("Shells", *PARAGRAPHS, "<a>Subscribe</a> to <b>continue</b> reading"), True),
        (article_html("Shells", head="<script>'subscribe to continue reading'</script>"), False),
    ],
)
def test_a_cut_text_is_flagged(html: str, partial: bool) -> None:
    page = read(html)
    assert page.partial is partial
    assert "ontinue reading" not in page.text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "hello",
        "<html></html>",
        "<html><body><p>Welcome</p></body></html>",
        "<html><body><nav><a href='/'>Home</a><a href='/x'>World</a></nav></body></html>",
        "<html><body><form><input name='q'><button>Search</button></form></body></html>",
        "<p" * 10_000,
        "<div>" * 50_000 + PARAGRAPHS[0],
        "\0" * 100,
        "<!-- <p>" + PARAGRAPHS[0],
    ],
)
def test_a_page_without_an_article_has_none(html: str) -> None:
    assert read_page(html, URL) is None


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (article_html("Größe").encode(), None),
        (article_html("Größe").encode(), "iso-8859-1"),  # declared wrongly
        (article_html("Größe").replace("“", '"').replace("”", '"').encode("cp1252"), "iso-8859-1"),
        (article_html("Größe", head="<meta charset=windows-1252>").encode("cp1252"), None),
        (article_html("Größe").encode("utf-16"), None),
        (article_html("Größe").encode(), "no-such-charset"),
        (b"\\<" + article_html("Größe").encode("cp1252"), "unicode_escape"),
        (article_html("Größe").encode(), "hex"),
        (article_html("Größe").replace("<p>", "<p>\0\x0b", 1).encode(), None),
        (b'<?xml version="1.0" encoding="utf-8"?>' + article_html("Größe").encode(), None),
    ],
)
def test_charsets_and_stray_bytes_do_not_matter(data: bytes, charset: str | None) -> None:
    page = read(data, charset=charset)
    assert page.title == "Größe"
    assert PARAGRAPHS[0] in page.text


def test_a_file_without_an_address_takes_its_canonical_one() -> None:
    head = '<link rel="canonical" href="https://meridian.example/a?utm_source=x">'
    assert read(article_html("Shells", head=head), None).canonical_url == "https://meridian.example/a"
    assert read(article_html("Shells"), None).canonical_url is None


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>Six hurt in <b>Orlov</b>.</p><p>A school&nbsp;hit.</p>", "Six hurt in Orlov.\n\nA school hit."),
        ("one<br>two", "one\n\ntwo"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("plain &amp; simple", "plain & simple"),
        ("<p>Text.</p><figure><figcaption>Caption</figcaption></figure><script>x()</script>", "Text."),
        ("<img src='a.jpg'>", ""),
        ("", ""),
    ],
)
def test_a_piece_of_html_becomes_its_words(fragment: str, text: str) -> None:
    assert html_to_text(fragment) == text


@given(st.text(alphabet="<>/=\"' ap\0&;!-divscript\n\ud800é", max_size=300))
def test_no_markup_stops_a_run(source: str) -> None:
    read_page(source, URL)
    html_to_text(source)


def test_an_author_nested_in_lists_without_end_is_no_author() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "author": ' + "[" * 800 + "]" * 800
    assert read(article_html("Shells", head=head + "}</script>")).author == "Ada Quill"


@pytest.mark.parametrize("nasty", ["&#1;", "&#x1B;", "&#xfffe;", "&#65535;", "&#0000011;", "\x0b", "&#0;"])
def test_numbers_of_characters_that_no_text_may_hold_cost_no_article(nasty: str) -> None:
    html = article_html(f"Shells{nasty}", f"{PARAGRAPHS[0]}{nasty}", *PARAGRAPHS[1:])
    page = read(html)
    assert (page.title, page.text) == ("Shells", "\n\n".join(PARAGRAPHS))
    assert html_to_text(f"<ul><li>Six{nasty}</li></ul>") == "Six"


@pytest.mark.parametrize("kept", ["&#233;", "&#xE9;", "&#9;", "&#128512;"])
def test_other_numbers_of_characters_stay(kept: str) -> None:
    assert html_to_text(f"<p>a{kept}b</p>") in {"aéb", "a b", "a😀b"}


@pytest.mark.parametrize(
    "html",
    [
        article_html("Shells") + "<p>x" * 25_000,
        article_html("Shells") + "<p " + "a " * 600 + ">",
        article_html("Shells") + "<p" + "/a" * 600 + ">",
        article_html("Shells") + "<p " + " ".join(f'a{n}=">"' for n in range(600)) + ">",
        article_html("Shells") + "<p " + " ".join(f"a{n} = '<'" for n in range(600)) + ">",
    ],
    ids=["tags", "bare", "slashes", "quoted ends", "quoted starts"],
)
def test_a_page_that_would_take_minutes_is_none(html: str) -> None:
    assert read_page(html, URL) is None


def test_words_in_a_quoted_attribute_are_no_attributes() -> None:
    html = article_html("Shells").replace("<figure>", f"<figure data-state='{'many words ' * 900}'>")
    assert read(html).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("scrap", ["<option>x", "<form>x", "<input>x"])
def test_an_article_among_twenty_thousand_scraps_is_found(scrap: str) -> None:
    html = article_html("Shells").replace("<footer>", f"<footer>{scrap * 20_000}")
    assert PARAGRAPHS[0] in read(html).text
