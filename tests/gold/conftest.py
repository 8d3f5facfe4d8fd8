"""A corpus to fill: articles and gold in temporary folders."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.gold.read import GoldReading, read_corpus_files

HEAD = """\
schema_version: 1
article: {{id: {name}, sha256: "{sha256}", published: null}}
annotation: {{by: [AB], status: draft, guidelines: "1.0"}}
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder for gold that holds the schema of these tests."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "schema.yaml").write_bytes((Path(__file__).parent / "schema.yaml").read_bytes())
    return folder


@pytest.fixture
def add(seeds: Path, gold: Path) -> Callable[[str, str, str], None]:
    """Adds an article by name and text, and gold of it: entities and facts, under a sound head."""

    def add_article(name: str, text: str, rest: str) -> None:
        data = text.encode()
        (seeds / f"{name}.txt").write_bytes(data)
        head = HEAD.format(name=name, sha256=hashlib.sha256(data).hexdigest())
        (gold / f"{name}.yaml").write_text(head + rest, encoding="utf-8", newline="")

    return add_article


@pytest.fixture
def read(seeds: Path, gold: Path) -> Callable[[], GoldReading]:
    """Reads the corpus."""
    return lambda: read_corpus_files(seeds, gold)
