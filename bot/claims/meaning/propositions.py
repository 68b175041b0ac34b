"""Propositions: what is said, in a form that two sayings of it share."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.claims.meaning.concepts import CASUALTIES, HARM, concept, is_light, is_phrasal
from bot.claims.meaning.days import When, when
from bot.claims.meaning.doers import SELF, Deed, core, deed, has_verb, keys
from bot.claims.meaning.quantities import Quantity, is_number, quantities
from bot.claims.meaning.relations import WHO, kinds, relations, who
from bot.claims.meaning.tokens import Token, Tokens, is_past, phrase
from bot.claims.speech.grammar import DETERMINERS
from bot.news.claim import Proposition
from bot.news.span import Span

MODAL = "will"
"""The word that marks what is yet to come, ordered or possible."""

DOES = "does "
"""The mark of what a clause says at heart: the meaning of its verb."""
DONE_TO = "done-to "
"""The mark of who suffers what is done."""

_NEGATIONS = frozenset(("not", "never", "nobody", "none", "neither", "nothing", "cannot", "no"))
_NO_NEGATION = frozenset(("fewer", "less", "more", "later", "only", "doubt", "sooner"))
_MODALS = frozenset(("will", "would", "shall", "should", "must", "may", "might", "could", "can"))
_FAILING = frozenset(("failed", "refused", "declined"))
_NO_HEAD = frozenset((".", ",", ";", ":", "(", ")", "–", "—", "-"))
_NEAR = 7
"""Tokens between a number and the harm that it counts, at the most."""
_WHOLES = frozenset(("the", "them", "those", "these", "its", "his", "her", "their", "whom", "which"))
_AGE = re.compile(r"(\d+|[a-z]+)-years?-old$")
_JOINED = re.compile(r"(\d+)-?((?!(?:bn|mn|m|k|st|nd|rd|th)$)[a-z]+)")
"""A number and its unit in one word: "60-day", "10pm"."""
_STEPS = frozenset(("to", "by", "from"))
_LED = re.compile(
    r"(?:(?:any|all|the|these|those|such|some|media|recent|earlier|previous|its|his|her|their|an?|foreign) )*"
    r"(?:reports?|claims?|accusations?|allegations?|suggestions?|rumou?rs?|charges?|assertions?)"
    r" (?:of|about|that|by \w+ that) ",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?:having|had|taking|taken|playing|played|bearing|any|all|its|his|her|their|an?|the|direct) )*"
    r"(?:involvement|role|part|responsibility|complicity|hand) (?:in|for) ",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    [
        "hour",
        "minut",
        "day",
        "week",
        "month",
        "year",
        "kilometr",
        "metr",
        "mile",
        "hectar",
        "acr",
        "tonn",
        "ton",
        "crown",
        "mark",
        "dollar",
        "euro",
        "pound",
        "rubl",
        "round",
        "percentag",
    ]
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clause borrows from around it.

    `published` dates its weekdays; `whole` is all that is said at once, whose day holds for each clause;
    `speaker` is who "its guns" and "having fired" mean; `places` are region ids; `subject` what a clause
    without a subject of its own is about.
    `denied` marks the content of a denial, `admitted` that of an admission, `deed` what the speaker does
    itself ("claimed responsibility for"); `act` stands for words where there are but names ("blames
    Istrova").
    """

    published: datetime | None = None
    whole: Span | None = None
    speaker: str | None = None
    places: tuple[str, ...] = ()
    subject: Span | None = None
    denied: bool = False
    admitted: bool = False
    deed: bool = False
    act: str = ""


def proposition(read: Tokens, spans: Sequence[Span], setting: Setting) -> Proposition:
    """What the spans say; of a denial, what is denied ("reports of" and "any part in" left out)."""
    text = read.text
    dated = [when(text, span, setting.published) for span in spans]
    spans, partaking = _denied(text, spans) if setting.denied else (tuple(spans), False)
    tokens = read.within(spans, [span for found in dated for span in found.spans])
    lower = [token.lower for token in tokens]
    speaker = speaker_keys(setting.speaker)
    done = deed(tokens, speaker, acting=setting.denied or setting.admitted)
    agents = frozenset(speaker) if partaking or setting.deed else done.agents
    names = {key for token in tokens if (key := token.name)}
    if setting.speaker is not None and setting.speaker != setting.speaker.lower():
        names |= speaker if not SELF.isdisjoint(lower[:4]) else agents & speaker
    words = _words(tokens)
    if setting.subject is not None:
        subject = read.within([setting.subject])
        names = names or {key for token in subject if (key := token.name)}
        words |= _event(subject)
    words = words or ({setting.act} if setting.act else set())
    counted = quantities(lower)
    if words:
        words |= _marks(tokens, done, counted)
    moment = _moment(text, dated, setting)
    return Proposition(
        words=frozenset(words),
        numbers=_numbers(tokens, counted, words),
        names=frozenset(names),
        negated=_negated(lower),
        day=moment.day,
        places=setting.places,
        agents=agents,
        period=moment.period,
    )


def _marks(tokens: Sequence[Token], done: Deed, counted: Sequence[Quantity]) -> set[str]:
    """How the words hang together (`bot.claims.meaning.relations`), what is done, and to whom.

    A rate raised to 5 per cent is not one raised by 5 per cent.
    """
    marks = {f"{DONE_TO}{key}" for key in done.patients}.union(relations(tokens, _head), kinds(tokens))
    for each in counted:
        if not each.unit and (counts := who(_head(tokens, each.end))):
            marks.add(f"{WHO}{counts} #{each.value}")
        before = tokens[each.lead - 1].lower if each.lead else ""
        if before in _STEPS:
            marks.add(f"{before} #{each.value}")
    return marks | {f"{DOES}{done.verb}"} if done.verb else marks


