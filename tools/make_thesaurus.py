"""Makes `bot/search/thesaurus.txt.gz` from WordNet 3.1: `python -m tools.make_thesaurus DICT_FOLDER`.

The folder holds WordNet's data.*, index.sense and *.exc files. What comes out has a line for each stem:
the stem, its synonyms, the wider words and the opposites, as stems, each list parted by commas, the four by
tabs. Rare senses are left out: a word that means another only in an odd corner of the dictionary misleads.
"""

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from snowballstemmer import stemmer

from bot.desk.budget import count

OUT = Path(__file__).parents[1] / "bot" / "search" / "thesaurus.txt.gz"
SENSES = {"n": 2, "v": 2, "a": 2, "r": 1}
"""How many senses of a word count, by part of speech; further ones only when the tagged corpus has them."""
TAGGED = 3
# derivation, pertainym, verb group and similar adjective; hypernym; antonym
PLACES = {"+": 0, "\\": 0, "$": 0, "&": 0, "@": 1, "!": 2}

PARTICLES = [["away"], ["back"], ["down"], ["in"], ["off"], ["on"], ["out"], ["over"], ["up"]]

TAGGED_WORDS: set[str] = set()
"""Words with a sense in the tagged corpus; filled by `common`."""

stem_word = stemmer("english").stemWord


@dataclass(frozen=True)
class Synset:
    """A set of words of one meaning, and pointers: symbol, key of the other set, its word number (0: all)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, tuple[str, str], int, int], ...]


def synsets(folder: Path) -> dict[tuple[str, str], Synset]:
    """The synsets by (part of speech, offset)."""
    found = {}
    for name, kind in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        for line in (folder / f"data.{name}").read_text().splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = tuple(fields[4 + 2 * place].split("(")[0].lower() for place in range(count))
            found[kind, fields[0]] = Synset(words, tuple(pointers(fields[4 + 2 * count :])))
    return found


def pointers(fields: list[str]) -> Iterator[tuple[str, tuple[str, str], int, int]]:
    """The pointers of a line, with the numbers of the words that they join."""
    for place in range(int(fields[0])):
        symbol, offset, kind, ends = fields[1 + 4 * place : 5 + 4 * place]
        yield symbol, ("a" if kind == "s" else kind, offset), int(ends[:2], 16), int(ends[2:], 16)


def common(folder: Path) -> set[tuple[str, str, str]]:
    """(word, part of speech, offset) of the senses that count."""
    kinds = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    kept = set()
    for line in (folder / "index.sense").read_text().splitlines():
        key, offset, rank, tagged = line.split()
        word, _, rest = key.partition("%")
        kind = kinds[rest[0]]
        if int(tagged):
            TAGGED_WORDS.add(word)
        if int(rank) <= SENSES[kind] or int(tagged) >= TAGGED:
            kept.add((word, kind, offset))
    return kept


def stem(word: str) -> str | None:
    """The stem of a word, or the two of a phrasal verb; none for a word that the news hardly uses."""
    parts = word.split("_")
    if not all(is_common(part) for part in parts) or (len(parts) > 1 and parts[1:] not in PARTICLES):
        return None
    return " ".join(stem_word(part) for part in parts)


@cache
def is_common(word: str) -> bool:
    """Whether a word is plain letters and frequent: one token, or two and seen in the tagged corpus."""
    if not (word.isascii() and word.isalpha() and len(word) > 1):
        return False
    tokens = min(count(f" {word}"), count(f" {word.capitalize()}"))
    return tokens == 1 or (tokens == 2 and word in TAGGED_WORDS)


Relations = defaultdict[str, tuple[set[str], set[str], set[str]]]


def relations(folder: Path) -> Relations:
    """Synonyms, wider words and opposites by stem."""
    found: Relations = defaultdict(lambda: (set(), set(), set()))
    for place, one, other in pairs(synsets(folder), common(folder), folder):
        first, second = stem(one), stem(other)
        if first and second and first != second:
            found[first][place].add(second)
    return found


Sets = dict[tuple[str, str], Synset]
Senses = set[tuple[str, str, str]]


def pairs(sets: Sets, counted: Senses, folder: Path) -> Iterator[tuple[int, str, str]]:
    """Related words: the place of the relation (0 synonym, 1 wider, 2 opposite) and the two words."""
    for key, synset in sets.items():
        here = [word for word in synset.words if (word, *key) in counted]
        yield from ((0, word, other) for word in here for other in here)
        for symbol, target, first, second in synset.pointers:
            if symbol not in PLACES or target not in sets:
                continue
            ones = [synset.words[first - 1]] if first else here
            others = [sets[target].words[second - 1]] if second else sets[target].words
            for one, other in product(ones, others):
                if (one, *key) in counted and (other, *target) in counted:
                    yield PLACES[symbol], one, other
                    if PLACES[symbol] == 0:
                        yield 0, other, one
    for form, base in irregular(folder):
        yield 0, form, base
        yield 0, base, form


def irregular(folder: Path) -> Iterator[tuple[str, str]]:
    """Irregular forms, each with its base: struck, strike."""
    for name in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"{name}.exc").read_text().splitlines():
            form, *bases = line.split()
            for base in bases:
                yield form, base


def main() -> None:
    """Write the file."""
    found = relations(Path(sys.argv[1]))
    lines = ["\t".join([key, *(",".join(sorted(group)) for group in found[key])]) for key in sorted(found)]
    OUT.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{len(lines)} stems, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
