"""A newer Copydesk is at work beside this one, as during a deploy: neither spoils what the other made."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import App
from bot.config import DeskFile, load_settings
from bot.errors import StoreError
from bot.store.engine import Store, open_store
from bot.store.jobs import State
from bot.work import READER
from tests.faults.conftest import DENIED, Begin, Ticking, store_article

NEWER = f"{READER + 1:06}.001.beef.cafe"


def test_the_older_one_works_on_where_a_newer_has_migrated(begin: Begin, sqlite_url: str) -> None:
    bot = begin()
    with bot.server.parts.store.engine.begin() as db:
        db.execute(text("ALTER TABLE jobs ADD COLUMN priority INTEGER DEFAULT 0"))
        db.execute(text("CREATE TABLE later (id INTEGER PRIMARY KEY)"))
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert DENIED in bot.answer()
    with pytest.raises(StoreError, match="does not know; update Copydesk"):
        open_store(sqlite_url)  # started again, it leaves what it does not know alone


def test_jobs_of_an_unknown_kind_wait_for_who_knows_them(begin: Begin, clock: Ticking) -> None:
    bot = begin()
    jobs = bot.server.parts.store.jobs
    jobs.put("weather", {"body": {}}, key="weather:1", now=clock())
    asked = bot.asked()
    bot.slack.wait_for(lambda: len(bot.slack.messages(bot.news, asked)) == 2)
    assert jobs.counts()[State.WAITING] == 1
    assert 'copydesk_jobs{state="waiting"} 1.0' in bot.get("/metrics").text
    job = jobs.take("newer", clock(), 30, ["weather"])
    assert job is not None
    assert (job.kind, job.attempts) == ("weather", 1)
    jobs.done(job)


def test_what_newer_rules_recorded_is_read_and_left_alone(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    store_article(database_url)
    app = App(load_settings(None, database_url=database_url, data_dir=tmp_path), DeskFile())
    app.catch_up()
    with store.engine.begin() as db:
        [[record]] = db.execute(text("SELECT record FROM readings"))
        kept = json.loads(record) if isinstance(record, str) else record
        strange = [*kept[0][:3], "wonders", *kept[0][4:], "a further field"]
        db.execute(
            text("UPDATE readings SET record = :record, recorder = :recorder"),
            {"record": json.dumps([*kept, strange, [*kept[0], "further"]]), "recorder": NEWER},
        )
    app.catch_up()
    with store.engine.begin() as db:
        assert db.execute(text("SELECT recorder FROM readings")).all() == [(NEWER,)]
    [found] = app.store.records.many({1: "The Ridge Post"}).values()
    assert len(found) == len(kept)
    app.close()
