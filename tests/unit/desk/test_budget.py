import hashlib
import lzma
import subprocess
import sys
from importlib import import_module
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import budget

RANKS_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
"""What tiktoken itself expects of `o200k_base`."""


def test_the_ranks_are_those_of_tiktoken() -> None:
    packed = files("bot.desk").joinpath("o200k_base.tiktoken.xz").read_bytes()
    assert hashlib.sha256(lzma.decompress(packed)).hexdigest() == RANKS_SHA256


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("hello world", 2),
        ("tiktoken is great!", 6),
        ("antidisestablishmentarianism", 6),
        ("2 + 2 = 4", 7),
        ("お誕生日おめでとう", 8),
    ],
)
def test_counts_are_those_of_o200k_base(text: str, tokens: int) -> None:
    # The last four are the counts that OpenAI's cookbook prints for this encoding.
    assert budget.count(text) == tokens


def test_pattern_and_special_tokens_are_those_of_tiktoken(monkeypatch: pytest.MonkeyPatch) -> None:
    public = import_module("tiktoken_ext.openai_public")
    monkeypatch.setattr(public, "load_tiktoken_bpe", lambda *_, **__: {})  # it would download them
    theirs = public.o200k_base()
    assert theirs["pat_str"] == budget._PATTERN
    assert theirs["special_tokens"] == budget._SPECIAL_TOKENS


def test_special_tokens_in_in_an_article_are_plain_text() -> None:
    assert budget.count("<|endoftext|>") > 1


@pytest.mark.parametrize("letter", ["a", " ", "\n", "^", "é", "e\u0301", "👍🏽", "\ud800"])
def test_a_megabyte_of_one_letter_is_counted(letter: str) -> None:
    # Without pieces some of these take minutes, or overflow the stack of the pattern matcher.
    assert 0 < budget.count(letter * (1_000_000 // len(letter))) <= 4_000_000


@given(st.text(), st.text())
def test_a_text_takes_no_fewer_tokens_than_its_bytes_allow(one: str, other: str) -> None:
    assert budget.count(one + other) <= len((one + other).encode())


def test_pieces_change_the_count_of_a_long_text_by_little() -> None:
    sentence = "Officials in Arden said on Thursday that at least eight people had been hurt. "
    whole = budget.count(sentence.strip()) * 1_000
    assert budget.count(sentence * 1_000) == pytest.approx(whole, rel=0.01)


def test_importing_the_budget_and_the_model_loads_no_heavy_library() -> None:
    script = (
        "import sys, bot.desk.budget, bot.desk.model, bot.desk.prompts, bot.desk.draft;"
        "print([name for name in ('openai', 'tiktoken', 'httpx2', 'pydantic') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
