"""The cue lexicon: which words report that somebody says something, and what the saying does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.claims.speech.grammar import listed
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
# Verbs that tell what somebody thinks, feels or asks rather than what is so. Readers of questions pass
# them over: "what did the divers find" asks for no speech.
_WEAK_VERBS = {
    CueKind.ANNOUNCE: "decide_to decide_that agree_to rule_that",
    CueKind.ASSERT: (
        "show_that find_that show find indicate joke assure remind imply hint complain speculate "
        "conclude_that agree_that respond_that point_to email refer_to cite echo learn_that quip "
        "muse hear_that marvel shout yell chant text recount know_that forecast identify quote reference "
        "respond scold groan proclaim reaffirm interject exclaim scoff retort shoot_back fire_back touch_on "
        "realise_that realize_that write_that joke_that ask_if ask_whether determine_that calculate_that "
        "opine comment comment_on"
    ),
    CueKind.COMMENT: (
        "ask call ask_for express applaud mock deride assail rail_against portray tout "
        "congratulate bemoan rebuke challenge favor favour prefer encourage talk_about "
        "speak_about speak_of agree agree_with object_to complain_about worry worry_about fret "
        "insist_on plead lash_out_at respond_to react_to highlight plan_to intend_to expect "
        "consider dislike regard deem advocate advise dub liken compare answer warn_of "
        "warn_against warn_about argue_for argue_against argue_about push_for lobby_for wish "
        "aim_to feel refuse_to decline_to offer_to disagree_with disagree wonder pray admire "
        "envision envisage foresee anticipate remember hint_at allude_to suspect imagine "
        "recommend_that joke_about boast_of boast_about brag_about brag laud resent ridicule "
        "chide scold berate lambast caution_against long_for yearn_for ask_about inquire_about "
        "outline seek_to back discuss recognise recognize take_issue_with promote view_as see_as learn "
        "ignore underscore invoke vouch_for retweet credit voice float weigh_in_on open_up_about "
        "raise_questions stand_by focus_on "
        "cheer press_for call_out look_forward_to downplay understand persuade commend label "
        "disavow distance_himself_from distance_herself_from distance_itself_from back_away_from "
        "campaign_for offer disapprove_of approve_of celebrate champion challenge sound_off dare "
        "blast call_him call_her call_it call_them look_to expect_to know_how know_that know_what know_about "
        "know love hate "
        "express_concern express_concerns worry_that suspect_that speak_out speak_out_against contemplate "
        "show_how characterise characterize talk_up trumpet see_him balk_at spar_over come_out_against "
        "ask_what draw_attention_to take_aim shrug_off brush_off line_up_behind make_the_case mull ponder "
        "prefer_to consider_whether wonder_whether wonder_if take_issue bristle_at extol campaign_against "
        "push_back attack recite detail lay_out contradict"
    ),
}
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "see": "saw seen", "think": "thought",
    "rebut": "rebutted", "admit": "admitted", "slam": "slammed", "signal": "signalled signaled",
    "find": "found", "show": "showed shown", "speak": "spoke spoken", "feel": "felt", "know": "knew",
    "hear": "heard", "foresee": "foresaw foreseen", "seek": "sought", "plan": "planned", "dub": "dubbed",
    "prefer": "preferred", "refer": "referred", "quip": "quipped", "brag": "bragged", "shoot": "shot",
    "understand": "understood", "stand": "stood", "lay": "laid", "come": "came", "draw": "drew",
    "take": "took",     "make": "made", "mean": "meant",
}  # fmt: skip
_ALSO_INVERTING = (
    " claim allege admit acknowledge concede confirm announce believe think hope vow promise pledge boast "
    "ask joke quip complain muse shout yell chant agree wonder speculate answer fret "
    "indicate imply hint marvel learn_that respond scold retort exclaim interject proclaim shoot_back find "
    "show"
)
_DOUBLING = frozenset(["admit", "rebut", "slam", "plan", "prefer", "refer", "quip", "brag", "dub"])
_ONLY_PAST = listed(
    "see view review email text challenge forecast outline regard champion reference float label"
)
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
        rf"(?:has|have|had) yet to (?:\w+ly )?(?:{_NO_ANSWER}|confirm|acknowledge|deny)\b",
        r"(?:was|were|is|are) (?:unable|not able) to (?:\w+ly )?(?:confirm|comment|say)\b",
        r"stop(?:s|ped) short of (?:confirming|denying|admitting|saying)\b",
        r"remained silent(?: (?:on|about)\b)?",
    ),
    CueKind.CLAIM: (r"(?:claims?|claimed|claiming) (?:responsibility|credit) for",),
    CueKind.ASSERT: (
        r"(?:was|were|is|are) quoted as saying",
        r"(?:went|goes) on to (?:say|add|explain|note|claim|tell|describe)\b(?! that's)",
        r"(?:makes|made) (?:it )?clear\b",
        r"(?:issued|released|published) a statement saying",
    ),
    CueKind.COMMENT: (
        r"(?:(?:has|have) )?(?:renewed|repeated|made|issued|launched) (?:his|her|its|their|an?) (?:\w+ )?"
        r"(?:appeal|call|plea|demand)s? (?:for|to)\b",
        r"sees\b",
        r"would (?:like|prefer|rather|love)\b(?: to\b)?",
        r"(?:takes|took) aim at",
        r"(?:is|are|was|were) (?:(?:\w+ly|not|very|also|still) ){0,2}"
        r"(?:concerned|worried|confident|convinced|sure|certain|eager|hopeful|optimistic|sceptical|skeptical"
        r"|critical|supportive|afraid|furious|outraged|proud|reluctant|determined|keen|glad|sorry|disappointed"
        r"|frustrated|angry|alarmed|wary|doubtful|sympathetic)"
        r" (?:that|about|of|to|with|over|at|by)\b",
    ),
    CueKind.CONFIRM: (r"(?:takes|took|accepted|accepts) responsibility for",),
}
_NOUNS = {
    "claim": CueKind.CLAIM, "allegation": CueKind.CLAIM, "accusation": CueKind.CLAIM,
    "assertion": CueKind.ASSERT, "denial": CueKind.DENY, "announcement": CueKind.ANNOUNCE,
}  # fmt: skip
_POSITIONS = {
    "that": "suggestion belief fear hope concern insistence contention argument warning criticism promise "
    "pledge statement position assurance conviction worry idea",
    "to": "plan decision proposal opposition call refusal desire intention willingness vow promise pledge "
    "threat commitment",
    "of": "criticism endorsement embrace rejection condemnation view depiction portrayal support",
    "for": "call proposal support push praise",
    "on": "view stance",
    "about": "statement view concern comment",
    "with": "frustration",
    "over": "frustration concern",
}
"""Nouns of what somebody has in mind, by the word that links them to it."""

_Meaning = tuple[str, CueKind, str]
_Forms = dict[str, list[tuple[re.Pattern[str], _Meaning]]]
_HEDGE = re.compile(
    r"\b(?:reportedly|apparently|allegedly|supposedly|purportedly|seemingly|presumably|likely|unlikely|probably"
    r"|possibly|perhaps|maybe|rumou?r(?:ed|s)?|alleged|purported|suspected|unconfirmed|unverified|presumed"
    r"|so-called|(?:appear|seem)(?:s|ed|ing)?|(?-i:may)|might|could|unclear"
    r"|(?:is|are|was|were|been|widely|also) (?:\w+ly )?(?:said|thought|believed|understood|reported|alleged"
    r"|accused|claimed|suspected|feared|considered|expected|estimated|rumou?red|investigated)"
    r"|(?:thought|believed|said|feared) to|feared dead|what looks|conflicting"
    r"|accounts?(?: \w+){0,4} (?:differ(?:s|ed)?|diverged?|conflict(?:s|ed)?|var(?:y|ies|ied))"
    r"|(?:claims?|reports?|allegations?|accusations?|suggestions?) (?:of|that))\b"
    r"|\bno \w+ (?:have|has|had|were|was) (?:been )?(?:reported|confirmed)\b",
    re.IGNORECASE,
)


_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_HEADLINE_MAX = 160
_CAPITALS = 0.8


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word or phrase where it stands.

    `form` is "base", "third", "past" or "ing" of a verb, or "phrase", "according", "silence",
    "seeming", "unclear", "asked", "position" or "noun".
    """

    span: Span
    kind: CueKind
    lemma: str
    form: str

    @property
    def inverts(self) -> bool:
        """Whether it may stand after what is said."""
        return self.lemma in _INVERTING


