"""The cue lexicon: which words report that somebody says something, and what the saying does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.news.attribution import CueKind
from bot.news.span import Span

# Verbs by kind, in the base form; a particle that belongs to the verb stands after it.
_VERBS = {
    CueKind.ASSERT: (
        "say state assert report mention add note tell write explain declare stress emphasise emphasize "
        "maintain insist argue reiterate repeat recall remark observe reply reveal disclose warn predict "
        "estimate suggest testify affirm clarify recount tweet post caution signal contend conclude inform "
        "continue point_out"
    ),
    CueKind.CLAIM: "claim allege accuse blame boast purport",
    CueKind.DENY: "deny refute dispute dismiss reject rebut disavow rule_out",
    CueKind.CONFIRM: "confirm admit acknowledge concede corroborate",
    CueKind.VERIFY: "verify geolocate analyse analyze view authenticate examine see review",
    CueKind.ANNOUNCE: "announce order decree pledge vow promise",
    CueKind.COMMENT: (
        "call_for call_on urge criticise criticize condemn praise welcome demand denounce deplore support "
        "oppose thank hope want believe think fear doubt question describe defend endorse decry lament "
        "appeal_for appeal_to propose recommend apologise_for apologize_for regret hail slam threaten"
    ),
}
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "see": "saw seen", "think": "thought",
    "rebut": "rebutted", "admit": "admitted", "slam": "slammed", "signal": "signalled signaled",
}  # fmt: skip
_ALSO_INVERTING = " claim allege admit acknowledge concede confirm announce believe think"
_ONLY_PAST = frozenset(("see", "view", "review"))
"""Verbs whose other forms are mostly nouns, or opinions ("they see it as unfair")."""
_INVERTING = frozenset((_VERBS[CueKind.ASSERT] + _ALSO_INVERTING).split())
"""Verbs that may follow what is said: "..., officials said"."""
_NEGATIONS = frozenset(("not", "never", "n't", "neither", "nor", "cannot"))
_NO_ANSWER = "respond(?:ed)?|repl(?:y|ied)|react(?:ed)?|comment(?:ed)?|answer(?:ed)?"
_PHRASES = {
    CueKind.NO_RESPONSE: (
        rf"(?:ha(?:s|ve|d)|did|do|does|would)(?: not|n['’]t)(?: \w+ly| yet| so far)*? "
        rf"(?:{_NO_ANSWER})\b(?: (?:immediately|publicly))?(?: (?:to|on)\b)?",
        rf"ha(?:s|ve|d) yet to (?:{_NO_ANSWER})(?: (?:to|on)\b)?",
        r"(?:(?:has|have|had) )?(?:declined|refused) to (?:\w+ly )?(?:comment|respond|reply|answer|say"
        r"|(?:give|provide) details|name|identify|discuss|elaborate|confirm or deny|confirm|deny|be drawn)"
        r"(?: (?:to|on)\b)?",
        r"(?:made|had|offered|gave) no (?:immediate |further |public )?(?:comment|response|reply)"
        r"(?: (?:to|on|about)\b)?",
        r"(?:could not|couldn['’]t) (?:immediately )?be reached(?: for (?:a )?comment)?(?: on\b)?",
        r"(?:was|were|is|are) (?:not (?:immediately )?available|unavailable) (?:for|to) comment(?: on\b)?",
        r"(?:has |have )?neither confirmed nor denied",
        r"remained silent(?: (?:on|about)\b)?",
    ),
    CueKind.CLAIM: (r"(?:claims?|claimed|claiming) (?:responsibility|credit) for",),
    CueKind.ASSERT: (
        r"(?:was|were|is|are) quoted as saying",
        r"(?:issued|released|published) a statement saying",
    ),
    CueKind.CONFIRM: (r"(?:takes|took|accepted|accepts) responsibility for",),
}
_NOUNS = {
    "claim": CueKind.CLAIM, "allegation": CueKind.CLAIM, "accusation": CueKind.CLAIM,
    "assertion": CueKind.ASSERT, "denial": CueKind.DENY, "announcement": CueKind.ANNOUNCE,
}  # fmt: skip

_HEDGE = re.compile(
    r"\b(?:reportedly|apparently|allegedly|supposedly|purportedly|seemingly|presumably|likely|unlikely|probably"
    r"|possibly|perhaps|maybe|rumou?r(?:ed|s)?|alleged|purported|suspected|unconfirmed|unverified|presumed"
    r"|so-called|(?:appear|seem)(?:s|ed|ing)?|(?-i:may)|might|could|unclear"
    r"|(?:is|are|was|were|been|widely|also) (?:\w+ly )?(?:said|thought|believed|understood|reported|alleged"
    r"|accused|claimed|suspected|feared|considered|expected|estimated|rumou?red|investigated)"
    r"|(?:thought|believed|said|feared) to|feared dead|what looks|conflicting"
    r"|(?:claims?|reports?|allegations?|accusations?|suggestions?) (?:of|that))\b"
    r"|\bno \w+ (?:have|has|had|were|was) (?:been )?(?:reported|confirmed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word or phrase where it stands.

    `form` is "base", "third", "past" or "ing" of a verb, or "phrase", "according", "silence" or "noun".
    """

    span: Span
    kind: CueKind
    lemma: str
    form: str

    @property
    def inverts(self) -> bool:
        """Whether it may stand after what is said."""
        return self.lemma in _INVERTING


