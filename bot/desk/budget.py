"""Counting tokens; no network is ever touched.

The ranks of `o200k_base` lie in this folder, because tiktoken would download them at first use, without
a timeout. Every model is counted by them: other tokenisers differ by a few per cent on news text.
"""

from binascii import a2b_base64
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

_RANKS = "o200k_base.tiktoken.xz"
_PIECE_CHARS = 8_192
_PATTERN = "|".join(  # tiktoken_ext.openai_public.o200k_base, whose function would download the ranks
    [
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""\p{N}{1,3}""",
        r""" ?[^\s\p{L}\p{N}]+[\r\n/]*""",
        r"""\s*[\r\n]+""",
        r"""\s+(?!\S)""",
        r"""\s+""",
    ]
)
_SPECIAL_TOKENS = {"<|endoftext|>": 199999, "<|endofprompt|>": 200018}


def count(text: str) -> int:
    """How many tokens a text takes; special tokens in it count as the plain text they are.

    A text is counted in pieces of 8,192 characters, each cut adding a token at most or so: tiktoken's time
    grows with the square of an unbroken run's length.
    """
    encoding = _encoding()
    starts = range(0, len(text), _PIECE_CHARS)
    return sum(len(encoding.encode_ordinary(text[start : start + _PIECE_CHARS])) for start in starts)


@cache
def _encoding() -> "Encoding":
    import lzma

    from tiktoken import Encoding

    fields = lzma.decompress(files("bot.desk").joinpath(_RANKS).read_bytes()).split()
    ranks = dict(zip(map(a2b_base64, fields[::2]), map(int, fields[1::2]), strict=True))
    return Encoding("o200k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens=_SPECIAL_TOKENS)
