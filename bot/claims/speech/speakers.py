"""Who speaks: names and roles of an article, and when two ways of naming a speaker mean the same."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.news.span import Span

_OFFICES = (
    "president vice-president minister governor mayor spokesman spokeswoman spokesperson secretary "
    "chancellor chief head director chairman chairwoman chair chairperson leader commander general colonel "
    "ambassador envoy senator deputy prosecutor judge professor analyst expert commissioner officer official "
    "adviser advisor aide lawmaker founder king queen prince princess premier coordinator doctor resident "
    "teacher owner editor lawyer representative manager commissioner developer surgeon engineer coach "
    "captain economist scientist researcher diplomat activist historian mp trader farmer co-leader treasurer"
)
_OFFICE_WORDS = frozenset(_OFFICES.split())
_ROLE_NOUNS = "|".join(_OFFICES.split())
_PARTICLE = "von|van|der|den|de|del|della|di|da|la|le|al|bin|ibn|Der|De"
_NAME_WORD = r"(?:[^\W\d_a-z](?:\.|[\w-]*(?:['’](?!s\b)[\w-]+)?))"
_NAME = rf"{_NAME_WORD}(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0]){{0,2}}{_NAME_WORD}){{0,3}}"
_FULL_NAME = rf"{_NAME_WORD}(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0]){{0,2}}{_NAME_WORD}){{1,3}}"
_APPOSED = re.compile(
    rf"(?<![\w.])(?P<name>{_NAME}), "
    r"(?P<role>(?:(?:an?|[Tt]he|its|their|his|her|head|chief|deputy|former|"
    rf"acting|{_NAME_WORD}['’]s) )[^,.;:()“”\"\n]{{2,90}}?"
    rf"|(?:{_ROLE_NOUNS}) (?:of|at|for|in) [^,.;:()“”\"\n]{{2,60}}?)"
    r"(?=[,;:)]|\.(?!\w)| (?:said|says|told|has|had|was|is|who)\b)"
)
_TITLED = re.compile(rf"\b(?P<role>[A-Za-z-]+)[ \u00a0](?P<name>{_NAME})")
_BEFORE_NAME = re.compile(r"(?<![\w-])[A-Za-z-]++(?=[ \u00a0][^\W\d_a-z])")
_BEFORE_TITLE = re.compile(
    rf"(?<![\w.])(?:(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er) )?(?:(?:[\w-]+|{_NAME_WORD}['’]s) ){{0,3}}$"
)
_ROLE_FIRST = re.compile(
    rf"(?<![\w.])(?P<role>(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|{_NAME_WORD}['’]s) (?:[\w'’-]+ ){{0,5}}?"
    rf"(?:{_ROLE_NOUNS})(?: (?:of|for|at|in) [\w'’-]+(?: [\w'’-]+){{0,4}})?), "
    rf"(?P<name>{_FULL_NAME})(?=[,.]| (?:said|told))"
)
_ROLE = re.compile(rf"\b(?:{_ROLE_NOUNS})s?\b", re.IGNORECASE)
_STRAY = re.compile(
    r"^(?:(?:and|but|as|said|that|when|while|with|by|to|for|in|on|at|from|of|met|was|is|told|also|where"
    r"|he|she|it|they|we|who|Mr|[a-z]+ed"
    r"|And|But|As|That|When|While|With|By|To|For|In|On|At|From|Of|After|Before|Where|He|She|It|They|We"
    r"|Meanwhile) )+"
)
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|July|September|October|November|December"
)
"""What is no name in "on Monday, the governor said"."""
_GOVERNMENTS = {
    "ukraine": "kyiv kiev ukrainian",
    "russia": "moscow kremlin russian",
    "united states": "washington us usa american",
    "china": "beijing chinese",
    "united kingdom": "london uk britain british",
    "european union": "brussels eu",
    "france": "paris french",
    "germany": "berlin german",
    "israel": "jerusalem israeli",
    "iran": "tehran iranian",
    "turkey": "ankara turkish türkiye",
    "poland": "warsaw polish",
    "japan": "tokyo japanese",
    "india": "delhi indian",
    "belarus": "minsk belarusian",
    "south korea": "seoul",
    "north korea": "pyongyang",
    "italy": "rome italian",
    "spain": "madrid spanish",
    "moldova": "chisinau moldovan",
    "georgia": "tbilisi georgian",
}
_TITLE_MAX = 60
_STATE = {name: state for state, names in _GOVERNMENTS.items() for name in (state, *names.split())}
_FILLER = frozenset(
    ("the", "a", "an", "of", "in", "for", "s", "region", "government", "state", "mr", "mrs", "ms", "dr")
)
_SPELLINGS = {"defense": "defence", "spokesman": "spokesperson", "spokeswoman": "spokesperson"}


@dataclass(frozen=True, slots=True)
class Role:
    """What an article calls a named person: "Mara Ilves", "the governor of Ost"."""

    name: str
    name_span: Span
    span: Span
    sentence: int


def roles(text: str, sentences: Sequence[Span]) -> tuple[Role, ...]:
    """The roles that the text gives to names by apposition or title, in order of appearance."""
    found = {
        role
        for index, sentence in enumerate(sentences)
        for role in _roles_in(text, index, sentence)
        if not _CALENDAR.fullmatch(role.name)
    }
    return tuple(sorted(found, key=lambda role: (role.name_span, role.span)))


def _roles_in(text: str, index: int, sentence: Span) -> list[Role]:
    found = [_titled(text, index, sentence, match) for match in _titles(text, sentence)]
    if text.find(",", sentence.start, sentence.end) >= 0:
        for pattern in (_APPOSED, _ROLE_FIRST):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                found.append(_role(text, index, match, match.start("role")))
    return found


def _titles(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    """The places where a name follows an office ("Governor Mara Ilves")."""
    for word in _BEFORE_NAME.finditer(text, sentence.start, sentence.end):
        if word[0].lower() not in _OFFICE_WORDS:
            continue
        match = _TITLED.match(text, word.start(), sentence.end)
        if match and _OFFICE_WORDS.isdisjoint(match["name"].lower().split()):
            yield match


def _titled(text: str, index: int, sentence: Span, match: re.Match[str]) -> Role:
    return _role(text, index, match, _title_start(text, sentence.start, match.start("role")))


def _role(text: str, index: int, match: re.Match[str], start: int) -> Role:
    name = Span(*match.span("name"))
    return Role(plain(name.of(text)), name, Span(start, match.end("role")), index)


def _title_start(text: str, floor: int, start: int) -> int:
    """Where a title begins that ends in a role noun: "the European Council " stands before "President"."""
    low = max(floor, start - _TITLE_MAX)
    before = _BEFORE_TITLE.search(text[low:start])
    if before is None:
        return start
    stray = _STRAY.match(before[0])
    return low + before.start() + (stray.end() if stray else 0)


def is_person(role: Role, text: str) -> bool:
    """Whether a role is one that only a person can have."""
    return _ROLE.search(role.span.of(text)) is not None


def plain(name: str) -> str:
    """A name with straight apostrophes and single spaces."""
    return " ".join(name.replace("’", "'").split())


def name_words(speaker: str) -> tuple[str, ...]:
    """The telling words of a speaker's name, small, without articles and possessive marks."""
    words = re.findall(r"\w+(?:-\w+)*", re.sub(r"['’]s\b", "", speaker.replace("U.S.", "US").lower()))
    return tuple(_SPELLINGS.get(word, word) for word in words if word not in _FILLER)


