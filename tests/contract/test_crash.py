"""A process killed in the midst of storing leaves whole articles or none, on SQLite and PostgreSQL."""

import subprocess
import sys

from sqlalchemy import text

from bot.store.engine import Store

WRITER = """
import sys
from datetime import UTC, datetime
from bot.news.article import Incoming
from bot.store.engine import open_store

store, run = open_store(sys.argv[1]), sys.argv[2]
for number in range(100_000):
    page = f"https://courier.example/{run}/{number // 2}"  # each article has two revisions
    report = Incoming(f"Report {number}. " * 50, "The Courier", datetime.now(UTC), canonical_url=page)
    print(store.articles.add(report).article_id, flush=True)
"""
BROKEN = """
SELECT 'article without revision' FROM articles WHERE id NOT IN (SELECT article_id FROM revisions)
UNION ALL SELECT 'revision not to be read' FROM revisions WHERE id NOT IN (SELECT revision_id FROM readings)
UNION ALL SELECT 'revisions and changes differ' FROM articles WHERE
    (SELECT count(*) FROM revisions WHERE article_id = articles.id) <>
    (SELECT count(*) FROM changes WHERE article_id = articles.id)
UNION ALL SELECT 'change without article' FROM changes WHERE article_id NOT IN (SELECT id FROM articles)
"""


def test_a_killed_writer_leaves_whole_articles(database_url: str, store: Store) -> None:
    for run, lines in enumerate((1, 20, 77)):
        told = killed_after(lines, database_url, run)
        with store.engine.connect() as db:
            assert db.execute(text(BROKEN)).all() == []
        assert store.articles.revisions(told)  # what it said it had stored is there


def killed_after(lines: int, url: str, run: int) -> int:
    """Kill a writer when it has written so many lines; the last article it told of."""
    command = [sys.executable, "-c", WRITER, url, str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(lines):
            told = writer.stdout.readline()
        writer.kill()
    return int(told)
