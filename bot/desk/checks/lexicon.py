"""Words that decide whether a wording is faithful: sameness, classes, hedges, reporting verbs."""

import re
from typing import Final

from bot.desk.checks.opposites import canonical, stem


def words(listed: str) -> tuple[str, ...]:
    """The words of a list written as one string."""
    return tuple(listed.split())


FUNCTION_WORDS: Final = frozenset(
    words(
        "a an the of to in on at by for with from into onto upon about as is are was were be been being am "
        "has have had having do does did doing done it its itself he him his she her hers they them their "
        "theirs this that these those there here who whom whose which what where when why how and or but nor "
        "so if whether then than too very also again once while although though because since until unless i "
        "you we us our your my me one ones such own same other others another each both either through "
        "throughout along amid among amongst via per within inside towards toward against near around "
        "across between "
        "over under out off up down during s t not no never none without n't cannot will would shall may "
        "might could can must should 'll to just even still already yet more most much many some any all "
        "only "
        "every least less fewer before after however meanwhile therefore thus now later"
    )
)
"""They carry no content of their own; those that can turn a meaning are looked at one by one below."""

LIGHT_WORDS: Final = frozenset(
    words(
        "people person individual someone somebody say said report reported according add added note noted "
        "mention tell told state stated article story outlet take took place happen happened occur occurred "
        "get got go went come came make made give given include including included currently recently "
        "apparently following follow reach use compare total overall result resulted resulting "
        "thing matter time situation incident event spokesperson number several multiple various describe "
        "described explain explained remark speak spoke spoken call called name named write wrote area end "
        "well able way part fact mr mrs ms dr become became remain remained be"
    )
)
"""Content words so general that a statement may add them."""

REPORTING: Final = frozenset(
    words(
        "said says saying stated states stating claimed claims claiming alleged alleges told insisted "
        "insists "
        "asserted asserts argued argues denied denies denying refuted announced warned according confirmed "
        "confirms admitted accused accuses mentioned"
    )
)
"""Forms that attribute; a sentence that has one outside its known attributions is not its own voice."""

_OPERATORS: Final = {
    "negation": "not no never none nobody nothing neither nor without cannot unable lack lacks lacked "
    "fail fails failed failing refuse refuses refused refusing",
    "likely": "likely probably presumably",
    "unlikely": "unlikely improbable",
    "possibly": "may might could possibly possible perhaps maybe potentially can considered considering",
    "reportedly": "reportedly allegedly alleged apparently seemingly appear appears appeared seem seems "
    "seemed believed believes thinks thought suspected suspects considers supposedly purportedly "
    "rumoured rumored unconfirmed suggested",
    "future": "will wo would shall 'll plan plans planned planning intention intend intends intended "
    "expected expects scheduled pledged promised promises promise vowed agreed due ready willing",
    "obligation": "must should ought need needs needed required",
    "order": "order orders ordered appealed announced announces",
    "attempt": "attempt attempts attempted attempting try tries tried trying sought seeking prevented "
    "prevent thwarted foiled averted",
    "question": "whether",
    "wish": "urge urges urged urging demand demands demanded demanding want wants wanted wanting proposed "
    "proposes threatened threatens threatening recommended recommends proposal",
}
OPERATOR_OF: Final = {word: name for name, words in _OPERATORS.items() for word in words.split()}
"""Words that turn or weaken what follows them in their clause, by class."""

_FAMILY: Final = {
    "negation": "negation",
    "likely": "hedge",
    "unlikely": "hedge",
    "possibly": "hedge",
    "reportedly": "hedge",
}


def family(name: str) -> str:
    """What may stand for an operator: another negation, hedge, or word for what is not yet so."""
    return _FAMILY.get(name, "unreal")


_NEGATIVE: Final = frozenset(
    words(
        "not no never none nobody nothing neither nor without cannot unable lack lacks lacked lacking fail "
        "fails failed refuse refuses refused decline declines declined deny denies denied denying reject "
        "rejects rejected dismiss dismisses dismissed refute refuted yet unless until only false "
        "insufficient inadequate missing unhurt rule ruled rules exclude excluded pointless resist resisting "
        "escaped barred absent stop stopped except too hardly little few unchanged stay shut away withdraw "
        "prevent prevented avoid avoided wipe halt"
    )
)
_UN: Final = re.compile(
    r"un(?!i[tv]|de|ti|io|le)[a-z]{4,}|in(?:adequa|suffici|capab|abil|valid)[a-z]+|[a-z]+less"
)


_TURNS: Final = frozenset(
    words(
        "not no never none neither will would may might could can must should probably likely possibly "
        "unlikely plans allegedly reportedly cannot"
    )
)


def turns(word: str) -> bool:
    """Whether a lower-case word is a negation, a modal verb or a hedge."""
    return word in _TURNS or word.endswith("n't")


def negates(word: str) -> bool:
    """Whether a lower-case word turns its clause into the contrary."""
    return word in _NEGATORS or word.endswith("n't")


_NEGATORS: Final = frozenset(words("not no never none nobody nothing neither nor without cannot unable"))


def is_negative(word: str) -> bool:
    """Whether a lower-case word says in itself that something is not so."""
    return word in _NEGATIVE or word.endswith("n't") or _UN.fullmatch(word) is not None


