"""Who somebody is, and who holds an office: by what the articles call the names they mention."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.claims.speech.speakers import Role, roles, same_speaker
from bot.desk.extract.asked import Question
from bot.desk.extract.found import Found
from bot.desk.extract.matching import Matching
from bot.desk.extract.speaker import without_title
from bot.desk.extract.words import plain, stem, tokens, vocabulary
from bot.news.answer import DraftStatement
from bot.news.evidence import Evidence
from bot.news.span import Span

_FULL_ROLE_CHARS = 60
_DESCRIBED = 0.5
_OF_OFFICE = 0.6
"""The share of the question's words that an office and what stands before it must bear."""

_OFFICES = vocabulary(
    "president premier minister secretary governor mayor chancellor commissioner spokesman spokeswoman "
    "spokesperson director chief head chairman chairwoman chair leader commander captain judge ambassador "
    "prosecutor king queen manager owner treasurer editor founder lawyer coach boss mate envoy senator"
)
_CAPITALS = r"(?:[^\W\d_a-z][\w’'-]* )*"


def introductions(question: Question, evidence: Sequence[Evidence]) -> list[Found]:
    """The sentences that give the asked name a role, the fuller the better; else those that describe it."""
    name = without_title(question.speaker or "")
    return [
        _found(item, role) for item, role in _given(evidence) if same_speaker(name, without_title(role.name))
    ] or list(_described(name, evidence))


def _described(name: str, evidence: Sequence[Evidence]) -> Iterator[Found]:
    """ "X, who chairs the council" and "her aunt, X"."""
    words = r"\s+".join(map(re.escape, name.split()))
    pattern = re.compile(
        rf"\b(?:(?-i:{_CAPITALS}){words}, (?:who|which|an?|the) [^,.;:“”]+|(?:an?|the|his|her|its|their"
        rf"|\w+['’]s) [\w’' -]{{3,60}}, (?-i:{_CAPITALS}){words}(?=[,.])|{words} (?:is|was) (?:an?"
        rf"|the) [^,.;:“”]+)",
        re.IGNORECASE,
    )
    for item in evidence:
        if found := pattern.search(item.text):
            yield Found(DraftStatement(found[0], (item.id,), found[0]), item, _DESCRIBED)


def asks_office(question: Question) -> bool:
    """Whether a question asks who holds an office ("who is the governor of Tessen?")."""
    return question.asks_holder and any(term.word in _OFFICES for term in question.terms)


def holders(question: Question, evidence: Sequence[Evidence], matching: Matching) -> Iterator[Found]:
    """The sentences that name who has the office; a name that limits it must stand in the role itself."""
    named = zip(question.terms, matching.names, strict=True)
    wanted = {stem(term.word) for term, is_name in named if is_name or term.word in _OFFICES}
    places = range(len(question.terms))
    for item, role in _given(evidence):
        office = role.span.of(item.reading.revision.text)
        is_whole = wanted <= {stem(plain(token)) for token in tokens(office)}
        if is_whole and matching.share(matching.around(item.reading, item.sentence), places) >= _OF_OFFICE:
            yield _found(item, role)


def _given(evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, Role]]:
    for item in evidence:
        reading = item.reading
        for role in _roles(reading.revision.text, reading.sentences).get(item.sentence, ()):
            yield item, role


@lru_cache(maxsize=256)
def _roles(text: str, sentences: tuple[Span, ...]) -> dict[int, list[Role]]:
    found: dict[int, list[Role]] = {}
    for role in roles(text, sentences):
        found.setdefault(role.sentence, []).append(role)
    return found


def _found(item: Evidence, role: Role) -> Found:
    """The words from name to role, or from role to name, as a statement."""
    text = item.reading.revision.text
    words = Span(min(role.name_span.start, role.span.start), max(role.name_span.end, role.span.end)).of(text)
    fullness = min(role.span.end - role.span.start, _FULL_ROLE_CHARS) / _FULL_ROLE_CHARS
    return Found(DraftStatement(words, (item.id,), words), item, fullness)
