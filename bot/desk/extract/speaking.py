"""Whether a sentence has the words of the speaker that a question asks about."""

import re
from collections.abc import Sequence

from bot.desk.extract.asked import Question, terms_of
from bot.desk.extract.matching import GENERAL, ROOT, WIDER, Matching
from bot.desk.extract.saying import is_asked_kind
from bot.desk.extract.speaker import AskedSpeaker, offices, without_title
from bot.news.attribution import Attribution, CueKind, Reading
from bot.news.evidence import Evidence

STRICT = frozenset((CueKind.DENY, CueKind.CONFIRM, CueKind.VERIFY, CueKind.CLAIM))
"""Kinds of speaking for which another is no answer."""

_OWN_VOICE = frozenset((CueKind.COMMENT, CueKind.ANNOUNCE, CueKind.NO_RESPONSE, None))
"""Kinds of which an article may tell in its own voice ("the union wants …")."""

_NAMED, _DESCRIBED, _GENERIC_SPEAKER = 0.9, 0.9, 0.8
"""What it is worth that the speaker is named, is described by an office, or is "the company"."""

_DESCRIPTION_LEAST = 0.6
_GENERIC = re.compile(
    r"(?:the|its) (?:group|company|firm|party|charity|club|organisation|bank|airline|operator|maker)\b.*",
    re.IGNORECASE,
)
_DEMONYM = re.compile(r"(?:ish|an|ese|i|ch|ek)$")


class Speaking:
    """The asked speaker, if there is one, held against the sentences of some articles."""

    def __init__(self, question: Question, readings: Sequence[Reading]) -> None:
        self._question = question
        self._speaker = AskedSpeaker(question.speaker, readings) if question.speaker else None
        self.matching = Matching(terms_of(question.speaker or ""), readings)
        self._words = range(len(self.matching.terms))

    def share(self, item: Evidence) -> float:
        """1 where the asked speaker is quoted, less where he is only described or named, else 0."""
        if self._speaker is None:
            return 0.0
        quoted = max((self.of(item, each) for each in item.attributions), default=0.0)
        if self._question.primary not in _OWN_VOICE:
            return quoted
        named = self.matching.share(self.matching.direct(item.reading, item.sentence), self._words)
        return max(quoted, _NAMED * named, _GENERIC_SPEAKER * self._opens(item))

    def meant(self, item: Evidence) -> list[Attribution]:
        """The attributions of a sentence by the asked speaker or, if none is asked for, of the asked kind."""
        if self._speaker is not None:
            return [each for each in item.attributions if self.of(item, each)]
        return [each for each in item.attributions if is_asked_kind(self._question, item.reading, each)]

    def of(self, item: Evidence, attribution: Attribution) -> float:
        """How surely an attribution is the asked speaker's, in the asked way."""
        assert self._speaker is not None
        reading = item.reading
        if self._question.primary in STRICT and not self._is_asked_kind(reading, attribution):
            return 0.0
        if self._speaker.is_meant(attribution, reading):
            return 1.0
        if attribution.source is None and attribution.speaker is None:
            return self._carried_on(item, attribution)
        source = attribution.source.of(reading.revision.text) if attribution.source else ""
        if _GENERIC.match(source) and self._is_subject(reading):
            return _GENERIC_SPEAKER
        office = offices(reading).get(without_title(attribution.speaker or ""), "")
        return _DESCRIBED * self._describes(reading, f"{source} {attribution.speaker or ''} {office}")

    def _is_asked_kind(self, reading: Reading, attribution: Attribution) -> bool:
        """Who is asked whom he blames may refuse to say."""
        refuses = attribution.cue_kind is CueKind.NO_RESPONSE and self._question.primary is CueKind.CLAIM
        return refuses or is_asked_kind(self._question, reading, attribution)

    def _carried_on(self, item: Evidence, attribution: Attribution) -> float:
        """Of a verb without a speaker of its own, who spoke before ("X said … and denied …")."""
        assert self._speaker is not None
        before = [each for each in item.attributions if each.cue.end < attribution.cue.start and each.speaker]
        if before and self._speaker.is_meant(before[-1], item.reading):
            return 1.0
        opening = item.reading.revision.text[item.span.start : attribution.cue.start]
        return _DESCRIBED * self._describes(item.reading, opening)

    def _describes(self, reading: Reading, words: str) -> bool:
        """Whether words describe the asked speaker: his last word, most of all, and every person's name."""
        levels, article = self.matching.hits(words), self.matching.article(reading)
        if not levels:
            return False
        telling = [place for place in self._words if self.matching.terms[place].word not in GENERAL]
        names = [
            place
            for place in self._words
            if self.matching.names[place] and not _DEMONYM.search(self.matching.terms[place].word)
        ]
        return (
            (levels[-1] >= WIDER or self._words[-1] not in telling)
            and all(levels[place] for place in names)
            and all(article[place] >= ROOT for place in telling)
            and self.matching.share(levels, self._words) >= _DESCRIPTION_LEAST
        )

    def _opens(self, item: Evidence) -> bool:
        """Whether the sentence begins with "the company", or the like, that is the asked speaker."""
        opening = _GENERIC.match(item.text)
        if opening is None or not all(self.matching.article(item.reading)):
            return False
        noun = " ".join(opening[0].split()[:2])
        return self._is_subject(item.reading) or self.matching.hits(noun)[-1] >= WIDER

    def _is_subject(self, reading: Reading) -> bool:
        """Whether the asked speaker stands in the title or the opening of an article."""
        levels = self.matching.opening(reading)
        return bool(levels) and min(levels) >= ROOT
