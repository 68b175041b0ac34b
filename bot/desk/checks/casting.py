"""Who says what in a statement, held against who says it in the article: speakers and their verbs."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.claims.speech.speakers import roles, same_speaker
from bot.desk.checks import grounds, lexicon
from bot.desk.checks.facts import Facts, facts
from bot.desk.checks.sources import Sources
from bot.desk.checks.support import unmatched
from bot.desk.checks.tokens import Token, matches
from bot.news.attribution import Attribution, CueKind
from bot.news.evidence import Evidence
from bot.news.span import Span

_PRONOUNS = frozenset(["he", "she", "it", "they", "who", "we", "i"])
_SAYINGS = frozenset([CueKind.ASSERT, CueKind.CLAIM, CueKind.ANNOUNCE, CueKind.COMMENT])


@dataclass(frozen=True, slots=True)
class Part:
    """One saying of a statement: who, how, what. A bare statement has no source and no kind."""

    said: Facts
    source: str = ""
    speaker: str | None = None
    kind: CueKind | None = None
    cue: str = ""


def parts(text: str, spoken: Sequence[Attribution]) -> tuple[Part, ...]:
    """The sayings of a statement, given its attributions."""
    if not spoken:
        return (Part(facts(text)),)
    everything = Span(0, len(text))
    found = []
    for each in spoken:
        source = _source(text, each)
        kept = list(each.content) if len(spoken) > 1 else [everything]
        said = facts(grounds.masked(text, everything, kept, [each.cue, source]))
        found.append(Part(said, source.of(text), each.speaker, each.cue_kind, each.cue.of(text)))
    return tuple(found)


def _source(text: str, found: Attribution) -> Span:
    """Where the statement names its speaker; up to the first comma where all the rest was taken for one."""
    source = found.source or Span(found.cue.start, found.cue.start)
    if found.content or found.cue_kind is CueKind.NO_RESPONSE:
        return source
    return Span(source.start, source.start + len(source.of(text).partition(",")[0]))


def fits(part: Part, item: Evidence, found: Attribution) -> bool:
    """Whether a saying may be that attribution: nobody else's, and said in no contrary way."""
    if part.kind is None:
        return not _needs_its_cue(part, item, found)
    return _says(part, item, found) and not _turns(part, item, found)


def miscast(statement: Sequence[Part], cited: Sequence[Evidence]) -> str | None:
    """Why a saying is not its speaker's, or not said in that way; null where nothing speaks against it."""
    here = [(item, found) for item in cited for found in grounds.attributions_of(item)]
    for part in statement:
        reason = _bare(part, here) if part.kind is None else _spoken(part, here, cited)
        if reason is not None:
            return reason
    return None


def _spoken(
    part: Part, here: Sequence[tuple[Evidence, Attribution]], cited: Sequence[Evidence]
) -> str | None:
    same = [(item, found) for item, found in here if _says(part, item, found)]
    if same and all(_turns(part, item, found) for item, found in same) and not _has_verb(part.cue, cited):
        item, found = same[0]
        return f"the article's verb is “{found.cue.of(item.reading.revision.text)}”, not “{part.cue}”"
    denials = [(item, found) for item, found in same if found.cue_kind is CueKind.DENY]
    if part.kind is CueKind.DENY and denials and all(_denies_else(part, *denial) for denial in denials):
        return "the cited sentences have no denial of that"
    if same or _is_mentioned(part.source, cited):
        return None
    is_report = part.kind not in (CueKind.ANNOUNCE, CueKind.COMMENT, CueKind.VERIFY)
    if (
        is_report
        and not here
        and not any(grounds.before(item) or grounds.reports_otherwise(item) for item in cited)
    ):
        return "the cited sentence attributes this to nobody"
    named = [found.speaker for _, found in here if found.speaker and _is_named(found.speaker)]
    if not named or len(named) < len(here):
        return None
    return f"it is {named[0]} who says this, not {part.source}"


def _denies_else(part: Part, item: Evidence, found: Attribution) -> bool:
    """Whether nothing that the statement says is denied is in what the article says is.

    Where the article denies "that" or "any part in it", its whole sentence says what is meant.
    """
    denied = _content(item, found)
    denied = denied if len(denied.content) > 1 else facts(item.text)
    foreign = unmatched(part.said, Sources((denied,)))
    return 0 < len(part.said.content) <= len(foreign)


