"""Answers made of the ledger's claims, without a model: what has which status, what changed, who denies."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.claims.judgement import Judged, Judgement, risen
from bot.claims.ledger import Heard
from bot.desk.changes import changes, is_news
from bot.desk.checks.facts import facts
from bot.desk.ledger_question import LedgerQuestion, Wanted
from bot.desk.stating import stated
from bot.desk.subject import Regions, Subject, lies_in
from bot.news.answer import Statement
from bot.news.claim import Occurrence, Stance, Status, Update
from bot.news.digest import Change
from bot.news.lead import count
from bot.news.region import Region
from bot.news.shown import folded

MOST = 12
_NOT = re.compile(r"\b(?:not|never|no|nobody|none|nothing|without)\b|n['’]t\b", re.IGNORECASE)
LOOK_BACK = timedelta(days=1)
"""The time that is meant by "what changed?"."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger answers: statements, best first, with a first line; neither where it cannot tell."""

    statements: tuple[Statement, ...] = ()
    first: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A claim about what is asked for, with its story.

    `nearness` is the share of the question's words that it bears, `whole` whether it bears them all.
    """

    each: Judged
    heard: Heard
    nearness: float
    whole: bool

    @property
    def status(self) -> Status | None:
        return self.each.verdict.status

    @property
    def rank(self) -> tuple[float, int, float]:
        """What is nearest, then what has most origins, then what is newest comes first."""
        live = [one for one in self.each.claim.bearings if not one.gone and not one.hidden]
        origins = {one.origin for one in live}
        newest = max((one.at.timestamp() for one in live), default=0.0)
        return -round(self.nearness, 1), -len(origins), -newest


def told(
    question: LedgerQuestion, stories: Sequence[Heard], regions: Regions, region: Region | None = None
) -> Told:
    """The answer to a question of statuses or denials, from the stories that its words were found in.

    `region` narrows it to claims about places in there.
    """
    near = _near(question, stories, regions, region)
    made = _ANSWERING[question.wanted](question, near)
    return replace(made, statements=made.statements[:MOST])


def changed(
    question: LedgerQuestion,
    stories: Sequence[Heard],
    before: Sequence[Heard],
    since: datetime,
    regions: Regions,
    region: Region | None = None,
) -> Told:
    """What became of claims since a moment, and then what is new; `before` are the stories as of then."""
    near = _near(question, stories, regions, region)
    then = {heard.story.id: heard for heard in before}
    updates = tuple(each for heard in stories for each in risen(heard.docket))
    became = [
        _of_change(each)
        for heard in stories
        for each in _changes([one.each for one in near if one.heard is heard], heard, then, updates, since)
    ]
    figures = {one for each in updates for one in (each.old, each.new)}
    fresh = _statements(each for each in near if _is_new(each, since) and each.each.claim.id not in figures)
    when = question.dated or f"since {since.day} {since:%B}"
    first = _what_changed(len(became), len(fresh), question.about, when) if near else None
    return Told((*became, *fresh)[:MOST], first)


def _changes(
    here: Sequence[Judged],
    heard: Heard,
    before: Mapping[str, Heard],
    updates: Sequence[Update],
    since: datetime,
) -> Sequence[Change]:
    """What became of some claims of a story."""
    aliases = {alias for each in here for alias in each.claim.aliases}
    then = before.get(heard.story.id)
    claims = then.bearing_on(aliases) if then else ()
    return changes(here, Judgement(claims), updates, since, heard.readings)


def _is_new(each: _Candidate, since: datetime) -> bool:
    bearings = each.each.claim.bearings
    return each.status not in (None, Status.RETRACTED) and all(one.at >= since for one in bearings)


def _what_changed(became: int, fresh: int, about: str, when: str) -> str:
    words = f"{_things(became)} {about} {'has' if became < 2 else 'have'} changed {when}"
    if fresh:
        return _sentence(f"{words}; {count(fresh)} {'is' if fresh == 1 else 'are'} new")
    return _sentence(words)


def _near(
    question: LedgerQuestion, stories: Sequence[Heard], regions: Regions, region: Region | None
) -> list[_Candidate]:
    """The claims about the question's words and region, since the time that it asks about."""
    subject = Subject(question.terms, stories, regions)
    is_met = subject.is_met if question.wanted in (Wanted.OF_STATUS, Wanted.CHANGES) else subject.is_said
    since = question.since if question.wanted is not Wanted.CHANGES else None
    found = [
        _Candidate(each, heard, subject.nearness(each, heard), subject.is_whole(each, heard))
        for heard in stories
        for each in heard.bearing_on(
            {
                group[0].id
                for group in heard.docket.groups
                if _is_in(group, heard, region) and is_met(group, heard)
            }
        )
        if since is None or is_news(each, since)
    ]
    return sorted(found, key=lambda one: one.rank)


