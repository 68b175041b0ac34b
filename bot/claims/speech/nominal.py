"""Nouns of speech and of mind: "X's claim that Y", "his plan to Y"."""

from bot.claims.speech import clauses, phrases
from bot.claims.speech.cues import Cue
from bot.claims.speech.finite import finite
from bot.claims.speech.grammar import Words, listed
from bot.claims.speech.verbs import Found, Verb
from bot.news.attribution import CueKind
from bot.news.span import Span

_POSSESSIVES = listed("his her their its my our")
_ANOTHER = listed("that which who as but while when after if because during before")


def noun(verb: Verb) -> Found | None:
    """ "X's claim that ..."; "claims that" behind a plain noun is the verb."""
    at = verb.words.at(verb.cue.span.start)
    if verb.previous(at) in ("'s", "’s", "'", "’"):
        start = at - 1
        while start > verb.floor and verb.words.words[start - 1][0].isalnum() and at - start < 6:
            start -= 1
        owner = phrases.source_before(verb.words, at - 1, start)
        content = clauses.trimmed(verb.words.text, verb.cue.span.end, _clause_end(verb))
        return Found(owner, verb.cue.span, verb.cue.kind, [content]) if owner and content else None
    if not verb.cue.lemma.startswith("claim") or verb.words.lower[at] != "claims":
        return None
    verb.cue = Cue(verb.words.spans[at], CueKind.CLAIM, "claim", "third")
    verb.after = at + 1
    return finite(verb)


def position(verb: Verb) -> Found | None:
    """ "X's plan to ...", "his view of ...": what somebody has in mind."""
    at = verb.words.at(verb.cue.span.start)
    owner = _owner(verb, at)
    if owner is None or (verb.before is not None and verb.before.contains(verb.cue.span.start)):
        return None
    content = clauses.trimmed(verb.words.text, verb.cue.span.end, _position_end(verb))
    return Found(owner, verb.cue.span, verb.cue.kind, [content]) if content else None


def _owner(verb: Verb, at: int) -> Span | None:
    """Whose it is: the "his" or the name with its mark, an adjective or two before the noun."""
    words = verb.words
    for owner in range(at - 1, max(verb.floor, at - 4) - 1, -1):
        if words.lower[owner] in _POSSESSIVES:
            return words.spans[owner]
        if words.words[owner] in ("'s", "’s", "'", "’"):
            start = owner
            while start > verb.floor and words.words[start - 1][0].isalnum() and owner - start < 6:
                start -= 1
            return phrases.source_before(words, owner, start) or _name_before(words, owner, start)
        if not words.words[owner].isalpha():
            return None
    return None


def _name_before(words: Words, end: int, floor: int) -> Span | None:
    start = end
    while start > floor and words.words[start - 1][0].isupper():
        start -= 1
    return words.span(start, end) if start < end else None


def _position_end(verb: Verb) -> int:
    """Where a noun's complement ends: at a mark, at the verb around it, or at another clause."""
    that = verb.cue.span.of(verb.words.text).endswith("that")
    verbs = -int(that)
    for at in range(verb.after, len(verb.words.words)):
        verbs += clauses.looks_finite(verb.words, at)
        later = at > verb.after and not that and verb.words.lower[at] in _ANOTHER
        if verbs == 1 or later or verb.words.words[at] in ",;:–—()":
            return verb.words.spans[at].start
    return verb.end


def _clause_end(verb: Verb) -> int:
    """The end of a noun's clause, which a comma or a second verb closes."""
    verbs = int(verb.cue.span.of(verb.words.text).endswith(" of"))
    for at in range(verb.after, len(verb.words.words)):
        verbs += clauses.looks_finite(verb.words, at)
        if verbs == 2 or verb.words.words[at] in ",;:–—":
            return verb.words.spans[at].start
    return verb.end
