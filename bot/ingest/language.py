"""The language of a text."""

import re

_SHORTEST = 40  # characters; below that a guess is a toss
_SAMPLE = 2000
_CODE = re.compile(r"([a-zA-Z]{2,3})(?:[-_].*)?")


def detect(text: str) -> str | None:
    """The ISO 639 code of a text's language, or null when it is too short to tell."""
    if len(text.strip()) < _SHORTEST:
        return None
    import py3langid

    return str(py3langid.classify(text[:_SAMPLE])[0])


def declared(value: str | None) -> str | None:
    """The language code of an `lang` attribute ("en-GB" is "en"), or null when it is not one."""
    found = _CODE.fullmatch((value or "").strip())
    return found[1].lower() if found else None
