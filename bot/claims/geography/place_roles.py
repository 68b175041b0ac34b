"""What a place does in its sentence: an event's place, an actor, a dateline or a mere mention."""

import re
from collections.abc import Sequence

from bot.claims.geography.place_words import (
    ACTS,
    HIT,
    LOCATIVE,
    MOTION,
    OF_PLACE,
    ON_TARGET,
    PATIENT,
    SEAT_NOUNS,
)
from bot.claims.geography.toponyms import Toponym
from bot.news.attribution import Attribution, CueKind
from bot.news.region import PlaceRole, RegionKind
from bot.news.span import Span

_REACH = 100
"""Code points before a name in which its preposition and the verb of motion stand."""
_ADJECTIVES = r"(?:[a-z-]+ern |central |nearby |neighbouring |neighboring |occupied |downtown |mainland )*"
_MODIFIED = (
    r"(?:the |a |an |their |its |his |her )?"
    r"(?:(?:(?!(?:and|or|of|by|with|in|on|at|to|from|for|near|into|against) )[\w’'-]+ ){0,4}"
    rf"(?:{SEAT_NOUNS})(?: city)?(?: of|,)? )?"
    rf"(?:the )?{_ADJECTIVES}(?-i:[A-Z][\w-]+(?:['’]s|(?<=[nhei])) )?{_ADJECTIVES}"
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’ -]+[A-Z](?:, [A-Z][\w. ]{2,30}?)?)(?:, \w+\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: \([^)]{2,40}\))?\s*(?:--?|[–—])\s+"
    r"|(?P<other>[A-Z][\w. ]{2,30}?(?:, [A-Z][\w. ]{2,30}?)?) \([A-Z][^)]{1,30}\)\s*(?:--?|[–—])\s+"
)
_PREPOSITIONS = re.compile(
    rf"\b(?P<word>{LOCATIVE}|on|of|to|from|for|by|against|between|with) (?P<between>{_MODIFIED})$",
    re.IGNORECASE,
)
_HIT = re.compile(
    rf"\b(?:{HIT}) (?:the )?(?:[a-z-]+ern |central )?(?:(?:{SEAT_NOUNS})(?: of)? )?$", re.IGNORECASE
)
_ON_TARGET = re.compile(rf"\b(?:{ON_TARGET})(?: \w+ed)?(?: \w+){{0,2}} $", re.IGNORECASE)
_OF_PLACE = re.compile(rf"\b(?:{OF_PLACE}) $", re.IGNORECASE)
_MOTION = re.compile(rf"\b(?:{MOTION})\w*\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:left|leave|leaves|leaving|bound|headed|heading|departed|sailed|warnings?|alerts?|evacuations?)"
    r"(?: \w+){0,2} $",
    re.IGNORECASE,
)
_TARGETED = re.compile(rf"\b(?:{ON_TARGET})(?: \w+){{0,3}} $", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\b(?:said|says|told(?: \w+){1,3}|added|speaking|spoke|announced|warned|insisted|argued)"
    r"(?: (?:on|last|earlier|late) \w+)? $"
)
_BORDER = re.compile(
    r"\b(?:near|at|on|along|across|over|reopened|closed) (?:the |its |their )?(?:[\w-]+ )?"
    r"(?:border|frontier) $",
    re.IGNORECASE,
)
_MIND = re.compile(
    r"\b(?:confidence|trust|interest|believe[sd]?|investment|investments|stakes?|shares?) $", re.IGNORECASE
)
_OFFICER = re.compile(
    r"\b(?:president|minister|mayor|governor|king|queen|ambassador|embassy|government|people|army|"
    r"leader|head|chief|residents?|authorities|bishop|spokes\w+|capital|officials?|police|court|"
    r"chancellor) (?:of|to|for) "
    rf"(?:the )?(?:(?:{SEAT_NOUNS}) of )?$"
    r"|\b(?:government|authorities|officials|diplomats|cabinet|leaders) in $",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:aid|help|support|weapons?|arms|assistance|money|threats?|messages?|sales?|exports?|"
    r"loans?|visas?|guarantees|answer|letter|warnings?|solution|alternative|batteries|"
    r"missiles|tanks|aircraft|gas) $",
    re.IGNORECASE,
)
_POSSESSED_PLACE = re.compile(
    r"['’]s? (?:\w+ern |main |old |historic |busy )*(?:city )?"
    r"(?:centre|center|outskirts|suburbs?|north|south|east|west|"
    r"coast|border|airport|port|streets|harbour|harbor|districts?|capital region|waters|"
    r"skies|airspace|territory|soil)\b",
    re.IGNORECASE,
)
_OFFICE_AFTER = re.compile(
    r" (?:[a-z]+ )?(?:[Pp]resident|[Pp]rime|[Mm]inist|[Mm]ayor|[Gg]overn(?:or|ment)|[Ss]poke|[Cc]hancellor|"
    r"resident|garrison|[Pp]olice|officials?|authorities|[Aa]mbassador|[Cc]ourt\b|[Ss]enator|lawmaker|man\b|woman\b)"
)
_APPOSED = re.compile(r", (?:an?|the|which|where|whose|home|capital) ?[^,.;:“”\"]{2,90},(?= )")
_ASIDE = re.compile(r", (?:meanwhile|however|too|for its part|in turn|by contrast),(?= )")
_PATIENT = re.compile(
    rf" (?:(?:has|have|had) )?(?:(?:once more|once again|again|also|already|now|\w+ly) )*(?:{PATIENT})"
)
_STATE = re.compile(
    r" (?:is|are|was|were|has|have|had) (?:(?:about|around|some|nearly|over) )?(?:an?|the|in|home|part|\d)"
)
_VERB = re.compile(
    r" (?:(?:once more|once again|again|also|already|now|later|then|never|not|\w+ly) )*"
    r"(?P<verb>[a-z]+)(?P<next> \w+)?"
)
_COORDINATED = re.compile(r"(?:,|,? (?:and|or|as well as|but also)) (?:in |on |near |at )?(?:the )?")
_PLAIN = re.compile(r"^(?:the|The) ")
_SPLIT = re.compile(r",? (?:and|or) (?:the )?|, ")


