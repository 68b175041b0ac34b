"""Occurrences of one story that say the same: conservative, and independent of the order given."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import chain, combinations

from bot.claims.meaning.concepts import CASUALTIES, FORCE, HARM, STAND_INS
from bot.claims.meaning.concepts import UNREAL as UNREAL_WORDS
from bot.claims.meaning.days import EARLIER
from bot.claims.meaning.propositions import DOES, DONE_TO, MODAL
from bot.claims.meaning.relations import FROM, OWNED, REGION, UNREAL, contrary
from bot.news.claim import Occurrence, Proposition, Stance, Update

LEAST_SHARED = 2
"""Words, names and numbers that two propositions have in common at the least."""
LEAST_COVERED = 0.5
"""Share of the longer proposition that the shorter one holds."""

_TELLING = HARM | STAND_INS | UNREAL | UNREAL_WORDS | {"cause", "video", MODAL, "accuse", "try"}
"""What makes another claim when only one of the two says it: harm, a cause, footage, a plan, a stand-in."""

_RISEN = "raise"
_TOLLING = FORCE | HARM | {_RISEN, "reach", "climb", "stand", "collaps", "lose", "crash", "sink"}
"""What a clause does that tells how many came to harm; treating the wounded tells no toll."""

Group = tuple[Occurrence, ...]
Path = Callable[[str], str]


def same_claim(one: Occurrence, other: Occurrence, path: Path = str) -> bool:
    """Whether two occurrences bear on the same proposition, event and time; it holds both ways.

    `path` gives a region's id behind those of what it lies in ("RU/RU-BEL/gn:495112"), so that a town and
    its region agree; without it, they do only where their ids say so ("UA", "UA-32").
    """
    left, right = _placed(one.proposition, path), _placed(other.proposition, path)
    if left.words.isdisjoint(right.words) and left.names.isdisjoint(right.names):
        return False
    return _kind(one) == _kind(other) and _score(left, right) > 0


def may_join(one: Sequence[Occurrence], other: Sequence[Occurrence], path: Path = str) -> bool:
    """Whether two claims may be told as one when somebody finds that they tell the same.

    He is trusted with what the main verb is, and with how much longer one of the two may be. A different
    number, place, time, doer or negation keeps them apart whatever he finds. `path` is as in `same_claim`.
    """
    return all(_may_join(left, right, path) for left in one for right in other)


def joinable(claims: Sequence[Sequence[Occurrence]], path: Path = str) -> Iterator[tuple[int, int]]:
    """The pairs of claims that `may_join`, by their places."""
    said = [claim[0].proposition for claim in claims]
    found = _sharing([_terms(each).union(f"#{number}" for number in each.numbers) for each in said])
    return (pair for pair in sorted(found) if may_join(claims[pair[0]], claims[pair[1]], path))


def _may_join(one: Occurrence, other: Occurrence, path: Path) -> bool:
    left, right = one.proposition, other.proposition
    shared = _terms(left) & _terms(right)
    if len(shared) + len(set(left.numbers) & set(right.numbers)) < LEAST_SHARED:
        return False
    return (
        _kind(one) == _kind(other)
        and _covered(left, right, shared)
        and (_same_deeds(left, right) or _other_deeds(left, right))
        and _same_facts(_placed(left, path), _placed(right, path))
    )


def _other_deeds(one: Proposition, other: Proposition) -> bool:
    """Whether two verbs may say one thing: not where the other's is there too, as in "stopped fining"."""
    return _deeds(one).isdisjoint(other.words) and _deeds(other).isdisjoint(one.words)


def grouped(found: Sequence[Occurrence], path: Path = str) -> tuple[Group, ...]:
    """The occurrences of one story by claim, each group and the groups in the order of their addresses.

    Within a group any two agree in numbers, names, negation, place, time and who acts, so that no chain of
    likenesses joins what differs. `path` is as in `same_claim`.
    """
    alike: dict[tuple[str, Proposition], list[Occurrence]] = defaultdict(list)
    for occurrence in sorted(found, key=_order):
        alike[_kind(occurrence), _placed(occurrence.proposition, path)].append(occurrence)
    keys = list(alike)
    clusters = _clusters(keys)
    groups = [
        tuple(sorted((each for at in cluster for each in alike[keys[at]]), key=_order))
        for cluster in clusters
    ]
    return tuple(sorted(groups, key=lambda group: _order(group[0])))


def updates(
    groups: Sequence[Group], at: Callable[[Occurrence], datetime], path: Path = str
) -> tuple[Update, ...]:
    """Later higher tolls of the same event (rule 16), each with the highest toll before it.

    `at` says when an occurrence could first be read; a group goes by the id of its first one.
    """
    tolls = [(min(group, key=at), toll) for group in groups if (toll := _toll(group)) is not None]
    tolls.sort(key=lambda pair: (at(pair[0]), pair[0].id))
    found = []
    for index, (first, toll) in enumerate(tolls):
        before = [
            (earlier, other.id)
            for other, earlier in tolls[:index]
            if at(other) < at(first) and _rises(earlier, toll)
            if _same_event(_placed(other.proposition, path), _placed(first.proposition, path))
        ]
        if before:
            found.append(Update(max(before)[1], first.id))
    return tuple(found)


