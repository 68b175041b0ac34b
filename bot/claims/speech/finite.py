"""Finite verbs of saying: "X said Y", "Y, X said", "and has denied Y", "Y was denied by X"."""

import re

from bot.claims.speech import clauses, phrases
from bot.claims.speech.cues import is_negation
from bot.claims.speech.grammar import AUXILIARIES, BE, OPENERS, QUANTITIES
from bot.claims.speech.verbs import Found, Verb, cue_span, next_word, right
from bot.news.attribution import CueKind
from bot.news.span import Span

_MODALS = frozenset(["will", "would", "may", "might", "could", "can", "should", "must", "shall"])
_CONJUNCTIONS = frozenset(["and", "but", "or", "yet"])
_POINTER = re.compile(r"(?:an?|the) (?:claim|allegation|accusation|charge|assertion|report|suggestion)s? ")
_TURNS = frozenset(["and", "but", "while", "whereas", "although", "though", "as", ";", "—", "–", "yet"])
_BEFORE_TURN = _TURNS.union(
    (",", "on", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("yesterday", "today", "earlier", "later", "then", "also", "meanwhile"),
)
_SEPARATORS = frozenset((*",?!”\"»’'", "''"))
_QUOTATION_ENDS = frozenset(("”", "»", '"', "’", "'", "''"))
_OPENED = re.compile(r"[,:.] (?=[“«„\"]|'')")
_SENTENCE = re.compile(r", (?:[“«„\"]|'')[A-Z]")
_NOT_RESUMED = re.compile(r"(?:who|which|whose|\w+ing|but|as|while|whereas|although|though)\b")
_ACCUSATION = frozenset(("claim", "deny", "allege"))
_EMBEDDING = frozenset(["if", "whether", "how", "why", "than"])
_SPEAKING = frozenset(["say", "tell", "add", "reply", "warn", "insist", "explain", "continue"])
_SAID_AGAIN = frozenset(["add", "say", "accuse", "warn", "caution"])
_RELATIVE_CLAUSES = frozenset(["which", "whom", "that", "where", "because", "if"])
_NO_SPEAKERS = frozenset(["", "that", "what", "where", "because", "when", "which"])
_CHARGE = re.compile(r" of (?=\w+ing\b)")
_HEAD = re.compile(r",| (?:of|in|at|from|for|with|on|to|who|which|close|familiar|opposed)\b")
_PLURALS = (
    *("s", "men", "people", "police", "children", "majority", "half", "some", "many", "others"),
    *("most", "few", "both", "all", "several"),
    *("percent", "per cent", "%", "third", "in 10", "in ten"),
)
_SHARES = ("out of 10", "out of ten")
_AMOUNTS = ("slew", "number", "handful", "host", "range", "group", "plurality", "chunk", "couple", "pair")
_REDUCIBLE = (CueKind.COMMENT, CueKind.DENY)
_ADJECTIVAL = ("al", "ic", "ous", "ive", "ary", "able", "ible")
_REDUCED = frozenset(["in", "by", "at", "under"])
_SAYS_THAT = re.compile(r"\s+(?:in|on|at)\b[^,.;:“”\"]{1,60}? that\b")
"""A place or a time, then what is said ("denied on Monday that")."""
_UNSAID = frozenset(["back", "respond_to", "promote", "offer", "see", "view", "review", "examine"])
"""Verbs that tell no words when they tell what something is for ("a loan to back the firm")."""
_STRICT = frozenset(["state", "remark", "signal", "continue", "note", "post"])


def finite(verb: Verb) -> Found | None:
    """Reads a cue that is a finite verb, or a phrase around one; null where it reports nobody's words."""
    if verb.cue.form == "past" and verb.cue.lemma.startswith("ask") and _is_asked(verb):
        return _asked(verb)
    if verb.cue.form == "past" and (BE & set(verb.group) or _by(verb)):
        return _passive(verb)
    if verb.previous(verb.first) == "to":
        return _intended(verb) if verb.cue.form == "base" else None
    if _says_nothing(verb):
        return None
    source = _same(verb) or phrases.source_before(verb.words, verb.first, verb.floor)
    if source is not None and (echo := _echo(verb, source)) is not None:
        return echo
    if source is not None and (_is_inside(verb, source) or _is_reduced(verb, source)):
        return None
    if source is None:
        return _resumed(verb) or _behind(verb) or _coordinated(verb) or _open(verb)
    if _is_noun(verb, source):
        return None
    return _active(verb, source)


def _intended(verb: Verb) -> Found | None:
    """ "X used the speech to call for Y": what somebody does in order to say it, so a comment at most."""
    if verb.before is not None or verb.cue.lemma in _UNSAID or verb.previous(verb.first - 1) in BE:
        return None
    source = phrases.subject(verb.words, verb.first - 1)
    if source is None or source.of(verb.words.text).lower() in ("it", "this", "that"):
        return None
    return right(verb, source, CueKind.COMMENT)


def _same(verb: Verb) -> Span | None:
    """The source of "..., said X, head of Y, who added Z": X, not Y."""
    before, at = verb.before, verb.first - 1
    if before is None or before.source is None or verb.previous(verb.first) != "who" or at < 1:
        return None
    at -= verb.words.words[at - 1] == ","
    return before.source if verb.words.spans[at - 1].end == before.source.end else None


def _echo(verb: Verb, source: Span) -> Found | None:
    """ "X said Y, which Z denied" and "..., a claim Z denied": Z speaks of the same content."""
    start = verb.words.at(source.start)
    rest = clauses.trimmed(verb.words.text, verb.cue.span.end, verb.end)
    pointer = verb.previous(start) == "which" or _POINTER.match(source.of(verb.words.text))
    if verb.before is None or rest is not None or not pointer or not verb.before.contains(source.start):
        return None
    if isinstance(pointer, re.Match):
        source = Span(source.start + pointer.end(), source.end)
    verb.before.cut(verb.words.text, verb.words.spans[start - 1].start)
    return Found(source, cue_span(verb), verb.cue.kind, list(verb.before.content))


def _by(verb: Verb) -> bool:
    """Whether a "by" behind the verb names who does it; one says something "by telephone" oneself."""
    return next_word(verb) == "by" and verb.cue.lemma not in _SPEAKING


def _is_inside(verb: Verb, source: Span) -> bool:
    """Whether a clause stands within another ("asked if he believed"), not at its beginning."""
    at = verb.words.at(source.start)
    return at > 1 and verb.previous(at) in _EMBEDDING


def _is_reduced(verb: Verb, source: Span) -> bool:
    """ "A group called Free Tarn left" and "a banker wanted in Ost": a participle behind a noun."""
    if verb.cue.form != "past" or verb.group or verb.cue.kind not in _REDUCIBLE:
        return False
    reduced = _REDUCED | {"on"} if verb.cue.kind is CueKind.DENY else _REDUCED
    if _SAYS_THAT.match(verb.words.text, verb.cue.span.end):
        return False
    named = verb.cue.lemma in ("call", "dub") and source.of(verb.words.text).lower().startswith(("a ", "an "))
    return named or (next_word(verb) in reduced and verb.cue.lemma not in _SPEAKING)


def _says_nothing(verb: Verb) -> bool:
    """ "will say" and "could not verify"; but "would not confirm" is an answer."""
    if any(map(is_negation, verb.group)):
        return verb.cue.kind is CueKind.VERIFY
    return not _MODALS.isdisjoint(verb.group)


def _is_noun(verb: Verb, source: Span) -> bool:
    """Whether a word such as "claims" or "report" is no verb of speech here ("continues to")."""
    if verb.cue.form != "past" and verb.cue.lemma in _STRICT:
        rest = verb.words.text[verb.cue.span.end : verb.end].lstrip()
        return not rest.startswith(("that ", ":", ",", "“", '"', "''"))
    if verb.cue.form == "base":
        return not verb.group and not _is_plural(source.of(verb.words.text).lower())
    if verb.cue.form != "third":
        return False
    last = source.of(verb.words.text).split()[-1]
    if last.islower() and last.endswith(_ADJECTIVAL) and verb.cue.kind is not CueKind.ASSERT:
        return True
    return next_word(verb) in AUXILIARIES | {"of", "by", "about", "against"}


def _is_plural(words: str) -> bool:
    head = _HEAD.split(words)[0]
    if (head.endswith(_AMOUNTS) or head in QUANTITIES) and words.endswith("s"):
        return True
    if words in ("i", "we", "they", "you", "who") or " and " in words:
        return True
    return head.endswith(_PLURALS) or words.endswith(_SHARES)


def _active(verb: Verb, source: Span) -> Found | None:
    """ "X said that Y" and "Y, X said"."""
    text = verb.words.text
    start = verb.words.at(source.start)
    told = verb.cue.lemma == "tell"
    content_start = clauses.after_asides(text, verb.cue.span.end, verb.end, told=told)
    rest = clauses.trimmed(text, content_start, verb.end)
    inverted = verb.cue.inverts and verb.previous(start) in _SEPARATORS
    if inverted and _is_behind(verb, start, rest, content_start):
        return _turned(verb, source, start, rest)
    if verb.before is not None and verb.before.contains(source.start):
        if verb.before.kind is CueKind.VERIFY and verb.words.lower[start - 2 : start] == ("in", "which"):
            return right(verb, source, CueKind.CLAIM)  # what was seen is that they say so
        if not _turns(verb, start):
            return None
        verb.before.cut(text, verb.offset(_turn(verb, start)))
    return right(verb, source, verb.cue.kind)


def _is_behind(verb: Verb, start: int, rest: Span | None, content_start: int) -> bool:
    """Whether what is said stands before the speaker, and nothing but its rest after the verb."""
    text = verb.words.text
    if rest is not None and _SENTENCE.match(text, verb.cue.span.end) and not _closes_speech(verb, start):
        return False
    if rest is None or clauses.stops(text, content_start):
        return True
    aside = clauses.is_aside(text, verb.cue.span.end, verb.end, told=verb.cue.lemma == "tell")
    if _closes_speech(verb, start):
        return aside or text[rest.start] not in OPENERS
    far = content_start > verb.cue.span.end and text[:content_start].rstrip().endswith(("that", ":"))
    return aside and not far and clauses.is_clause(verb.words, verb.floor, start - 1)


def _closes_speech(verb: Verb, start: int) -> bool:
    """Whether a quotation ends before the speaker, with the stop that belongs to it."""
    at = start - 1
    if at <= verb.floor or verb.words.words[at] not in _QUOTATION_ENDS:
        return at >= verb.floor and verb.words.words[at] in "?!"
    return verb.words.words[at - 1] in (",", "?", "!", ".", "—", "…")


def _turn(verb: Verb, start: int) -> int:
    while start > verb.floor and verb.words.lower[start - 1] in _BEFORE_TURN:
        start -= 1
    return start


def _turns(verb: Verb, start: int) -> bool:
    return any(word in _TURNS for word in verb.words.lower[_turn(verb, start) : start])


def _turned(verb: Verb, source: Span, start: int, rest: Span | None) -> Found | None:
    text = verb.words.text
    left = clauses.trimmed(text, verb.offset(verb.floor), verb.offset(start))
    if left is None:
        return None
    before = verb.before
    if before is not None and before.source is not None and before.contains(left.start):
        at = verb.words.at(before.source.start)
        inner = at > 0 and verb.words.lower[at - 1] in _RELATIVE_CLAUSES
        left = Span(verb.offset(0) if inner else min(before.source.start, before.cue.start), left.end)
        before.cut(text, left.end)
    elif before is not None:
        before.cut(text, left.start)
    more = _resumes(verb, start, rest)
    return Found(source, cue_span(verb), verb.cue.kind, [left, *([more] if more else [])])


def _resumes(verb: Verb, start: int, rest: Span | None) -> Span | None:
    """The second half of "Y1, X said, Y2"."""
    if rest is None:
        return None
    text = verb.words.text
    if text[rest.start] in OPENERS or text.startswith("''", rest.start):
        return rest
    opened = _OPENED.search(text, rest.start, rest.end)
    if _closes_speech(verb, start):
        return clauses.trimmed(text, opened.start() + 1, rest.end) if opened else None
    if not clauses.stops(text, rest.start) or _NOT_RESUMED.match(text, rest.start):
        return None
    return rest


def _behind(verb: Verb) -> Found | None:
    """ "Y, said X"."""
    if not verb.cue.inverts or verb.previous(verb.first) not in _SEPARATORS or BE & set(verb.group):
        return None
    source, behind = phrases.source_after(verb.words, verb.after)
    left = range(verb.floor, verb.first)
    after_quotation = verb.previous(verb.first) not in (",", "")
    spoken = after_quotation or any(clauses.looks_finite(verb.words, at) for at in left)
    if source is None or not spoken:
        return None
    return _turned(verb, source, verb.first, clauses.trimmed(verb.words.text, verb.offset(behind), verb.end))


def _resumed(verb: Verb) -> Found | None:
    """ "X, who had warned that Y, said Z": the main verb after the clause about the same source."""
    if verb.before is None or not verb.before.relative or verb.previous(verb.first) != ",":
        return None
    return right(verb, verb.before.source, verb.cue.kind)


def _coordinated(verb: Verb) -> Found | None:
    """ "... but has denied": shares the source before it, where it is plain that it does."""
    if verb.previous(verb.first) not in _CONJUNCTIONS or _is_adjective(verb):
        return None
    conjunction = verb.first - 1
    before = verb.before
    if before is None:
        source = phrases.subject(verb.words, conjunction)
        return right(verb, source, verb.cue.kind) if source else None
    inside = before.contains(verb.words.spans[conjunction].start)
    before.cut(verb.words.text, verb.words.spans[conjunction].start)
    plain = bool(verb.group) or not inside or verb.cue.kind in (CueKind.COMMENT, CueKind.NO_RESPONSE)
    plain = plain or before.kind is not CueKind.ASSERT or verb.previous(conjunction) == ","
    plain = plain or verb.previous(verb.first) == "but" or verb.cue.lemma in _SAID_AGAIN
    return right(verb, before.source if plain else None, verb.cue.kind)


def _is_adjective(verb: Verb) -> bool:
    """ "warned of thefts and alleged thefts"."""
    return verb.cue.lemma in ("allege", "report", "claim") and not verb.group and next_word(verb) != "that"


def _open(verb: Verb) -> Found | None:
    """Speech whose speaker the grammar does not find: kept without a name, so that it is no own voice."""
    spoken = verb.cue.lemma in ("say", "tell") or (verb.cue.form == "past" and verb.cue.lemma in _ACCUSATION)
    if not spoken or verb.previous(verb.first) in _EMBEDDING | _NO_SPEAKERS or _is_adjective(verb):
        return None
    if verb.before is not None and verb.before.contains(verb.cue.span.start):
        return None
    return right(verb, None, verb.cue.kind)


def _is_asked(verb: Verb) -> bool:
    """ "was asked whether": nobody says by whom."""
    return next_word(verb) != "by" and not BE.isdisjoint(verb.group)


def _asked(verb: Verb) -> Found | None:
    """What somebody is asked, up to the comma before the answer."""
    comma = verb.words.text.find(",", verb.cue.span.end, verb.end)
    content = clauses.trimmed(verb.words.text, verb.cue.span.end, comma if comma > 0 else verb.end)
    if verb.before is not None:
        verb.before.cut(verb.words.text, verb.offset(verb.first))
    return Found(None, cue_span(verb), verb.cue.kind, [content]) if content else None


def _passive(verb: Verb) -> Found | None:
    """ "Y was denied by X"; without a "by", nobody says it."""
    if next_word(verb) != "by":
        return None
    source, behind = phrases.source_after(verb.words, verb.after + 1)
    start = verb.first
    while start > verb.floor and verb.words.words[start - 1] not in ',;:–—“”"':
        start -= 1
    content = clauses.trimmed(verb.words.text, verb.offset(start), verb.offset(verb.first))
    if source is None or content is None:
        return None
    if content.of(verb.words.text) in ("which", "who"):
        content = phrases.source_before(verb.words, verb.first, verb.floor) or content
    if content.of(verb.words.text).lower() == "as":
        content = clauses.trimmed(verb.words.text, verb.offset(behind), verb.end) or content
    charge = _CHARGE.search(verb.words.text, source.start, verb.end) if verb.cue.lemma == "accuse" else None
    if charge is None:
        return Found(source, cue_span(verb), verb.cue.kind, [content])
    source = Span(source.start, charge.start())
    comma = verb.words.text.find(",", charge.end(), verb.end)
    rest = clauses.trimmed(verb.words.text, charge.start(), comma if comma > 0 else verb.end)
    return Found(source, cue_span(verb), verb.cue.kind, [content, *([rest] if rest else [])])