def roles(
    text: str, sentence: Span, names: Sequence[Toponym], attributions: Sequence[Attribution]
) -> list[PlaceRole]:
    """The role of each name of one sentence, in order; `attributions` are those whose cue stands in it.

    A city, region or country that is hit, or stands behind "in", "near" and their like, is an event's place;
    one that says or does something acts; one in a source, a title or a possessive is mentioned.
    """
    dateline = dateline_of(text, sentence)
    found: list[PlaceRole | None] = []
    for place, name in enumerate(names):
        beside = _Beside(text, sentence, name, attributions)
        if dateline is not None and dateline.covers(name.span):
            found.append(PlaceRole.DATELINE)
        elif place and _lies_around(text, names[place - 1], name):
            found.append(found[-1] or beside.from_behind())
        elif place and _joined(text, names[place - 1], name):
            found.append(beside.from_before() or found[-1] or beside.from_behind())
        else:
            found.append(beside.from_before() or beside.from_behind())
    return _shared(text, names, found)


def dateline_of(text: str, sentence: Span) -> Span | None:
    """The place that a sentence opens with ("KYIV (Reuters) -"), if it does."""
    found = _DATELINE.match(text, sentence.start, sentence.end)
    if found is None:
        return None
    return Span(*found.span("place" if found["place"] else "other"))


def _shared(text: str, names: Sequence[Toponym], found: list[PlaceRole | None]) -> list[PlaceRole]:
    """Names that are joined ("Brennick and Lindrow", "Tbilisi, Georgia") share what one of them does."""
    for place in range(len(names) - 2, -1, -1):
        if found[place] is None and _joined(text, names[place], names[place + 1]):
            found[place] = found[place + 1]
    return [role or PlaceRole.MENTION for role in found]


def _joined(text: str, one: Toponym, other: Toponym) -> bool:
    gap = text[one.span.end : other.span.start]
    return bool(gap.strip()) and len(gap) < 16 and _COORDINATED.fullmatch(gap) is not None


def _lies_around(text: str, inner: Toponym, outer: Toponym) -> bool:
    """Whether the second only tells where the first lies: "Tbilisi, Georgia"."""
    joined = text[inner.span.end : outer.span.start] == ", " and outer.region.contains(inner.region)
    return joined and not text.startswith(("'", "’"), outer.span.end)