def _event(subject: Sequence[Token]) -> set[str]:
    """The noun that a clause without subject leans on ("an explosion in Brennick, likely caused by ...")."""
    end = next(
        (at for at, token in enumerate(subject) if token.breaks_phrase or token.lower == ","), len(subject)
    )
    return _words(subject[:end]) if not has_verb(subject) else set()


def speaker_keys(words: str | None) -> set[str]:
    """The names of a speaker, else the nouns for one ("the captain"), as keys of a proposition."""
    tokens = core(phrase(words or ""))
    return {token.name for token in tokens if token.name and token.lower not in DETERMINERS} or keys(tokens)


def _denied(text: str, spans: Sequence[Span]) -> tuple[tuple[Span, ...], bool]:
    """The stretch that is denied, and whether it is only the speaker's part in it."""
    first = spans[0]
    start = first.start
    if led := _LED.match(text, start, first.end):
        start = led.end()
    if part := _PART.match(text, start, first.end):
        start = part.end()
    return (Span(start, first.end), *spans[1:]), part is not None


def _moment(text: str, dated: Sequence[When], setting: Setting) -> When:
    own = next((found for found in dated if found.day or found.period), None)
    if own is not None or setting.whole is None:
        return own or When()
    return when(text, setting.whole, setting.published)


def _words(tokens: Sequence[Token]) -> set[str]:
    found: set[str] = set()
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.lower in _MODALS:
            found.add(MODAL)
        elif following is not None and is_phrasal(token.lower, following.lower):
            both = f"{token.lower}_{following.lower}"
            if not is_light(both):
                found.add(concept(both))
        elif token.content and not is_number(token.lower):
            found.add(concept(token.lower))
    return found if found.isdisjoint(HARM) else found - {"cause"}


def _negated(lower: Sequence[str]) -> bool:
    for word, following in zip(lower, [*lower[1:], ""], strict=True):
        if (word in _NEGATIONS or word.endswith(("n't", "n’t"))) and following not in _NO_NEGATION:
            return True
        if word in _FAILING and following == "to":
            return True
    return False


def _numbers(tokens: Sequence[Token], counted: Sequence[Quantity], words: Collection[str]) -> tuple[str, ...]:
    lower = [token.lower for token in tokens]
    found = {
        f"{quantity.bound}{quantity.value} {_counted(tokens, quantity, words)}".strip()
        for quantity in counted
        if _counts(tokens, lower, quantity)
    }
    for word in lower:
        if "-year" in word and (age := _AGE.match(word)):
            found.update(f"{number.value} old" for number in quantities([age[1]]))
        elif word[0].isdigit() and (joined := _JOINED.fullmatch(word)):
            found.add(f"{joined[1]} {concept(joined[2])}")
    return tuple(sorted(found))


def _counts(tokens: Sequence[Token], lower: Sequence[str], quantity: Quantity) -> bool:
    """Whether a number word stands for a number, and not "one of", "no one" or "first known"."""
    following = lower[quantity.end : quantity.end + 1]
    if quantity.value == "1":
        return following != ["of"] and lower[quantity.at - 1 : quantity.at] != ["no"]
    if not quantity.value.endswith("th"):
        return True
    head = _head(tokens, quantity.end)
    numbered = bool(following) and (is_number(following[0]) or following[0][0].isdigit())
    if head is None:
        return quantity.value != "1th" and not numbered
    return not numbered and not is_past(head.lower)


def _counted(tokens: Sequence[Token], quantity: Quantity, words: Collection[str]) -> str:
    """What a quantity counts: its unit, who came to harm, or the noun behind it."""
    if quantity.unit:
        return quantity.unit
    head = _head(tokens, quantity.end)
    noun = concept(head.lower) if head is not None else ""
    harm = None if noun in _MEASURES or quantity.value.endswith("th") else _harm(tokens, quantity, words)
    counted = harm or (noun if head is not None and head.content else "")
    if counted and quantity.added:
        return f"more {counted}"
    part = [token.lower for token in tokens[quantity.end : quantity.end + 2]]
    return f"of {counted}" if part[:1] == ["of"] and part[1] in _WHOLES else counted


def _harm(tokens: Sequence[Token], quantity: Quantity, words: Collection[str]) -> str | None:
    """The nearest word of harm beside a quantity; of "the toll rose to 14", the nearest in the clause."""
    risen = [concept(token.lower) for token in tokens[max(quantity.lead - 2, 0) : quantity.lead]]
    reach = len(tokens) if risen == ["raise", "to"] else _NEAR
    near = range(max(quantity.lead - reach, 0), min(quantity.end + reach, len(tokens)))
    found = (concept(tokens[at].lower) for at in sorted(near, key=lambda at: abs(at - quantity.at)))
    return next((name for name in found if name in CASUALTIES and name in words), None)


def _head(tokens: Sequence[Token], at: int) -> Token | None:
    """The noun of the phrase that begins behind a quantity."""
    head = None
    if at < len(tokens) and tokens[at].lower == "of":
        at += 1
    while at < len(tokens):
        token = tokens[at]
        ends = token.lower in _NO_HEAD or token.breaks_phrase
        if ends or (head is not None and (token.is_number or is_past(token.lower))):
            break
        if token.name is None and not token.is_number and token.lower not in DETERMINERS:
            head = token
        at += 1
    return head
