"""The language of a text."""

import re

_SHORTEST = 40  # characters; below that a guess is a toss
_SAMPLE = 2000
_LATIN = re.compile("[a-zA-Z]")
_OTHER_SCRIPTS = re.compile("[\u0250-\u1dff\u2c00-\U0010ffff]+")
_CODE = re.compile(r"([a-zA-Z]{2,3})(?:[-_].*)?")


def detect(text: str) -> str | None:
    """The ISO 639 code of a text's language, or null when it is too short to tell."""
    if len(text.strip()) < _SHORTEST:
        return None
    import py3langid

    sample = text[:_SAMPLE]
    if 2 * len(_LATIN.findall(sample)) > sum(map(str.isalpha, sample)):  # a line of another would outweigh it
        sample = _OTHER_SCRIPTS.sub(" ", sample)
    return str(py3langid.classify(sample)[0])


def declared(value: str | None) -> str | None:
    """The language code of an `lang` attribute ("en-GB" is "en"), or null when it is not one."""
    found = _CODE.fullmatch((value or "").strip())
    return found[1].lower() if found else None