class _Beside:
    """One name with the words on its two sides."""

    def __init__(self, text: str, sentence: Span, name: Toponym, attributions: Sequence[Attribution]) -> None:
        self._text, self._name, self._attributions = text, name, attributions
        self._before = text[max(sentence.start, name.span.start - _REACH) : name.span.start]
        self._after = text[name.span.end : sentence.end]

    def from_before(self) -> PlaceRole | None:
        """The role that the source, a title or the words before it give; null when they give none."""
        return self._source() or self._qualifier() or self._object() or self._prepositional()

    def from_behind(self) -> PlaceRole | None:
        """The role of a subject, by its verb; null when it is none."""
        after = self._after
        for aside in (_APPOSED, _ASIDE):
            if (found := aside.match(after)) is not None:
                after = after[found.end() :]
        if _PATIENT.match(after):
            return PlaceRole.EVENT
        found = _VERB.match(after)
        if found is None or (_STATE.match(after) and not _verbal(found["next"])):
            return None
        return PlaceRole.ACTOR if _acts(found["verb"]) else None

    def _source(self) -> PlaceRole | None:
        for each in self._attributions:
            if each.source is None or not each.source.covers(self._name.span):
                continue
            alone = [_PLAIN.sub("", part) for part in _SPLIT.split(each.source.of(self._text))]
            if self._name.span.of(self._text) in alone:
                return PlaceRole.ACTOR
            decides = each.cue_kind is CueKind.ANNOUNCE and self._qualifier() is None
            return (self._prepositional() if decides else None) or PlaceRole.MENTION
        return None

    def _qualifier(self) -> PlaceRole | None:
        if self._name.compound:
            return PlaceRole.MENTION
        if self._after.startswith(("'s ", "’s ", "' ", "’ ")):
            placed = _POSSESSED_PLACE.match(self._after) and _PREPOSITIONS.search(self._before)
            return PlaceRole.EVENT if placed else PlaceRole.MENTION
        if _OFFICE_AFTER.match(self._after) or _OFFICER.search(self._before[-50:]):
            return PlaceRole.MENTION
        return None

    def _object(self) -> PlaceRole | None:
        return PlaceRole.EVENT if _HIT.search(self._before[-50:]) else None

    def _prepositional(self) -> PlaceRole | None:
        found = _PREPOSITIONS.search(self._before)
        if found is None:
            return None
        word, head = found["word"].lower(), self._before[: found.start()]
        judge = getattr(self, f"_{word}", None)
        if judge is not None:
            return PlaceRole(judge(head))
        elsewhere = word == "in" and (_MIND.search(head) or _SPOKEN.search(head))
        return PlaceRole.MENTION if elsewhere else PlaceRole.EVENT

    def _on(self, head: str) -> PlaceRole:
        island = self._name.region.kind is not RegionKind.COUNTRY and "sanction" not in head
        return _event(bool(_ON_TARGET.search(head)) or island)

    def _of(self, head: str) -> PlaceRole:
        return _event(bool(_OF_PLACE.search(head)))

    def _to(self, head: str) -> PlaceRole:
        return _event(bool(_MOTION.search(head[-60:])) and not _GIVEN.search(head))

    def _from(self, head: str) -> PlaceRole:
        return _event(bool(_MOTION.search(head[-60:])))

    def _for(self, head: str) -> PlaceRole:
        return _event(bool(_BOUND.search(head) or re.search(r"\b(?:left|sailed|bound) [\w ]{2,30}$", head)))

    def _by(self, head: str) -> PlaceRole:
        return PlaceRole.ACTOR if not re.search(r"\b(?:near|close|stand) $", head) else PlaceRole.EVENT

    def _against(self, head: str) -> PlaceRole:
        return _event(bool(_TARGETED.search(head)))

    def _between(self, head: str) -> PlaceRole:
        apart = self._name.region.kind is not RegionKind.COUNTRY or _BORDER.search(head)
        return _event(bool(apart or _MOTION.search(head[-60:])))

    def _with(self, head: str) -> PlaceRole:
        return _event(bool(_BORDER.search(head)))


def _acts(word: str) -> bool:
    return word in ACTS or (word.endswith("ed") and len(word) > 4)


def _verbal(word: str | None) -> bool:
    return word is not None and word.strip().endswith(("ing", "ed", "en"))


def _event(happens: bool) -> PlaceRole:
    return PlaceRole.EVENT if happens else PlaceRole.MENTION
