""" "Not independently verified": the words by which an article withholds its belief from what it reports."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.news.attribution import Attribution
from bot.news.span import Span

_SUBJECT = r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|authenticated?|substantiated?)"
_VETO = re.compile(
    rf"(?:not|never|n['’]t)(?: \w+){{0,2}}? (?:be|been|being) (?:\w+ ){{0,2}}?{_SUBJECT}\b"
    rf"|(?:could|can|was|were|is|are|has|have)(?: ?not|n['’]t)(?: been)?(?: yet)? (?:able to )?"
    rf"(?:immediately |independently )*{_SUBJECT}\b"
    rf"|\b(?:neither|none|nothing|no)\b(?: [\w'’-]+){{0,5}}? (?:could|can|(?:could|can) be|was|were|is|are"
    rf"|(?:has|have) been)(?: (?:yet|immediately|independently))*(?: be)? {_SUBJECT}\b"
    rf"|unable to (?:immediately |independently )*{_SUBJECT}\b"
    r"|(?:remains?|is|are|was|were) (?:unverified|unconfirmed)\b"
    r"|no independent (?:confirmation|verification)\b|impossible to (?:independently )?(?:verify|confirm)\b",
    re.IGNORECASE,
)
_HINT = re.compile(r"erif|onfirm|orrobor|uthenti|ubstanti")
_VERIFYING = re.compile(
    r"independent|verif|corroborat|authenticat|substantiat|unconfirmed|could not|impossible", re.IGNORECASE
)


def is_veto(text: str, sentence: Span) -> bool:
    """Whether a sentence says that something is not verified; a party that has not confirmed is no veto."""
    if not _HINT.search(text, sentence.start, sentence.end):
        return False
    found = _VETO.search(text, sentence.start, sentence.end)
    return found is not None and _VERIFYING.search(found[0]) is not None


def with_vetoes(
    text: str, sentences: Sequence[Span], paragraph: Sequence[int], found: Sequence[Attribution]
) -> list[Attribution]:
    """A paragraph's attributions, each with the nearest veto at or after it."""
    vetoes = [index for index in paragraph if is_veto(text, sentences[index])] if found else []
    if not vetoes:
        return list(found)
    return [
        replace(each, veto=next((veto for veto in vetoes if veto >= each.sentence), None)) for each in found
    ]
