"""Who does what a clause tells, and to whom: the subject of its verb, or whom a "by" names."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from bot.claims.meaning.concepts import UNDERGOING, concept, is_light, is_phrasal
from bot.claims.meaning.quantities import is_number
from bot.claims.meaning.tokens import IRREGULAR, Token, is_past
from bot.claims.speech.grammar import ADVERBS, AUXILIARIES, BE, DETERMINERS, PASTS, QUANTITIES, listed

SELF = listed("its his her their our my it he she they we i")
_TYING = listed("of and 's ’s")
_HAVING = listed("having being")
_MARKS = frozenset(",;:()–—")
_OPENING = frozenset(('"', "“", "‘", "the", "a", "an", "that"))


class Deed(NamedTuple):
    """Who acts and who suffers it, by names and nouns, and the meaning of the verb; each may be open."""

    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    verb: str = ""


def deed(tokens: Sequence[Token], speaker: Collection[str], *, acting: bool = False) -> Deed:
    """Who does what in a clause; nobody where it leaves that out, or nobody acts.

    `speaker` stands for pronouns at the beginning, and is who acts in "(denied) having fired".
    """
    if not tokens:
        return Deed()
    if (charge := _charged(tokens)) is not None:
        return Deed(frozenset(charge))
    first = tokens[0].lower
    if first in _HAVING or (first.endswith("ing") and tokens[0].name is None and len(first) > 4):
        return Deed(frozenset(speaker if acting and first != "being" else ()))
    verb = _verb(tokens)
    if verb is None:
        return Deed(frozenset(_by(tokens, 0) or _named_first(tokens)))
    main = _main(tokens, verb)
    done = _meaning(tokens, main)
    subject = _subject(tokens[:verb])
    if _is_passive(tokens, verb, main):
        return Deed(frozenset(_by(tokens, main)), frozenset(keys(subject)), done)
    suffering = _object(tokens, main + 1)
    if tokens[main].lower in UNDERGOING and not suffering:
        return Deed(verb=done)
    own = next((token.lower for token in subject if token.lower in SELF), None)
    agents = keys(subject) if own is None else (set(speaker) or {own}) | keys(subject)
    return Deed(frozenset(agents), frozenset(suffering), done)


def _object(tokens: Sequence[Token], at: int) -> set[str]:
    """Whom or what an active verb is done to: the noun phrase right behind it."""
    while at < len(tokens) and (tokens[at].lower in ADVERBS or tokens[at].lower.endswith("ly")):
        at += 1
    end = next((place for place in range(at, len(tokens)) if _ends(tokens[place], place)), len(tokens))
    return keys(core(tokens[at:end])) if at < len(tokens) and not tokens[at].breaks_phrase else set()


def _meaning(tokens: Sequence[Token], main: int) -> str:
    """The meaning of a verb, with its particle where the two make one; empty for one that says little."""
    lower, behind = tokens[main].lower, tokens[main + 1 : main + 2]
    if behind and is_phrasal(lower, behind[0].lower):
        both = f"{lower}_{behind[0].lower}"
        return "" if is_light(both) else concept(both)
    return concept(lower) if tokens[main].content else ""


def _named_first(tokens: Sequence[Token]) -> set[str]:
    """The names with which a clause opens whose verb has no known form ("Loxham Rovers beat ...")."""
    end = next((at for at, token in enumerate(tokens) if token.name is None), len(tokens))
    follows = end < len(tokens) and not tokens[end].breaks_phrase and tokens[end].content
    return keys(tokens[:end]) if follows else set()


def has_verb(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb or a participle stands among the tokens."""
    return _verb(tokens) is not None


def _charged(tokens: Sequence[Token]) -> set[str] | None:
    """ "(accused) X of leaking": X."""
    for at, token in enumerate(tokens[:-1]):
        if token.lower == "of" and tokens[at + 1].lower.endswith("ing") and at:
            before = tokens[:at]
            return None if any(_is_verbal(tokens, each) for each in range(1, at)) else keys(before)
    return None


def _verb(tokens: Sequence[Token]) -> int | None:
    return next((at for at in range(len(tokens)) if _is_verbal(tokens, at)), None)


def _is_verbal(tokens: Sequence[Token], at: int) -> bool:
    token, lower = tokens[at], tokens[at].lower
    if token.name is not None or lower in ("'s", "’s"):
        return False
    if lower in AUXILIARIES:
        return True
    before = tokens[at - 1].lower if at else ""
    if before in DETERMINERS or before in QUANTITIES or before.isdigit() or before in ("'s", "’s"):
        return False
    return at > 0 and is_past(lower)


def _main(tokens: Sequence[Token], verb: int) -> int:
    """The main verb of a group that begins with an auxiliary."""
    at = verb
    while at + 1 < len(tokens) and (_helps(tokens[at]) or tokens[at].lower in ADVERBS):
        if tokens[at].lower in ("be", "been") and not _is_participle(tokens[at + 1].lower):
            break
        at += 1
    return at


def _helps(token: Token) -> bool:
    return token.lower in AUXILIARIES or token.lower in ("not", "no", "to") or token.lower.endswith("ly")


def _is_participle(word: str) -> bool:
    return word in IRREGULAR or word.endswith(("ed", "en", "ly")) or word in ADVERBS


def _is_passive(tokens: Sequence[Token], verb: int, main: int) -> bool:
    group = {token.lower for token in tokens[verb:main]}
    word = tokens[main].lower
    return bool(group & BE) and (word in IRREGULAR or word in PASTS or word.endswith(("ed", "en")))


def _by(tokens: Sequence[Token], after: int) -> set[str]:
    for at in range(after, len(tokens) - 1):
        if tokens[at].lower == "by" and not tokens[at + 1].is_number:
            behind = [*tokens[at + 1 :]]
            end = next((place for place, token in enumerate(behind) if _ends(token, place)), len(behind))
            return keys(behind[:end])
    return set()


def _ends(token: Token, place: int) -> bool:
    return token.lower in _MARKS or (place > 0 and token.breaks_phrase and token.lower != "of")


def _subject(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens before the verb that say who: without an adverbial in front, a name rather than its role."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.lower == ",":
            parts.append([])
        elif parts[-1] or token.lower not in _OPENING:
            parts[-1].append(token)
    parts = [part for part in parts if part]
    if len(parts) > 1 and parts[0][0].breaks_phrase:
        del parts[0]
    named = [part for part in parts if any(token.name for token in part) and all(map(_is_named, part))]
    return core((named or parts or [[]])[0])


def core(phrase: Sequence[Token]) -> Sequence[Token]:
    """A noun phrase without what is tied to it ("an ambush near Kurnau")."""
    ties = (at for at, token in enumerate(phrase) if at and token.breaks_phrase and token.lower not in _TYING)
    return phrase[: next(ties, len(phrase))]


def _is_named(token: Token) -> bool:
    return token.name is not None or token.title


def keys(tokens: Sequence[Token]) -> set[str]:
    """The keys of a noun phrase."""
    kept = [token for token in tokens if token.name or (token.content and not is_number(token.lower))]
    return {token.name or concept(token.lower) for token in kept}
