"""What contradicts a statement: one small gate for each way in which cited sentences speak against it."""

from collections.abc import Callable, Iterator
from itertools import chain

from bot.desk.checks import lexicon, order
from bot.desk.checks.counts import (
    dates_known,
    numbers_belong,
    numbers_known,
    ordinals_kept,
    roles_stand,
    units_kept,
)
from bot.desk.checks.facts import Facts
from bot.desk.checks.numbers import amounts_agree
from bot.desk.checks.opposites import alike, opposed, related, rivals
from bot.desk.checks.place import Atom, aligned, atoms, replaced
from bot.desk.checks.sources import Sources
from bot.desk.checks.tokens import Token, matches

_NEAR_VERBATIM = 0.85
_LEAST_AGREEING = 0.25
_SHORT = 4
_MOSTLY = 0.6
_CONDITIONAL = lexicon.CONDITIONS | frozenset(
    ["should", "condition", "when", "once", "whether", "long", "without", "until"]
)

Gate = Callable[[Facts, Sources], str | None]


def contradiction(statement: Facts, sources: Sources) -> str | None:
    """The first reason against the statement, null where nothing speaks against it."""
    reasons = (gate(statement, sources) for gate in GATES)
    orders = (gate(statement, sources.stated) for gate in order.GATES)
    return next((found for found in chain(reasons, orders) if found is not None), None)


def _has(token: Token, sources: Sources) -> bool:
    return any(matches(token, other) for other in sources.tokens)


def _said(token: Token, statement: Facts) -> bool:
    return any(matches(other, token) for other in statement.content)


def nothing_turned(statement: Facts, sources: Sources) -> str | None:
    """No negation is put in, and no plan or guess made a fact, in the midst of words that agree."""
    for source in sources.stated:
        laid = aligned(statement, source)
        for gap in laid.gaps:
            if laid.agreeing < _MOSTLY or max(len(gap.mine), len(gap.theirs)) > _SHORT:
                continue
            mine, theirs = (
                [atom.token.word for atom in part if not atom.token.capital or atom.token.start == 0]
                for part in (gap.mine, gap.theirs)
            )
            if any(map(lexicon.negates, mine)) and not any(map(lexicon.is_negative, theirs)):
                return "the cited sentence is not negated there"
            lost = [word for word in theirs if lexicon.turns(word)]
            if lost and not _is_excused(lost, statement) and not any(map(lexicon.is_negative, mine)):
                return f"the cited sentence says “{lost[0]}”, which must be kept"
    return None


def _is_excused(lost: list[str], statement: Facts) -> bool:
    """Whether the statement turns or weakens in another way what a lost word turned or weakened."""
    if any(map(lexicon.negates, lost)):
        return bool(_negatives(statement))
    return any(lexicon.family(mine.name) != "negation" for mine in statement.operators)


def conditions_kept(statement: Facts, sources: Sources) -> str | None:
    """What is said to happen only if something else does keeps its condition."""
    for facts in sources.stated:
        at = next((at for at, token in enumerate(facts.tokens) if token.word in lexicon.CONDITIONS), None)
        if at is None or any(token.word in _CONDITIONAL for token in statement.tokens):
            continue
        clause = facts.tokens[at].clause
        inside = [token for token in facts.content if token.clause == clause]
        outside = [token for token in facts.content if token.clause != clause]
        kept = sum(_said(token, statement) for token in inside)
        if kept * 3 < len(inside) and sum(_said(token, statement) for token in outside) >= 2:
            return f"the condition (“{facts.tokens[at].word}”) must be kept"
    return None


def names_known(statement: Facts, sources: Sources) -> str | None:
    """Each name is in the article."""
    for token in statement.content:
        if not token.is_name or lexicon.is_title(token.word) or _has(token, sources):
            continue
        if not any(matches(token, other) for other in sources.names):
            return f"“{token.word}” is not in the article"
    return None


def names_placed(statement: Facts, sources: Sources) -> str | None:
    """Whom the cited sentences do not name does not take the place of somebody whom they do."""
    foreign = [token for token in _people(statement) if not _has(token, sources)]
    if not foreign or sources.points_back or any(map(_describes, sources.stated)):
        return None
    known = frozenset(token.word for token in sources.names if token.is_name)
    people = [token for token in foreign if token.word in known]
    for other in (other for facts in sources.stated for other in _people(facts) if other.word in known):
        if people and not _said(other, statement):
            return f"the cited sentences name {other.word.capitalize()}, not {people[0].word.capitalize()}"
    return None


def _describes(facts: Facts) -> bool:
    """Whether somebody is meant by his office alone ("the deputy minister")."""
    return any(not token.capital and lexicon.is_title(token.word) for token in facts.tokens)


def _people(facts: Facts) -> Iterator[Token]:
    """The names that stand for themselves, not before a noun ("the Chadian government")."""
    following = (*facts.tokens[1:], None)
    for token, after in zip(facts.tokens, following, strict=True):
        qualifies = after is not None and after.content and not after.capital and after.start - token.end < 2
        if token.content and token.capital and not qualifies and not lexicon.is_title(token.word):
            yield token


def nothing_opposed(statement: Facts, sources: Sources) -> str | None:
    """No word of the statement is the opposite of one that it leaves out."""
    for token in statement.content:
        if any(token.key == other.key for other in sources.tokens):
            continue
        for facts in sources.stated:
            for other in facts.content:
                if opposed(token.key, other.key) and other.key not in statement.keys:
                    return f"the cited sentence says “{other.word}”, not “{token.word}”"
    return None