def _placed(said: Proposition, path: Path) -> Proposition:
    """The proposition with the paths of its places."""
    if path is str or not said.places:
        return said
    return replace(said, places=tuple(map(path, said.places)))


def _order(occurrence: Occurrence) -> tuple[int, int, int, int, str]:
    start = occurrence.content[0].start if occurrence.content else occurrence.quote.start
    return (occurrence.article_id, occurrence.revision, start, occurrence.turn, repr(occurrence.cue))


def _kind(occurrence: Occurrence) -> str:
    """What may be grouped at all: a comment only with the same comment of the same speaker."""
    if occurrence.stance is Stance.COMMENTS:
        speaker = occurrence.actor.id if occurrence.actor else occurrence.speaker
        return f"{occurrence.cue_kind} {speaker}"
    said = occurrence.proposition
    thin = not said.words or len(_terms(said)) + len(said.numbers) < LEAST_SHARED
    return f"article {occurrence.article_id}" if thin else ""


def _clusters(keys: Sequence[tuple[str, Proposition]]) -> list[list[int]]:
    """Joins the likest first; two clusters join when any two of their members are compatible."""
    home = list(range(len(keys)))
    members = {at: [at] for at in home}
    for _, one, other in sorted(_candidates(keys)):
        left, right = home[one], home[other]
        if left == right or not _all_compatible(keys, members[left], members[right]):
            continue
        for at in members[right]:
            home[at] = left
        members[left].extend(members.pop(right))
    return list(members.values())


def _candidates(keys: Sequence[tuple[str, Proposition]]) -> Iterator[tuple[float, int, int]]:
    for one, other in _sharing([_terms(said) for _, said in keys]):
        if keys[one][0] == keys[other][0] and (score := _score(keys[one][1], keys[other][1])):
            yield -score, one, other


