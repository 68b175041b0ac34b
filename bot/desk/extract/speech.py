"""Questions about speaking: what somebody said, who said it, whether somebody denied it."""

import re
from dataclasses import replace

from bot.claims.speech.cues import Cue, cues
from bot.desk.extract.asked import Kind, Question, terms_of
from bot.news.attribution import CueKind
from bot.news.span import Span

SAYING = frozenset(CueKind) - {CueKind.NO_RESPONSE}
"""What "say" covers: every way of speaking."""

_KINDS = {
    CueKind.ASSERT: SAYING,
    CueKind.CLAIM: frozenset((CueKind.CLAIM, CueKind.ASSERT)),
    CueKind.DENY: frozenset((CueKind.DENY,)),
    CueKind.CONFIRM: frozenset((CueKind.CONFIRM, CueKind.VERIFY)),
    CueKind.VERIFY: frozenset((CueKind.VERIFY,)),
    CueKind.ANNOUNCE: frozenset((CueKind.ANNOUNCE, CueKind.ASSERT)),
    CueKind.COMMENT: frozenset((CueKind.COMMENT, CueKind.ASSERT)),
    CueKind.NO_RESPONSE: frozenset(CueKind),
}
_NOUNS = {
    "claim": CueKind.CLAIM,
    "allegation": CueKind.CLAIM,
    "accusation": CueKind.CLAIM,
    "denial": CueKind.DENY,
    "statement": CueKind.ASSERT,
    "comment": CueKind.ASSERT,
    "view": CueKind.ASSERT,
    "position": CueKind.ASSERT,
    "version": CueKind.ASSERT,
    "account": CueKind.ASSERT,
    "announcement": CueKind.ANNOUNCE,
    "confirmation": CueKind.CONFIRM,
    "response": CueKind.NO_RESPONSE,
    "reaction": CueKind.NO_RESPONSE,
    "reply": CueKind.NO_RESPONSE,
    "answer": CueKind.NO_RESPONSE,
}
_NOUN = rf"(?P<noun>{'|'.join(_NOUNS)})s?"
AUX = r"(?:do|does|did|has|have|had|is|was|are|were|will|would|can|could|'s)"
WH = (
    r"(?:since when|how (?:many|much|long|far|old|big|high|deep|large|often|fast|wide|tall|heavy|strong"
    r"|quickly|soon|late|close)|what|which|who(?:m|se)?|where|when|why|how)"
)
_OPENING = re.compile(rf"(?:{WH}|{AUX})\b")
_BY_NOUN = (
    re.compile(
        rf"(?:what(?:'s| is| was| are"
        rf"| were)? )?(?P<speaker>.+?)'s? (?:\w+ )?{_NOUN}\b(?! of (?!the))(?P<about>.*)$"
    ),
    re.compile(
        rf"(?:what|which|any) {_NOUN} (?:do|does|did|has|have) (?P<speaker>.+?) (?:mak|made|giv|issu"
        rf"|offer)\w*"
        r"(?P<about>.*)$"
    ),
    re.compile(
        rf"(?:what (?:is|was|are|were) )?(?:the )?{_NOUN} (?:by"
        rf"|from) (?:the )?(?P<speaker>\S+(?: \S+)?)(?P<about>.*)$"
    ),
)
_ANYBODY = re.compile(r"^(?:anyone|anybody|someone|somebody|any (?:side|party|official|one)|either side)\b")
_OWNED = frozenset(("its", "his", "her", "their", "he", "she", "it", "they"))
_LEADING = re.compile(r"^(?:the|a|an|any|all|both|exactly|else|ever|anyone at)\s+", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:,.*|\s+(?:ever|also|already|yet|so far|officially|really|actually|now|then|just|again|since|been"
    r"|either|to|not|publicly|explicitly|recently|today|yesterday))$",
    re.IGNORECASE,
)
_CALLED_NOUN = re.compile(
    r"(?:\b(?:the|a|an|this|that|these|those|his|her|its|their|no|any|new|of)|['’]s)\s+$"
)
_NO_SPEAKER = re.compile(r"\b(?:about|out|did|does|who|what)\b")
_NOUN_BEFORE = re.compile(rf" {AUX}\b")
AUXILIARY = re.compile(rf"(?:^|\s){AUX}\b")
_WORDS = rf"(?: (?!{AUX}\b)[\w'-]+)"
_ACTORS = "country|ministry|minister|officials?|government|part(?:y|ies)|groups?|outlets?|agenc(?:y|ies)|side"
_WHO = re.compile(
    rf"(?:who|by whom|which{_WORDS}{{1,3}}|what(?: \w+)?? (?:{_ACTORS}))(?: {AUX}| not| else| first| also"
    rf"| already| officially)*"
)
_ASKED = re.compile(
    rf"(?:(?P<wh>{WH})(?:(?P<counted>{_WORDS}{{0,4}}) (?={AUX}\b)| ))?(?:{AUX} )?(?P<speaker>.+)$"
)
_UNDERGOING = re.compile(rf"(?:{WH}(?P<counted>{_WORDS}{{0,4}}) )?{AUX}(?P<subject>.*?)(?: been| being)?$")
_RESPONDING = re.compile(
    r"\b(?:respond(?:ed|s)?|repl(?:y|ied)|react(?:ed|s)?|comment(?:ed)?|answer(?:ed)?)\b"
)
_TALKING = re.compile(r"\b(?:talk(?:ed)?|sp(?:eak|oke|oken)|discuss(?:ed)?)\b(?= about| of| on)?")


def small(text: str) -> str:
    """The text in small letters, of the same length."""
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)


