"""From a reading to occurrences: each atomic thing that an article, or somebody in it, says."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from bot.claims.geography.countries import world
from bot.claims.grouping import same_claim
from bot.claims.meaning.concepts import concept
from bot.claims.meaning.corrections import Correction, corrections
from bot.claims.meaning.days import EARLIER, when
from bot.claims.meaning.decisions import authorities, is_decision
from bot.claims.meaning.pointing import antecedent, named_before
from bot.claims.meaning.propositions import Setting, proposition, speaker_keys
from bot.claims.meaning.tokens import Tokens
from bot.claims.speech.clauses import clauses
from bot.claims.speech.cues import is_hedged
from bot.claims.speech.grammar import PRONOUNS
from bot.news.attribution import Attribution, CueKind, Reading
from bot.news.claim import Actor, Occurrence, Proposition, Stance
from bot.news.sentences import paragraphs
from bot.news.span import Span

_STANCES = {
    CueKind.ASSERT: Stance.ASSERTS,
    CueKind.CLAIM: Stance.ASSERTS,
    CueKind.CONFIRM: Stance.ASSERTS,
    CueKind.ANNOUNCE: Stance.ASSERTS,
    CueKind.DENY: Stance.DENIES,
    CueKind.VERIFY: Stance.VERIFIES,
    CueKind.COMMENT: Stance.COMMENTS,
    CueKind.NO_RESPONSE: Stance.COMMENTS,
}
_GOES_ON = re.compile(r"(?:and|or|nor)\b", re.IGNORECASE)
_JOINT = re.compile(r"[,;]|\b(?:and|but|while|whereas|yet)\b", re.IGNORECASE)
_DISMISSAL = re.compile(r"\b(?:dismiss|reject)")
_UNDER_WAY = re.compile(
    r"\b(?:is|are|was|were|be|been)\b(?:\s+\w+){0,2}?\s+\w+ing\b|\b(?:will|would|shall|should|must)\b",
    re.IGNORECASE,
)
"""A verification that is going on, or yet to come, verifies nothing."""
_TOLL = re.compile(
    r",\s+with\s+(?=(?:[\w-]+\s+){1,6}?(?:killed|injured|wounded|hurt|dead|missing|arrested|detained|damaged"
    r"|destroyed|evacuated|displaced)\b)"
)
"""Where a clause goes on to a figure of its own (", with at least eight people injured")."""
_OTHERS = frozenset(("alli", "neighbour", "enemi", "rival", "oppon", "predecessor"))
_OWNING = re.compile(r"\b(?:responsibility|credit)\b|^warn")
_BORROWS = re.compile(
    r"(?:which|who|that|likely|probably|apparently|\w+(?:ing|ed)\b"
    r"|(?:and|but) (?:had |has |have |was |were )?\w+ed\b)",
    re.IGNORECASE,
)


def occurrences(
    reading: Reading,
    own_voice: Sequence[Span],
    *,
    actor_of: Callable[[Attribution], Actor | None],
    places_of: Callable[[Span], tuple[str, ...]],
    published: datetime | None,
) -> tuple[Occurrence, ...]:
    """The occurrences of one revision, in the order of the text.

    What an attribution says is taken apart into clauses (rule 1); each clause of `own_voice` is one. Where
    the article says itself what it also traces to a speaker, the speaker's occurrence stands alone.
    """
    made = _Made(reading, actor_of, places_of, published)
    said = [each for found in reading.attributions for each in made.said(found)]
    corrected = list(made.corrected())
    own = [each for span in own_voice if not made.in_correction(span) for each in made.own(span)]
    traced = [each for each in said if each.stance is Stance.ASSERTS and each.speaker is not None]
    kept = [each for each in own if _says(each) and not any(same_claim(each, other) for other in traced)]
    return _numbered([*said, *corrected, *kept])


def _says(occurrence: Occurrence) -> bool:
    said = occurrence.proposition
    return bool(said.words or said.numbers)


def _numbered(found: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """In the order of the text, no two with one id."""
    turns: Counter[str] = Counter()
    numbered = []
    for each in sorted(found, key=lambda each: (_start(each), each.quote)):
        numbered.append(replace(each, turn=turns[each.id]) if turns[each.id] else each)
        turns[each.id] += 1
    return tuple(numbered)


def _start(occurrence: Occurrence) -> int:
    return occurrence.content[0].start if occurrence.content else occurrence.quote.start


@dataclass(slots=True)
class _Piece:
    """A clause of what somebody says: `whole` is all of it, `subject` the clause it leans on."""

    span: Span
    whole: Span
    subject: Span | None = None


class _Made:
    """Makes the occurrences of one revision."""

    def __init__(
        self,
        reading: Reading,
        actor_of: Callable[[Attribution], Actor | None],
        places_of: Callable[[Span], tuple[str, ...]],
        published: datetime | None,
    ) -> None:
        self._reading, self._revision, self._text = reading, reading.revision, reading.revision.text
        self._actor_of, self._places_of, self._published = actor_of, places_of, published
        self._tokens = Tokens(self._text)
        self._ends = [each.end for each in reading.sentences]
        self._authorities = authorities(self._text, reading.attributions)
        self._paragraphs = paragraphs(self._text)
        self._corrections = corrections(self._text, reading.sentences)
        self._corrected = {each.sentence for each in self._corrections}

    def said(self, found: Attribution) -> Iterator[Occurrence]:
        """What one attribution says, clause by clause; a comment and a verification stay whole."""
        if found.sentence in self._corrected:
            return
        stance = self._stance(found)
        if not found.content:
            yield self._attributed(found, stance, None, Proposition(frozenset()))
        elif stance in (Stance.COMMENTS, Stance.VERIFIES):
            whole = _hull(found.content)
            yield self._attributed(
                found, stance, found.content[0], self._proposed(found, _Piece(whole, whole))
            )
        else:
            for piece in self._pieces(found, stance):
                yield self._attributed(found, stance, piece.span, self._proposed(found, piece))

    def _stance(self, found: Attribution) -> Stance:
        is_open = found.cue_kind is CueKind.VERIFY and _UNDER_WAY.search(found.cue.of(self._text))
        return Stance.COMMENTS if is_open or self._turns_down(found) else _STANCES[found.cue_kind]

    def _turns_down(self, found: Attribution) -> bool:
        """Whether somebody, and no statement, is dismissed ("dismissed Rosa Klee as police chief")."""
        if (
            found.cue_kind is not CueKind.DENY
            or not found.content
            or not _DISMISSAL.search(found.cue.of(self._text))
        ):
            return False
        start = found.content[0].start
        return self._text[start].isupper() and not self._text[:start].endswith("that ")

    def own(self, clause: Span) -> Iterator[Occurrence]:
        """What a clause in the outlet's own voice says: one thing, and a figure that it goes on to."""
        sentence = self._reading.sentences[self._sentence(clause)]
        for span in _atoms(self._text, clause):
            subject = _leaning(self._text, span, sentence) if span.start == clause.start else clause
            setting = replace(self._setting(span), whole=sentence, subject=subject)
            said = proposition(self._tokens, [span], setting)
            yield self._occurrence(span, (span,), Stance.ASSERTS, said)

    def corrected(self) -> Iterator[Occurrence]:
        """What the article withdraws, and what it says instead."""
        before: Proposition | None = None
        for each in self._corrections:
            new = self._plain(each.instead)
            old = self._plain(each.withdrawn)
            if each.withdrawn is not None and old is not None:
                before = _filled(old, new) if new is not None else old
                yield self._occurrence(self._quote(each), (each.withdrawn,), Stance.RETRACTS, before)
            if each.instead is not None and new is not None:
                said = _filled(new, before) if before is not None and old is None else new
                yield self._occurrence(self._quote(each), (each.instead,), Stance.ASSERTS, said)

    def in_correction(self, span: Span) -> bool:
        """Whether a stretch stands in a sentence that corrects the article."""
        return any(self._reading.sentences[index].overlaps(span) for index in self._corrected)

    def _quote(self, correction: Correction) -> Span:
        return self._reading.sentences[correction.sentence]

    def _plain(self, span: Span | None) -> Proposition | None:
        return proposition(self._tokens, [span], self._setting(span)) if span is not None else None

    def _setting(self, span: Span, speaker: str | None = None) -> Setting:
        return Setting(self._published, speaker=speaker, places=self._places_of(span))

    def _pieces(self, found: Attribution, stance: Stance) -> Iterator[_Piece]:
        for content in found.content:
            compound = _JOINT.search(self._text, content.start, content.end)
            split = clauses(self._text, content) if compound else (content,)
            parts = [atom for part in split for atom in _atoms(self._text, part)]
            for at, part in enumerate(parts):
                joined = at == 0 or _GOES_ON.match(self._text, part.start)
                if stance is Stance.DENIES and not joined:
                    return
                leans = at > 0 and _BORROWS.match(self._text, part.start) is not None
                yield _Piece(part, content, parts[0] if leans else None)

    def _proposed(self, found: Attribution, piece: _Piece) -> Proposition:
        """What a clause says; "the accusation" says what was said before it."""
        spans = [piece.span]
        if found.cue_kind is CueKind.DENY:
            paragraph = self._paragraph(found.cue)
            meant = antecedent(self._text, found, self._reading.attributions, paragraph)
            if meant is not None:
                return self._meant(meant)
            spans.extend(named_before(self._text, piece.span, Span(paragraph.start, found.cue.start)))
        setting = replace(
            self._setting(piece.span, self._who(found)),
            whole=piece.whole,
            subject=piece.subject,
            denied=found.cue_kind is CueKind.DENY,
            admitted=found.admission,
            act=concept(found.cue.of(self._text).lower()) if found.cue_kind is CueKind.CLAIM else "",
            deed=_OWNING.search(found.cue.of(self._text)) is not None,
        )
        said = proposition(self._tokens, spans, setting)
        between = Span(found.cue.end, max(piece.whole.start, found.cue.end))
        limited = setting.denied and when(self._text, between, self._published).period == EARLIER
        return replace(said, period=EARLIER, day=None) if limited else said

    def _who(self, found: Attribution) -> str | None:
        """The speaker as far as the text tells: resolved, a government with its country, or as it stands."""
        if found.speaker is not None:
            actor = self._actor_of(found)
            country = _country(actor.side) if actor is not None and actor.id.startswith("gov:") else ""
            return f"{self._in_the_middle(found.speaker, found.source)} {country}".rstrip()
        words = found.source.of(self._text) if found.source is not None else ""
        return self._in_the_middle(words, found.source) if words.lower() not in PRONOUNS | {""} else None

    def _in_the_middle(self, words: str, source: Span | None) -> str:
        """A speaker as inside a sentence: without a capital of the source that makes no name."""
        first = next(iter(self._tokens.within([source])), None) if source is not None else None
        if first is None or first.name is not None or not words.startswith(first.word):
            return words
        return f"{words[0].lower()}{words[1:]}"

    def _is_against_itself(self, found: Attribution, said: Proposition) -> bool:
        """Whether it is the speaker, or its side, that acts in what it admits, and nobody else named."""
        actor = self._actor_of(found)
        side = _country(actor.side) if actor is not None else ""
        own = speaker_keys(self._who(found)) | speaker_keys(side or None)
        return (
            not own.isdisjoint(said.agents) and said.agents & said.names <= own and not said.agents & _OTHERS
        )

    def _meant(self, found: Attribution) -> Proposition:
        """What an earlier attribution says, if it is one thing; else nothing that could be matched."""
        pieces = list(self._pieces(found, Stance.ASSERTS))
        return self._proposed(found, pieces[0]) if len(pieces) == 1 else Proposition(frozenset())

    def _paragraph(self, span: Span) -> Span:
        return next((block for block in self._paragraphs if block.overlaps(span)), span)

    def _sentence(self, span: Span) -> int:
        ends = self._ends
        return min(bisect_right(ends, span.start), len(ends) - 1)

    def _attributed(
        self, found: Attribution, stance: Stance, content: Span | None, said: Proposition
    ) -> Occurrence:
        parts = [found.cue, *([found.source] if found.source else [])]
        spoken = (content,) if content is not None else ()
        quote = _hull([*parts, *(found.content if stance in (Stance.COMMENTS, Stance.VERIFIES) else spoken)])
        authority = content is not None and found.speaker in self._authorities
        admits = found.admission and stance is Stance.ASSERTS
        return replace(
            self._occurrence(quote, spoken, stance, said),
            sentence=found.sentence,
            cue_kind=found.cue_kind,
            cue=found.cue.of(self._text),
            speaker=found.speaker,
            actor=self._actor_of(found),
            scope=found.scope,
            veto=self._reading.sentences[found.veto] if found.veto is not None else None,
            hedged=content is not None and stance is Stance.ASSERTS and is_hedged(self._text, content),
            admission=admits and self._is_against_itself(found, said),
            decision=authority and content is not None and is_decision(self._text, found, content, said),
        )

    def _occurrence(
        self, quote: Span, content: tuple[Span, ...], stance: Stance, said: Proposition
    ) -> Occurrence:
        revision = self._revision
        return Occurrence(
            article_id=revision.article_id,
            revision=revision.number,
            outlet=revision.outlet,
            sentence=self._sentence(quote),
            quote=quote,
            content=content,
            stance=stance,
            proposition=said,
        )


