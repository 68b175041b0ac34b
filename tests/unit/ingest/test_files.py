"""Files, folders and standard input."""

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import TargetError
from bot.ingest import files
from bot.ingest.document import Document, Read
from bot.ingest.files import read_path, read_stdin
from tests.fakes.web import PARAGRAPHS, article_html

TEXT = "Six people were hurt in Orlov. Two schools were damaged."


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def one(reads: list[Read]) -> Document:
    (read,) = reads
    assert isinstance(read, Document), read
    return read


def problem(reads: list[Read]) -> str:
    (read,) = reads
    assert isinstance(read, TargetError)
    return str(read)


@pytest.mark.parametrize(
    ("source", "title", "text"),
    [
        (f"Shells fall on Orlov\n\n{TEXT}", "Shells fall on Orlov", TEXT),
        (f"Shells fall on Orlov\r\n\r\n{TEXT}\r\nEnd.", "Shells fall on Orlov", f"{TEXT}\r\nEnd."),
        (f"Shells fall on Orlov\n{TEXT}", None, f"Shells fall on Orlov\n{TEXT}"),
        (f"Shells fell on Orlov.\n\n{TEXT}", None, f"Shells fell on Orlov.\n\n{TEXT}"),
        (f"“Shells fell on Orlov.”\n\n{TEXT}", None, f"“Shells fell on Orlov.”\n\n{TEXT}"),
        (f"{'Orlov ' * 21}\n\n{TEXT}", None, f"{'Orlov ' * 21}\n\n{TEXT}"),
        ("Shells fall on Orlov\n\n", None, "Shells fall on Orlov"),
        (f"\n\n  {TEXT}  \n", None, TEXT),
    ],
)
def test_a_first_line_is_the_title_only_where_it_cannot_be_a_sentence(
    tmp_path: Path, source: str, title: str | None, text: str
) -> None:
    read = one(list(read_path(written(tmp_path, "a.txt", source))))
    assert (read.title, read.text) == (title, text)


@pytest.mark.parametrize(
    "data",
    [
        "Größe “quoted”".encode(),
        b"\xef\xbb\xbf" + "Größe “quoted”".encode(),
        "Größe “quoted”".encode("utf-16"),
        b"\xfe\xff" + "Größe “quoted”".encode("utf-16-be"),
        "Größe “quoted”".encode("cp1252"),
    ],
)
def test_encodings_are_found(tmp_path: Path, data: bytes) -> None:
    assert one(list(read_path(written(tmp_path, "a.txt", data)))).text == "Größe “quoted”"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.bin", "a"])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is not a text file"),
        (b"%PDF-1.7 and so on", "is not a text file"),
        (b"text with a \0 in it", "is not a text file"),
        (bytes(range(1, 32)) * 9, "is not a text file"),
    ],
)
def test_what_holds_no_text_is_said(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = written(tmp_path, name, data)
    assert problem(list(read_path(path))) == f"{path} {words}."


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", b"x" * (files.MAX_BYTES + 1))
    assert problem(list(read_path(path))) == f"{path} is larger than 5,000,000 bytes."


def test_a_missing_file_and_what_is_no_file_are_said(tmp_path: Path) -> None:
    missing, pipe = tmp_path / "nowhere.txt", tmp_path / "pipe"
    os.mkfifo(pipe)
    assert problem(list(read_path(missing))) == f"{missing} does not exist."
    assert problem(list(read_path(pipe))) == f"{pipe} is neither a file nor a folder."
    assert "cannot be read" in problem(list(read_path(tmp_path / ("x" * 5000))))


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", "a/.hidden.txt", ".git/d.txt", "picture.png", "a/notes.log"):
        written(tmp_path, name, f"{TEXT} {name}")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)

    reads = list(read_path(tmp_path))

    assert [Path(read.target).name for read in reads if isinstance(read, Document)] == ["b.txt", "c.md"]


def test_a_folder_without_usable_files_is_said(tmp_path: Path) -> None:
    written(tmp_path, "picture.png", b"x")
    assert problem(list(read_path(tmp_path))).startswith(f"{tmp_path} has no files to read (")


def test_one_bad_file_does_not_stop_a_folder(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", b"\0")
    written(tmp_path, "b.txt", TEXT)
    assert [type(read) for read in read_path(tmp_path)] == [TargetError, Document]


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    path = written(tmp_path, os.fsdecode(b"caf\xe9.txt"), TEXT)
    assert one(list(read_path(path))).target.endswith("caf\ufffd.txt")


MARKDOWN = """---
title: "Shells fall on Orlov"
author: Ada Quill
published: 2026-03-09T10:00:00+02:00
url: https://meridian.example/a
outlet: The Meridian
---

# Shells fall on Orlov

Six people were *hurt* in [Orlov](https://meridian.example/orlov)
on **Monday**. ![A school](a.jpg)

## What is known

- Two schools were damaged.
- A `bakery` was, too.

> “We are moving families out,” he said.

<div class="ad">Advertisement of <b>ours</b></div>
"""


def test_markdown_becomes_plain_text_and_its_front_matter_is_used(tmp_path: Path) -> None:
    read = one(list(read_path(written(tmp_path, "a.md", MARKDOWN))))

    assert read.text.split("\n\n") == [
        "Six people were hurt in Orlov on Monday.",
        "What is known",
        "Two schools were damaged.",
        "A bakery was, too.",
        "“We are moving families out,” he said.",
        "Advertisement of ours",
    ]
    assert (read.title, read.author, read.outlet) == ("Shells fall on Orlov", "Ada Quill", "The Meridian")
    assert read.url == "https://meridian.example/a"
    assert str(read.published) == "2026-03-09 08:00:00+00:00"


def test_a_leading_heading_is_the_title_of_markdown_and_no_text(tmp_path: Path) -> None:
    read = one(list(read_path(written(tmp_path, "a.md", f"# Shells *fall*\n\n{TEXT}\n"))))
    assert (read.title, read.text) == ("Shells fall", TEXT)


def test_html_is_read_as_a_page(tmp_path: Path) -> None:
    read = one(list(read_path(written(tmp_path, "a.html", article_html("Shells fall")))))
    assert (read.text, read.outlet) == ("\n\n".join(PARAGRAPHS), "The Meridian")


def test_html_without_an_article_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert problem(list(read_path(path))) == f"No article was found in {path}."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (article_html("Shells fall"), None),
        (f"Just text\n\n{TEXT}", None),
        ("<?xml version='1.0'?><rss></rss>", "is a feed; give its address instead"),
        ("<!-- made by x -->\n<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "is a feed"),
        ("<?xml version='1.0'?><opml></opml>", "is XML, not an article; OPML is read by"),
    ],
)
def test_files_of_unknown_kind_are_read_as_what_they_look_like(
    tmp_path: Path, data: str, words: str | None
) -> None:
    reads = list(read_path(written(tmp_path, "article.page", data)))
    if words:
        assert words in problem(reads)
    else:
        assert one(reads).title in {"Shells fall", "Just text"}


