"""LlamaIndex's side of `bench.answer`: its environment, and the process in it."""

import hashlib
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.newsroom import NewsText

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".bench" / "llamaindex"
REQUIREMENTS = ROOT / "bench" / "requirements.txt"
TIMEOUT_S = 1200


def environment() -> Path:
    """The Python of LlamaIndex's environment, which is made when it is not there yet."""
    python = FOLDER / "bin" / "python"
    stamp, wanted = FOLDER / ".stamp", hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(
            f"Installing LlamaIndex into {FOLDER.relative_to(ROOT)} (minutes, about 2 GB) …", file=sys.stderr
        )
        venv.create(FOLDER, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(REQUIREMENTS)], check=True)
        stamp.write_text(wanted)
    return python


def asked(
    texts: Sequence[NewsText], questions: Sequence[str], base_url: str
) -> Iterator[tuple[str, list[float]]]:
    """Has LlamaIndex ask every question by each of its retrievers: their names, and seconds a question."""
    given = {
        "base_url": base_url,
        "articles": [_article(one) for one in _newest(texts)],
        "questions": questions,
    }
    with subprocess.Popen(
        [environment(), "-m", "bench.llamaindex"],
        cwd=ROOT,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(given))
        process.stdin.close()
        for line in process.stdout:
            found = json.loads(line)
            yield found["retriever"], found["seconds"]
    if process.returncode:
        raise SystemExit("LlamaIndex's side failed; what it said stands above.")


def _newest(texts: Sequence[NewsText]) -> list[NewsText]:
    """Its index knows no revisions: of two texts under one address it gets the later one."""
    return list({text.url or place: text for place, text in enumerate(texts)}.values())


def _article(text: NewsText) -> dict[str, str]:
    published = f"{text.published:%A %Y-%m-%d}"
    return {"title": text.title, "outlet": text.outlet, "published": published, "text": text.text}
