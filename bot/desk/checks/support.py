"""Whether a statement says what its sources say: one small gate for each way of going wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from bot.desk.checks import lexicon, order
from bot.desk.checks.dates import Form
from bot.desk.checks.facts import Facts, Operator
from bot.desk.checks.numbers import Number, owners
from bot.desk.checks.tokens import Token, matches


@dataclass(frozen=True, slots=True)
class Sources:
    """What a statement may draw on.

    `stated` are the facts of the cited words themselves, `beside` those of what may only name things: the
    resolved speaker, the outlet, the sentence a pronoun points back to. `dates` are those of the metadata.
    """

    stated: tuple[Facts, ...]
    beside: tuple[Facts, ...] = ()
    dates: frozenset[Form] = frozenset()
    names: tuple[Token, ...] = ()
    points_back: bool = False

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The content words of all of them."""
        return tuple(token for facts in (*self.stated, *self.beside) for token in facts.content)

    @property
    def operators(self) -> tuple[Operator, ...]:
        """What turns or weakens the cited words."""
        return tuple(operator for facts in self.stated for operator in facts.operators)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a statement is not proven by its sources."""

    reason: str


Gate = Callable[[Facts, Sources], str | None]


def misfit(statement: Facts, sources: Sources) -> Misfit | None:
    """The first gate that the statement does not pass, null when it passes all."""
    reasons = (gate(statement, sources) for gate in GATES)
    orders = (gate(statement, sources.stated) for gate in order.GATES)
    reason = next((found for found in chain(reasons, orders) if found is not None), None)
    return None if reason is None else Misfit(reason)


def unmatched(statement: Facts, sources: Sources) -> tuple[Token, ...]:
    """The statement's content words that no source has, general words apart."""
    available = sources.tokens
    keys = {token.key for token in available}
    return tuple(
        token
        for token in statement.content
        if token.key not in keys
        and (token.is_name or not lexicon.is_light(token.word))
        and not any(matches(token, source) for source in available)
    )


def numbers_stand(statement: Facts, sources: Sources) -> str | None:
    """Each number has its value, unit and bound ("at least") from a source."""
    available = [number for facts in sources.stated for number in facts.numbers]
    for number in statement.numbers:
        same = [other for other in available if other.value == number.value and _same_unit(number, other)]
        if not same and not _is_implied(number, sources):
            return f"the number {shown_number(statement, number)} is not in the cited sentences"
        if same and all(other.bound != number.bound for other in same):
            bound = f"“{same[0].bound}”" if same[0].bound else "no limit"
            return (
                f"the cited sentences give {shown_number(statement, number)} with {bound}, which must be kept"
            )
    return None


def _is_implied(number: Number, sources: Sources) -> bool:
    """Whether it is counted without a number: "a man" is one, "both" are two."""
    words = {token.word for facts in sources.stated for token in facts.tokens}
    return not number.unit and (number.value == 1 or (number.value == 2 and "both" in words))


def _same_unit(number: Number, other: Number) -> bool:
    return number.unit == other.unit or (number.unit == "old" and not other.unit)


def shown_number(statement: Facts, number: Number) -> str:
    return " ".join(token.word for token in statement.tokens[number.at : number.end])


def numbers_belong(statement: Facts, sources: Sources) -> str | None:
    """No number is given to what the sources count with another.

    "Killed" and its like must have their own number; of the other words by a number most must agree, since
    a sentence may name a thing once and count it twice ("four of the wounded; the other five").
    """
    claimed = owners(statement.tokens, statement.numbers)
    for facts in sources.stated:
        counted = owners(facts.tokens, facts.numbers)
        known = {number.value for number in facts.numbers}
        shared = {key: mine for key, mine in claimed.items() if key in counted and mine <= known}
        wrong = [key for key, mine in shared.items() if not mine & counted[key]]
        partly = [
            key for key, mine in shared.items() if key in lexicon.TOLL_KEYS and not mine <= counted[key]
        ]
        tolls = [key for key in partly if not _is_noun(statement, key)]
        if tolls or len(wrong) * 2 > len(shared):
            return f"the cited sentences do not count “{_word_of(statement, (tolls or wrong)[0])}” with "
            "that number"
    return None


def _is_noun(statement: Facts, key: str) -> bool:
    """Whether the word stands behind "the" ("five of the wounded")."""
    words = [token.word for token in statement.tokens]
    return any(token.key == key and words[at - 1] == "the" for at, token in enumerate(statement.tokens) if at)


