"""The organs and offices of a state or a region, under one name each."""

import re

_LAST = re.compile(
    r"\b(?:ministry|department|office|service|agency|command|staff|forces|military|army|navy|police|guards?"
    r"|coastguard|parliament|council|court|bank|embassy|board|commission|authority|authorities|administration"
    r"|directorate|committee|presidency|government|cabinet|senate|brigade|garrison|intelligence|inspectorate"
    r"|customs|treasury|legislature|headquarters|regulator|prosecutors"
    r"|president|vice-president|premier|chancellor|king|queen|emperor|minister|governor|mayor|ambassador"
    r"|chief|secretary|commander|prosecutor|commissioner|speaker|envoy|leader)$"
)
_PARTY = re.compile(r"\b(?:opposition|rebel|separatist|party|former|ex|exiled|shadow)\b")
_MINISTRY_OF = re.compile(
    r"^(ministry|department|office|minister|secretary|council) (?:of|for) (?:the )?(.+)$"
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)
_SPELLINGS = {
    "defense": "defence",
    "organization": "organisation",
    "ministries": "ministry",
    "foreign office": "foreign ministry",
    "state department": "foreign ministry",
    "coast guard": "coastguard",
    "general staff of the armed forces": "general staff",
    "armed forces general staff": "general staff",
    "armed forces of": "armed forces",
    "foreign affairs ministry": "foreign ministry",
    "foreign affairs minister": "foreign minister",
    "internal affairs ministry": "interior ministry",
    "internal affairs minister": "interior minister",
    "premier": "prime minister",
    "presidential office": "president office",
    "presidential administration": "president office",
    "presidency": "president office",
}
_FORCES = frozenset(("military", "army", "forces", "armed forces", "troops", "servicemen"))


def organ(words: str) -> str | None:
    """The usual name of a state's organ or single-holder office; null for anything else.

    "Ministry of Defense" and "defence ministry" are one, and so are a state's army, military and forces.
    """
    plain = " ".join(_WORD.findall(words.replace("'s", "").replace("’s", "").lower()))
    for written, usual in _SPELLINGS.items():
        plain = re.sub(rf"\b{written}\b", usual, plain)
    if swapped := _MINISTRY_OF.match(plain):
        plain = f"{swapped[2]} {swapped[1]}"
        plain = _SPELLINGS.get(plain, plain)
    if plain in _FORCES:
        return "armed forces"
    return plain if _LAST.search(plain) and not _PARTY.search(plain) else None
