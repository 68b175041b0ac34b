"""Words that every surface shows alike: what leads a statement, when it was, what an answer rests on."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.news.answer import Answer, Headline, Quote, Remark, Statement
from bot.news.attribution import CueKind
from bot.news.digest import Digest

_CUES = {
    CueKind.ASSERT: "Said by",
    CueKind.CLAIM: "Claimed by",
    CueKind.DENY: "Denied by",
    CueKind.CONFIRM: "Said by",
    CueKind.VERIFY: "Examined by",
    CueKind.ANNOUNCE: "Announced by",
    CueKind.NO_RESPONSE: "No response from",
    CueKind.COMMENT: "Comment by",
}
_STATUSES = {
    "retracted": "Withdrawn",
    "disputed": "Disputed",
    "unverified": "Claimed",
    "denied": "Denied",
    "claimed": "Claimed",
    "announced": "Announced",
    "confirmed": "Confirmed",
    "reported": "Reported",
}
_INNER = str.maketrans('“”"', "‘’'")
_WORD = re.compile(r"\w+")
_LINKING = frozenset(["that", "in", "said"])
_PRONOUNS = frozenset(["he", "she", "it", "they"])
_SCOPE = 60
_NOT_VERIFIED = "not independently verified"


def label(item: Statement) -> str | None:
    """What leads a statement, in words: its status, else who says it, and the scope; null in own voice.

    A long scope that stands in a quote is read there.
    """
    words = item.shown or _status(item) or _cue(item)
    scope = item.scope or ""
    if words is None or not scope:
        return words
    is_quoted = any(" ".join(scope.split()) in " ".join(quote.text.split()) for quote in item.quotes)
    return words if is_quoted and len(scope) > _SCOPE else f"{words} · {scope}"


def _status(item: Statement) -> str | None:
    if item.status is None:
        return None
    word = _STATUSES[item.status]
    if item.status in ("confirmed", "disputed"):  # by whom is the ledger's to say, in `shown`
        return word
    outlets = dict.fromkeys(quote.outlet for quote in item.quotes)
    by = list(outlets) if item.status == "reported" else list(item.speakers)
    words = f"{word} by {' and '.join(by)}" if by else word
    return f"{words} · {_NOT_VERIFIED}" if item.status == "unverified" else words


def _cue(item: Statement) -> str | None:
    if item.cue_kind is None or not item.speakers:
        return None
    return f"{_CUES[CueKind(item.cue_kind)]} {', '.join(item.speakers)}"


def is_its_quote(item: Statement) -> bool:
    """Whether a statement says no more than the first quote it rests on; then its quotes stand alone.

    Who speaks may be worded otherwise there ("he"), where the label names the speaker.
    """
    if is_copied(item) or not item.quotes:
        return bool(item.quotes)
    quoted = item.quotes[0].text
    leading = _words(" ".join(item.speakers)) & _words(label(item) or "")
    said, there = _words(item.text) - _LINKING - leading, _words(quoted) - _LINKING - leading
    return bool(leading) and said <= there <= said | _PRONOUNS


def is_copied(item: Statement) -> bool:
    """Whether its words are its first quote's, or all its quotes' one after the other."""
    text = _bare(item.text.replace(" … ", " "))
    whole = " ".join(quote.text for quote in item.quotes)
    return bool(item.quotes) and text in (_bare(item.quotes[0].text), _bare(whole))


def _bare(words: str) -> str:
    return " ".join(words.split()).rstrip(".")


def says_more(item: Statement) -> bool:
    """Whether a statement has words that neither its quotes nor its speakers, who lead it, have."""
    there = " ".join([*(quote.text for quote in item.quotes), *item.speakers])
    return not _words(item.text) <= _words(there) | _LINKING


def folded(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without those that a longer one of the same label holds; that one takes their place."""
    kept: list[tuple[str | None, str, Statement]] = []
    for item in statements:
        led, said = label(item), item.text.rstrip(".")
        alike = (
            at for at, each in enumerate(kept) if each[0] == led and (said in each[1] or each[1] in said)
        )
        place = next(alike, None)
        if place is None:
            kept.append((led, said, item))
        elif len(item.text) > len(kept[place][2].text):
            kept[place] = led, said, item
    return tuple(item for _, _, item in kept)


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def unsaid(item: Remark) -> tuple[Quote, ...]:
    """The quotes of a remark whose words it does not carry already."""
    return tuple(quote for quote in item.quotes if quote.text.rstrip(".") not in item.text)


def day(moment: datetime | None, now: datetime, zone: tzinfo = UTC) -> str:
    """A date as a person writes it; the year only when it is not this year's."""
    if moment is None:
        return "undated"
    local = moment.astimezone(zone)
    this_year = local.year == now.astimezone(zone).year
    return f"{local.day} {local:%B}" + ("" if this_year else f" {local.year}")


def when(moment: datetime | None, now: datetime, zone: tzinfo = UTC) -> str:
    """A date, with the time where it is today's or yesterday's; midnight in UTC is a day without a time.

    Never "today": messages are read again on later days.
    """
    if moment is None:
        return "undated"
    if moment.astimezone(UTC).time() == time.min:
        return day(moment, now)
    local = moment.astimezone(zone)
    is_recent = now.astimezone(zone).date() - local.date() <= timedelta(days=1)
    return day(moment, now, zone) + (f" {local:%H:%M}" if is_recent else "")


def clock(moment: datetime, now: datetime, zone: tzinfo = UTC) -> str:
    """A moment with its zone: "2 June 12:00 UTC"."""
    return f"{day(moment, now, zone)} {moment.astimezone(zone):%H:%M %Z}"


def heading(words: str, outlet: str | None) -> str:
    """What a story goes by: “a headline” (Outlet), or words of ours without an outlet."""
    return f"{cited(words)} ({outlet})" if outlet else words


def cited(words: str) -> str:
    """Others' words in quotation marks; their own become single ones, so that they cannot end it."""
    return f"“{words.translate(_INNER)}”"


def arranged(made: Digest) -> str | None:
    """What a model did with a digest, or why it did nothing; null where none was asked."""
    if made.mode != "model":
        return made.notice
    lines = counted(made.thinned, "line")
    gone = f", and left out {lines} that one side alone tells" if made.thinned else ""
    return f"A model put this in order{gone}."


def headline(near: Headline, now: datetime, zone: tzinfo = UTC) -> str:
    """An article offered in place of an answer: “Title” (Outlet, 2 June)."""
    return f"{cited(near.title)} ({near.outlet}, {day(near.published, now, zone)})"


def rests_on(made: Answer) -> str:
    """What an answer is made of: "2 articles, 1 outlet"; empty without quotes."""
    quotes = [quote for item in made.statements for quote in item.quotes]
    if not quotes:
        return ""
    articles, outlets = {quote.article_id for quote in quotes}, {quote.outlet for quote in quotes}
    return f"{counted(len(articles), 'article')}, {counted(len(outlets), 'outlet')}"


def how(made: Answer) -> str:
    """Whether a model helped."""
    return "with a model" if made.mode == "model" else "no model used"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 article", "2 stories"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str]) -> str:
    """ "one", "one and two", "one, two and three"; empty for none."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
