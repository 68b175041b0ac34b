"""What no door takes in: a text that is too long for an article."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import Settings
from bot.ingest.document import Details
from bot.ingest.intake import Intake
from bot.ingest.keep import LONGEST, Result
from bot.store.engine import Store
from tests.fakes.web import LOOPBACK, FakeWeb, article_html, rss

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
MOST = ("The mill burns. " * (LONGEST // 16)).ljust(LONGEST, ".")[:LONGEST]


def taken(store: Store, target: str, stdin: bytes = b"") -> list[Result]:
    intake = Intake(store, {}, Settings(_env_file=None), lambda: NOW, LOOPBACK)
    found = list(intake.take(target, Details(outlet="The Gull"), io.BytesIO(stdin)))
    intake.close()
    return found


def published(door: str, text: str, web: FakeWeb, folder: Path) -> str:
    """Put a text where a door takes it from; gives the target."""
    if door == "page":
        return web.page("/a", article_html("Mill burns", text))
    if door == "plain page":
        return web.page("/a.txt", text, content_type="text/plain")
    if door == "feed":
        body = f"<title>Mill burns</title><link>{web.url('/gone')}</link><description>{text}</description>"
        return web.page("/feed", rss(body))
    path = folder / f"a.{door}"
    path.write_text({"jsonl": json.dumps({"text": text}), "html": article_html("Mill", text)}.get(door, text))
    return str(path)


@pytest.mark.parametrize("door", ["txt", "md", "html", "jsonl", "page", "plain page", "feed"])
def test_a_text_too_long_is_refused_by_every_door(
    sqlite_store: Store, web: FakeWeb, tmp_path: Path, door: str
) -> None:
    (result,) = taken(sqlite_store, published(door, f"{MOST} The end.", web, tmp_path))
    assert (result.status, result.article_id) == ("failed", None)
    assert f"{result.target} has 300," in (result.reason or "")
    assert "more than the 300,000 of an article; take it in by parts." in (result.reason or "")
    assert sqlite_store.articles.counts() == (0, 0)


def test_standard_input_is_a_door_too(sqlite_store: Store) -> None:
    (result,) = taken(sqlite_store, "-", f"{MOST}.".encode())
    assert result.reason == (
        "- has 300,001 characters of text, more than the 300,000 of an article; take it in by parts."
    )


def test_a_text_as_long_as_may_be_is_stored(sqlite_store: Store) -> None:
    assert [result.status for result in taken(sqlite_store, "-", MOST.encode())] == ["stored"]