ROW = {
    "url": "https://meridian.example/a",
    "title": "Shells fall",
    "text": TEXT,
    "outlet": "The Meridian",
    "author": "Ada Quill",
    "published": "2026-03-09",
    "more": 1,
}


def test_json_is_one_article_or_many(tmp_path: Path) -> None:
    read = one(list(read_path(written(tmp_path, "a.json", json.dumps(ROW, indent=1)))))
    assert (read.url, read.title, read.text) == (ROW["url"], ROW["title"], TEXT)
    assert (read.outlet, read.author) == ("The Meridian", "Ada Quill")
    assert str(read.published) == "2026-03-09 00:00:00+00:00"

    path = written(tmp_path, "b.json", json.dumps([ROW, {"title": "no text"}, ROW]))
    assert [read.target if isinstance(read, Document) else str(read) for read in read_path(path)] == [
        f"{path}:1",
        f"{path}:2 has no text.",
        f"{path}:3",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{broken", "is not valid JSON (column 2)"),
        ("[]", "is no JSON object"),
        ('"text"', "is no JSON object"),
        ("NaN", "is no JSON object"),
        ("{}", "has no text"),
        ('{"text": "   "}', "has no text"),
        ('{"text": 7}', "has no text"),
        ('{"text": "x", "title": NaN}', "The title of"),
        ('{"text": "x", "outlet": {"a": 1}}', "The outlet of"),
        ('{"text": "x", "url": "javascript:alert(1)"}', "is not an http or https address"),
        ('{"text": "x", "url": "https://a.example/\\ud800"}', "is not a web address"),
        ('{"text": "x", "published": "soon"}', "is no ISO 8601 time"),
        ('{"text": "x", "published": 20260309}', "The published of"),
        ("[" * 100_000, "is not valid JSON"),
        ('{"a": ' + "9" * 5000 + "}", "is not valid JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, line: str, words: str) -> None:
    path = written(tmp_path, "a.jsonl", f"{json.dumps(ROW)}\n{line}\n\n{json.dumps(ROW)}")

    first, bad, last = read_path(path)

    assert isinstance(first, Document)
    assert isinstance(bad, TargetError)
    assert f"{path}:2" in str(bad)
    assert words in str(bad)
    assert isinstance(last, Document)
    assert last.target == f"{path}:4"


def test_a_json_feed_is_told_from_an_article(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Meridian", "items": []}
    path = written(tmp_path, "feed.json", json.dumps(feed))
    assert problem(list(read_path(path))) == f"{path} is a feed; give its address instead."


def test_a_very_long_url_is_not_repeated_in_full(tmp_path: Path) -> None:
    row = {"text": TEXT, "url": "https://meridian.example/" + "a" * 5000}
    words = problem(list(read_path(written(tmp_path, "a.json", json.dumps(row)))))
    assert "is longer than 2,400 characters" in words
    assert len(words) < 600


def test_duplicate_keys_do_no_harm(tmp_path: Path) -> None:
    line = '{"text": "one", "text": "two"}'
    assert one(list(read_path(written(tmp_path, "a.jsonl", line)))).text == "two"


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", "x" * (2 * files.MAX_BYTES + 7) + "\n" + json.dumps(ROW))
    long, good = read_path(path)
    assert str(long) == f"{path}:1 is longer than 5,000,000 bytes."
    assert isinstance(good, Document)
    assert good.target == f"{path}:2"


def test_empty_json_lines_are_said(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", "\n\n")
    assert problem(list(read_path(path))) == f"{path} is empty."


def test_stdin_is_a_text_or_json_lines() -> None:
    assert one(list(read_stdin(io.BytesIO(TEXT.encode())))).text == TEXT
    lines = f"{json.dumps(ROW)}\n{json.dumps(ROW)}\n"
    assert [read.target for read in read_stdin(io.BytesIO(lines.encode())) if isinstance(read, Document)] == [
        "-:1",
        "-:2",
    ]
    assert problem(list(read_stdin(io.BytesIO()))) == "Standard input is empty."
    assert "not a text file" in problem(list(read_stdin(io.BytesIO(b"\0\1\2"))))
    assert "larger than" in problem(list(read_stdin(io.BytesIO(b"x\n" * files.MAX_BYTES))))


@given(
    data=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".md", ".html", ".json", ".jsonl", ".x"])
)
def test_no_bytes_stop_a_run(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    for read in read_path(path):
        assert isinstance(read, TargetError) or read.text.strip()
