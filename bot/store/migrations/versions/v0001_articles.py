"""Articles, revisions and what hangs on them; outlets, feeds, fetches; answers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_time = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the first tables."""
    _articles()
    _derived()
    _sources()
    _answers()
    _work()
    _stories()
    _talk()
    _digests()


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("team_id", sa.Text),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("canonical_url", sa.Text),
        sa.Column("added_at", _time, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "articles_by_url", "articles", [sa.text("coalesce(team_id, '')"), "canonical_url"], unique=True
    )
    op.create_table(
        "revisions",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("article_id", _id, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("fetched_at", _time, nullable=False),
        sa.Column("published", _time, index=True),
        sa.Column("title", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("credited", sa.Text),
        sa.Column("via", sa.String(8), nullable=False),
        sa.Column("partial", sa.Boolean, nullable=False),
        sa.UniqueConstraint("article_id", "number"),
    )


def _derived() -> None:
    op.create_table(
        "readings",
        sa.Column("revision_id", _id, sa.ForeignKey("revisions.id"), primary_key=True),
        sa.Column("reader", sa.Integer, nullable=False),
        sa.Column("sentences", sa.JSON, nullable=False),
        sa.Column("attributions", sa.JSON, nullable=False),
        sa.Column("recorder", sa.String(64), nullable=False, server_default=""),
        sa.Column("record", sa.JSON),
        sa.Column("placed", sa.Integer, nullable=False, server_default="0"),
        sa.Index("readings_due", "reader", "revision_id"),
        sa.Index("readings_unplaced", "placed", "revision_id"),
        sa.Index("records_due", "recorder", "reader", "revision_id"),
    )
    op.create_table(
        "hidden",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("target", sa.String(64), nullable=False, index=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", _time, nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("seq", _id, primary_key=True, autoincrement=True),
        sa.Column("article_id", _id, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("at", _time, nullable=False),
        sqlite_autoincrement=True,
    )


def _sources() -> None:
    op.create_table(
        "outlets",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("family", sa.Text),
        sa.Column("affiliation", sa.Text),
        sa.Column("policy", sa.String(16), nullable=False),
    )
    op.create_table(
        "feeds",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("url", sa.Text, nullable=False, unique=True),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("added_at", _time, nullable=False),
        sa.Column("polled_at", _time),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("error", sa.Text),
        sa.Column("gap_s", sa.Integer),
        sa.Column("newest_at", _time),
        sa.Column("next_poll_at", _time),
        sa.Column("leased_until", _time),
    )
    op.create_table(
        "fetches",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("team_id", sa.Text, primary_key=True, server_default=""),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("fetched_at", _time, nullable=False),
        sa.Column("article_id", _id),
        sa.Column("reread_at", _time),
        sa.Column("missing_at", _time),
        sa.Column("gone_at", _time),
        sa.Index("fetches_due", "reread_at"),
        sa.Index("fetches_by_article", "article_id"),
        sa.Index("fetches_gone", "gone_at"),
    )


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("team_id", sa.Text),
        sa.Column("asked_at", _time, nullable=False, index=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("model", sa.Text),
        sa.Column("prompt_hash", sa.String(64)),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("completion_tokens", sa.Integer, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
    )


def _work() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("order_by", sa.Text),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("put_at", _time, nullable=False),
        sa.Column("run_after", _time, nullable=False),
        sa.Column("leased_until", _time),
        sa.Column("lease", sa.String(32)),
        sa.Column("worker", sa.Text),
        sa.Column("note", sa.JSON),
        sa.Column("result", sa.JSON),
        sa.Column("error", sa.Text),
        sa.Index("jobs_by_state", "state", "id"),
        sa.Index("jobs_by_order", "order_by", "id"),
    )
    op.create_table(
        "inbox",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("seen_at", _time, nullable=False, index=True),
    )


def _stories() -> None:
    op.create_table(
        "story_parts",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("article_id", _id, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("start_sentence", sa.Integer, nullable=False),
        sa.Column("end_sentence", sa.Integer, nullable=False),
        sa.Column("story_id", sa.String(32), nullable=False, index=True),
        sa.Column("at", _time, nullable=False, index=True),
        sa.Column("background", sa.Boolean, nullable=False),
        sa.Column("mark", sa.String(16), nullable=False),
        sa.Column("fingerprint", sa.JSON, nullable=False),
        sa.UniqueConstraint("article_id", "part"),
    )
    op.create_table(
        "story_terms",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column(
            "part_id", _id, sa.ForeignKey("story_parts.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_links",
        sa.Column("one", _id, sa.ForeignKey("story_parts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column(
            "other", _id, sa.ForeignKey("story_parts.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
        sa.Column("weight", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _talk() -> None:
    op.create_table(
        "turns",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("team_id", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("thread_ts", sa.Text),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("asked_at", _time, nullable=False),
        sa.Column("answer_id", _id),
        sa.Column("message_ts", sa.Text),
        sa.Index("turns_by_thread", "team_id", "channel", "thread_ts"),
        sa.Index("turns_by_user", "team_id", "user_id", "asked_at"),
        sa.Index("turns_by_time", "team_id", "asked_at"),
    )
    op.create_table(
        "threads",
        sa.Column("team_id", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("thread_ts", sa.Text, primary_key=True),
        sa.Column("crowded", sa.Boolean, nullable=False),
        sa.Column("stopped_at", _time),
    )
    op.create_table(
        "channels",
        sa.Column("team_id", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("answers", sa.String(8), nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("team_id", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("answer_id", _id, nullable=False, index=True),
        sa.Column("choice", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("quotes", sa.JSON, nullable=False),
        sa.Column("at", _time, nullable=False),
    )


def _digests() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", _id, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("team_id", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("regions", sa.JSON, nullable=False),
        sa.Column("topic", sa.Text),
        sa.Column("only", sa.JSON, nullable=False),
        sa.Column("without", sa.JSON, nullable=False),
        sa.Column("days", sa.JSON, nullable=False),
        sa.Column("times", sa.JSON, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("length", sa.String(8), nullable=False),
        sa.Column("when_empty", sa.String(8), nullable=False),
        sa.Column("next_run_at", _time, nullable=False),
        sa.Column("paused", sa.Text),
        sa.Index("subscriptions_due", "next_run_at"),
        sa.Index("subscriptions_by_channel", "team_id", "channel"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "editions",
        sa.Column(
            "subscription_id",
            _id,
            sa.ForeignKey("subscriptions.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("slot", _time, primary_key=True),
        sa.Column("until", _time, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("outcome", sa.String(8), nullable=False),
        sa.Column("since", _time),
        sa.Column("channel", sa.Text),
        sa.Column("ts", sa.Text),
        sa.Column("told", sa.JSON, nullable=False),
        sa.Column("known", _id),
        sa.Column("noted_until", _time),
        sa.Column("noted_at", _time),
        sa.Column("noted_known", _id),
        sa.Index("editions_by_slot", "slot"),
    )
