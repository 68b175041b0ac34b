"""The speakers of one article: short names, pronouns and bare roles resolved as far as the text allows."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.claims.speech.grammar import DETERMINERS, PRONOUNS, SPEAKER_NOUNS
from bot.claims.speech.speakers import Role, government, is_person, name_words, plain, roles
from bot.news.span import Span

_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'-]*")
_PERSON_NAME = re.compile(
    r"(?:[^\W\d_a-z](?:\.|[\w'’-]*) )(?:(?:[a-z]{2,5}|[^\W\d_a-z](?:\.|[\w'’-]*)) ){0,2}[^\W\d_a-z][\w'’-]+$"
)
_HONORIFIC = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Gov|Gen|Sen|Rep|Lt|Col|Maj|Capt|Sgt|Sir|Lady|Commander|Captain|Colonel|General|Major|Sergeant|Admiral"
    r"|Inspector|Superintendent|Detective|Judge|Justice|Rabbi|Imam|Father|Bishop|Archbishop)\.? )+"
)
_INSTITUTION = re.compile(
    r"\b(?:ministry|ministries|agency|government|command|staff|office|service|company|council|police|army|navy|forces"
    r"|group|party|commission|union|department|committee|administration|authority|hospital|court|bank|operator"
    r"|organisation|organization|university|institute|legion|corps|brigade|coastguard|kremlin|parliament|network|watchdog)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r" (?:at|of|for|from|in|with|to|and|near) ")
_HEAD_END = re.compile(r",| \(| [—–-]+ ")
_TRAILING_NAME = re.compile(r"(?<=[a-z] )[^\W\d_a-z][\w'’-]+ [^\W\d_a-z][\w'’-]+$")
_LED_NAME = re.compile(
    r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z](?:\.|[\w'’-]+)){1,2}(?= (?:of|from|at|with) (?:the )?[\w]|$)"
)
_PERSON_NOUN = re.compile(
    r"\b(?:spokes\w+|president|minister|governor|mayor|leader|head|director|chief|resident|official|lawyer|agent"
    r"|manager|analyst|expert|professor|doctor)\b(?! of the)",
    re.IGNORECASE,
)
_APPOSED_NAME = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Aa]|[Aa]n|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Bb]oth|[Oo]ther|[^\W\d_a-z][\w-]*['’]s)"
    r" [^,]*?[a-z]{4,}, (?P<name>[^\W\d_a-z][\w.'-]*(?:,? (?:and |of |the |& )*[^\W\d_a-z][\w.'-]*){1,7})"
)
"""What a common noun is the description of: "the vessel's owner, Sound and Isles Line"."""
_OFFICE_OF = {"his": "he", "her": "she"}
_RELATIVE = frozenset(("who", "which", "that"))
_OBJECTS = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "i"}
_DOCUMENTS = frozenset(("statement", "report", "message", "post", "release", "letter", "communique", "text"))
_SELF_STANDING = frozenset(
    [
        "police",
        "army",
        "coastguard",
        "military",
        "authorities",
        "officials",
        "government",
        "prosecutors",
        "opposition",
        "rebels",
        "residents",
        "witnesses",
    ]
)
_FEMALE = re.compile(r"\b(?:spokes|chair|police)woman\b|\b(?:Mrs|Ms)\b|\b(?:queen|princess)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:spokes|chair|police)man\b|\bMr\b|\b(?:king|prince)\b", re.IGNORECASE)


class Cast:
    """Resolves sources in the order of the text; each resolved one helps with those after it."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text = text
        self._people: dict[str, set[str]] = {}
        self._roles: dict[str, list[str]] = {}
        self._described: dict[str, list[str]] = {}
        self._pronouns: dict[str, str] = {}
        self._said: list[_Said] = []
        self._starts = [sentence.start for sentence in sentences]
        for role in sorted(roles(text, sentences), key=lambda role: -role.name.count(" ")):
            self._meet(role)

    def _meet(self, role: Role) -> None:
        words = role.span.of(self._text)
        name = _HONORIFIC.sub("", role.name)
        if is_person(role, self._text):
            self._roles.setdefault(name, []).append(words)
            self._know(name)
        else:
            self._described.setdefault(name, []).append(words)

    def _know(self, name: str) -> None:
        holders = self._people.setdefault(name.split()[-1], set())
        if " " in name or not holders:
            holders.add(name)

    def resolve(self, source: Span | None, paragraph: Span) -> str | None:
        """The speaker's name as written most fully; null where the text leaves it open."""
        if source is None:
            return None
        words = source.of(self._text)
        speaker = self._speaker(words, source, paragraph)
        if speaker is not None:
            self._said.append(_Said(source.start, speaker, words))
        return speaker

    def _speaker(self, words: str, source: Span, paragraph: Span) -> str | None:
        head = plain(_HEAD_END.split(words)[0])
        lower = head.lower()
        if lower in _RELATIVE:
            return None
        if lower in PRONOUNS or lower in _OBJECTS:
            return self._pronoun(_OBJECTS.get(lower, lower), source, paragraph)
        if (name := self._named(words)) is not None:
            return name
        if (apposed := _APPOSED_NAME.fullmatch(plain(words))) is not None:
            return apposed["name"]
        first, *rest = lower.split()
        if first in _OFFICE_OF and rest == ["office"]:
            return self._office(_OFFICE_OF[first], source, paragraph)
        if rest and rest[0] in _DOCUMENTS:
            return self._last_institution(source, paragraph) if first in DETERMINERS else None
        if rest and first in DETERMINERS and head.split()[1:] == rest:
            return self._bare(rest, head, source)
        return self._fullest(_uncapped(head))

    def _named(self, words: str) -> str | None:
        """A person named in the words, by full name, by surname or behind a title."""
        plain_words = plain(words)
        known = [
            name
            for names in self._people.values()
            for name in names
            if " " in name and name in plain_words and f"{name}'s" not in plain_words
        ]
        if known:
            return _HONORIFIC.sub("", max(known, key=len))
        head, *rest = plain_words.split(", ")
        if (name := self._as_name(head)) is not None:
            return name
        introduces = head.split()[0].lower() in DETERMINERS | {"one"} and not _INSTITUTION.search(head)
        names = map(self._as_name, rest[:2]) if introduces or _PERSON_NOUN.search(head) else iter(())
        return next((name for name in names if name is not None), None)

    def _as_name(self, words: str) -> str | None:
        """The person that the words name, if they are a name; it is known from then on."""
        name = _HONORIFIC.sub("", words)
        titled = _TRAILING_NAME.search(name) if name[:1].islower() and " of " not in name else None
        if titled and not _INSTITUTION.search(name):
            name = titled[0]
        if led := _LED_NAME.match(name):
            name = led[0]
        holders = self._people.get(name, set())
        if len(holders) == 1:
            return next(iter(holders))
        is_name = _PERSON_NAME.fullmatch(name) and not _INSTITUTION.search(name) and government(name) is None
        if is_name and name.split()[0].lower() not in DETERMINERS:
            self._know(name)
            return name
        return None

    def _pronoun(self, pronoun: str, source: Span, paragraph: Span) -> str | None:
        """ "he", "she": the last person who spoke, if nobody else was named since, or the only one named just
        before; "it": the institution that spoke last."""
        if pronoun not in ("he", "she", "it"):
            return None
        start = self._window(paragraph)
        said = next((each for each in reversed(self._said) if each.start >= start), None)
        if pronoun == "it":
            speaks = said is not None and not self._is_person(said.speaker)
            return said.speaker if said and speaks and not _PERSON_NOUN.search(said.speaker) else None
        if said is not None and self._is_person(said.speaker):
            since, fitting = said.start, {said.speaker}
        else:
            since, fitting = max(start, self._sentence_before(source)), set()
        fitting |= self._mentioned(Span(since, source.start))
        fitting = {name for name in fitting if self._fits(name, pronoun)}
        if len(fitting) != 1:
            return None
        speaker = next(iter(fitting))
        self._pronouns.setdefault(speaker, pronoun)
        return speaker

    def _office(self, pronoun: str, source: Span, paragraph: Span) -> str | None:
        """ "her office": of the one whom its sentence names before it, else of whom "she" would mean."""
        start = self._starts[max(bisect_right(self._starts, source.start) - 1, 0)]
        named = {name for name in self._mentioned(Span(start, source.start)) if self._fits(name, pronoun)}
        holder = next(iter(named)) if len(named) == 1 else self._pronoun(pronoun, source, paragraph)
        return f"{holder}'s office" if holder else None

    def _sentence_before(self, source: Span) -> int:
        """Where the sentence begins that stands before the one of a source."""
        return self._starts[max(bisect_right(self._starts, source.start) - 2, 0)]

    def _window(self, paragraph: Span) -> int:
        """How far back a pronoun may reach: to the beginning of the paragraph before its own."""
        before = self._text.rfind("\n", 0, max(paragraph.start - 1, 0))
        while before > 0 and not self._text[before : paragraph.start].strip():
            before = self._text.rfind("\n", 0, before)
        return max(before, 0)

    def _fits(self, name: str, pronoun: str) -> bool:
        role = " ".join(self._roles.get(name, ()))
        wrong = (_MALE if pronoun == "she" else _FEMALE).search(role)
        return not wrong and self._pronouns.get(name, pronoun) == pronoun

    def _is_person(self, speaker: str) -> bool:
        return speaker in self._people.get(speaker.split()[-1], ())

    def _mentioned(self, stretch: Span) -> set[str]:
        found = _CAPITALISED.findall(self._text, stretch.start, stretch.end)
        return {name for word in found for name in self._people.get(word, ())}

    def _last_institution(self, source: Span, paragraph: Span) -> str | None:
        said = [each.speaker for each in self._said if paragraph.start <= each.start < source.start]
        return next((name for name in reversed(said) if _INSTITUTION.search(name) or government(name)), None)

    def _bare(self, rest: list[str], head: str, source: Span) -> str | None:
        """ "the governor", "the ministry": the one of the article that fits; null if none or several do."""
        wanted = set(name_words(" ".join(rest)))
        holders = _holding(self._roles, wanted)
        if len(holders) > 1:
            holders = holders & {each.speaker for each in self._said} or holders
        if len(holders) == 1:
            return next(iter(holders))
        spoken = {each.speaker for each in self._said}
        fuller = self._fuller(rest) or _holding(self._described, wanted) & spoken
        if len(fuller) == 1:
            return next(iter(fuller))
        if not holders and not fuller and (owned := self._owned(rest, source)) is not None:
            return owned
        stands = not holders and not fuller and head.split()[0].lower() in ("the", "a", "an")
        stands = stands and (len(rest) > 1 or rest[0] in _SELF_STANDING)
        return head[0].lower() + head[1:] if stands else None

    def _owned(self, rest: list[str], source: Span) -> str | None:
        """ "the coastguard" after "Casteria's coastguard": the one that was named, if only one was."""
        if not _INSTITUTION.search(rest[-1]):
            return None
        called = re.compile(
            rf"(?:[^\W\d_a-z][\w-]* ){{0,2}}[^\W\d_a-z][\w-]*['’]s {re.escape(' '.join(rest))}\b"
        )
        named = {plain(found) for found in called.findall(self._text, 0, source.start)}
        return next(iter(named)) if len(named) == 1 else None

    def _fuller(self, rest: list[str]) -> set[str]:
        """Who has spoken and is called by these words at the end of a name or a description."""
        words = name_words(" ".join(rest))
        called = ((each.speaker, part) for each in self._said for part in each.called)
        return {name for name, part in called if words and name_words(part)[-len(words) :] == words}

    def _fullest(self, head: str) -> str:
        """ "The Defence Ministry" after "Russia's Defence Ministry" is the latter."""
        fuller = self._fuller([head]) - {head} if head[:4] == "the " else set()
        return next(iter(fuller)) if len(fuller) == 1 else head


