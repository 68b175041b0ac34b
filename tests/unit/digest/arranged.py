"""A small digest with one statement of every status, and what a model can say of it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.digest.arrangement import Row, arranged, parse, rows
from bot.news.answer import Quote, Statement
from bot.news.claim import PART, Part, Status
from bot.news.digest import Change, Digest, Story

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def told(claim_id: str, status: Status, *, outlet: str = "The Tarn Post", **fields: Any) -> Statement:
    """A statement under a claim's id."""
    words = f"Words of {claim_id}"
    quote = Quote(words, 0, len(words), int(claim_id[1:]), 1, outlet, "A headline", None, None, NOON)
    speakers = fields.pop("speakers", ())
    shown = f"{status.value.capitalize()} by {' and '.join(speakers) or outlet}"
    return Statement(words, (quote,), speakers, status=status.value, claim_id=claim_id, shown=shown, **fields)


def story(story_id: str, *items: Statement, changes: tuple[Change, ...] = (), alike: bool = True) -> Story:
    """A story of these statements, each in its part; nothing tells them apart, unless it is said."""
    parts: dict[Part, list[Statement]] = {part: [] for part in Part}
    for item in items:
        parts[PART[Status(str(item.status))]].append(item)
    ids = [item.claim_id for item in items if item.claim_id]
    return Story(
        story_id,
        f"Heading of {story_id}",
        None,
        tuple(parts[Part.CONFIRMED]),
        tuple(parts[Part.REPORTED]),
        tuple(parts[Part.CONTESTED]),
        changes=changes,
        alike=frozenset(frozenset((one, two)) for one in ids for two in ids if one != two and alike),
    )


def digest(*stories: Story) -> Digest:
    """A digest of some stories."""
    return Digest(None, None, NOON - timedelta(days=1), NOON, NOON, 1, 1, stories)


FIRE = story(
    "s1",
    told("c1", Status.CONFIRMED),
    told("c2", Status.REPORTED),
    told("c3", Status.REPORTED, outlet="Daily Sound"),
    told("c4", Status.ANNOUNCED, speakers=("The mayor",)),
    told("c5", Status.DISPUTED, speakers=("Lena Orvik", "Halden")),
    told("c6", Status.CLAIMED, speakers=("Lena Orvik",)),
    told("c7", Status.CLAIMED, speakers=("Halden",)),
    told("c8", Status.UNVERIFIED, speakers=("Halden",)),
    told("c9", Status.DENIED, speakers=("Halden",)),
    changes=(Change("Eleven sank.", "Eight sank.", "Eleven sank.", claim_ids=frozenset({"c3"})),),
)
FAIR = story("s2", told("c10", Status.REPORTED), told("c11", Status.CLAIMED, speakers=("A singer",)))
CORRECTED = story("s3", changes=(Change("It was wrong.", None, "Withdrawn by The Tarn Post"),))
MADE = digest(FIRE, FAIR, CORRECTED)
SHOWN = rows(MADE)


def said(made: Digest = MADE, *, order: Any = (), leave_out: Any = (), same: Any = ()) -> str:
    """A reply that names a digest's stories and claims by their ids; what is no id stays as it is."""
    numbers = {row.ref[1] or row.ref[0]: row.number for row in rows(made)}
    named = {
        "order": [numbers.get(one, one) for one in order],
        "leave_out": [numbers.get(one, one) for one in leave_out],
        "same": [[numbers.get(one, one) for one in group] for group in same],
    }
    return json.dumps(named)


def heard(reply: str, made: Digest = MADE, *, thin: bool = True, shown: tuple[Row, ...] = ()) -> Digest:
    """The digest after a reply."""
    offered = shown or rows(made)
    return arranged(made, offered, parse(reply, {row.number for row in offered}), thin=thin)


def ids(made: Digest) -> dict[str, list[str | None]]:
    """The claims of each story in order, as they are told."""
    return {each.story_id: [item.claim_id for item in each.statements] for each in made.stories}
