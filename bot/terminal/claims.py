"""Stories and explained claims in a terminal."""

from collections.abc import Iterator
from datetime import datetime

from bot.news import shown
from bot.news.characters import visible
from bot.news.explained import ExplainedClaim, StoryLine
from bot.terminal.layout import item, quoted, wrapped


def story(line: StoryLine, now: datetime) -> str:
    """A story with its articles, one a line."""
    rows = [f"{line.story_id:<7}{shown.heading(line.heading, line.outlet)}", f"       {_span(line, now)}"]
    rows += [
        f"       {one.outlet} · article {one.article_id}{f' · {one.url}' if one.url else ''}"
        for one in line.articles
    ]
    return "\n".join(f"{row[:7]}{visible(row[7:])}" for row in rows)


def _span(line: StoryLine, now: datetime) -> str:
    first, last = shown.day(line.first, now), shown.day(line.last, now)
    when = first if first == last else f"{first} to {last}"
    return f"{when} · {shown.counted(len(line.articles), 'article')}"


def explained(made: ExplainedClaim) -> str:
    """A claim's status with its reasons, what bears on it, and the statuses it has had."""
    return "\n".join(_explained(made)) + "\n"


def _explained(made: ExplainedClaim) -> Iterator[str]:
    yield wrapped(f"{made.shown or 'No status'} · claim {made.claim_id} of story {made.story_id}")
    yield wrapped(made.text)
    yield ""
    yield "Why"
    for reason in made.reasons:
        number = f"rule {reason.rule}" if reason.rule[:1].isdigit() else reason.rule
        yield item(f"{reason.text} ({number})")
    yield ""
    yield "What bears on it"
    for one in made.occurrences:
        yield item(f"{one.said} · origin {one.origin}{' · ' + one.note if one.note else ''}")
        yield from (f"  {line}" for line in quoted(one.quotes))
    yield ""
    yield "History"
    for told in made.history:
        yield f"• {shown.clock(told.as_of, made.as_of)}: {told.shown or 'no status'}"