def about_speech(text: str) -> Question | None:
    """The question read as one about somebody's words, if it is one."""
    low = small(text)
    for rule in (_by_noun, _by_answering, _by_cue):
        found = rule(text, low)
        if found is not None:
            return found
    return None


def _by_noun(text: str, low: str) -> Question | None:
    """ "What was Kyiv's response to …", "what claims did the ministry make about …", "Kyiv's denials"."""
    found = next(filter(None, (pattern.match(low) for pattern in _BY_NOUN)), None)
    if found is None or _OPENING.match(found["speaker"]):
        return None
    return _said(text, found.span("speaker"), _NOUNS[found["noun"]], found.start("about"))


def _by_answering(text: str, low: str) -> Question | None:
    """ "Has Kyiv responded to …", "how did Kyiv react", "what did they talk about"."""
    start = re.match(rf"(?:(?:what|how|when|why) )?{AUX} ", low)
    verb = _RESPONDING.search(low) or _TALKING.search(low)
    if start is None or verb is None or not low[start.end() : verb.start()].strip():
        return None
    kind = CueKind.NO_RESPONSE if _RESPONDING.match(verb[0]) else CueKind.ASSERT
    return _said(text, (start.end(), verb.start()), kind, verb.end())


def _by_cue(text: str, low: str) -> Question | None:
    for cue in cues(low, Span(0, len(low))):
        before, after = low[: cue.span.start], low[cue.span.end :]
        noun = _CALLED_NOUN.search(before) or (_NOUN_BEFORE.match(after) and not AUXILIARY.search(before))
        if cue.form == "phrase" or not noun:
            return _around(text, low, cue)
    return None


def _around(text: str, low: str, cue: Cue) -> Question | None:
    """The question with this verb of speaking; null where the verb has no speaker that is asked about."""
    before = low[: cue.span.start].rstrip()
    passive = _is_passive(before, cue)
    if passive:
        return _by_agent(text, low, cue)
    if _WHO.fullmatch(before):
        return _who_said(text, cue)
    asked = _ASKED.match(before)
    if asked is not None and _NO_SPEAKER.search(asked["speaker"]):
        return None
    if asked is None or asked.start("speaker") == 0:
        return _affirmed(text, low, cue, before)
    speaker = asked.span("speaker")
    if _ANYBODY.match(asked["speaker"]):
        return _who_said(text, cue)
    found = _said(text, speaker, cue.kind, cue.span.end, cue.lemma)
    return _with_wh(found, text, asked["wh"], asked.span("counted"))