def cues(text: str, within: Span, *, weak: bool = False) -> Iterator[Cue]:
    """The places where a cue may stand, in order; grammar decides whether it is one.

    `weak` ones tell what somebody thinks, feels or asks.

    Cues are written small: a capital makes a name of them ("Channel Verify"), but for headlines in which
    nearly every word has one.
    """
    stretch = text[within.start : within.end]
    if stretch[:1].isupper() and _is_capitalised(stretch):
        text = text[: within.start] + stretch.lower() + text[within.end :]
    reached = 0
    for word in _WORD.finditer(text, within.start, within.end):
        if word.start() < reached:
            continue
        cue = None
        if word[0] in _FIRST_WORDS:
            cue = _phrase_at(text, word) or _verb_at(text, word, _FORMS)
        if cue is None and weak and word[0] in _WEAK_FORMS:
            cue = _verb_at(text, word, _WEAK_FORMS)
        if cue is not None:
            reached = cue.span.end
            yield cue


def _is_capitalised(sentence: str) -> bool:
    """Whether a short sentence is written in capitals, as headlines are."""
    if len(sentence) > _HEADLINE_MAX or len(sentence) != len(sentence.lower()):
        return False
    words = _LONG_WORD.findall(sentence)
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)


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


def _verb_at(text: str, word: re.Match[str], forms: _Forms) -> Cue | None:
    """The longest entry of the lexicon that begins with this word."""
    for rest, (lemma, kind, form) in forms.get(word[0], ()):
        found = rest.match(text, word.end())
        if found is not None:
            return Cue(Span(word.start(), found.end()), kind, lemma, form)
    return None