def nothing_replaced(statement: Facts, sources: Sources) -> str | None:
    """No word stands in the place of one that excludes it."""
    for source in sources.stated:
        nearly = aligned(statement, source).agreeing >= _NEAR_VERBATIM
        for mine, theirs in replaced(statement, source):
            if _excludes(mine, theirs, statement, sources, nearly=nearly):
                return f"the cited sentence has “{theirs.token.word}”, not “{mine.token.word}”"
    return None


def _excludes(mine: Atom, theirs: Atom, statement: Facts, sources: Sources, *, nearly: bool) -> bool:
    if mine.number and theirs.number:
        others = [atom.number for atom in atoms(statement) if atom.number]
        return not any(amounts_agree(other, theirs.number) for other in others)
    one, other = mine.token, theirs.token
    if one.word.isdigit() and other.word.isdigit():
        return all(token.word != other.word for token in statement.tokens)
    if mine.number or theirs.number:
        return any(atom.number and atom.number.unit == "th" for atom in (mine, theirs)) and rivals(
            one.key, other.key
        )
    if (one.content and (_has(one, sources) and not nearly)) or (other.content and _said(other, statement)):
        return False
    if rivals(one.key, other.key):
        return not _says_it_negated(statement, sources)
    if not (one.content and other.content):
        return False
    if one.capital and other.capital and one.is_name and other.is_name:
        return not lexicon.is_title(one.word)
    return nearly and not (one.capital or other.capital) and not related(one.key, other.key)


def _says_it_negated(statement: Facts, sources: Sources) -> bool:
    """Whether one negates ("neither was paid") what the other has in a word ("both were unpaid")."""
    mine = any(lexicon.negates(token.word) for token in statement.tokens)
    theirs = any(lexicon.negates(token.word) for facts in sources.stated for token in facts.tokens)
    words = (
        _negatives(statement) if theirs else [word for facts in sources.stated for word in _negatives(facts)]
    )
    return mine is not theirs and bool(words)


def negation_kept(statement: Facts, sources: Sources) -> str | None:
    """What is said is not said to be not so, and the reverse."""
    negators = [each.token for each in statement.operators if lexicon.negates(each.token.word)]
    if negators and not any(_negatives(facts) for facts in sources.stated):
        return f"the cited sentences have no “{negators[0].word}”"
    return None


def _negatives(facts: Facts) -> list[Token]:
    return [token for token in facts.tokens if lexicon.is_negative(token.word)]


def operators_kept(statement: Facts, sources: Sources) -> str | None:
    """What is said only negated, hedged or as a plan is not said without that."""
    for facts in sources.stated:
        for operator in facts.operators:
            if _is_kept(operator.name, statement):
                continue
            shared = [key for key in operator.scope if any(alike(key, word) for word in statement.keys)]
            if shared and len(shared) * 2 >= len(operator.scope):
                return f"the cited sentence says “{operator.token.word}”, which must be kept"
    return None


def _is_kept(name: str, statement: Facts) -> bool:
    families = {lexicon.family(mine.name) for mine in statement.operators}
    wanted = lexicon.family(name)
    if wanted == "negation":
        return wanted in families or bool(_negatives(statement))
    return wanted in families or (wanted == "unreal" and "hedge" in families)


def quantities_kept(statement: Facts, sources: Sources) -> str | None:
    """ "All", "never" and "only" are not added."""
    words = sources.words
    for at, token in enumerate(statement.tokens):
        family = lexicon.UNIVERSAL.get(token.word)
        share = at > 0 and statement.tokens[at - 1].word == "of"  # "10 per cent of all tankers"
        if (
            family is not None
            and not share
            and not words & family
            and not any(map(lexicon.is_negative, words))
        ):
            return f"“{token.word}” is not in the cited sentences"
    return None


def certainty_kept(statement: Facts, sources: Sources) -> str | None:
    """Nothing is said to be certain that is not."""
    words = sources.words
    for token in statement.tokens:
        if token.word in lexicon.CERTAIN and not words & lexicon.CERTAIN:
            return f"“{token.word}” is not in the cited sentences"
    return None


def causes_kept(statement: Facts, sources: Sources) -> str | None:
    """A cause is one that the cited sentences name."""
    for at, token in enumerate(statement.tokens):
        if token.word in ("because", "due", "owing", "thanks"):
            named = [other for other in statement.tokens[at + 1 :] if other.content][:3]
            if named and not any(_has(other, sources) for other in named):
                return f"the cited sentences name no such cause (“{named[0].word}”)"
    return None


def about_the_same(statement: Facts, sources: Sources) -> str | None:
    """The statement shares words with its sentences, and not names alone."""
    content = statement.content
    shared = [token for token in content if any(_are_related(token, other) for other in sources.tokens)]
    telling = [token for token in content if not token.capital]
    only_names = len(telling) > 0 and not any(not token.capital for token in shared)
    if len(shared) < _LEAST_AGREEING * len(content) or only_names:
        return "the cited sentences do not say it"
    return None


def _are_related(one: Token, other: Token) -> bool:
    return matches(one, other) or related(one.key, other.key)


GATES: tuple[Gate, ...] = (
    numbers_known,
    units_kept,
    ordinals_kept,
    nothing_turned,
    conditions_kept,
    numbers_belong,
    roles_stand,
    dates_known,
    names_known,
    names_placed,
    nothing_opposed,
    nothing_replaced,
    negation_kept,
    operators_kept,
    quantities_kept,
    certainty_kept,
    causes_kept,
    about_the_same,
)