def _sharing(told: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """The pairs that share two rare enough words: each is listed under all but its most common ones."""
    counts = Counter(chain.from_iterable(told))
    listed: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(told):
        ranked = sorted(words, key=lambda word: (counts[word], word))
        for word in ranked[: max(1, len(ranked) - LEAST_SHARED + 1)]:
            listed[word].append(at)
    return {pair for places in listed.values() for pair in combinations(places, 2)}


def _all_compatible(
    keys: Sequence[tuple[str, Proposition]], left: Sequence[int], right: Sequence[int]
) -> bool:
    return all(_compatible(keys[one][1], keys[other][1]) for one in left for other in right)


@lru_cache(maxsize=16384)
def _terms(said: Proposition) -> frozenset[str]:
    return said.names.union(word for word in said.words if " " not in word)


def _score(one: Proposition, other: Proposition) -> float:
    """How alike two propositions are, from 0 (not the same claim) to 1."""
    if one == other:
        return 1.0
    left, right = _terms(one), _terms(other)
    shared = left & right
    both = len(shared) + len(set(one.numbers) & set(other.numbers))
    if both < LEAST_SHARED or not shared or not _covered(one, other, shared):
        return 0.0
    share = len(shared) / max(len(left), len(right))
    enough = share >= LEAST_COVERED or _same_harm(one, other)
    return share if enough and _compatible(one, other) else 0.0


def _same_harm(one: Proposition, other: Proposition) -> bool:
    """Whether both count the same harm in the same place, however much else either tells."""
    counted = {number for number in one.numbers if number.rpartition(" ")[2] in CASUALTIES}
    return not counted.isdisjoint(other.numbers) and not set(one.places).isdisjoint(other.places)


def _covered(one: Proposition, other: Proposition, shared: frozenset[str]) -> bool:
    """Whether the shorter proposition says nothing that the longer one lacks.

    Beside an equal figure, one may name what the other only describes.
    """
    left = _terms(one) - shared - other.agents
    right = _terms(other) - shared - one.agents
    if not left or not right:
        return True
    if set(one.numbers).isdisjoint(other.numbers) or min(len(left), len(right)) > 1:
        return False
    return (left <= one.names and right.isdisjoint(other.names)) or (
        right <= other.names and left.isdisjoint(one.names)
    )


def _compatible(one: Proposition, other: Proposition) -> bool:
    """Whether nothing tells two propositions apart."""
    return _same_facts(one, other) and _same_deeds(one, other)


def _same_deeds(one: Proposition, other: Proposition) -> bool:
    """Whether what is done at heart in either is said in the other."""
    return _deeds(one) <= other.words and _deeds(other) <= one.words


def _deeds(said: Proposition) -> frozenset[str]:
    return frozenset(word.removeprefix(DOES) for word in said.words if word.startswith(DOES))


def _same_facts(one: Proposition, other: Proposition) -> bool:
    """Whether nothing but the verb tells two propositions apart."""
    if one.negated != other.negated or not _TELLING.isdisjoint(one.words ^ other.words):
        return False
    return (
        _same_time(one, other)
        and not contrary(one.words, other.words)
        and _same_victims(one, other)
        and _same_marks(one, other)
        and _same_marks(other, one)
        and _same_places(one.places, other.places)
        and _same_names(one, other)
        and _same_agents(one, other)
        and _same_numbers(one, other)
    )


def _same_time(one: Proposition, other: Proposition) -> bool:
    if EARLIER in (one.period, other.period):
        return one.period == other.period and not one.day and not other.day
    if one.day and other.day:
        return one.day == other.day
    times = [each.day.isoformat() if each.day else each.period for each in (one, other)]
    if None in times:
        return True
    first, second = sorted(map(str, times), key=len)
    return second.startswith(first)


def _same_marks(one: Proposition, other: Proposition) -> bool:
    """Whether what is marked in one proposition fits the other.

    What of somebody's is meant is said in both; who suffers a deed does not do it;
    nobody comes from where the other says that somebody is or goes; a region is not a town of its name.
    """
    for word in one.words:
        mark, gap, thing = word.partition(" ")
        if not gap or word in other.words:
            continue
        if mark + gap == OWNED and thing not in other.words:
            return False
        if mark + gap in (FROM, REGION) and thing in other.names:
            return False
        if mark + gap == DONE_TO and thing in other.agents and thing not in one.agents:
            return False
    return True


def _same_victims(one: Proposition, other: Proposition) -> bool:
    """Whether it is done to the same, where both say to whom or what."""
    left, right = ({word for word in each.words if word.startswith(DONE_TO)} for each in (one, other))
    return not left or not right or not left.isdisjoint(right)


def _same_places(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return True
    return any(left.startswith(right) or right.startswith(left) for left in one for right in other)


def _same_names(one: Proposition, other: Proposition) -> bool:
    """Whether one of the two names nobody and nothing that the other does not."""
    return not (one.names - _terms(other)) or not (other.names - _terms(one))


def _same_agents(one: Proposition, other: Proposition) -> bool:
    """Whether the same does it; who is behind an act of force is a claim of its own (rule 14)."""
    if not one.agents or not other.agents:
        alone = one if one.agents else other
        named = alone.agents & alone.names
        return not named or FORCE.isdisjoint(one.words & other.words)
    left, right = one.agents & one.names, other.agents & other.names
    if left and right:
        return bool(left & right) and (left <= right or right <= left or len(left & right) > 1)
    return bool(one.agents & other.agents)


def _same_numbers(one: Proposition, other: Proposition) -> bool:
    """Whether no quantity of either stands against one of the other."""
    left, right = _amounts(one), _amounts(other)
    for mine, theirs, said in ((left, right, other), (right, left, one)):
        for counted, amounts in mine.items():
            if counted in theirs:
                if amounts != theirs[counted]:
                    return False
            elif counted.removeprefix("of ") in said.words or (theirs.keys() - mine.keys()):
                return False
    return True


@lru_cache(maxsize=16384)
def _amounts(said: Proposition) -> dict[str, frozenset[str]]:
    """The quantities by what they count; "at least" and "about eight" are eight, "over eight" is not."""
    found: dict[str, set[str]] = defaultdict(set)
    for number in said.numbers:
        amount, _, counted = number.partition(" ")
        found[counted].add(amount.removeprefix(">=").removeprefix("~"))
    return {counted: frozenset(amounts) for counted, amounts in found.items()}


def _toll(group: Group) -> tuple[str, float] | None:
    """What a claim counts of those who came to harm, and how many; null for what nobody asserts."""
    said = group[0].proposition
    asserted = any(each.stance in (Stance.ASSERTS, Stance.VERIFIES) for each in group)
    counted = [(what, amounts) for what, amounts in _amounts(said).items() if what in CASUALTIES]
    if not asserted or said.negated or len(counted) != 1 or len(counted[0][1]) != 1:
        return None
    if not said.words.isdisjoint((MODAL, *UNREAL)) or not _deeds(said) <= _TOLLING:
        return None
    amount = next(iter(counted[0][1])).lstrip("<>=~")
    return (counted[0][0], float(amount)) if amount.replace(".", "", 1).isdigit() else None


def _rises(before: tuple[str, float], after: tuple[str, float]) -> bool:
    return before[0] == after[0] and before[1] < after[1]


def _same_event(one: Proposition, other: Proposition) -> bool:
    """Whether two tolls are of one event: by two names that both tell, else by time, names and the place.

    The day on which a toll "rose" is not the day of the event.
    """
    if len(one.names & other.names) > 1:
        return _RISEN in one.words | other.words or _same_time(one, other)
    shared = (_terms(one) & _terms(other)) - set(CASUALTIES)
    if one.places and other.places:
        shared = frozenset(one.places) & frozenset(other.places)
    return bool(shared) and _same_time(one, other) and _same_names(one, other)
