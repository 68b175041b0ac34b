"""The tables, as SQLAlchemy Core sees them; `migrations/` makes them in a database."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.engine import Dialect

from bot.news.article import storable

HEAD = "0001"
"""The newest migration; a test holds it against `migrations/`, so that start-up need not load Alembic."""


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out, on both databases (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without zone; keep UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone reached the store: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Give UTC back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text that every database takes: NUL and lone surrogates are replaced on the way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        """Replace what cannot be stored."""
        return None if value is None else storable(value)


metadata = MetaData()
_Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER key

outlets = Table(
    "outlets",
    metadata,
    Column("name", Words, primary_key=True),
    Column("family", Words),
    Column("affiliation", Words),
    Column("policy", String(16), nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("team_id", Words),
    Column("outlet", Words, nullable=False),
    Column("url", Words),
    Column("canonical_url", Words),
    Column("added_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,  # an id is never used twice, not even after a purge
)
workspace = func.coalesce(articles.c.team_id, text("''"))
"""The team of an article, empty for a shared one: the very expression that is indexed, for queries to use."""
Index("articles_by_url", workspace, articles.c.canonical_url, unique=True)

revisions = Table(
    "revisions",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("article_id", _Id, ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("published", UtcDateTime, index=True),
    Column("title", Words),
    Column("author", Words),
    Column("language", Words),
    Column("credited", Words),
    Column("via", String(8), nullable=False),
    Column("partial", Boolean, nullable=False),
    UniqueConstraint("article_id", "number"),
)

readings = Table(
    "readings",
    metadata,
    Column("revision_id", _Id, ForeignKey("revisions.id"), primary_key=True),
    Column("reader", Integer, nullable=False),  # 0: not read yet
    Column("sentences", JSON, nullable=False),
    Column("attributions", JSON, nullable=False),
    Column("recorder", String(64), nullable=False, server_default=""),  # empty: not recorded yet
    Column("record", JSON),
    Column("placed", Integer, nullable=False, server_default="0"),  # in stories, by which rules; 0: not yet
    Index("readings_due", "reader", "revision_id"),  # what is due is found without a look at the rest
    Index("records_due", "recorder", "reader", "revision_id"),
    Index("readings_unplaced", "placed", "revision_id"),
)

hidden = Table(
    "hidden",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("target", String(64), nullable=False, index=True),  # an article's number, or a claim's id
    Column("reason", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", _Id, primary_key=True, autoincrement=True),
    Column("article_id", _Id, nullable=False),  # no foreign key: a removal outlives its article
    Column("kind", String(8), nullable=False),  # stored | removed
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("url", Words, nullable=False, unique=True),
    Column("outlet", Words),
    Column("title", Words),
    Column("added_at", UtcDateTime, nullable=False),
    Column("polled_at", UtcDateTime),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Words),
    Column("gap_s", Integer),  # between its entries, when it was last read
    Column("newest_at", UtcDateTime),  # its newest entry's publication
    Column("next_poll_at", UtcDateTime),  # empty: at once
    Column("leased_until", UtcDateTime),
)

fetches = Table(
    "fetches",
    metadata,
    Column("url", Words, primary_key=True),
    Column("team_id", Words, primary_key=True, server_default=""),  # who alone sees the article; empty: all
    Column("etag", Words),
    Column("last_modified", Words),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("article_id", _Id),
    Column("reread_at", UtcDateTime),  # when it is read again for corrections; empty: never
    Column("missing_at", UtcDateTime),  # since when there is no page at the address
    Column("gone_at", UtcDateTime),  # when that was taken as final
    Index("fetches_due", "reread_at"),
    Index("fetches_by_article", "article_id"),
    Index("fetches_gone", "gone_at"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("team_id", Words),
    Column("asked_at", UtcDateTime, nullable=False, index=True),
    Column("question", Words, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("model", Words),
    Column("prompt_hash", String(64)),
    Column("calls", Integer, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("answer", JSON, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("key", Words, nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("order_by", Words),
    Column("state", String(8), nullable=False),  # waiting | running | done | dead
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("put_at", UtcDateTime, nullable=False),
    Column("run_after", UtcDateTime, nullable=False),
    Column("leased_until", UtcDateTime),
    Column("lease", String(32)),
    Column("worker", Words),
    Column("note", JSON),
    Column("result", JSON),
    Column("error", Words),
    Index("jobs_by_state", "state", "id"),
    Index("jobs_by_order", "order_by", "id"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("key", Words, primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
)

story_parts = Table(
    "story_parts",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("article_id", _Id, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("start_sentence", Integer, nullable=False),
    Column("end_sentence", Integer, nullable=False),
    Column("story_id", String(32), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("background", Boolean, nullable=False),
    Column("mark", String(16), nullable=False),  # orders parts without regard to when they came in
    Column("fingerprint", JSON, nullable=False),
    UniqueConstraint("article_id", "part"),
)

story_terms = Table(
    "story_terms",
    metadata,
    Column("term", Words, primary_key=True),
    Column("day", Integer, primary_key=True),  # of publication, counted from year 1; 0: not known
    Column("part_id", _Id, ForeignKey("story_parts.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

story_links = Table(
    "story_links",
    metadata,
    Column("one", _Id, ForeignKey("story_parts.id", ondelete="CASCADE"), primary_key=True),
    Column("other", _Id, ForeignKey("story_parts.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("weight", Integer, nullable=False),  # both ways round are stored
    sqlite_with_rowid=False,
)

turns = Table(
    "turns",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("key", Words, nullable=False, unique=True),  # of the job that answers
    Column("team_id", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("thread_ts", Words),  # empty where the answer stands in no thread
    Column("user_id", Words, nullable=False),
    Column("question", Words, nullable=False),  # as written
    Column("asked", Words, nullable=False),  # as it stands by itself
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer_id", _Id),
    Column("message_ts", Words),
    Index("turns_by_thread", "team_id", "channel", "thread_ts"),
    Index("turns_by_user", "team_id", "user_id", "asked_at"),
    Index("turns_by_time", "team_id", "asked_at"),
)

threads = Table(
    "threads",
    metadata,
    Column("team_id", Words, primary_key=True),
    Column("channel", Words, primary_key=True),
    Column("thread_ts", Words, primary_key=True),
    Column("crowded", Boolean, nullable=False),  # a second person has joined in
    Column("stopped_at", UtcDateTime),  # when Stop was last pressed
)

channels = Table(
    "channels",
    metadata,
    Column("team_id", Words, primary_key=True),
    Column("channel", Words, primary_key=True),
    Column("answers", String(8), nullable=False),  # unmentioned questions: never | replies | always
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("key", Words, nullable=False, unique=True),  # of a report, or one a person and answer
    Column("team_id", Words, nullable=False),
    Column("user_id", Words, nullable=False),
    Column("answer_id", _Id, nullable=False, index=True),
    Column("choice", String(8), nullable=False),  # good | bad | report
    Column("reason", Words),
    Column("quotes", JSON, nullable=False),  # the quotes that are judged
    Column("at", UtcDateTime, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("key", Words, nullable=False, unique=True),  # of the job that made it
    Column("team_id", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("shared", Boolean, nullable=False),  # other workspaces are in the channel
    Column("regions", JSON, nullable=False),  # id and name of each
    Column("topic", Words),
    Column("only", JSON, nullable=False),  # the outlets that count; empty: all
    Column("without", JSON, nullable=False),  # the outlets that do not
    Column("days", JSON, nullable=False),  # 0: Monday
    Column("times", JSON, nullable=False),  # "08:00", by the clock of the zone
    Column("zone", Words, nullable=False),
    Column("length", String(8), nullable=False),
    Column("when_empty", String(8), nullable=False),
    Column("next_run_at", UtcDateTime, nullable=False),
    Column("paused", Words),  # why; empty while it is active
    Index("subscriptions_due", "next_run_at"),
    Index("subscriptions_by_channel", "team_id", "channel"),
    sqlite_autoincrement=True,  # people name a subscription by its number
)

editions = Table(
    "editions",
    metadata,
    Column("subscription_id", _Id, ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
    Column("slot", UtcDateTime, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("outcome", String(8), nullable=False),  # due | posted | silent | skipped | failed
    Column("since", UtcDateTime),
    Column("channel", Words),
    Column("ts", Words),
    Column("told", JSON, nullable=False),  # statuses by claim ids
    Column("known", _Id),  # every revision up to this one was known when it was made
    Column("noted_until", UtcDateTime),  # changes up to then are noted in its thread
    Column("noted_at", UtcDateTime),  # when one last was
    Column("noted_known", _Id),  # as `known`, when changes were last looked for
    Index("editions_by_slot", "slot"),
)