def _inflected(lemma: str, entry: str) -> Iterator[tuple[str, str]]:
    """(word form, form name) of a regular verb, its irregular past taken from the table."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    soft = lemma.endswith("y") and lemma[-2] not in "aeiou"
    if entry in _ONLY_PAST:
        yield from ((past, "past") for past in _IRREGULAR.get(lemma, f"{lemma}ed").split())
        return
    yield lemma, "base"
    yield (
        lemma[:-1] + "ies" if soft else lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s"),
        "third",
    )
    for past in _IRREGULAR.get(lemma, "").split() or [lemma[:-1] + "ied" if soft else stem + "ed"]:
        yield past, "past"
    doubled = lemma + lemma[-1] if lemma in _DOUBLING else stem
    yield doubled + "ing", "ing"


def _verb_forms(table: dict[CueKind, str]) -> Iterator[tuple[str, _Meaning]]:
    for kind, verbs in table.items():
        for entry in verbs.split():
            lemma, _, particle = entry.replace("_", " ").partition(" ")
            for word, form in _inflected(lemma, entry):
                yield f"{word} {particle}".strip(), (entry, kind, form)


def _noun_forms() -> Iterator[tuple[str, _Meaning]]:
    for noun, kind in _NOUNS.items():
        for plural in ("", "s"):
            for link in ("that", "of"):
                yield f"{noun}{plural} {link}", (noun, kind, "noun")


def _position_forms() -> Iterator[tuple[str, _Meaning]]:
    for link, nouns in _POSITIONS.items():
        for noun in nouns.split():
            for word in (noun, f"{noun}s"):
                yield f"{word} {link}", (noun, CueKind.COMMENT, "position")


def _by_first_word(entries: Iterable[tuple[str, _Meaning]]) -> _Forms:
    table: _Forms = {}
    for words, meaning in sorted(entries, key=lambda entry: -len(entry[0])):
        first, _, rest = words.partition(" ")
        alone = rf"(?!['’-]\w){_OTHER_SENSES.get(meaning[0], '')}"
        pattern = re.compile(rf"\s+{rest}\b" if rest else alone)
        table.setdefault(first, []).append((pattern, meaning))
    return table


_OTHER_SENSES = {"call": r"(?!\s+(?:off|up|in|back)\b)"}
"""Particles with which a verb is none of speaking ("called off the strike")."""
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]+")
_FORMS = _by_first_word([*_verb_forms(_VERBS), *_noun_forms()])
_WEAK_FORMS = _by_first_word([*_verb_forms(_WEAK_VERBS), *_position_forms()])
_PHRASE = re.compile(
    "|".join(f"(?P<{kind.value}>{'|'.join(phrases)})" for kind, phrases in _PHRASES.items())
    + r"|(?P<according>[Aa]ccording to\b)"
    + r"|(?P<seeming>(?:appear|seem)(?:s|ed)?\b|(?:is|are|was|were) (?:(?:widely|often) )?(?:expected to"
    + r"|(?:seen|viewed|regarded|considered|perceived)(?! by\b)(?: as)?)\b)"
    + r"|(?P<unclear>[Ii]t (?:is|was|remains|remained) (?:still )?(?:unclear|not (?:immediately |yet )?clear)"
    + r"(?= (?:whether|if|how|why|what|who|when|where)\b))"
    + r"|(?P<asked>Asked (?:about|if|whether|why|how|what|who|where|when|for)\b)"
    + r"|(?P<silence>[Nn]o (?:(?:immediate|official|public|further) )*"
    + r"(?:comment|response|reply|reaction) from\b)"
)
_STARTS = (
    "has have had did do does would hasn haven hadn didn don doesn declined refused made offered gave could "
    "couldn was were is are neither remained claim claims claimed claiming issued released published takes "
    "took accepted accepts went goes makes made according According no No appear appears appeared seem seems "
    "seemed stopped stops sees would renewed repeated launched it It Asked"
)
_PREPOSITIONAL = {
    "according": (CueKind.ASSERT, "according"),
    "seeming": (CueKind.COMMENT, "seeming"),
    "silence": (CueKind.NO_RESPONSE, "silence"),
    "asked": (CueKind.COMMENT, "asked"),
    "unclear": (CueKind.COMMENT, "unclear"),
}
_PHRASE_STARTS = frozenset(_STARTS.split())
_FIRST_WORDS = _PHRASE_STARTS.union(_FORMS)
