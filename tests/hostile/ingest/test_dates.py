"""Times of publication that cannot be: at no door are they believed."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.fakes.web import LOOPBACK, PARAGRAPHS, FakeWeb, article_html, rss
from tests.hostile.ingest.conftest import NOW, Door

UNBELIEVED = ["2099-01-01T00:00:00+00:00", "2026-03-10T12:00:01+00:00", "1599-12-31T23:59:59+00:00"]
NEVER = "0001-01-01T00:00:00+00:00"
BELIEVED = ["2026-03-10T12:00:00+00:00", "2026-03-09T23:00:00+00:00", "1605-09-12T00:00:00+00:00"]


def given(door: str, moment: str, web: FakeWeb, folder: Path) -> str:
    """An article that claims that time, where a door takes it from; gives the target."""
    meta = f'<meta property="article:published_time" content="{moment}">'
    said = {
        "html": article_html("Mill burns", head=meta),
        "md": f"---\npublished: {moment}\n---\n{PARAGRAPHS[0]}\n",
        "json": json.dumps({"text": PARAGRAPHS[0], "published": moment}),
        "jsonl": json.dumps({"text": PARAGRAPHS[0], "published": moment}),
    }
    if door in said:
        path = folder / f"a.{door}"
        path.write_text(said[door])
        return str(path)
    if door == "page":
        return web.page("/a", said["html"])
    date = f"<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>{moment}</dc:date>"
    body = f"<title>Mill burns</title><description>{PARAGRAPHS[0]}</description>{date}"
    return web.page("/feed", rss(body))


@pytest.mark.parametrize("door", ["page", "feed", "html", "md", "json", "jsonl"])
def test_a_time_that_cannot_be_is_not_believed_at_any_door(
    fresh: Door, web: FakeWeb, tmp_path: Path, door: str
) -> None:
    (result,) = fresh.take(given(door, UNBELIEVED[0], web, tmp_path), LOOPBACK)
    newest = fresh.store.articles.newest(result.article_id or 0)
    assert newest is not None
    assert (result.status, newest.published, newest.existed_from) == ("stored", None, NOW)
    sentence = "It gives 2099-01-01 as its day, when it cannot have been published; it counts as undated."
    assert sentence in (result.reason or "")


@pytest.mark.parametrize("moment", [*UNBELIEVED, NEVER, *BELIEVED])
def test_a_day_ahead_is_believed_and_the_time_before_newspapers_is_not(
    fresh: Door, web: FakeWeb, tmp_path: Path, moment: str
) -> None:
    (result,) = fresh.take(given("jsonl", moment, web, tmp_path))
    newest = fresh.store.articles.newest(result.article_id or 0)
    assert newest is not None
    assert newest.published == (datetime.fromisoformat(moment) if moment in BELIEVED else None)
    assert ("counts as undated" in (result.reason or "")) == (moment not in BELIEVED)