def _word_of(statement: Facts, key: str) -> str:
    return next((token.word for token in statement.content if token.key == key), key)


def roles_stand(statement: Facts, sources: Sources) -> str | None:
    """A change "from three to eight" is not turned into one from eight to three."""
    available = [number for facts in sources.stated for number in facts.numbers]
    for number in statement.numbers:
        roles = {other.role for other in available if other.value == number.value}
        if number.role in ("from", "to") and roles and roles <= {"from", "to"} - {number.role}:
            return f"the sentences do not have “{number.role} {shown_number(statement, number)}”"
    return None


def dates_stand(statement: Facts, sources: Sources) -> str | None:
    """Each date is one of the sources', or, where they have none, of the article's metadata."""
    found = [mention for facts in (*sources.stated, *sources.beside) for mention in facts.dates]
    available = frozenset().union(*(mention.forms for mention in found)) if found else sources.dates
    for mention in statement.dates:
        if mention.form not in available:
            return "its date is not that of the cited sentences"
    return None


def words_stand(statement: Facts, sources: Sources) -> str | None:
    """Names and telling words come from the sources."""
    missing = sorted(unmatched(statement, sources), key=lambda token: not token.is_name)
    words = {token.word for facts in sources.stated for token in facts.tokens}
    missing += [token for token in statement.tokens if token.word in lexicon.QUANTITIES - words]
    return f"“{missing[0].word}” is not in the cited sentences" if missing else None


def modifiers_kept(statement: Facts, sources: Sources) -> str | None:
    """ "Pregnant women" are not "women": a word right before one that is kept is kept."""
    for facts in sources.stated:
        for before, token in pairwise(facts.tokens):
            if not (before.content and token.content) or token.start - before.end > 1 or token.capital:
                continue
            if any(matches(mine, token) for mine in statement.content) and not any(
                matches(mine, before) for mine in statement.content
            ):
                return f"“{before.word} {token.word}” must be kept"
    return None


def operators_stand(statement: Facts, sources: Sources) -> str | None:
    """No negation, hedge, modal verb or condition is added."""
    for operator in statement.operators:
        same = [other for other in sources.operators if _same_operator(operator, other)]
        if not same:
            return f"“{operator.token.word}” turns or weakens what the cited sentences say"
        if operator.name == "negation" and not any(_share(operator.scope, other.scope) for other in same):
            return f"the cited sentences do not negate what the statement does (“{operator.token.word}”)"
    return None


def _same_operator(one: Operator, other: Operator) -> bool:
    return one.name == other.name or one.token.key == other.token.key


def _share(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(set(one) & set(other)) or not one or not other


def operators_kept(statement: Facts, sources: Sources) -> str | None:
    """What the sources say only negated, hedged or as a wish is not said without that."""
    for facts in (*sources.stated, *sources.beside):
        for operator in facts.operators:
            if _is_dropped(operator, facts, statement):
                return f"the cited sentence says “{operator.token.word}”, which must be kept"
    return None


def _is_dropped(operator: Operator, facts: Facts, statement: Facts) -> bool:
    shared = [key for key in operator.scope if key in statement.keys]
    if not shared or len(shared) * 2 < len(operator.scope) or operator.token.key in statement.keys:
        return False
    if any(_same_operator(operator, mine) for mine in statement.operators):
        return False
    scopes = [other.scope for other in facts.operators if other.name == operator.name]
    return any(_occurrences(facts, key) <= sum(scope.count(key) for scope in scopes) for key in shared)


def _occurrences(facts: Facts, key: str) -> int:
    return sum(token.key == key for token in facts.content)


def conditions_kept(statement: Facts, sources: Sources) -> str | None:
    """What is said to happen only if something else does keeps its condition."""
    for facts in sources.stated:
        condition = next((token for token in facts.tokens if token.word in lexicon.CONDITIONS), None)
        if condition is None or any(token.word in lexicon.CONDITIONS for token in statement.tokens):
            continue
        main = {token.key for token in facts.content if token.clause != condition.clause}
        if len(main & statement.keys) >= 2 and any(mine.name == "future" for mine in statement.operators):
            return f"the condition (“{condition.word}”) must be kept"
    return None


GATES: tuple[Gate, ...] = (
    numbers_stand,
    numbers_belong,
    roles_stand,
    dates_stand,
    words_stand,
    modifiers_kept,
    operators_stand,
    operators_kept,
    conditions_kept,
)
