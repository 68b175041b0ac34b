"""How fast pages get into the store, against bare trafilatura on the same pages.

    python -m bench.ingest [--pages 400] [--rounds 3]

The pages are generated: about 600 words each, with what surrounds an article on a news site. Ingest reads
them as files, finds text, metadata and language, checks the policy, and stores each in a transaction of its
own in a fresh SQLite database; trafilatura only extracts the text. Target: at least 0.6 of its speed.
"""

import argparse
import io
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import trafilatura

from bot.config import Settings
from bot.ingest.document import Details
from bot.ingest.intake import Intake
from bot.store.engine import open_store

_SECTIONS = ("World", "Politics", "Business", "Courts", "Weather", "Science", "Sport", "Letters", "Archive")


_WHO = (
    "The governor",
    "A spokeswoman for the ministry",
    "The mayor",
    "A rescue worker",
    "The union",
    "The bank",
)
_DID = ("said on Monday that", "denied that", "told reporters that", "could not confirm that", "warned that")
_WHAT = (
    "the bridge",
    "the school roof",
    "the ferry service",
    "the harvest",
    "the new budget",
    "the old depot",
)
_FATE = ("had been closed", "would be repaired", "was under review", "had been damaged", "would cost more")
_WHERE = ("in the river towns", "near the border", "after a night of rain", "for the third time this year")
_MORE = ("and asked for patience", "while talks went on", "though few had seen it", "as crews arrived")
_PARAGRAPHS = 13
_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Story:
    """A generated article of about 600 words."""

    number: int
    title: str
    outlet: str
    published: datetime
    paragraphs: tuple[str, ...]


def story(number: int) -> Story:
    """The same story for the same number."""
    draw = random.Random(number)

    def sentence() -> str:
        parts = (draw.choice(words) for words in (_WHO, _DID, _WHAT, _FATE, _WHERE, _MORE))
        return f"{' '.join(parts)}, {draw.randrange(2, 900)} residents heard."

    return Story(
        number,
        f"{draw.choice(_WHO)} and {draw.choice(_WHAT)}: what is known ({number})",
        f"Outlet {number % 7}",
        _FIRST_DAY + timedelta(hours=number),
        tuple(" ".join(sentence() for _ in range(draw.randrange(1, 4))) for _ in range(_PARAGRAPHS)),
    )


def page(article: Story, others: list[Story]) -> str:
    """An article as a news site would serve it."""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "author": [{"@type": "Person", "name": "Ada Quill"}],
        "publisher": {"@type": "Organization", "name": article.outlet},
    }
    menu = "".join(f'<li class="menu-item"><a href="/{name.lower()}">{name}</a></li>' for name in _SECTIONS)
    teasers = "".join(
        f'<li><a href="/news/{other.number}"><img src="/i/{other.number}.jpg" alt="">'
        f"<span>{other.title}</span></a><time>{other.published:%d %B}</time></li>"
        for other in others
    )
    state = json.dumps({"articles": [{"id": n, "title": "x" * 60, "tags": ["a", "b"]} for n in range(100)]})
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{article.title} | {article.outlet}</title>
<meta property="og:title" content="{article.title}"><meta property="og:site_name" content="{article.outlet}">
<link rel="canonical" href="https://news.example/{article.number}">
<script type="application/ld+json">{json.dumps(linked)}</script>
<script>window.state = {state};</script></head>
<body><div id="cookie-banner"><p>We use cookies to improve this site.</p><button>Accept all</button></div>
<header><a href="/">{article.outlet}</a><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{article.title}</h1><p class="byline">By Ada Quill</p>
<figure><img src="/lead.jpg" alt=""><figcaption>The scene on Monday. Photo: M. Lens</figcaption></figure>
<div class="body">{"".join(_paragraphs(article))}</div>
<section class="newsletter"><h3>Sign up to our newsletter</h3><form><input type="email"></form></section>
<section class="related"><h3>Related</h3><ul>{teasers}</ul></section></article>
<aside><h3>Most read</h3><ol>{teasers}</ol></aside></main>
<footer><ul>{menu}</ul><p>© 2026 {article.outlet}. All rights reserved.</p></footer></body></html>"""


def _paragraphs(article: Story) -> Iterator[str]:
    for text in article.paragraphs:
        yield f'<p class="text">{text} <a href="/topic">More of the topic</a> is known.</p>'


def pages(count: int) -> list[str]:
    """`count` pages, each with teasers of twelve others."""
    stories = [story(number) for number in range(count + 12)]
    return [page(stories[number], stories[number + 1 : number + 13]) for number in range(count)]


def bare(made: list[str]) -> None:
    """What a user would call instead."""
    for html in made:
        if not trafilatura.extract(html):
            raise SystemExit("trafilatura found no text: the pages are wrong")


def ingest(folder: Path, database: Path) -> None:
    """All of it, from the files to the committed articles."""
    store = open_store(f"sqlite:///{database}")
    intake = Intake(store, {}, Settings(_env_file=None), lambda: datetime.now(UTC))
    results = list(intake.take(str(folder), Details(), io.BytesIO()))
    store.close()
    odd = [result for result in results if result.status != "stored"]
    if odd:
        raise SystemExit(f"not every page was stored: {odd[0]}")


def seconds(work: Callable[[], None]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure in turns, after a round to warm up, and print the ratio of the medians."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    made = pages(options.pages)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "pages")
        folder.mkdir()
        for number, html in enumerate(made):
            Path(folder, f"{number:06}.html").write_text(html, encoding="utf-8")
        turns = [
            (seconds(partial(bare, made)), seconds(partial(ingest, folder, Path(name, f"{turn}.sqlite3"))))
            for turn in range(options.rounds + 1)
        ][1:]
    count = len(made)
    words = sum(len(html.split()) for html in made) // count
    alone, ours = median(turn[0] for turn in turns), median(turn[1] for turn in turns)
    print(f"{count} pages of about {words} words with markup, {options.rounds} rounds, medians")
    print(f"trafilatura.extract  {count / alone:7.1f} pages/s")
    print(f"copydesk ingest      {count / ours:7.1f} pages/s")
    print(f"ratio                {alone / ours:7.2f}   (target: at least 0.6)")


if __name__ == "__main__":
    main()