QUANTITIES: Final = frozenset(words("many few several some most all each every both any only half"))
_ALL: Final = frozenset(words("all every each any both whole entire entirely fully altogether completely"))
UNIVERSAL: Final = dict.fromkeys(words("all every whole entire"), _ALL) | {
    "never": frozenset(["never"]),
    "always": frozenset(["always"]),
    "none": frozenset(["none"]),
}
CERTAIN: Final = frozenset(words("certainly definitely certain definite surely undoubtedly clearly"))
_TITLES: Final = frozenset(
    words(
        "mr mrs ms miss dr sir dame professor prof minister ministry deputy president vice prime chief "
        "governor mayor general colonel captain judge justice counsel court police commissioner chairman "
        "chair chancellor secretary health interior foreign finance defence defense agriculture energy "
        "labour labor education economy sc qc kc state government"
    )
)


def is_title(word: str) -> bool:
    """Whether a lower-case word names an office or is a form of address."""
    return word in _TITLES


CONDITIONS: Final = frozenset(["if", "unless", "provided", "pending"])

CRITICAL_WORDS: Final = frozenset(
    words(
        "before until all every none only some most half last final latest previous next because north "
        "south east west "
        "northern southern eastern western outside away never"
    )
)
"""Binding words without which a statement says something else: one that it has, its sentences must have."""

_SAME_WORD: Final = {
    "every": "all",
    "final": "last",
    "northern": "north",
    "southern": "south",
    "eastern": "east",
    "western": "west",
    "mostly": "most",
    "previously": "previous",
    "earlier": "previous",
    "due": "because",
    "owing": "because",
}

PHRASAL_VERBS: Final = {
    ("call", "off"): "cancelled",
    ("put", "off"): "postponed",
    ("drive", "back"): "repelled",
    ("throw", "back"): "repelled",
    ("win", "back"): "repelled",
    ("fight", "off"): "repelled",
    ("fight", "back"): "repelled",
    ("break", "through"): "breakthrough",
    ("wipe", "out"): "destroyed",
    ("strike", "down"): "rejected",
    ("turn", "down"): "rejected",
    ("step", "down"): "resigned",
    ("shut", "down"): "closed",
    ("close", "down"): "closed",
    ("blow", "up"): "exploded",
    ("shoot", "down"): "downed",
    ("carri", "out"): "conducted",
    ("go", "down"): "sank",
    ("go", "up"): "rose",
    ("burn", "down"): "burned",
    ("look", "at"): "examine",
    ("look", "into"): "investigate",
    ("take", "place"): "happened",
    ("rule", "out"): "excluded",
}
"""A verb's key and its particle, and the word whose sense they have together."""

ALIASES: Final = {
    "kiev": "kyiv",
    "us": "united states",
    "u.s": "united states",
    "usa": "united states",
    "u.s.a": "united states",
    "america": "united states",
    "american": "united states",
    "americans": "united states",
    "uk": "united kingdom",
    "u.k": "united kingdom",
    "britain": "united kingdom",
    "british": "united kingdom",
    "eu": "european union",
    "e.u": "european union",
    "un": "united nations",
    "u.n": "united nations",
    "zelenskyy": "zelensky",
    "zelenskiy": "zelensky",
    "french": "france",
    "dutch": "netherlands",
    "polish": "poland",
    "german": "germany",
    "spanish": "spain",
    "turkish": "turkey",
    "chinese": "china",
}
ALIASED: Final = frozenset(ALIASES.values())
"""The names that have other forms."""

LONG_NAMES: Final = re.compile(
    r"\b(United States(?: of America)?|United Kingdom|Great Britain|European Union|United Nations)\b"
)

DEMONYM_ENDINGS: Final = frozenset(
    ["", *words("n an ian a e ish ese i y s ns ans ians er ers ne stan istan")]
)
"""What a country's name, its adjective and its people may differ by."""


_LIGHT_STEMS: Final = frozenset(stem(word) for word in LIGHT_WORDS)
_TOLLS: Final = (
    "killed injured missing arrested captured destroyed damaged rescued evacuated lost fired survived"
)
_HEDGES: Final = frozenset(["likely", "unlikely", "possibly", "reportedly"])


def key(word: str) -> str:
    """What a lower-case word counts as: words of one sense, and forms of one word, share a key."""
    word = _SAME_WORD.get(word, word)
    if word in CRITICAL_WORDS:
        return word
    return canonical(stem(word))


def is_content(word: str) -> bool:
    """Whether a lower-case word carries content: it neither only binds, nor hedges."""
    if word in CRITICAL_WORDS or word in _SAME_WORD:
        return True
    binds = word in FUNCTION_WORDS or word.endswith(("n't", "'ll")) or (len(word) == 1 and not word.isdigit())
    return not (binds or OPERATOR_OF.get(word) in _HEDGES)


def is_light(word: str) -> bool:
    """Whether a statement may add the word though its sentences do not have it."""
    return stem(word) in _LIGHT_STEMS and word not in CRITICAL_WORDS


def operator(word: str) -> str | None:
    """The class of a word that turns or weakens what follows it."""
    if word.endswith("n't"):
        return "negation"
    if word.endswith("'ll"):
        return "future"
    return OPERATOR_OF.get(word)


TOLL_KEYS: Final = frozenset(key(word) for word in _TOLLS.split())
"""What a number is most often swapped with."""

_GOVERNORS: Final = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, {*OPERATOR_OF, *REPORTING, *CONDITIONS}))) + r"|\w+n['’]t)\b",
    re.IGNORECASE,
)


def governs(clause: str) -> bool:
    """Whether a clause holds a negation, a hedge, a condition or a reporting verb."""
    return _GOVERNORS.search(clause) is not None