def _has_verb(cue: str, cited: Sequence[Evidence]) -> bool:
    verb = facts(cue).tokens[-1]
    return any(matches(verb, token) for item in cited for token in facts(item.text).content)


def _bare(part: Part, here: Sequence[tuple[Evidence, Attribution]]) -> str | None:
    """Against telling as a fact what is only denied, or what only somebody's check found."""
    for item, found in here:
        own = unmatched(part.said, Sources((grounds.own_facts(item),)))
        content = [facts(span.of(item.reading.revision.text)) for span in found.content]
        theirs = unmatched(part.said, Sources(tuple(content)))
        if len(theirs) < len(own) and _needs_its_cue(part, item, found):
            return f"the article's verb (“{found.cue.of(item.reading.revision.text)}”) must be kept"
    return None


def _needs_its_cue(part: Part, item: Evidence, found: Attribution) -> bool:
    if found.cue_kind not in (CueKind.DENY, CueKind.NO_RESPONSE, CueKind.VERIFY):
        return False
    cue = facts(found.cue.of(item.reading.revision.text))
    return not cue.keys & part.said.keys and not _is_negative(part.said)


def _says(part: Part, item: Evidence, found: Attribution) -> bool:
    """Whether the speaker is the same, or left open on one side."""
    revision = item.reading.revision
    source = found.source.of(revision.text) if found.source else ""
    if part.source.casefold() in ("", *_PRONOUNS):
        return True
    if found.speaker is None and (not source or source.casefold() in _PRONOUNS):
        return True
    names = [name for name in (found.speaker, source) if name]
    asked = [name for name in (part.speaker, part.source) if name]
    if any(same_speaker(one, other) for one in asked for other in names):
        return not _foreign(part.source, item, names)
    names += [
        role.span.of(revision.text)
        for role in roles(revision.text, item.reading.sentences)
        if found.speaker and same_speaker(role.name, found.speaker)
    ]
    wanted = _capitals(part.source) or list(facts(part.source).content)
    given = [token for name in names for token in facts(name).content]
    return bool(wanted) and all(any(matches(one, other) for other in given) for one in wanted)


def _foreign(source: str, item: Evidence, names: Sequence[str]) -> bool:
    """Whether a name stands with the speaker's that the article does not have."""
    places = (*names, item.reading.revision.text)
    return not all(any(_has(place, name) for place in places) for name in _capitals(source))


def _has(text: str, name: Token) -> bool:
    return any(matches(name, other) for other in facts(text).content)


def _turns(part: Part, item: Evidence, found: Attribution) -> bool:
    """Whether the statement's verb is contrary to the article's."""
    kind, theirs = part.kind, found.cue_kind
    if kind is theirs:
        return False
    if CueKind.DENY in (kind, theirs):
        said = part.said if theirs is CueKind.DENY else _content(item, found)
        return CueKind.CONFIRM in (kind, theirs) or not _is_negative(said)
    if CueKind.NO_RESPONSE in (kind, theirs):
        return not _is_negative(part.said)
    if kind in (CueKind.CONFIRM, CueKind.VERIFY):
        return theirs in _SAYINGS - {CueKind.ASSERT, CueKind.ANNOUNCE}
    return False


def _content(item: Evidence, found: Attribution) -> Facts:
    return facts(" ".join(span.of(item.reading.revision.text) for span in found.content))


def _is_negative(said: Facts) -> bool:
    return any(lexicon.is_negative(token.word) for token in said.tokens)


def _capitals(name: str) -> list[Token]:
    return [token for token in facts(name).content if token.capital and not lexicon.is_title(token.word)]


def _is_named(speaker: str) -> bool:
    """Whether it is a name ("Ada Roe", "Norland's army"), not a description ("the Dublin firm")."""
    words = speaker.split()
    return words[-1][:1].isupper() or words[0].endswith(("'s", "’s"))


def _is_mentioned(source: str, cited: Sequence[Evidence]) -> bool:
    """Whether the cited sentences, or the outlet, have the speaker's name or description."""
    wanted = facts(source).content
    given = [
        token
        for item in cited
        for words in (item.text, item.reading.revision.outlet)
        for token in facts(words).content
    ]
    return all(any(matches(one, other) for other in given) for one in wanted)