@dataclass(frozen=True, slots=True)
class _Said:
    """A speaker that was resolved: where its source begins, and the words of the source."""

    start: int
    speaker: str
    words: str

    @property
    def called(self) -> tuple[str, str]:
        """What it is called, without what is joined to it ("of the fund")."""
        head = plain(_HEAD_END.split(self.words)[0])
        return _JOINED.split(self.speaker)[0], _JOINED.split(head)[0]


def _holding(held: Mapping[str, Sequence[str]], wanted: set[str]) -> set[str]:
    """The names with a description that has all the wanted words."""
    return {
        name for name, words in held.items() for each in words if wanted and wanted <= set(name_words(each))
    }


def _uncapped(head: str) -> str:
    """ "Local officials" at the beginning of a sentence is "local officials" within one."""
    first, _, rest = head.partition(" ")
    ordinary = first.lower() in DETERMINERS | _ADJECTIVES or (
        not rest[:1].isupper() and first.lower() in SPEAKER_NOUNS
    )
    return head[0].lower() + head[1:] if ordinary else head


_ADJECTIVES = frozenset(
    [
        "local",
        "regional",
        "federal",
        "senior",
        "some",
        "several",
        "many",
        "most",
        "two",
        "three",
        "four",
        "five",
        "both",
        "one",
        "another",
        "military",
        "emergency",
        "health",
        "city",
        "provincial",
        "municipal",
        "rescue",
        "aid",
        "human",
        "independent",
        "military",
        "police",
        "state",
        "unnamed",
        "foreign",
        "town",
        "village",
        "district",
        "county",
        "border",
        "hospital",
    ]
)
