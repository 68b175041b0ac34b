"""The desk's prompts: loaded from Markdown, checked, and filled so that articles stay data.

A prompt file is a fixed part, a line of `---`, and a part with `$name` placeholders; a file without that
line has no fixed part. The fixed part is sent first, so that a server can cache it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Literal

from bot.desk.draft import SCHEMA
from bot.errors import PromptError
from bot.news.article import storable
from bot.news.characters import visible
from bot.news.evidence import Evidence

PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"as_of", "articles", "thread", "question"}),
    "digest": frozenset({"about", "lines"}),
    "repair": frozenset({"reasons"}),
}

_REPEATED_CHARS = 8_000
_DIVIDER = "\n---\n"
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_UNSENT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BRACKETS = str.maketrans("<>", "‹›")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file; `sha256` is that of its bytes, in hex, and is recorded with each answer."""

    name: str
    system: str
    user_template: str
    sha256: str

    def fill(self, **values: str) -> str:
        """The part with placeholders, with each replaced once: what is put in is not looked at again."""
        return Template(self.user_template).substitute(values)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Messages:
    """What a model is asked: the chat so far, the JSON schema of the reply, and the hash of the prompt."""

    chat: tuple[Message, ...]
    prompt_sha256: str
    schema: Mapping[str, object]

    @property
    def text(self) -> str:
        """All contents, for counting."""
        return "\n".join(message.content for message in self.chat)


def load(name: str, folder: Traversable | None = None) -> Prompt:
    """The prompt of that name, from the installed package or else from the repository's `prompts` folder.

    Raises:
        PromptError: The file is missing, is not UTF-8, or its placeholders are not those in `PLACEHOLDERS`.
    """
    file = (folder or _folder()).joinpath(f"{name}.md")
    try:
        raw = file.read_bytes()
        text = raw.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"The prompt {file} cannot be read; restore it.", subject=str(file)) from error
    fixed, divider, rest = ("\n" + text.replace("\r\n", "\n")).partition(_DIVIDER)
    system, template = (fixed, rest) if divider else ("", fixed)
    if "$" in system:
        raise PromptError(f"The prompt {file} has a `$` in its fixed part; move it below.", subject=str(file))
    _check(str(file), template, PLACEHOLDERS[name])
    return Prompt(name, system.strip(), template.strip(), hashlib.sha256(raw).hexdigest())


def answer_prompt(
    question: str, evidence: Sequence[Evidence], as_of: datetime, thread: Sequence[str] = ()
) -> Messages:
    """The chat that asks for a draft: the rules, then the evidence by article, the thread and the question.

    `thread` is what was said before, oldest first. No address, secret or markup of ours goes in with the
    articles' words.
    """
    prompt = _loaded("answer")
    asked = prompt.fill(
        as_of=f"{as_of:%A %Y-%m-%d %H:%M} UTC",
        articles=articles(evidence) or "(none)",
        thread="\n".join(f"- {as_data(said)}" for said in thread) or "(none)",
        question=as_data(question),
    )
    chat = (Message("system", prompt.system), Message("user", asked))
    return Messages(chat, prompt.sha256, SCHEMA)


def repair_prompt(asked: Messages, reply: str, reasons: Sequence[str]) -> Messages:
    """The same chat, carried on: the rejected reply, cut to 8,000 characters, and a line for each reason."""
    prompt = _loaded("repair")
    told = prompt.fill(reasons="\n".join(f"- {as_data(reason)}" for reason in reasons))
    chat = (*asked.chat, Message("assistant", storable(reply[:_REPEATED_CHARS])), Message("user", told))
    return Messages(chat, prompt.sha256, asked.schema)


def digest_prompt(about: str, lines: Sequence[str], schema: Mapping[str, object]) -> Messages:
    """The chat that asks how to put a digest in order: the rules, then its lines as `numbered` gives them."""
    prompt = _loaded("digest")
    asked = prompt.fill(about=as_data(about), lines="\n".join(lines) or "(none)")
    return Messages((Message("system", prompt.system), Message("user", asked)), prompt.sha256, schema)


def articles(evidence: Iterable[Evidence]) -> str:
    """The evidence as the model sees it: a block for each article, in the order of first appearance."""
    first: dict[tuple[int, int], int] = {}
    for place, item in enumerate(found := list(evidence)):
        first.setdefault(_article(item), place)
    found.sort(key=lambda item: (first[_article(item)], item.id))
    return "\n".join(_block(list(group)) for _, group in groupby(found, key=_article))


def line(item: Evidence) -> str:
    """One sentence as the model sees it; what to count when choosing evidence within a budget."""
    return numbered(item.id, item.text)


def numbered(number: int, text: str) -> str:
    """A text as one line of data behind its number."""
    return f"[{number}] {as_data(text)}"


def as_data(text: str) -> str:
    """A text as one line that can neither close a marker nor carry a link or unseen characters.

    Angle brackets turn into ‹ ›, which undoes our markers and the control tokens of chat templates alike.
    """
    sent = visible(_UNSENT.sub("", " ".join(text.split())))
    return _LINK.sub("(link)", sent).translate(_BRACKETS)


def _article(item: Evidence) -> tuple[int, int]:
    return item.reading.revision.article_id, item.reading.revision.number


def _block(group: Sequence[Evidence]) -> str:
    revision = group[0].reading.revision
    date = f"{revision.published:%A %Y-%m-%d}" if revision.published else "undated"
    head = f"From {as_data(revision.outlet)}, {date}: {as_data(revision.title or 'untitled')}"
    return "\n".join(["<article>", head, *map(line, group), "</article>"])


def _check(where: str, template: str, expected: frozenset[str]) -> None:
    parsed = Template(template)
    if not parsed.is_valid():
        raise PromptError(f"The prompt {where} has a stray `$`; write `$$` for a dollar sign.", subject=where)
    found = set(parsed.get_identifiers())
    for names, fault in ((expected - found, "lacks"), (found - expected, "has the unknown placeholder")):
        if names:
            listed = ", ".join(f"${name}" for name in sorted(names))
            raise PromptError(f"The prompt {where} {fault} {listed}.", subject=where)


@cache
def _loaded(name: str) -> Prompt:
    return load(name)


def _folder() -> Traversable:
    packaged = files("bot").joinpath("prompts")
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "prompts"
