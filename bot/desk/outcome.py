"""What a desk made of the evidence, before it becomes an answer."""

from dataclasses import dataclass, field

from bot.news.answer import Mode, Statement, Usage
from bot.news.attribution import Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """The statements that hold, and what they cost; none means to abstain.

    `notice` says in one sentence why the model did not answer, where it should have; `first` is the
    answer's first line. `readings` are the revisions that it may quote.
    """

    mode: Mode
    statements: tuple[Statement, ...]
    notice: str | None = None
    usage: Usage = field(default_factory=Usage)
    model: str | None = None
    prompt_sha256: str | None = None
    first: str | None = None
    readings: tuple[Reading, ...] = ()
