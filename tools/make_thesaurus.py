"""Makes `bot/search/thesaurus.txt.gz` from the files of WordNet 3.1: `python tools/make_thesaurus.py DICT_FOLDER`.

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
from pathlib import Path

from snowballstemmer import stemmer

from bot.desk.budget import count

OUT = Path(__file__).parents[1] / "bot" / "search" / "thesaurus.txt.gz"
SENSES = {"n": 2, "v": 2, "a": 2, "r": 1}
"""How many senses of a word count, by part of speech; further ones only when the tagged corpus has them."""
TAGGED = 3
SAME = {"+", "\\", "$", "&"}  # derivation, pertainym, verb group, similar adjective
WIDER = {"@"}
OPPOSITE = {"!"}

PARTICLES = [[word] for word in "away back down forward in off on out over through together up".split()]

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
    sets, counted = synsets(folder), common(folder)
    found: Relations = defaultdict(lambda: (set(), set(), set()))

    def join(place: int, one: str, other: str) -> None:
        first, second = stem(one), stem(other)
        if first and second and first != second:
            found[first][place].add(second)

    for (kind, offset), synset in sets.items():
        here = [word for word in synset.words if (word, kind, offset) in counted]
        for word in here:
            for other in here:
                join(0, word, other)
        for symbol, key, source, target in synset.pointers:
            place = 0 if symbol in SAME else 1 if symbol in WIDER else 2 if symbol in OPPOSITE else None
            if place is None or key not in sets:
                continue
            ones = [synset.words[source - 1]] if source else here
            others = [sets[key].words[target - 1]] if target else sets[key].words
            for one in ones:
                for other in others:
                    if (one, kind, offset) in counted and (other, *key) in counted:
                        join(place, one, other)
                        if place == 0:
                            join(place, other, one)
    for line in irregular(folder):
        join(0, *line)
        join(0, *reversed(line))
    return found


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
