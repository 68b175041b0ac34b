"""Makes `bot/claims/likeness/rarity.txt` from the token ranks in `bot/desk`: `python -m tools.make_rarity`.

A byte-pair vocabulary is learnt from the commonest pairs on, so the rank of a word that is one token tells
how common the word is. What comes out are the 10,000 commonest stems, commonest first, one a line.
"""

import lzma
from binascii import a2b_base64
from pathlib import Path

from bot.claims.likeness.rarity import stem

ROOT = Path(__file__).parents[1]
STEMS = 10_000


def main() -> None:
    """Write the list."""
    fields = lzma.decompress((ROOT / "bot/desk/o200k_base.tiktoken.xz").read_bytes()).split()[::2]
    tokens = (a2b_base64(field) for field in fields)  # in the order of their ranks
    words = (token[1:].decode("ascii") for token in tokens if token[:1] == b" " and token.isascii())
    stems = dict.fromkeys(stem(word.lower()) for word in words if word.isalpha() and len(word) > 1)
    (ROOT / "bot/claims/likeness/rarity.txt").write_text("\n".join(list(stems)[:STEMS]) + "\n", "ascii")


if __name__ == "__main__":
    main()
