"""What an extractor leaves in a text that is not part of the article."""

import re
from collections.abc import Sequence

_LONGEST_NOTE = 240  # characters; a longer paragraph is never thrown away for its first words
_LONGEST_BYLINE = 120
_TOP = 4  # lines in which bylines and dates are looked for
_END = re.compile(r"""[.!?…。！？؟।:;]["'”’»)\]]*$""")
_CUT = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s*$")

_NOTES = (
    # newsletters, accounts, paywalls
    r"(?:please\s+)?(?:sign\s+up|subscribe|register|log\s+in|sign\s+in)\b.{0,60}"
    r"\b(?:newsletter|briefing|inbox|e-?mails?|alerts?|podcast|channel|read(?:ing)?|account|updates)\b.*",
    r"(?:sign\s+up|subscribe)(?:\s+(?:now|here|today))?(?:\s+(?:for|from)\b.{0,40})?[.!]?",
    r"(?:get|receive)\s+(?:the|our|all|more|breaking|daily|latest)\b.{0,80}"
    r"\b(?:inbox|newsletter|e-?mail|briefing|app|alerts?)\b.*",
    r"(?:our\s+)?newsletters?[:.!]?",
    r"already\s+(?:a\s+subscriber|registered|have\s+an\s+account)\b.*",
    r"(?:this|the\s+full)\s+(?:article|story)\s+is\s+(?:only\s+)?(?:for|available\s+to)\s+(?:our\s+)?subscribers.*",
    r"(?:continue|keep)\s+reading\b.{0,60}",
    r"to\s+(?:continue|keep)\s+reading\b.*",
    # cookies and terms
    r"(?:we|this\s+(?:web)?site|our\s+(?:web)?site|our\s+partners)\s+(?:and\s+.{1,40}\s+)?(?:uses?|stores?|sets?)\s+.{0,30}cookies?\b.*",
    r"(?:accept|reject|manage|allow)\s+(?:all\s+)?(?:cookies|preferences|choices).*",
    r"by\s+(?:continuing|clicking|signing\s+up|using)\b.{0,120}\b(?:cookies|terms|privacy|policy)\b.*",
    # other articles
    r"(?:read|see|find\s+out|learn|more)\s*(?:more|also|next|on\s+this(?:\s+story)?)\s*(?:[:>→»].*|[.!]?)",
    r"(?:also\s+)?read\s*:.*",
    r"(?:don['’]t\s+miss|recommended|in\s+case\s+you\s+missed\s+it)\s*:.*",
    r"related(?:\s+(?:articles?|stories|story|topics?))?\s*:.*",
    # sharing
    r"follow\s+(?:us|.{1,40}\s+on)\b.{0,80}"
    r"\b(?:twitter|x|facebook|instagram|telegram|whatsapp|youtube|bluesky|mastodon)\b.*",
    r"(?:share|save|print|comments?|tweet|copy\s+link|email|listen|watch)"
    r"(?:\s+(?:this|the)\s+(?:article|story|page|video))?(?:\s+(?:on|via|with)\b.{0,40})?[.!:]?",
    # advertising, pictures, rights
    r"(?:advertisement|advertising|sponsored(?:\s+content)?|(?:story|article)\s+continues\s+below.*)",
    r"(?:photo(?:graph)?|image|picture|video)(?:\s+(?:source|caption|credit))?\s*(?:by\b|[:/]).{0,160}",
    r"(?:photo|image|picture|video)\s+(?:source|caption|credit)\s*,.{0,160}",
    r"file\s+(?:photo|picture)\b.*",
    r"(?:©|\(c\)|copyright)\s.*",
    r"all\s+rights\s+reserved\b.*",
    r"skip\s+(?:to\s+.{1,40}|advert|past\s+.*|.{1,60}\s+and\s+continue\s+reading)",
    r"\(?(?:additional\s+)?(?:reporting|writing|editing)\s+by\s+.{1,150}(?:\)|[^.])",
    r"end\s+of\s+(?:story|article|.{1,40}\s+promotion)",
    r"\d+\s+min(?:ute)?s?\s+(?:read|ago)",
)
_NOTE = re.compile("|".join(_NOTES), re.IGNORECASE)
_LIST_HEADING = re.compile(
    r"(?:related|recommended|most\s+(?:read|popular|viewed)|trending|read\s+(?:more|also|next)|see\s+also|more"
    r"(?:\s+(?:on|about|from)\s+.{1,40})?|top\s+stories|you\s+(?:may|might)\s+also\s+like)"
    r"(?:\s+(?:articles?|stories|story|topics?|coverage|reading|news|content))?\s*:?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?i:written |reported |reporting )?(?i:by) [A-Z].*"
    r"|(?i:first )?(?i:published|posted|updated|last updated|last modified)\b.{0,80}"
    r"|(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
    r"\d{1,2} [A-Z][a-z]+ \d{4}.{0,30}"
    r"|[A-Z][a-z]+ \d{1,2}, \d{4}.{0,30}"
    r"|\d{4}-\d\d-\d\d.{0,30}"
)
PAYWALL = re.compile(
    r"\b(?:(?:subscribe|sign\s+in|log\s+in|register|become\s+a\s+(?:subscriber|member))\s+(?:now\s+)?to\s+"
    r"(?:continue|keep|read\s+(?:on|the\s+(?:full|rest)))"
    r"|to\s+(?:continue|keep)\s+reading,?\s+(?:please\s+)?(?:subscribe|sign|log|register|this)"
    r"|(?:this|the\s+full)\s+(?:article|story)\s+is\s+(?:only\s+)?(?:for|available\s+to)\s+(?:our\s+)?subscribers"
    r"|subscribers?[- ]only\s+(?:article|content|story))\b",
    re.IGNORECASE,
)


def article_lines(lines: Sequence[str], title: str | None = None, author: str | None = None) -> list[str]:
    """The lines that belong to the article, in their order, without title, byline, boxes and link lists."""
    kept: list[str] = []
    in_list = False
    for line in (line.strip() for line in lines):
        plain = line.lstrip("-*•► ").strip()
        in_list = _LIST_HEADING.fullmatch(plain) is not None or (in_list and _is_teaser(plain))
        if plain and not in_list and not _is_note(plain) and not _is_header(plain, len(kept), title, author):
            kept.append(line)
    return kept


def is_cut(text: str) -> bool:
    """Whether a text stops in the middle, as a teaser does."""
    return _CUT.search(text) is not None


def _is_note(line: str) -> bool:
    return len(line) <= _LONGEST_NOTE and _NOTE.fullmatch(line) is not None


def _is_teaser(line: str) -> bool:
    return len(line) <= _LONGEST_BYLINE and _END.search(line) is None


def _is_header(line: str, position: int, title: str | None, author: str | None) -> bool:
    if position >= _TOP or len(line) > max(_LONGEST_BYLINE, len(title or "")):
        return False
    if title and line.casefold() == title.casefold():
        return True
    if _END.search(line):
        return False
    return _BYLINE.fullmatch(line) is not None or (
        author is not None and line.casefold() == author.casefold()
    )