def government(speaker: str) -> str | None:
    """The state whose government a name stands for ("Kyiv", "the Kremlin", "Ukraine's government")."""
    return _STATE.get(" ".join(name_words(speaker)))


def same_speaker(asked: str, speaker: str, roles: Mapping[str, str] | None = None) -> bool:
    """Whether a question that asks for one speaker means the other; only safe joins.

    `roles` maps names of the article to their roles, so that "the governor" finds its holder.
    """
    wanted, found = name_words(asked), name_words(speaker)
    if not wanted or not found:
        return False
    state = government(asked)
    if state is not None or government(speaker) is not None:
        return state == government(speaker)
    if wanted == found or _tail(wanted, found) or _tail(found, wanted):
        return True
    role = (roles or {}).get(speaker)
    return role is not None and set(wanted) <= set(name_words(role)) and _heads(wanted, name_words(role))


def _tail(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is the end of a fuller one: a surname, "defence ministry" of "Russia defence ministry".

    "Channel Verify" and "Kyiv mayor" share no tail with "Channel" and "Kyiv"; a lone common noun
    ("officials", "ministry") is too little to join "local officials" with others.
    """
    if len(short) >= len(full) or full[-len(short) :] != short:
        return False
    return len(short) > 1 or short[0] not in _COMMON


_COMMON_NOUNS = (
    "officials authorities police ministry government army military forces spokesperson governor mayor "
    "president minister residents witnesses statement agency service party council group groups sources "
    "people leaders commission company union court experts"
)
_COMMON = frozenset(_COMMON_NOUNS.split())


def _heads(wanted: tuple[str, ...], role: tuple[str, ...]) -> bool:
    """Whether the words that are asked for name an office, not just the place it is in."""
    return any(_ROLE.fullmatch(word) for word in wanted) and bool(role)
