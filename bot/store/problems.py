"""What goes wrong with a database, in sentences."""

import re

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from bot.errors import StoreError

_ELSE = "choose another with --database or DATABASE_URL"
_WRONG_LOGIN = "refuses the user or the password; correct DATABASE_URL"
_ABSENT = "does not exist on its server; create it, or correct DATABASE_URL"
# A driver's SQLSTATE, or its message where it has none; the sentence; whether a retry may help.
_PROBLEMS: tuple[tuple[str, str, bool], ...] = (
    (r"^(55P03|40P01)$|is locked", "is locked by another program; try again in a moment", True),
    (r"^(25006|42501)$|readonly", f"may not be written to; give write permission, or {_ELSE}", False),
    (r"^53100$|disk is full", "has no room left on its disk; free some space and try again", True),
    (r"^58030$|disk I/O error", "cannot be read from its disk (I/O error); check the disk", False),
    (r"not a database|malformed", f"is no usable SQLite database; restore it from a copy, or {_ELSE}", False),
    (r"unable to open database file", f"cannot be opened; check its path and permissions, or {_ELSE}", False),
    (r"^28...$|password authentication|no password|role \S+ does not exist", _WRONG_LOGIN, False),
    (r"^3D000$|database \S+ does not exist", _ABSENT, False),
    (r"^53300$|too many (clients|connections)", "has no free connection; try again in a moment", True),
    (r"^54000$", "cannot keep so long an address or name", False),
)


def explain_errors(engine: Engine) -> None:
    """From now on, what a person can act on comes out of this engine as StoreError.

    A breach of our own rules (a constraint, a time without zone, bad SQL) stays what it is: a bug.
    """
    event.listen(engine, "handle_error", _explain)


def name_of(engine: Engine) -> str:
    """The database as a person knows it, never with a user or a password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    host = url.host or url.query.get("host", "localhost")
    return f"postgresql://{host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def _explain(context: ExceptionContext) -> None:
    if context.is_pre_ping or context.engine is None:
        return
    name = name_of(context.engine)
    cause = context.original_exception
    said = getattr(cause, "sqlstate", None) or str(cause)
    for pattern, sentence, retry in _PROBLEMS:
        if re.search(pattern, said):
            raise StoreError(f"The database {name} {sentence}.", subject=name, retry=retry) from cause
    if context.connection is None or context.is_disconnect:
        sentence = f"The database {name} cannot be reached; check that it runs, and DATABASE_URL."
        raise StoreError(sentence, subject=name, retry=True) from cause
