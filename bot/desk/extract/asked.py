"""What a question asks for, as values."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.desk.extract.words import plain, stem, tokens, vocabulary
from bot.news.attribution import CueKind

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OFFICE = re.compile(r"^\W*who(?:'s|’s| is| was| are| were) (?:the|\w+['’]s)\b", re.IGNORECASE)
FUNCTION = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december a an the of to in on at by for with from into onto upon "
    "about as than that this these those there here it its he she him her his hers they them their we us "
    "our you your i me my is are was were be been being am has have had having do does did doing done will "
    "would shall should can could may might must not no nor or and but if so too also just even still "
    "already yet ever again only what which who whom whose when where why how since any anyone anybody "
    "anything someone somebody something nobody nothing some all both each more most many much exactly "
    "actually really currently now then according during after before until over under up off out down "
    "between through against towards toward per via amid near around because due while s t ’s happen "
    "happened happening going latest recent recently news new today yesterday tomorrow tonight know known "
    "get got become report reports became make made say said tell told one ones other another same long "
    "far last next past"
)
"""Words that an answer need not bear."""

_PREPOSITIONS = vocabulary(
    "in at on near from outside around across inside into of about to for with against over towards off "
    "along between during after before by as"
)


class Kind(StrEnum):
    """What a question wants to know."""

    SAID = "said"  # what somebody said: "what did Kyiv deny?", "has the ministry confirmed the raid?"
    WHO_SAID = "who said"  # who said it: "who denied the raid?"
    WHO_IS = "who is"  # a name's role: "who is Gladkov?"
    HOW_MANY = "how many"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    WHY = "why"  # and "what caused"
    YES_NO = "yes or no"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that an answer should bear. `preposition` is what leads to it ("in Belgorod").

    `joined` says that it goes on with the name before it ("Fenwick Trust").
    """

    word: str
    capital: bool = False
    preposition: str | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read. `speaker` is who is asked about as speaking, `cue_kinds` what the speaking does.

    `primary` is the kind among them that answers best, `cue_lemma` the question's own verb ("geolocate").
    `terms` are the words beside speaker and cue, `asked` those of them that are to be counted ("how many
    drones"), `head` the one without which a sentence hardly answers, most often the verb, `phrases` what
    stands in quotation marks, `weekdays` the days on which it is said to be.
    """

    text: str
    kind: Kind = Kind.OTHER
    speaker: str | None = None
    cue_kinds: frozenset[CueKind] = frozenset()
    primary: CueKind | None = None
    cue_lemma: str | None = None
    terms: tuple[Term, ...] = ()
    asked: tuple[str, ...] = ()
    head: str | None = None
    phrases: tuple[str, ...] = ()
    weekdays: frozenset[str] = frozenset()

    @property
    def topic(self) -> tuple[str, ...]:
        """The stems of its terms."""
        return tuple(stem(term.word) for term in self.terms)

    @property
    def asks_holder(self) -> bool:
        """Whether it asks who is what ("who is the governor of Tessen?")."""
        return self.kind is Kind.WHO and _OFFICE.match(self.text) is not None

    def place(self, last: int) -> str:
        """The name that ends at a term; with "city", where a city is told from the region around it."""
        first = last
        while self.terms[first].joined:
            first -= 1
        city = [term.word for term in self.terms[last + 1 : last + 2] if term.word == "city"]
        return " ".join([*(term.word for term in self.terms[first : last + 1]), *city])


def terms_of(text: str) -> tuple[Term, ...]:
    """The content words of a stretch of the question, in order, each once."""
    found: dict[str, Term] = {}
    preposition: str | None = None
    before = ""
    for token in tokens(text):
        word = plain(token)
        if word in _PREPOSITIONS:
            preposition = word
        elif word not in FUNCTION and word and not word.endswith("n't"):
            capital = token[0].isupper()
            joined = capital and before[:1].isupper()
            found.setdefault(word, Term(word, capital, preposition, joined))
        elif word not in ("the", "a", "an", "said", "say"):
            preposition = None
        before = token
    return tuple(found.values())
