"""Bringing a database to the newest schema."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, inspect, text

from bot.errors import StoreError
from bot.store.problems import name_of
from bot.store.schema import HEAD, metadata
from bot.store.transaction import writing

_MIGRATION_LOCK = 0xC0DE6


def ensure_current(engine: Engine) -> str | None:
    """Make or migrate the schema, in one transaction; gives the version found, null for none.

    Several processes may do so at once: the others wait for the first.
    Raises: StoreError when a newer Copydesk, or another program, made the database.
    """
    with engine.connect() as db:
        found = _version(db)
    if found == HEAD:
        return found
    upgrade, known = _migrations()  # loaded before the others have to wait for us
    with writing(engine) as db:
        if db.dialect.name == "postgresql":
            db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        found = _version(db)
        if found != HEAD:
            _check(db, found, known)
            upgrade(db)
    return found


def _version(db: Connection) -> str | None:
    if not inspect(db).has_table("alembic_version"):
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _migrations() -> tuple[Callable[[Connection], None], frozenset[str]]:
    """What brings a connection's database to the newest schema, and the versions that it can start from."""
    from alembic import command  # slow to import, and rarely needed
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    known = frozenset(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())

    def upgrade(db: Connection) -> None:
        config.attributes["connection"] = db
        command.upgrade(config, "head")

    return upgrade, known


def _check(db: Connection, found: str | None, known: frozenset[str]) -> None:
    """Refuse what is not ours to change."""
    if found is None:
        _refuse_foreign(db)
    elif found not in known:
        raise StoreError(
            f"The database {name_of(db.engine)} has the schema {found!r}, which this Copydesk does not know; "
            "update Copydesk, or choose another database with --database or DATABASE_URL.",
            subject=name_of(db.engine),
        )


def _refuse_foreign(db: Connection) -> None:
    there = set(inspect(db).get_table_names())
    # a PostgreSQL database may be shared; a file belongs to one program
    foreign = there if db.dialect.name == "sqlite" else there & set(metadata.tables)
    if foreign:
        raise StoreError(
            f"The database {name_of(db.engine)} holds tables of another program ({min(foreign)}…); "
            "choose another with --database or DATABASE_URL.",
            subject=name_of(db.engine),
        )
