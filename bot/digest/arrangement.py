"""What a model proposes for a digest, and what of it holds: whatever the proposal, the digest stays right.

Numbers are all that a model can say. Stories and statements keep their words, quotes, statuses and parts;
it may order them, have those told as one that nothing tells apart, and leave out what one side alone tells.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.desk.draft import DraftError, only_object
from bot.news import shown
from bot.news.answer import Statement
from bot.news.claim import Status
from bot.news.digest import MAY_GO, Digest, Story

MAY_JOIN = MAY_GO | {Status.UNVERIFIED, Status.DENIED}
"""Statuses whose words say by whom, and can say so of several statements at once."""
ROW_CHARS = 240
"""What is shown of a statement: enough to judge by."""

_LISTS = ("order", "leave_out", "same")
_NUMBERS: Mapping[str, object] = {"type": "array", "items": {"type": "integer"}}
SCHEMA: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "required": list(_LISTS),
    "properties": {"order": _NUMBERS, "leave_out": _NUMBERS, "same": {"type": "array", "items": _NUMBERS}},
}
"""The JSON schema of a reply, in the form that strict structured output takes."""

Ref = tuple[str, str | None]
"""The ids of a story and of a claim in it; null means the story itself."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """A story or a statement as a model is shown it; `place` counts those of a story's part from 0."""

    number: int
    ref: Ref
    text: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a model proposes, in numbers of rows; a number stands once in `order` and once in `same`."""

    order: tuple[int, ...] = ()
    leave_out: tuple[int, ...] = ()
    same: tuple[tuple[int, ...], ...] = ()


def is_open(made: Digest) -> bool:
    """Whether there is anything to put in order."""
    parts = (items for story in made.stories for items in _parts(story).values())
    return len(made.stories) > 1 or any(len(items) > 1 for items in parts)


def rows(made: Digest) -> tuple[Row, ...]:
    """Every story and statement of a digest, numbered from 1 in its order."""
    found: list[Row] = []
    for story in made.stories:
        found.append(Row(len(found) + 1, (story.story_id, None), _headed(story)))
        for items in _parts(story).values():
            for place, item in enumerate(items):
                found.append(Row(len(found) + 1, (story.story_id, item.claim_id), _told(item, made), place))
    return tuple(found)


def _headed(story: Story) -> str:
    changed = f" · {shown.counted(len(story.changes), 'change')}" if story.changes else ""
    return f"Story: {shown.heading(story.heading, story.outlet)}{changed}"


def _told(item: Statement, made: Digest) -> str:
    """A statement with its label, cut short, and when and by whom that was told."""
    words = ": ".join(part for part in (shown.label(item), item.text) if part)
    words = words if len(words) <= ROW_CHARS else f"{words[:ROW_CHARS]}…"
    outlets = _each(quote.outlet for quote in item.quotes if quote.outlet not in words)
    days = _each(shown.day(quote.published, made.as_of) for quote in item.quotes)
    return f"{words} ({', '.join((*outlets, *days))})"


def parse(reply: str, offered: Collection[int]) -> Plan:
    """The plan in a model's reply, without the numbers that were not offered; a missing list is empty.

    Raises: DraftError for a reply that is no plan, or names nothing that was offered.
    """
    found = only_object(reply)
    if found.keys().isdisjoint(_LISTS):
        raise DraftError(f"it has none of {', '.join(_LISTS)}")
    order, leave_out = (_numbers(_list(found.get(name, []), name), name) for name in ("order", "leave_out"))
    groups = [_numbers(_list(group, "same"), "same") for group in _list(found.get("same", []), "same")]
    free = set(offered)
    same = [_taken(free, group) for group in groups]
    plan = Plan(_taken(set(offered), order), _taken(set(offered), leave_out), tuple(filter(None, same)))
    if plan == Plan() and any((order, leave_out, *groups)):
        raise DraftError("it names no line that it was shown")
    return plan


def _list(value: Any, name: str) -> list[Any]:
    if type(value) is not list:
        raise DraftError(f"`{name}` has the wrong type")
    return value


def _numbers(found: list[Any], name: str) -> list[int]:
    if not all(type(number) is int for number in found):
        raise DraftError(f"`{name}` must hold whole numbers only")
    return found


def _taken(free: set[int], numbers: Iterable[int]) -> tuple[int, ...]:
    """The numbers that are free, which then are not any more."""
    taken = tuple(number for number in dict.fromkeys(numbers) if number in free)
    free.difference_update(taken)
    return taken


def arranged(made: Digest, offered: Iterable[Row], plan: Plan, *, thin: bool = True) -> Digest:
    """The digest as a model proposes it, as far as the rules allow; what was not offered follows as it stood.

    What is left out is counted. Nothing is, unless `thin`, nor where nothing else would be left.
    """
    heard = _heard(offered, plan if thin else replace(plan, leave_out=()))
    told = [_arranged(story, heard) for story in made.stories]
    kept = [story for story in told if story.statements or story.changes]
    if thin and not kept:
        return arranged(made, offered, plan, thin=False)
    return replace(
        made,
        stories=tuple(sorted(kept, key=heard.place_of_story)),
        left_out=made.left_out + len(told) - len(kept),
        thinned=_claims(made.stories) - _claims(kept),
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """A plan in ids: where each was named, what is to go, and the group of those that are alike."""

    places: Mapping[Ref, int]
    stories: Mapping[str, int]
    out: frozenset[Ref]
    groups: Mapping[Ref, int]

    def place_of_story(self, story: Story) -> int:
        """Where a story was first named, by itself or by one of its statements; else behind all others."""
        return self.stories.get(story.story_id, len(self.places))

    def place_of(self, story: Story, item: Statement) -> int:
        last = len(self.places)
        return min((self.places.get(ref, last) for ref in _refs(story, item)), default=last)

    def is_one(self, story: Story, one: Statement, other: Statement) -> bool:
        """Whether two statements are called the same, and nothing tells them apart."""
        first, second = (self.groups.get((story.story_id, item.claim_id)) for item in (one, other))
        return (
            first is not None
            and first == second
            and {one.claim_id, other.claim_id} in story.alike
            and one.status == other.status
            and one.status in MAY_JOIN
            and one.scope == other.scope
        )


def _heard(offered: Iterable[Row], plan: Plan) -> _Heard:
    refs = {row.number: row.ref for row in offered}
    places = {refs[number]: place for place, number in enumerate(plan.order)}
    return _Heard(
        places,
        stories={story_id: place for (story_id, _), place in reversed(places.items())},
        out=frozenset(refs[number] for number in plan.leave_out),
        groups={refs[number]: which for which, group in enumerate(plan.same) for number in group},
    )


def _arranged(story: Story, heard: _Heard) -> Story:
    """The story with its parts as proposed; it goes as a whole only where all of it may."""
    changed = frozenset(one for change in story.changes for one in change.claim_ids)

    def may_go(item: Statement) -> bool:
        return bool(_ids(item)) and item.status in MAY_GO and changed.isdisjoint(_ids(item))

    whole = (story.story_id, None) in heard.out and not story.changes and all(map(may_go, story.statements))
    parts: dict[str, Any] = {}
    for name, items in _parts(story).items():
        kept = [
            item
            for item in _joined(items, story, heard)
            if not whole and not (may_go(item) and heard.out.issuperset(_refs(story, item)))
        ]
        parts[name] = tuple(sorted(kept, key=lambda item: heard.place_of(story, item)))
    return replace(story, **parts, remarks=story.remarks if parts["contested"] else ())


def _joined(items: Iterable[Statement], story: Story, heard: _Heard) -> Iterator[Statement]:
    """The statements of a part, those that are one told as one, where the first of them stands."""
    kept: list[list[Statement]] = []
    for item in items:
        for group in kept:
            if all(heard.is_one(story, item, other) for other in group):
                group.append(item)
                break
        else:
            kept.append([item])
    return map(_told_once, kept)


def _told_once(items: Sequence[Statement]) -> Statement:
    """The first statement, with the speakers, quotes and reasons of all."""
    first, *others = items
    if not others:
        return first
    return replace(
        first,
        quotes=_each(quote for item in items for quote in item.quotes),
        speakers=_each(name for item in items for name in item.speakers),
        why=_each(reason for item in items for reason in item.why),
        shown=first.shown if all(item.shown == first.shown for item in others) else None,
        joined=tuple(one for item in others for one in _ids(item)),
    )


def _parts(story: Story) -> dict[str, tuple[Statement, ...]]:
    return {"confirmed": story.confirmed, "reported": story.reported, "contested": story.contested}


def _refs(story: Story, item: Statement) -> list[Ref]:
    return [(story.story_id, one) for one in _ids(item)]


def _ids(item: Statement) -> tuple[str, ...]:
    return (*([item.claim_id] if item.claim_id else ()), *item.joined)


def _claims(stories: Iterable[Story]) -> int:
    return sum(len(_ids(item)) for story in stories for item in story.statements)


def _each(found: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
