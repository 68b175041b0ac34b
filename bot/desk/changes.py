"""What became of a story's claims since a moment: other statuses, withdrawals, figures that rose."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from bot.claims.judgement import Judged, Judgement, claim_with
from bot.desk.stating import stated
from bot.news.article import Appearance
from bot.news.attribution import Reading
from bot.news.claim import Bearing, Status, Update
from bot.news.digest import Change
from bot.news.shown import listed
from bot.store.readings import Key


def changes(
    now: Sequence[Judged],
    before: Judgement,
    updates: Sequence[Update],
    since: datetime,
    readings: Mapping[Key, Reading],
    late: Collection[Appearance] = (),
) -> tuple[Change, ...]:
    """The changes of some claims of a story since `before` was judged, without what came `late`.

    A claim that is new is no change, but for one that was withdrawn as soon as it was known.
    """
    return (*_statuses(now, before, readings), *_figures(now, updates, since, readings, late))


def is_news(each: Judged, since: datetime, late: Collection[Appearance] = ()) -> bool:
    """Whether something that bears on it came since then, or was there already and came `late`."""
    return any(
        (one.at >= since or (one.occurrence.article_id, one.at) in late) and not one.hidden
        for one in each.claim.bearings
    )


def _statuses(now: Sequence[Judged], before: Judgement, readings: Mapping[Key, Reading]) -> Iterator[Change]:
    for each in now:
        then = claim_with(before, {each.claim.id, *each.claim.aliases})
        if then is not None and then.claim.bearings == each.claim.bearings:
            continue  # what bears on it is as it was, and so is its status
        old, new = (then.verdict if then else None), each.verdict
        hidden = _just_hidden(each, then)
        if old is not None and old.status is new.status and (not hidden or old.shown == new.shown):
            continue
        if (old is not None and old.status is not None) or new.status is Status.RETRACTED:
            made = stated(each, readings)
            words = old.shown if old and old.status else None
            yield Change(made.text, words, _words(each, hidden), made.quotes, _ids(each, then))


def _just_hidden(each: Judged, then: Judged | None) -> tuple[Bearing, ...]:
    """What an operator has hidden of a claim since then; nothing of one that was not there yet."""
    counted = {one.occurrence.id for one in then.claim.bearings if not one.hidden} if then else set()
    return tuple(one for one in each.claim.bearings if one.hidden and one.occurrence.id in counted)


def _words(each: Judged, hidden: Sequence[Bearing]) -> str:
    """Its status, and what the desk has hidden of it, with the reason."""
    if not hidden:
        return each.verdict.shown
    why = "; ".join(dict.fromkeys(one.hidden.rstrip(".") for one in hidden if one.hidden))
    if all(one.hidden for one in each.claim.bearings):
        return f"Hidden by the desk: {why}"
    outlets = listed(list(dict.fromkeys(one.occurrence.outlet for one in hidden)))
    return f"{each.verdict.shown} · what {outlets} said is hidden by the desk: {why}"


def _figures(
    now: Sequence[Judged],
    updates: Sequence[Update],
    since: datetime,
    readings: Mapping[Key, Reading],
    late: Collection[Appearance],
) -> Iterator[Change]:
    """Figures of one event that a later report raised since then, from the last one to the newest."""
    by_id = {each.claim.id: each for each in now}
    risen = {update.old for update in updates}
    for update in updates:
        old, new = by_id.get(update.old), by_id.get(update.new)
        if old is not None and new is not None and update.new not in risen and is_news(new, since, late):
            was, made = stated(old, readings), stated(new, readings)
            quotes = (*was.quotes[:1], *made.quotes[:1])
            yield Change(made.text, was.text, made.text, quotes, _ids(old))


def _ids(*known: Judged | None) -> frozenset[str]:
    return frozenset(name for each in known if each for name in (each.claim.id, *each.claim.aliases))
