"""The few rules of which Block Kit's schemas are made, each giving its refusals in Slack's words.

A rule takes a value and its JSON pointer and gives what is wrong, nothing when it is right:
`must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. The words are Slack's where public
reports of refusals have them; where none does (addresses, dates, too few items), they follow its manner.
"""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

Rule = Callable[[object, str], list[str]]


def problem(words: str, pointer: str) -> str:
    """One refusal."""
    return f"{words} [json-pointer:{pointer}]"


def string(most: int | None = None, least: int = 1) -> Rule:
    """A text of so many characters."""

    def rule(value: object, pointer: str) -> list[str]:
        if not isinstance(value, str):
            return [problem("must provide a string", pointer)]
        if len(value) < least:
            return [problem(f"must be more than {least - 1} characters", pointer)]
        if most is not None and len(value) > most:
            return [problem(f"must be less than {most + 1} characters", pointer)]
        return []

    return rule


def url(most: int = 3000) -> Rule:
    """An address with a scheme that Slack follows."""
    as_text = string(most)

    def rule(value: object, pointer: str) -> list[str]:
        found = as_text(value, pointer)
        if not found and not _is_url(str(value)):
            found = [problem("must be a valid url", pointer)]
        return found

    return rule


def boolean(value: object, pointer: str) -> list[str]:
    """Yes or no."""
    return [] if isinstance(value, bool) else [problem("must provide a boolean", pointer)]


def integer(least: int, most: int | None = None) -> Rule:
    """A whole number in a range."""

    def rule(value: object, pointer: str) -> list[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            return [problem("must be an integer", pointer)]
        if value < least:
            return [problem(f"must be greater than {least - 1}", pointer)]
        if most is not None and value > most:
            return [problem(f"must be less than {most + 1}", pointer)]
        return []

    return rule


def one_of(*allowed: str) -> Rule:
    """One of these words."""

    def rule(value: object, pointer: str) -> list[str]:
        return [] if value in allowed else [problem("must be a valid enum value", pointer)]

    return rule


def items(each: Rule, most: int | None = None, least: int = 1) -> Rule:
    """A list of so many."""

    def rule(value: object, pointer: str) -> list[str]:
        if not isinstance(value, list):
            return [problem("must provide an array", pointer)]
        if len(value) < least:
            return [problem(f"no less than {least} items allowed", pointer)]
        if most is not None and len(value) > most:
            return [problem(f"no more than {most} items allowed", pointer)]
        return [found for number, item in enumerate(value) for found in each(item, f"{pointer}/{number}")]

    return rule


def fields(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *more: Rule) -> Rule:
    """An object with these fields and no others; `more` looks at the object as a whole."""
    known = {**required, **(optional or {})}

    def rule(value: object, pointer: str) -> list[str]:
        if not isinstance(value, dict):
            return [problem("must provide an object", pointer)]
        found = [
            problem(f"missing required field: {name}", pointer) for name in required if name not in value
        ]
        found += [
            problem(f"invalid additional property: {name}", pointer) for name in value if name not in known
        ]
        for name, content in value.items():
            if name in known:
                found += known[name](content, f"{pointer}/{name}")
        return found or [each for whole in more for each in whole(value, pointer)]

    return rule


def by_type(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which rule holds for the rest."""

    def rule(value: object, pointer: str) -> list[str]:
        if not isinstance(value, dict):
            return [problem("must provide an object", pointer)]
        if "type" not in value:
            return [problem("missing required field: type", pointer)]
        kind = value["type"]
        if not isinstance(kind, str) or kind not in kinds:
            return [problem(f"unsupported type: {kind}", f"{pointer}/type")]
        return kinds[kind](value, pointer)

    return rule


def typed(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *more: Rule) -> Rule:
    """As `fields`, beside a `type` that was looked at already."""
    return fields({"type": anything, **required}, optional, *more)


def either(*names: str) -> Rule:
    """Exactly one of these fields."""
    words = "must define either " + " or ".join(f"`{name}`" for name in names)

    def rule(value: object, pointer: str) -> list[str]:
        given = [name for name in names if isinstance(value, dict) and name in value]
        return [] if len(given) == 1 else [problem(words, pointer)]

    return rule


def at_least_one(*names: str) -> Rule:
    """One of these fields or more."""
    words = "must define either " + " or ".join(f"`{name}`" for name in names)

    def rule(value: object, pointer: str) -> list[str]:
        given = isinstance(value, dict) and any(name in value for name in names)
        return [] if given else [problem(words, pointer)]

    return rule


def unique(values: Iterable[tuple[str, object]], name: str) -> list[str]:
    """What is said of ids that were used before; `values` are pointers and ids."""
    seen: set[object] = set()
    found = []
    for pointer, value in values:
        if value in seen:
            found.append(problem(f'`{name}` "{value}" already exists', pointer))
        seen.add(value)
    return found


def anything(_: object, __: str) -> list[str]:
    """No rule."""
    return []


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    if parts.scheme in ("mailto", "tel", "slack"):
        return True
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not set(value) & set(" \n\t<>")
