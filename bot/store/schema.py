"""The tables, as SQLAlchemy Core sees them; `migrations/` makes them in a database."""

from datetime import UTC, datetime
from typing import Any

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

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give UTC back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()
_Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER key

outlets = Table(
    "outlets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("family", Text),
    Column("affiliation", Text),
    Column("policy", String(16), nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("team_id", Text),
    Column("outlet", Text, nullable=False),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("added_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,  # an id is never used twice, not even after a purge
)
Index(
    "articles_by_url",
    func.coalesce(articles.c.team_id, text("''")),
    articles.c.canonical_url,
    unique=True,
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("article_id", _Id, ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("published", UtcDateTime, index=True),
    Column("title", Text),
    Column("author", Text),
    Column("language", String(16)),
    Column("credited", Text),
    Column("via", String(8), nullable=False),
    Column("partial", Boolean, nullable=False),
    UniqueConstraint("article_id", "number"),
)

sentences = Table(
    "sentences",
    metadata,
    Column("revision_id", _Id, ForeignKey("revisions.id"), primary_key=True),
    Column("splitter", Integer, nullable=False),
    Column("spans", JSON, nullable=False),
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
    Column("url", Text, nullable=False, unique=True),
    Column("outlet", Text),
    Column("title", Text),
    Column("added_at", UtcDateTime, nullable=False),
    Column("polled_at", UtcDateTime),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Text),
)

fetches = Table(
    "fetches",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("article_id", _Id),
)

answers = Table(
    "answers",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("team_id", Text),
    Column("asked_at", UtcDateTime, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("model", Text),
    Column("prompt_hash", String(64)),
    Column("calls", Integer, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("answer", JSON, nullable=False),
)
