"""What a statement may draw on, as facts."""

from dataclasses import dataclass
from functools import cached_property

from bot.desk.checks.dates import Form
from bot.desk.checks.facts import Facts, Operator, facts
from bot.desk.checks.tokens import Token
from bot.news.attribution import Reading


@dataclass(frozen=True)
class Sources:
    """What a statement may draw on.

    `stated` are the facts of the cited words themselves, `beside` those of what may only name things: the
    resolved speaker, the outlet, the sentence a pronoun points back to. `dates` are those of the metadata,
    `articles` the whole of what is cited, for the names in them.
    """

    stated: tuple[Facts, ...]
    beside: tuple[Facts, ...] = ()
    dates: frozenset[Form] = frozenset()
    articles: tuple[Reading, ...] = ()
    points_back: bool = False

    @cached_property
    def names(self) -> tuple[Token, ...]:
        """The content words of the articles and their titles; read only where the sentences do not do."""
        texts = [
            text
            for item in self.articles
            for text in (item.revision.title or "", *(span.of(item.revision.text) for span in item.sentences))
        ]
        return tuple(token for text in texts for token in facts(text).content)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The content words of all of them."""
        return tuple(token for each in (*self.stated, *self.beside) for token in each.content)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the cited words themselves, in small letters."""
        return frozenset(token.word for each in self.stated for token in each.tokens)

    @cached_property
    def operators(self) -> tuple[Operator, ...]:
        """What turns or weakens the cited words."""
        return tuple(operator for each in self.stated for operator in each.operators)
