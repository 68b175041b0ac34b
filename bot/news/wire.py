"""The JSON of the command line: one function a record, keys as the interface fixes them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.news.answer import Answer, Headline, Quote, Remark, Statement, Usage
from bot.news.article import Revision
from bot.news.digest import Change, Digest, Story
from bot.news.explained import ExplainedClaim, StoryLine

Record = dict[str, Any]


def instant(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def quote(found: Quote) -> Record:
    """A verbatim span and where it stands."""
    return {
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "article_id": found.article_id,
        "revision": found.revision,
        "outlet": found.outlet,
        "title": found.title,
        "url": found.url,
        "link": found.link,
        "published": instant(found.published),
    }


def statement(made: Statement) -> Record:
    """A statement with its quotes."""
    return {
        "claim_id": made.claim_id,
        "text": made.text,
        "status": made.status,
        "speakers": list(made.speakers),
        "cue": made.cue,
        "scope": made.scope,
        "quotes": [quote(found) for found in made.quotes],
        "why": list(made.why),
    }


def remark(made: Remark) -> Record:
    """A remark with its quotes."""
    return {"text": made.text, "quotes": [quote(found) for found in made.quotes]}


def headline(near: Headline) -> Record:
    """An article offered in place of an answer."""
    return {
        "title": near.title,
        "outlet": near.outlet,
        "url": near.url,
        "published": instant(near.published),
    }


def usage(spent: Usage) -> Record:
    """What the model cost."""
    return {
        "calls": spent.calls,
        "prompt_tokens": spent.prompt_tokens,
        "completion_tokens": spent.completion_tokens,
    }


def answer(made: Answer) -> Record:
    """What `copydesk ask --json` prints."""
    return {
        "question": made.question,
        "answered": made.answered,
        "mode": made.mode,
        "as_of": instant(made.as_of),
        "statements": [statement(item) for item in made.statements],
        "remarks": [remark(item) for item in made.remarks],
        "nearest": [headline(item) for item in made.nearest],
        "usage": usage(made.usage),
        "timings_ms": {stage: round(ms, 1) for stage, ms in made.timings_ms.items()},
    }


def change(made: Change) -> Record:
    """What became of an earlier statement."""
    return {
        "text": made.text,
        "old": made.old,
        "new": made.new,
        "quotes": [quote(found) for found in made.quotes],
    }


def story(made: Story) -> Record:
    """One story of a digest in its parts."""
    return {
        "story_id": made.story_id,
        "heading": made.heading,
        "confirmed": [statement(item) for item in made.confirmed],
        "reported": [statement(item) for item in made.reported],
        "contested": [statement(item) for item in made.contested],
        "remarks": [remark(item) for item in made.remarks],
        "changes": [change(item) for item in made.changes],
    }


def digest(made: Digest) -> Record:
    """What `copydesk digest --json` prints."""
    return {
        "region": made.region,
        "topic": made.topic,
        "since": instant(made.since),
        "until": instant(made.until),
        "as_of": instant(made.as_of),
        "outlets": made.outlets,
        "articles": made.articles,
        "stories": [story(each) for each in made.stories],
        "left_out": made.left_out,
        "failing_feeds": list(made.failing_feeds),
        "usage": usage(made.usage),
    }


def article(revisions: Sequence[Revision]) -> Record:
    """An article with all its revisions, oldest first; title, author and date are the newest one's."""
    newest = revisions[-1]
    return {
        "article_id": newest.article_id,
        "url": newest.url,
        "outlet": newest.outlet,
        "title": newest.title,
        "author": newest.author,
        "published": instant(newest.published),
        "revisions": [
            {"revision": one.number, "fetched_at": instant(one.fetched_at), "text": one.text}
            for one in revisions
        ],
    }


def story_line(made: StoryLine) -> Record:
    """What `copydesk stories --json` prints of a story."""
    return {
        "story_id": made.story_id,
        "heading": made.heading,
        "first": instant(made.first),
        "last": instant(made.last),
        "articles": [
            {"article_id": one.article_id, "url": one.url, "outlet": one.outlet} for one in made.articles
        ],
    }


def explained(made: ExplainedClaim) -> Record:
    """What `copydesk explain --json` prints."""
    return {
        "claim_id": made.claim_id,
        "story_id": made.story_id,
        "text": made.text,
        "status": made.status,
        "shown": made.shown,
        "as_of": instant(made.as_of),
        "reasons": [
            {"rule": each.rule, "text": each.text, "occurrences": list(each.occurrences)}
            for each in made.reasons
        ],
        "occurrences": [
            {
                "id": one.id,
                "stance": one.stance,
                "speaker": one.speaker,
                "cue": one.cue,
                "scope": one.scope,
                "origin": one.origin,
                "note": one.note,
                "quotes": [quote(found) for found in one.quotes],
            }
            for one in made.occurrences
        ],
        "history": [
            {
                "as_of": instant(told.as_of),
                "status": told.status.value if told.status else None,
                "shown": told.shown,
            }
            for told in made.history
        ],
    }
