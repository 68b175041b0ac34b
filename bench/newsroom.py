"""Invented news with questions, each answered by one known sentence among many that look like it.

The articles report the same kinds of event in the same towns on other days, and quote the same people on
other topics; `newsroom.toml` holds the wording. A question asks for one fact in other words than the article
tells it: by what only that article names, by the day, or with nothing but that it is the newest.
"""

import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.news.sentences import split
from bot.news.span import Span

NOW = datetime(2024, 5, 19, 18, tzinfo=UTC)
"""When the questions are asked: a day after the last of the project's own samples."""
DAYS = 120
KINDS = ("named", "dated", "newest", "samples")

_ROOT = Path(__file__).parents[1]
_TELLING = ("{STREET}", "{FIRM}", "{PERSON}")
_APART = timedelta(days=6)
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class NewsText:
    """An article as it was published."""

    title: str
    outlet: str
    published: datetime
    text: str
    sentences: tuple[Span, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and words that stand in the sentences that answer it and nowhere else."""

    text: str
    answers: tuple[str, ...]
    kind: str
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact as one article tells it; `key` is a question for it that may fit other articles too."""

    sentence: str
    key: str
    asked: str
    telling: bool
    day: datetime


class Newsroom:
    """`articles` articles of 500 to 900 words over 120 days, the same for the same arguments."""

    def __init__(self, articles: int, seed: int = 5) -> None:
        self._wording: dict[str, Any] = tomllib.loads((_ROOT / "bench" / "newsroom.toml").read_text("utf-8"))
        self._count = articles
        self._draw = random.Random(seed)
        self.towns = [self._name("town_ends") for _ in range(max(12, articles // 20))]
        self._officials = {
            town: [(self._person(), role.replace("{TOWN}", town)) for role in self._wording["roles"]]
            for town in self.towns
        }
        self._told: list[_Told] = []

    @cached_property
    def articles(self) -> tuple[NewsText, ...]:
        """The articles, oldest first."""
        first = NOW - timedelta(days=DAYS)
        return tuple(
            self._article(first + timedelta(days=DAYS - 1) * (place / self._count))
            for place in range(self._count)
        )

    def questions(self, each: int) -> tuple[Question, ...]:
        """At most `each` questions of every kind, each with one answering sentence in all the articles."""
        assert self.articles, "the facts are told as the articles are made"
        texts = Counter(one.sentence for one in self._told)
        told = [one for one in self._told if texts[one.sentence] == 1]
        by_key: dict[str, list[_Told]] = {}
        for one in self._told:
            by_key.setdefault(one.key, []).append(one)
        kinds = {
            "named": (one for one in told if one.telling and len(by_key[one.key]) == 1),
            "dated": (one for one in told if not one.telling and _is_apart(one, by_key[one.key])),
            "newest": (one for one in told if not one.telling and _is_newest(one, by_key[one.key])),
        }
        return tuple(
            question
            for kind, found in kinds.items()
            for question in _asked(kind, self._sample(list(found), each))
        )

    def _sample(self, found: list[_Told], each: int) -> list[_Told]:
        return self._draw.sample(found, min(each, len(found)))

    def _article(self, published: datetime) -> NewsText:
        town = self._pick(self.towns)
        event = self._pick(self._wording["event"])
        day = published - timedelta(hours=self._draw.choice([4, 9, 14]))
        slots = self._slots(town, day)
        facts = [self._fact(fact, slots, day) for fact in event["facts"]]
        said = [self._statement(town, slots, day) for _ in range(self._draw.randint(3, 7))]
        body = [*facts, *said]
        words, wanted = sum(len(one.split()) for one in body), self._draw.randint(500, 850)
        for colour in self._draw.sample(self._wording["colour"]["all"], len(self._wording["colour"]["all"])):
            if words >= wanted:
                break
            body.append(self._fill(colour, slots))
            words += len(body[-1].split())
        self._draw.shuffle(body)
        text, sentences = self._paragraphs([self._fill(event["lead"], slots), *body])
        title = self._fill(event["title"], slots)
        return NewsText(title, self._pick(self._wording["outlets"]), published, text, sentences)

    def _paragraphs(self, sentences: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        """The text, cut into paragraphs of about three sentences, and where each sentence stands."""
        text, spans = "", []
        for sentence in sentences:
            text += self._pick([" ", " ", "\n\n"]) if text else ""
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence
        return text, tuple(spans)

    def _fact(self, fact: Mapping[str, list[str]], slots: Mapping[str, str], day: datetime) -> str:
        own = {**slots, **self._numbers()}
        sentence = self._fill(self._pick(fact["told"]), own)
        self._tell(sentence, fact["asked"], own, day)
        return sentence

    def _statement(self, town: str, slots: Mapping[str, str], day: datetime) -> str:
        topics = self._wording["topics"]
        topic = self._pick(topics["all"])
        person, role = self._pick(self._officials[town])
        own = {**slots, "PERSON": person, "LAST": person.split()[-1], "ROLE": role}
        own |= {"SAID": topic["said"], "ABOUT": topic["about"]}
        sentence = self._fill(self._pick(topics["told"]), own)
        self._tell(sentence, topics["asked"], own, day)
        return sentence

    def _tell(self, sentence: str, asked: list[str], slots: Mapping[str, str], day: datetime) -> None:
        chosen = self._pick(asked)
        telling = any(slot in asked[0] for slot in _TELLING)
        key = self._fill(asked[0], slots)
        self._told.append(_Told(sentence, key, self._fill(chosen, slots), telling, day))

    def _slots(self, town: str, day: datetime) -> dict[str, str]:
        director, role = self._officials[town][2]
        return {
            "TOWN": town,
            "DIRECTOR": f"{director}, {role},",
            "WEEKDAY": f"{day:%A}",
            "STREET": self._street(),
            "FIRM": f"{self._name('name_ends')} {self._pick(self._wording['firm_ends'])}",
            "PERSON": self._person(),
            "Number": self._numbers()["n"],
        }

    def _numbers(self) -> dict[str, str]:
        draw = self._draw.randint
        return {
            "n": str(draw(13, 49)),
            "m": str(draw(2, 12)),
            "h": str(draw(6, 11)),
            "big": str(draw(60, 980)),
        }

    def _fill(self, template: str, slots: Mapping[str, str]) -> str:
        """Slots of the article first; a slot that it does not fix is filled anew each time."""
        filled = _SLOT.sub(lambda found: slots.get(found[1]) or self._fresh(found[1]), template)
        return filled[0].upper() + filled[1:].replace(",,", ",").replace(",.", ".")

    def _fresh(self, slot: str) -> str:
        if slot in self._wording:
            return str(self._pick(self._wording[slot]))
        made = {"PERSON2": self._person, "STREET2": self._street}
        return made[slot]() if slot in made else self._numbers()[slot]

    def _street(self) -> str:
        return f"{self._name('name_ends')} {self._pick(self._wording['street_ends'])}"

    def _person(self) -> str:
        return f"{self._pick(self._wording['first_names'])} {self._name('name_ends')}"

    def _name(self, ends: str) -> str:
        return "".join(self._pick(self._wording[part]) for part in ("onsets", "middles", ends))

    def _pick(self, options: Sequence[Any]) -> Any:
        return self._draw.choice(options)


def samples() -> tuple[NewsText, ...]:
    """The project's sample articles, in order; a later text under one address corrects an earlier one."""
    lines = (_ROOT / "bot" / "samples" / "articles.jsonl").read_text("utf-8").splitlines()
    return tuple(_sample(json.loads(line)) for line in lines if line)


def sample_questions() -> tuple[Question, ...]:
    """The answerable questions that the quality tests ask about the samples."""
    asked = tomllib.loads((_ROOT / "tests" / "quality" / "questions.toml").read_text("utf-8"))["question"]
    return tuple(
        Question(one["text"], tuple(one["quotes"]), "samples", _moment(one.get("as_of")))
        for one in asked
        if one["answerable"]
    )


def _sample(row: Mapping[str, str]) -> NewsText:
    published = datetime.fromisoformat(row["published"])
    return NewsText(row["title"], row["outlet"], published, row["text"], split(row["text"]), row["url"])


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _asked(kind: str, told: Iterable[_Told]) -> Iterator[Question]:
    for one in told:
        when = f" on {one.day.day} {one.day:%B}" if kind == "dated" else ""
        yield Question(f"{one.asked}{when}?", (one.sentence,), kind)


def _is_apart(one: _Told, alike: Sequence[_Told]) -> bool:
    """Whether others are told, but none about a day near to this one."""
    others = [other for other in alike if other is not one]
    return bool(others) and all(abs(other.day - one.day) > _APART for other in others)


def _is_newest(one: _Told, alike: Sequence[_Told]) -> bool:
    return len(alike) > 1 and max(alike, key=lambda other: other.day) is one
