"""Whether sources prove a statement in all its words: one small gate for each way of going wrong."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.desk.checks import lexicon
from bot.desk.checks.facts import Facts, Operator
from bot.desk.checks.numbers import Number
from bot.desk.checks.sources import Sources
from bot.desk.checks.tokens import Token, matches


def proven(statement: Facts, sources: Sources) -> bool:
    """Whether the statement adds nothing to its sources and drops nothing that turns their meaning."""
    return all(gate(statement, sources) for gate in GATES)


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


def numbers_stand(statement: Facts, sources: Sources) -> bool:
    """Each number has its value, unit and bound ("at least") from a source."""
    available = [number for facts in sources.stated for number in facts.numbers]
    for number in statement.numbers:
        bounds = {
            other.bound for other in available if other.value == number.value and _same_unit(number, other)
        }
        if not (number.bound in bounds if bounds else _is_implied(number, sources)):
            return False
    return True


def _is_implied(number: Number, sources: Sources) -> bool:
    """Whether it is counted without a number: "a man" is one, "both" are two."""
    return not number.unit and (number.value == 1 or (number.value == 2 and "both" in sources.words))


def _same_unit(number: Number, other: Number) -> bool:
    return number.unit == other.unit or (number.unit == "old" and not other.unit)


def dates_stand(statement: Facts, sources: Sources) -> bool:
    """Each date is one of the sources', or, where they have none, of the article's metadata."""
    found = [mention for facts in (*sources.stated, *sources.beside) for mention in facts.dates]
    available = frozenset().union(*(mention.forms for mention in found)) if found else sources.dates
    return all(mention.form in available for mention in statement.dates)


def quantities_stand(statement: Facts, sources: Sources) -> bool:
    """ "Many", "all" and the like come from the sources."""
    return all(token.word not in lexicon.QUANTITIES - sources.words for token in statement.tokens)


def modifiers_kept(statement: Facts, sources: Sources) -> bool:
    """ "Pregnant women" are not "women": a word right before one that is kept is kept."""
    return all(
        _has(statement, before) or not _has(statement, token)
        for facts in sources.stated
        for before, token in pairwise(facts.tokens)
        if before.content and token.content and not token.capital and token.start - before.end <= 1
    )


def _has(statement: Facts, token: Token) -> bool:
    return any(matches(mine, token) for mine in statement.content)


def operators_stand(statement: Facts, sources: Sources) -> bool:
    """No negation, hedge, modal verb or condition is added."""
    for operator in statement.operators:
        same = [other for other in sources.operators if _same_operator(operator, other)]
        if not same:
            return False
        if operator.name == "negation" and not any(_share(operator.scope, other.scope) for other in same):
            return False
    return True


def _same_operator(one: Operator, other: Operator) -> bool:
    return one.name == other.name or one.token.key == other.token.key


def _share(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(set(one) & set(other)) or not one or not other


def operators_kept(statement: Facts, sources: Sources) -> bool:
    """What the sources say only negated, hedged or as a wish is not said without that."""
    return not any(
        _is_dropped(operator, facts, statement)
        for facts in (*sources.stated, *sources.beside)
        for operator in facts.operators
    )


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


GATES: tuple[Callable[[Facts, Sources], bool], ...] = (
    numbers_stand,
    dates_stand,
    quantities_stand,
    modifiers_kept,
    operators_stand,
    operators_kept,
)
