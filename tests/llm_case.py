"""Three short articles, what a model should answer about each, and an extractor for the server of a test."""

import json
from pathlib import Path
from typing import Any

from harness.corpora.corpus import Corpus
from harness.corpora.load import load_schema
from harness.extractors.llm.extractor import LlmExtractor
from harness.facts import Article, Fact
from harness.runs.execute import run_extractor
from harness.runs.run import Trouble
from harness.shipped import shipped_folder

KEY = "sk-9f3c7e51-not-a-real-key/+a"
GOLD, SEEDS, PROMPT = (shipped_folder() / name for name in ("gold", "seeds", "conf/prompts/facts"))
TEXTS = {
    "a": "Police arrested two men in Osh on Sunday.",
    "b": "In Batken one policeman was killed.",
    "c": "Officers seized three rifles in Khujand.",
}
ANSWERS = {
    "a": {"detention": [{"quotes": [TEXTS["a"]], "slots": {"count": {"text": "two", "value": 2}, "place": "Osh"}}]},
    "b": {
        "casualty": [
            {"quotes": ["one policeman was killed"], "slots": {"outcome": "killed", "victim": "policeman"}},
        ]
    },
    "c": {"seizure": [{"quotes": ["seized three rifles"], "slots": {"item": "rifles", "place": "Khujand"}}]},
}
ARTICLES = tuple(Article(name, text, "") for name, text in TEXTS.items())
CORPUS = Corpus(load_schema(GOLD / "schema.yaml"), ARTICLES, dict.fromkeys(TEXTS, ()), "")
SAID = {TEXTS[name]: json.dumps(answer) for name, answer in ANSWERS.items()}
"""The text of each article, and the answer to it."""


def llm(folder: Path, url: str | None, **options: Any) -> LlmExtractor:
    """An extractor that records into `folder`; quick to give up, as its server is near."""
    defaults: dict[str, Any] = {
        "model": "none",
        "schema": GOLD / "schema.yaml",
        "prompt": PROMPT,
        "recordings": folder,
        "timeout": 20.0,
        "retries": 2,
    }
    return LlmExtractor(base_url=url, **{**defaults, **options})


def found(extractor: LlmExtractor, corpus: Corpus = CORPUS) -> tuple[dict[str, tuple[Fact, ...]], list[Trouble]]:
    """The facts of each article of `corpus`, and what went wrong."""
    facts, troubles = run_extractor(extractor, corpus)
    return dict(facts), list(troubles)