def _is_in(group: Sequence[Occurrence], heard: Heard, region: Region | None) -> bool:
    return region is None or any(lies_in(one, region.id, heard) for one in group)


def _of_status(question: LedgerQuestion, near: Sequence[_Candidate]) -> Told:
    made = _statements(each for each in near if each.status in question.statuses)
    if not near or not question.terms:
        return Told(made)
    if not made:
        word = question.word
        return Told((), _sentence(f"nothing {question.about} is {word} in the stored articles"))
    words = f"{_things(len(made))} {question.about} {'is' if len(made) == 1 else 'are'} {question.word}"
    return Told(made, _sentence(words))


def _whether(question: LedgerQuestion, near: Sequence[_Candidate]) -> Told:
    of_status = [each for each in near if each.status is not None]
    if not of_status:
        return Told()
    made = _statements(of_status)
    so = [each for each in of_status if each.status in question.statuses]
    if any(_agrees(question, each) for each in so):
        return Told(made, f"{question.word.capitalize()} in the stored articles.")
    return Told(made, None if so else f"Not {question.word} in the stored articles.")


def _agrees(question: LedgerQuestion, candidate: _Candidate) -> bool:
    """Whether a claim says all that a question asks for: every word and number, and no "not" more or less."""
    lead = candidate.each.lead.occurrence
    reading = candidate.heard.readings[lead.article_id, lead.revision]
    sentence = reading.sentences[lead.sentence].of(reading.revision.text)
    turned = lead.proposition.negated is (_NOT.search(question.about) is None)
    return candidate.whole and _amounts(question.about) <= _amounts(sentence) and not turned


def _amounts(text: str) -> set[tuple[float, str, str]]:
    return {(number.value, number.unit, number.bound) for number in facts(text).numbers}


def _denials(_: LedgerQuestion, near: Sequence[_Candidate]) -> Told:
    return Told(_statements(each for each in near if _is_denied(each)))


_ANSWERING = {Wanted.OF_STATUS: _of_status, Wanted.WHETHER: _whether, Wanted.DENIALS: _denials}


def _is_denied(each: _Candidate) -> bool:
    denied = any(one.occurrence.stance is Stance.DENIES for one in each.each.claim.bearings)
    return denied and each.status in (Status.DENIED, Status.DISPUTED)


def _statements(found: Iterable[_Candidate]) -> tuple[Statement, ...]:
    return folded([stated(each.each, each.heard.readings) for each in found])


def _of_change(made: Change) -> Statement:
    """A change as a statement, under the words of what it is now and what it was."""
    if made.new == made.text:
        return Statement(made.text, made.quotes, shown=f"Changed figure · was: {made.old}")
    was = f" · was: {made.old}" if made.old else ""
    return Statement(made.text, made.quotes, shown=f"{made.new}{was}")


def _things(number: int) -> str:
    return f"{count(number)} thing{'' if number == 1 else 's'}" if number else "nothing"


def _sentence(words: str) -> str:
    words = " ".join(words.split())
    return f"{words[:1].upper()}{words[1:]}."
