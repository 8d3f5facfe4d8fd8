"""Articles, and files of another system's answers about them, for the tests of `predictions`."""

import json
from pathlib import Path
from typing import Any

from harness.extractors.predictions import PredictionsExtractor
from harness.facts import Article, Fact
from harness.shipped import shipped_folder

RAID = (
    "Two held after raid in Osh\n\nOSH, March 4, 2024 - Police arrested two men in a raid on a flat in Osh on Sunday "
    "and seized three rifles, the Interior\nMinistry said. One policeman was wounded.\n"
)
EMOJI = "😀😀 Nine men were held in Osh, “they” said.\n"
SCHEMA = shipped_folder() / "gold" / "schema.yaml"
FILES = Path(__file__).parent / "answers" / "files"
HELD = {
    "article": "raid",
    "type": "detention",
    "detainee": "men",
    "place": "Osh",
    "quotes": ["Police arrested two men"],
}


def extractor(file: Path, seeds: Path, **options: Any) -> PredictionsExtractor:
    return PredictionsExtractor(str(file), seeds, SCHEMA, **options)


def found(file: Path, seeds: Path, **options: Any) -> tuple[dict[str, list[Fact]], list[tuple[str, str, str]]]:
    """The facts by article, and the troubles."""
    articles = [Article(path.stem, path.read_bytes().decode(), "") for path in sorted(seeds.iterdir())]
    its = extractor(file, seeds, **options)
    facts = {article.id: list(some) for article, some in zip(articles, its.extract(articles), strict=True)}
    return facts, [(one.article, one.kind, one.message) for one in its.drain_troubles()]


def lines(folder: Path, *rows: object, name: str = "answers.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file
