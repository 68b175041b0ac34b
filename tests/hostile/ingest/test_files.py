"""Files that were made to keep a reader busy, and pages of which the extractor would think for long."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from trafilatura import bare_extraction

from bot.errors import TargetError
from bot.ingest.document import Document, Read
from bot.ingest.files import MAX_BYTES, read_path
from bot.ingest.markdown import read_markdown
from bot.ingest.opml import read_opml
from bot.ingest.pages import read_page
from tests.fakes.web import PARAGRAPHS

MARKDOWN = {
    "pictures": "![a](b.jpg) " * 20_000,
    "brackets": "[a] [" * 50_000,
    "links in links": "[" * 125_000 + "a" + "](b)" * 30_000,
    "broken links": "[a](<b " * 35_000,
    "lines of brackets": "[\n" * 125_000 + "[a](b)",
    "quotations": ">" * 125_000 + "\n" + "a\n" * 62_000,
    "quotations by lines": "> a\n" * 62_000,
    "emphasis": "*a **b " * 35_000 + "*",
    "emphasis of two kinds": "*_" * 60_000 + "a" + "_*" * 60_000,
    "code": " ".join("`" * length for length in range(1, 700)),
    "tags": "<a " * 80_000 + "<b>",
    "comments": "<!-- -" * 40_000 + "-->",
    "entities": "&amp;" * 50_000,
    "backslashes": "\\*" * 125_000,
    "a title without end": "[a]: b '\n" + "x\n" * 125_000,
    "headings": "# a\n" * 62_000,
    "lists": "- a\n" * 62_000,
    "nested lists": "\n".join(" " * depth + "- a" for depth in range(700)) + "\n" * 20_000 + "- b",
    "underlined": "a\n" * 125_000 + "===",
    "carriage returns": "a\r" * 125_000 + "# b",
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_of_nothing_but_marks_is_kept_as_it_stands(name: str) -> None:
    read = read_markdown(f"---\ntitle: Mill burns\n---\n{MARKDOWN[name]}")
    assert (read.text, read.title) == (MARKDOWN[name].strip(), "Mill burns")


def test_markdown_with_the_marks_of_a_long_article_is_read() -> None:
    paragraphs = PARAGRAPHS * 150
    source = [f"*{text}* [more](https://meridian.example/{n})" for n, text in enumerate(paragraphs)]
    assert read_markdown("\n\n".join(source)).text.split("\n\n") == [f"{text} more" for text in paragraphs]


def reads(folder: Path, name: str, data: bytes) -> Iterator[Read]:
    path = folder / name
    path.write_bytes(data)
    return read_path(path)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", b"[" * MAX_BYTES, "is not valid JSON"),
        ("a.json", b'{"a":' * (MAX_BYTES // 5), "is not valid JSON"),
        ("a.json", b'{"text": "x", "a": ' + b"9" * 1_000_000 + b"}", "is not valid JSON"),
        ("a.jsonl", b'{"text": "' + b"x" * MAX_BYTES + b'"}', "a.jsonl:1 is longer than 5,000,000 bytes"),
        ("a.jsonl", b"[" * 1_000_000, "a.jsonl:1 is not valid JSON"),
        ("a.txt", b"\n" * 1_000_000, "is empty"),
    ],
)
def test_a_file_without_measure_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (read,) = reads(tmp_path, name, data)
    assert isinstance(read, TargetError)
    assert words in str(read)


def test_a_line_without_end_does_not_hide_the_next(tmp_path: Path) -> None:
    row = json.dumps({"text": PARAGRAPHS[0]}).encode()
    long, good = reads(tmp_path, "a.jsonl", b"x" * (2 * MAX_BYTES) + b"\n" + row)
    assert isinstance(long, TargetError)
    assert isinstance(good, Document)
    assert good.text == PARAGRAPHS[0]


def test_a_text_of_line_breaks_is_kept(tmp_path: Path) -> None:
    (read,) = reads(tmp_path, "a.txt", b"a" + b"\n" * 1_000_000 + b"b.")
    assert isinstance(read, Document)
    assert (read.title, read.text) == ("a", "b.")


CROWD = " ".join(f"a{number}='1'" for number in range(20_000))
OUTLINES = f"<opml><body><outline {CROWD}/></body></opml>"


@pytest.mark.parametrize(
    "data",
    [
        OUTLINES.encode(),
        OUTLINES.encode("utf-16"),
        f"<?xml version='1.0' encoding='utf-16be'?>{OUTLINES}".encode("utf-16-be"),
        f"<?xml version='1.0' encoding='utf-7'?>{OUTLINES}".encode("utf-7"),
        f"<?xml version='1.0' encoding='cp037'?>{OUTLINES}".encode("cp037"),
        b"<opml>" + b"<outline>" * 100_000,
        f"<!DOCTYPE opml [<!ENTITY a '{'h' * 50_000}'>]><opml a='{'&a;' * 20_000}'/>".encode(),
    ],
)
def test_opml_without_measure_is_refused(data: bytes) -> None:
    with pytest.raises(TargetError, match=r"is not (valid )?OPML|has a tag with more than 100 attributes"):
        read_opml(data, "list.opml")


def test_opml_in_another_encoding_is_read() -> None:
    outline = "<outline text='Новости' xmlUrl='https://a.example/feed'/>"
    source = f"<?xml version='1.0' encoding='windows-1251'?><opml><body>{outline}</body></opml>"
    assert read_opml(source.encode("cp1251"), "list.opml") == (("https://a.example/feed", "Новости"),)


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ("<p>Six, it says.</p>" * 200, [True, False]),
        ("<p>Six, it says.</p>" * 1_600, [True]),
        ("<p></p>" * 3_000 + "<p>Six, it says.</p>" * 200, [True]),
        (f"<p>{'Six, it says. ' * 8_000}</p>", [True]),
    ],
)
def test_no_second_opinion_is_asked_of_a_page_without_measure(
    monkeypatch: pytest.MonkeyPatch, other: str, asked: list[bool]
) -> None:
    opinions: list[bool] = []

    def watched(tree: Any, **said: Any) -> object:
        opinions.append(said["fast"])
        return bare_extraction(tree, **said)

    monkeypatch.setattr("bot.ingest.pages.bare_extraction", watched)
    html = f"<html><body><article><p>{PARAGRAPHS[0]}</p></article><footer>{other}</footer></body></html>"
    page = read_page(html, "https://meridian.example/a")
    assert page is not None
    assert (page.text, opinions) == (PARAGRAPHS[0], asked)