@cache
def _country(side: str | None) -> str:
    """The name of a country by its id ("UA", "desk:istrova"); empty when unknown."""
    if side is None or side.startswith("desk:"):
        return (side or "").removeprefix("desk:").replace("-", " ").title()
    return next((country.name for country in world() if country.id == side), "")


def _atoms(text: str, clause: Span) -> Iterator[Span]:
    """A clause without the figure that it goes on to, and that figure."""
    found = _TOLL.search(text, clause.start, clause.end)
    if found is None:
        yield clause
        return
    yield Span(clause.start, found.start())
    yield Span(found.end(), clause.end)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _leaning(text: str, span: Span, sentence: Span) -> Span | None:
    """The stretch before a clause that has no subject of its own."""
    if span.start <= sentence.start or not _BORROWS.match(text, span.start):
        return None
    return Span(sentence.start, span.start)


def _filled(said: Proposition, model: Proposition) -> Proposition:
    """A bare figure ("It has 36") with the words of what it replaces."""
    counted = {number.partition(" ")[2] for number in model.numbers}
    if len(counted) != 1:
        return said
    noun = counted.pop()
    numbers = tuple(number if " " in number else f"{number} {noun}".strip() for number in said.numbers)
    return replace(
        said,
        words=said.words | model.words,
        names=said.names | model.names,
        numbers=numbers,
        agents=model.agents,
    )
