"""The speakers of one article: short names, pronouns and bare roles resolved as far as the text allows."""

import re
from collections.abc import Sequence

from bot.claims.grammar import DETERMINERS, PRONOUNS, SPEAKER_NOUNS
from bot.claims.speakers import Role, government, is_person, name_words, plain, roles
from bot.news.span import Span

_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'-]*")
_PERSON_NAME = re.compile(
    r"(?:[^\W\d_a-z](?:\.|[\w'’-]*) )(?:(?:[a-z]{2,5}|[^\W\d_a-z](?:\.|[\w'’-]*)) ){0,2}[^\W\d_a-z][\w'’-]+$"
)
_HONORIFIC = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Gov|Gen|Sen|Rep|Lt|Col|Maj|Capt|Sgt|Sir|Lady)\.? )+")
_INSTITUTION = re.compile(
    r"\b(?:ministry|ministries|agency|government|command|staff|office|service|company|council|police|army|navy|forces"
    r"|group|party|commission|union|department|committee|administration|authority|hospital|court|bank|operator"
    r"|organisation|organization|university|institute|legion|corps|brigade|kremlin|parliament|network|watchdog)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r" (?:at|of|for|from|in|with|to|and|near) ")
_DOCUMENTS = frozenset(("statement", "report", "message", "post", "release", "letter", "communique", "text"))
_SELF_STANDING = frozenset(
    [
        "police",
        "army",
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
        self._pronouns: dict[str, str] = {}
        self._said: list[tuple[int, str]] = []
        for role in roles(text, sentences):
            self._meet(role)

    def _meet(self, role: Role) -> None:
        if is_person(role, self._text):
            self._roles.setdefault(role.name, []).append(role.span.of(self._text))
            self._know(role.name)

    def _know(self, name: str) -> None:
        if " " in name:
            self._people.setdefault(name.split()[-1], set()).add(name)

    def resolve(self, source: Span | None, paragraph: Span) -> str | None:
        """The speaker's name as written most fully; null where the text leaves it open."""
        if source is None:
            return None
        words = source.of(self._text)
        speaker = self._speaker(words, source, paragraph)
        if speaker is not None:
            self._said.append((source.start, speaker))
        return speaker

    def _speaker(self, words: str, source: Span, paragraph: Span) -> str | None:
        head = plain(words.split(",")[0])
        lower = head.lower()
        if lower in PRONOUNS:
            return self._pronoun(lower, source, paragraph)
        if (name := self._named(words)) is not None:
            return name
        first, *rest = lower.split()
        if rest and rest[0] in _DOCUMENTS:
            return self._last_institution(source, paragraph) if first in DETERMINERS else None
        if first in DETERMINERS and head.split()[1:] == rest:
            return self._bare(rest, head)
        return self._fullest(_uncapped(head))

    def _named(self, words: str) -> str | None:
        """A person named in the words, by full name, by surname or behind a title."""
        plain_words = plain(words)
        known = [name for names in self._people.values() for name in names if name in plain_words]
        if known:
            return max(known, key=len)
        name = _HONORIFIC.sub("", plain_words.split(",")[0])
        holders = self._people.get(name, set())
        if len(holders) == 1:
            return next(iter(holders))
        is_name = _PERSON_NAME.fullmatch(name) and not _INSTITUTION.search(name) and government(name) is None
        if is_name and name.split()[0].lower() not in DETERMINERS:
            self._know(name)
            return name
        return None

    def _pronoun(self, pronoun: str, source: Span, paragraph: Span) -> str | None:
        """ "he", "she": the last person who spoke, if nobody else was named since; "it": an institution."""
        if not self._said or pronoun not in ("he", "she", "it"):
            return None
        position, speaker = self._said[-1]
        if position < paragraph.start or self._is_person(speaker) is (pronoun == "it"):
            return None
        others = self._mentioned(Span(position, source.start)) - {speaker}
        role = " ".join(self._roles.get(speaker, ()))
        wrong = (_MALE if pronoun == "she" else _FEMALE).search(role)
        if others or wrong or self._pronouns.setdefault(speaker, pronoun) != pronoun:
            return None
        return speaker

    def _is_person(self, speaker: str) -> bool:
        return speaker in self._people.get(speaker.split()[-1], ())

    def _mentioned(self, stretch: Span) -> set[str]:
        found = _CAPITALISED.findall(self._text, stretch.start, stretch.end)
        return {name for word in found for name in self._people.get(word, ())}

    def _last_institution(self, source: Span, paragraph: Span) -> str | None:
        said = [name for at, name in self._said if at >= paragraph.start and at < source.start]
        return next((name for name in reversed(said) if _INSTITUTION.search(name) or government(name)), None)

    def _bare(self, rest: list[str], head: str) -> str | None:
        """ "the governor", "the ministry": the one of the article that fits; null if none or several do."""
        wanted = set(name_words(" ".join(rest)))
        holders = {
            name
            for name, held in self._roles.items()
            for role in held
            if wanted and wanted <= set(name_words(role))
        }
        if len(holders) == 1:
            return next(iter(holders))
        fuller = self._fuller(rest)
        if len(fuller) == 1:
            return next(iter(fuller))
        stands = not holders and not fuller and head.split()[0].lower() in ("the", "a", "an")
        stands = stands and (len(rest) > 1 or rest[0] in _SELF_STANDING)
        return head[0].lower() + head[1:] if stands else None

    def _fuller(self, rest: list[str]) -> set[str]:
        words = name_words(" ".join(rest))
        said = {name for _, name in self._said if not _JOINED.search(name)}
        return {name for name in said if words and name_words(name)[-len(words) :] == words}

    def _fullest(self, head: str) -> str:
        """ "The Defence Ministry" after "Russia's Defence Ministry" is the latter."""
        fuller = self._fuller([head]) - {head} if head[:4] == "the " else set()
        return next(iter(fuller)) if len(fuller) == 1 else head


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
    ]
)
