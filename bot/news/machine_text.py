"""Text in an article that addresses a program, and not its readers: it is no report, and answers nothing."""

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bot.news.characters import visible
from bot.news.span import Span

_ROLE = re.compile(r"\s*(?:system|assistant|user|developer|human|ai|llm)\s*:", re.IGNORECASE)
_MODEL = r"(?:(?:large )?language models?|llms?|ai (?:models?|assistants?|summari[sz]ers?)|chatbots?)"
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules)\b"
    r"|\bsystem prompt\b|\byou are (?:now )?(?:an?|the) [^.\n]{0,30}(?:assistant|model|chatbot|ai)\b"
    r"|\b(?:(?:note|message|notice|attention)[ ,:]+(?:to |for )?|dear |hello |hey )"
    rf"(?:the |any |all |every )?(?:{_MODEL}|model)\b"
    r"|\b(?:cite|quote) sentences? \[?\d|\breport (?:this |it |as )+\w* ?confirmed\b|\[/?S?\d+\]"
    r"|</?(?:article|system|user|assistant|instructions?|s)\b[^>\n]*>|<[!@#][^>\n]*>|\{\s*\"\w+\"\s*:|<\|[^|\n]*\|>"
    r"|```(?:system|prompt)",
    re.IGNORECASE,
)
_IN_ORDERS = (
    *("ignore", "disregard", "forget", "override", "prompt", "you are", "cite sentence", "quote sentence"),
    *("confirmed", "[", "<", "{", "```", "model", "llm", "chatbot", "ai ", "\u0131", "\u0307"),
    *("vergiss", "vergesst", "ignor", "missacht", "oubli", "olvid", "dimentic", "esque", "zapomnij"),
    *("забудь", "ігнор", "игнор", "модел", "忽略", "无视", "無視", "模型", "モデル", "تجاهل", "النموذج"),
)
"""One of these stands in every order: most lines have none, and need no closer look. The dots are what the
letters become that only a regular expression takes for an "i"."""
_FOREIGN = re.compile(
    r"\b(?:vergiss|vergesst|ignorier\w*|missachte\w*)\b[^.\n]{0,40}\b(?:anweisung|vorgabe|regel)"
    r"|\b(?:oublie[zr]?|ignore[zr]?)\b[^.\n]{0,40}\b(?:consigne|instruction|règle)"
    r"|\b(?:olvid|ignor|dimentic|esque)\w+[^.\n]{0,40}\b(?:instruccion|instrucción|istruzion|instruç)"
    r"|\b(?:zignoruj|zapomnij)\b[^.\n]{0,40}\b(?:polece|instrukc)"
    r"|\b(?:забудь|забудьте|ігноруй\w*|игнорируй\w*)\b[^.\n]{0,40}\b(?:вказівк|інструкц|указан|инструкц)"
    r"|(?:忽略|无视|無視)[^。\n]{0,20}(?:指示|指令|提示)|指示[^。\n]{0,20}無視|تجاهل[^.\n]{0,40}(?:التعليمات|الأوامر)"
    r"|\b(?:sprachmodell|modèle de langue|modelo de lenguaje|modello linguistico)\s?:"
    r"|(?:мовній моделі|языковой модели|语言模型|言語モデル|النموذج اللغوي)\s?[:：]",
    re.IGNORECASE,
)
_LOOKALIKES = str.maketrans("асеорхуіѕјԁԛԝһιοαρνκАВСЕНІКМОРТХαβ", "aceopxyisjdqwhioapvkABCEHIKMOPTXaB")
# A flag's tags end with U+E007F; others, and rows of variation selectors, are letters that nobody sees.
_HIDDEN = re.compile("[\U000e0000-\U000e007e]{3,}(?!\U000e007f)|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}")
_OPENING = 60
"""Characters in which a line that is all an order gives its first."""
_LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=512)
def addressed(text: str, sentences: tuple[Span, ...]) -> frozenset[int]:
    """The sentences of a text that give orders to a program or imitate its markers.

    A line that opens with an order is all of it one; in another they reach from the first to the last.
    """
    lines = [Span(*line.span()) for line in _LINE.finditer(text) if _is_order(line[0])]
    return frozenset(index for line in lines for index in _in_line(text, line, sentences))


def _in_line(text: str, line: Span, sentences: Sequence[Span]) -> Sequence[int]:
    here = [index for index, span in enumerate(sentences) if span.overlaps(line)]
    orders = [index for index in here if _is_order(sentences[index].of(text))]
    if not orders or _is_order(line.of(text)[:_OPENING]):
        return here
    return range(orders[0], orders[-1] + 1)


def _is_order(words: str) -> bool:
    if words.isascii():
        return any(map(_is_plain_order, {words, html.unescape(words)}))
    seen = html.unescape(visible(unicodedata.normalize("NFKC", words)))
    return any(map(_is_plain_order, {seen, seen.translate(_LOOKALIKES)})) or bool(_HIDDEN.search(words))


def _is_plain_order(words: str) -> bool:
    if _ROLE.match(words):
        return True
    small = words.casefold()
    return any(word in small for word in _IN_ORDERS) and bool(_ORDER.search(words) or _FOREIGN.search(words))
