"""Evidence: the numbered sentences that a question's answer may rest on."""

from dataclasses import dataclass

from bot.news.attribution import Attribution, Reading
from bot.news.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a reading, with the number (from 1) by which a draft cites it.

    `score` is the search score of the passage it stands in; larger is better, comparable within one question.
    """

    id: int
    reading: Reading
    sentence: int
    score: float = 0.0

    @property
    def span(self) -> Span:
        """Where the sentence stands in its revision."""
        return self.reading.sentences[self.sentence]

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.span.of(self.reading.revision.text)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """The attributions whose cue stands in the sentence."""
        return self.reading.in_sentence(self.sentence)
