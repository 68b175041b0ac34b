"""What contradicts a statement in its numbers and dates."""

from collections.abc import Iterator, Sequence

from bot.desk.checks import lexicon
from bot.desk.checks.dates import DateMention, Form
from bot.desk.checks.facts import Facts
from bot.desk.checks.numbers import Number, amounts_agree, owners
from bot.desk.checks.opposites import rivals
from bot.desk.checks.sources import Sources
from bot.desk.checks.tokens import Token

_OPPOSITE_BOUNDS = ({"at least", "over"}, {"up to", "under"})


def shown_number(statement: Facts, number: Number) -> str:
    return " ".join(token.word for token in statement.tokens[number.at : number.end])


def numbers_known(statement: Facts, sources: Sources) -> str | None:
    """Each number, with its unit, is in the sources, or only counts what they name."""
    available = [number for facts in sources.stated for number in facts.numbers]
    for number in statement.numbers:
        same = [other for other in available if amounts_agree(number, other)]
        if not same and not _is_day(number, sources) and not _is_implied(number, sources):
            return f"the number {shown_number(statement, number)} is not in the cited sentences"
        if same and number.bound == "exactly" and all(other.bound not in ("", "exactly") for other in same):
            return f"the cited sentences say “{same[0].bound}”, not “exactly”"
        if same and len(sources.stated) == 1 and all(_bounds_oppose(number, other) for other in same):
            return f"the cited sentences say “{same[0].bound}”, not “{number.bound}”"
    return None


def _is_implied(number: Number, sources: Sources) -> bool:
    """Whether a small number may be counted without being written: "a man" is one, "both" are two."""
    available = [other for facts in sources.stated for other in facts.numbers]
    if number.unit in ("vague", "th") or any(other.unit == "vague" for other in available):
        return not any(other.unit == "th" for other in available) or number.unit != "th"
    return not number.unit and number.value <= 2


def units_kept(statement: Facts, sources: Sources) -> str | None:
    """What is counted in kilometres is not counted in miles."""
    theirs = [(number, other) for facts in sources.stated for number, other in _measured(facts)]
    for number, unit in _measured(statement):
        units = [other for same, other in theirs if same.value == number.value]
        if units and all(rivals(unit.key, other.key) for other in units):
            return f"the cited sentences count “{units[0].word}”, not “{unit.word}”"
    return None


def _measured(facts: Facts) -> Iterator[tuple[Number, Token]]:
    for number in facts.numbers:
        yield from ((number, token) for token in facts.tokens[number.end : number.end + 1])


def ordinals_kept(statement: Facts, sources: Sources) -> str | None:
    """The "second highest" is not the "highest"."""
    mine = {token.word for token, _ in _ranked(statement)}
    for facts in sources.stated:
        for token, number in _ranked(facts):
            if token.word not in mine and any(other.word == token.word for other in statement.tokens):
                return f"“{facts.tokens[number.at].word} {token.word}” must be kept"
    return None


def _ranked(facts: Facts) -> Iterator[tuple[Token, Number]]:
    for number in facts.numbers:
        for token in facts.tokens[number.end : number.end + 1]:
            if number.unit == "th" and token.word.endswith("est"):
                yield token, number


def _is_day(number: Number, sources: Sources) -> bool:
    """Whether it is the day of a cited date, written apart from its month ("19 and 23 August")."""
    days = {
        form[3]
        for facts in sources.stated
        for mention in facts.dates
        for form in mention.forms
        if form[0] == "day"
    }
    return number.value in days


def _bounds_oppose(one: Number, other: Number) -> bool:
    return any(one.bound in side and other.bound in sides for side, sides in _crossed())


def _crossed() -> Iterator[tuple[set[str], set[str]]]:
    lower, upper = _OPPOSITE_BOUNDS
    yield lower, upper
    yield upper, lower


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
            word = _word_of(statement, (tolls or wrong)[0])
            return f"the cited sentences do not count “{word}” with that number"
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


def dates_known(statement: Facts, sources: Sources) -> str | None:
    """Each date is one of the cited sentences', or, where they have none, not against the article."""
    cited = [mention for facts in sources.stated for mention in facts.dates]
    beside = [mention for facts in sources.beside for mention in facts.dates]
    known = () if cited else (sources.dates,)
    available = (_years_ago(sources) | _days_before(cited, sources)).union(
        *(mention.forms for mention in (*cited, *beside)), *known
    )
    for mention in statement.dates:
        same = {form for form in mention.forms if form[0] == mention.form[0]}
        if not same & available:
            return "its date is not that of the cited sentences"
    return None


def _years_ago(sources: Sources) -> frozenset[Form]:
    """The years that "for the first time in 38 years" and the like may mean."""
    years = [form[1] for form in sources.dates if form[0] == "year" and isinstance(form[1], int)]
    counted = [number.value for facts in sources.stated for number in facts.numbers]
    return frozenset(("year", year - int(value)) for year in years for value in counted)


def _days_before(cited: Sequence[DateMention], sources: Sources) -> frozenset[Form]:
    """The days named before a date and by its month ("between 19 and 23 August")."""
    counted = [int(number.value) for facts in sources.stated for number in facts.numbers]
    days = [form for mention in cited for form in mention.forms if form[0] == "day"]
    return frozenset((*form[:3], day) for form in days for day in counted)