def _with_wh(found: Question, text: str, wh: str | None, counted: tuple[int, int]) -> Question:
    """The question with what its first word asks beside the speaking: a number, a place, a cause."""
    kinds = {"where": Kind.WHERE, "when": Kind.WHEN, "since when": Kind.WHEN, "why": Kind.WHY}
    words = terms_of(text[max(counted[0], 0) : max(counted[1], 0)])
    terms = (*words, *found.terms)
    if wh is not None and wh.startswith("how ") and wh != "how":
        return replace(found, kind=Kind.HOW_MANY, terms=terms, asked=tuple(term.word for term in words))
    if wh is None and found.cue_kinds == _KINDS[CueKind.CONFIRM]:
        kinds_of_answer = found.cue_kinds | {CueKind.DENY, CueKind.NO_RESPONSE, CueKind.ASSERT}
        return replace(found, cue_kinds=kinds_of_answer, terms=terms)
    return replace(found, kind=kinds.get(wh or "", Kind.SAID), terms=terms)


def _is_passive(before: str, cue: Cue) -> bool:
    if cue.form != "past":
        return False
    return re.search(r"\b(?:been|being)$", before) is not None or (
        re.match(rf"(?:{WH}(?: [\w'-]+){{0,4}}? )?(?:is|was|are|were)\b", before) is not None
    )


def _by_agent(text: str, low: str, cue: Cue) -> Question | None:
    """ "What was denied by Kyiv?", "has the raid been confirmed?"."""
    agent = re.search(r"\bby (?:the )?([\w' -]+)$", low[cue.span.end :])
    subject = _UNDERGOING.match(low[: cue.span.start].rstrip())
    if subject is None:
        return None
    about = text[slice(*subject.span("counted"))] + " " + text[slice(*subject.span("subject"))]
    if agent is None or _ANYBODY.match(agent[1]):
        if low.startswith("how ") or cue.kind not in (CueKind.CONFIRM, CueKind.VERIFY, CueKind.DENY):
            return None
        kinds = frozenset((CueKind.CONFIRM, CueKind.VERIFY, CueKind.DENY))
        return Question(text, Kind.WHO_SAID, cue_kinds=kinds, terms=terms_of(about + text[cue.span.end :]))
    start = cue.span.end + agent.start(1)
    found = _said(text, (start, len(text)), cue.kind, len(text), cue.lemma)
    return replace(found, terms=terms_of(about + text[cue.span.end : start]))


def _affirmed(text: str, low: str, cue: Cue, before: str) -> Question | None:
    """ "Kyiv denied what?", "what Kyiv denied": a speaker, then the verb, in a question of few words."""
    if not re.search(r"\bwhat\b", low) or not before:
        return None
    return _said(text, (0, len(before)), cue.kind, cue.span.end, cue.lemma)


def _who_said(text: str, cue: Cue) -> Question:
    terms = terms_of(text[cue.span.end :])
    return Question(
        text, Kind.WHO_SAID, cue_kinds=_KINDS[cue.kind], primary=cue.kind, cue_lemma=cue.lemma, terms=terms
    )


def _said(
    text: str, speaker: tuple[int, int], kind: CueKind, topic: int, lemma: str | None = None
) -> Question:
    return Question(
        text,
        Kind.SAID,
        speaker_name(text[slice(*speaker)]),
        _KINDS[kind],
        kind,
        lemma,
        terms_of(text[topic:]),
    )


def speaker_name(words: str) -> str | None:
    found = words.strip(" ,?")
    while (shorter := _TRAILING.sub("", _LEADING.sub("", found)).strip()) != found:
        found = shorter
    return None if not found or found.split()[0].lower() in _OWNED else found


def told_by(found: Question, speaker: str) -> Question:
    if speaker.casefold() in ("whom", "who"):
        return replace(found, kind=Kind.WHO_SAID, cue_kinds=SAYING)
    named = speaker_name(speaker)
    if named is None:
        return found
    kind = Kind.SAID if found.kind is Kind.OTHER else found.kind
    return replace(found, kind=kind, speaker=named, cue_kinds=found.cue_kinds or SAYING)
