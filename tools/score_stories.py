"""Scores stories on ECB+ (Cybulska and Vossen 2014, CC BY 3.0): `python -m tools.score_stories FOLDER`.

The folder is the corpus's own, one folder a topic. Each of its 43 topics holds articles about two look-alike
events: the gold stories. Addresses are left out; times of publication are not given, so time says nothing.
"""

import html
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from bot.claims.likeness.fingerprint import fingerprint
from bot.claims.stories import affinity, group
from bot.news.span import Span
from bot.news.story import Fingerprint
from bot.store.placing import SHARED_LEAST

_TOKEN = re.compile(r'<token[^>]*sentence="(\d+)"[^>]*>([^<]*)<')
_QUOTES = ((re.compile("`` "), '"'), (re.compile(" ''| ' '"), '"'))
_TIDY = (
    (re.compile(r" ([.,;:!?%)’'])"), r"\1"),
    (re.compile(r"([($“]) "), r"\1"),
    (re.compile(r"(\d) ?([.,]) (\d)"), r"\1\2\3"),
    (re.compile(" - "), "-"),
)


def main() -> None:
    """Print precision, recall and F1 by B³."""
    files = sorted(Path(sys.argv[1]).glob("*/*.xml"))
    events = [f"{path.parent.name} {'plus' if 'plus' in path.stem else 'ecb'}" for path in files]
    prints = [_fingerprint(path) for path in files]
    found = {place: held for held in group(range(len(files)), _links(prints)) for place in held}
    right: dict[str, set[int]] = defaultdict(set)
    for place, event in enumerate(events):
        right[event].add(place)
    common = [len(found[place] & right[event]) for place, event in enumerate(events)]
    precision = sum(count / len(found[place]) for place, count in enumerate(common)) / len(files)
    recall = sum(count / len(right[events[place]]) for place, count in enumerate(common)) / len(files)
    f1 = 2 * precision * recall / (precision + recall)
    made = len(set(found.values()))
    print(f"{len(files)} articles, {len(right)} events, {made} stories")
    print(f"{precision=:.4f} {recall=:.4f} {f1=:.4f}")


def _fingerprint(path: Path) -> Fingerprint:
    sentences: dict[int, list[str]] = defaultdict(list)
    for number, token in _TOKEN.findall(path.read_text("utf-8")):
        sentences[int(number)].append(html.unescape(token))
    text, spans = "", []
    for _, tokens in sorted(sentences.items()):
        if tokens[0] != "http":
            spans.append(Span(len(text), len(text) + len(_tidy(tokens))))
            text += _tidy(tokens) + "\n"
    return fingerprint(None, text, spans, None)


def _tidy(tokens: list[str]) -> str:
    line = " ".join(tokens)
    for pattern, instead in (*_QUOTES, *_TIDY):
        line = pattern.sub(instead, line)
    return line


def _links(prints: list[Fingerprint]) -> dict[tuple[int, int], int]:
    """The links that the store would find: between articles that share enough of their keys."""
    holding: dict[str, list[int]] = defaultdict(list)
    links = {}
    for place, one in enumerate(prints):
        shared = Counter(other for key in one.keys for other in holding[key])
        for key in one.keys:
            holding[key].append(place)
        for other, count in shared.items():
            weight = affinity(prints[other], one) if count >= SHARED_LEAST else 0
            if weight:
                links[other, place] = weight
    return links


if __name__ == "__main__":
    main()