def cues(text: str, within: Span) -> Iterator[Cue]:
    """The places where a cue may stand, in order; grammar decides whether it is one.

    Cues are written small: a capital makes a name of them ("Channel Verify").
    """
    reached = 0
    for word in _WORD.finditer(text, within.start, within.end):
        if word[0] not in _FIRST_WORDS or word.start() < reached:
            continue
        cue = _phrase_at(text, word) or _verb_at(text, word)
        if cue is not None:
            reached = cue.span.end
            yield cue


def is_hedged(text: str, span: Span) -> bool:
    """Whether the stretch holds a word of doubt ("reportedly", "thought to"), so that it states no fact."""
    return _HEDGE.search(text, span.start, span.end) is not None


def is_negation(word: str) -> bool:
    """Whether a word before a verb turns it ("did not confirm")."""
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


def negated(kind: CueKind) -> CueKind:
    """What is left of a cue that is negated: "has not confirmed" confirms nothing and denies nothing."""
    return CueKind.NO_RESPONSE if kind in (CueKind.CONFIRM, CueKind.ASSERT) else CueKind.COMMENT


def _phrase_at(text: str, word: re.Match[str]) -> Cue | None:
    if word[0] not in _PHRASE_STARTS or (found := _PHRASE.match(text, word.start())) is None:
        return None
    group = found.lastgroup or ""
    kind, form = _PREPOSITIONAL.get(group) or (CueKind(group), "phrase")
    return Cue(Span(*found.span()), kind, found[0].lower(), form)


def _verb_at(text: str, word: re.Match[str]) -> Cue | None:
    """The longest entry of the lexicon that begins with this word."""
    for rest, (lemma, kind, form) in _FORMS.get(word[0], ()):
        found = rest.match(text, word.end())
        if found is not None:
            return Cue(Span(word.start(), found.end()), kind, lemma, form)
    return None


def _inflected(lemma: str) -> Iterator[tuple[str, str]]:
    """(word form, form name) of a regular verb, its irregular past taken from the table."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    soft = lemma.endswith("y") and lemma[-2] not in "aeiou"
    if lemma in _ONLY_PAST:
        yield from ((past, "past") for past in _IRREGULAR.get(lemma, f"{lemma}ed").split())
        return
    yield lemma, "base"
    yield (
        lemma[:-1] + "ies" if soft else lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s"),
        "third",
    )
    for past in _IRREGULAR.get(lemma, "").split() or [lemma[:-1] + "ied" if soft else stem + "ed"]:
        yield past, "past"
    doubled = lemma + lemma[-1] if lemma in ("admit", "rebut", "slam") else stem
    yield doubled + "ing", "ing"


def _verb_forms() -> Iterator[tuple[str, tuple[str, CueKind, str]]]:
    for kind, verbs in _VERBS.items():
        for entry in verbs.split():
            lemma, _, particle = entry.partition("_")
            for word, form in _inflected(lemma):
                yield f"{word} {particle}".strip(), (entry, kind, form)


def _noun_forms() -> Iterator[tuple[str, tuple[str, CueKind, str]]]:
    for noun, kind in _NOUNS.items():
        for plural in ("", "s"):
            for link in ("that", "of"):
                yield f"{noun}{plural} {link}", (noun, kind, "noun")


def _by_first_word() -> dict[str, list[tuple[re.Pattern[str], tuple[str, CueKind, str]]]]:
    table: dict[str, list[tuple[re.Pattern[str], tuple[str, CueKind, str]]]] = {}
    entries = [*_verb_forms(), *_noun_forms()]
    for words, meaning in sorted(entries, key=lambda entry: -len(entry[0])):
        first, _, rest = words.partition(" ")
        pattern = re.compile(rf"\s+{rest}\b" if rest else r"(?!['’-]\w)")
        table.setdefault(first, []).append((pattern, meaning))
    return table


_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]+")
_FORMS = _by_first_word()
_PHRASE = re.compile(
    "|".join(f"(?P<{kind.value}>{'|'.join(phrases)})" for kind, phrases in _PHRASES.items())
    + r"|(?P<according>[Aa]ccording to\b)"
    + r"|(?P<silence>[Nn]o (?:(?:immediate|official|public|further) )*"
    + r"(?:comment|response|reply|reaction) from\b)"
)
_STARTS = (
    "has have had did do does would hasn haven hadn didn don doesn declined refused made offered gave could "
    "couldn was were is are neither remained claim claims claimed claiming issued released published takes "
    "took accepted accepts according According no No"
)
_PREPOSITIONAL = {
    "according": (CueKind.ASSERT, "according"),
    "silence": (CueKind.NO_RESPONSE, "silence"),
}
_PHRASE_STARTS = frozenset(_STARTS.split())
_FIRST_WORDS = _PHRASE_STARTS.union(_FORMS)
