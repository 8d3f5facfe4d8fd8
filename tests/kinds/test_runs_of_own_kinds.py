"""Kinds of one's own in runs: what is checked, what ends a run, and what a saved run needs no class for."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from harness.corpora.corpus import Corpus
from harness.corpora.dataset import from_dataset, to_dataset, write_parquet
from harness.corpora.found import facts_to_dataset
from harness.corpora.load import load_corpus
from harness.errors import ConfigError
from harness.facts import Fact, Filler, Span
from harness.matching.match import match
from harness.matching.parquet import count_parquet
from harness.runs.run import Trouble
from harness.runs.verify import verified
from harness.scores.table import rows_of

TEXT = "Makers recall A-1 and A-2."
SCHEMA = """\
schema_version: 1
kinds:
  code: {_target_: odd_kinds.Checked, ignore: "-"}
types:
  recall: {slots: {product: {kind: code, key: true}}}
"""
GOLD = f"""\
schema_version: 1
article: {{id: a, sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}, published: null}}
annotation: {{by: [AB], status: draft, guidelines: "1.0"}}
facts:
  - {{id: one, type: recall, quotes: [Makers recall A-1], slots: {{product: {{text: A-1, value: A-1}}}}}}
  - {{id: two, type: recall, quotes: [A-2], slots: {{product: {{text: A-2, value: A-2}}}}}}
"""
FOUND = Fact("recall", {"product": (Filler("A-1", "A1", Span(14, 17)),)}, (Span(14, 17),))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    seeds, gold = tmp_path / "seeds", tmp_path / "gold"
    for folder, name, text in ((seeds, "a.txt", TEXT), (gold, "a.yaml", GOLD), (gold, "schema.yaml", SCHEMA)):
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return seeds, gold


@pytest.fixture
def corpus(folders: tuple[Path, Path]) -> Corpus:
    return load_corpus(*folders, allow=("odd_kinds",))


def test_what_is_found_is_held_to_the_check_of_the_class(corpus: Corpus) -> None:
    (article,) = corpus.articles
    assert verified(FOUND, article, corpus.schema) == FOUND
    small = replace(FOUND, slots={"product": (Filler("A-1", "a-1"),)})
    trouble = verified(small, article, corpus.schema)
    assert isinstance(trouble, Trouble)
    assert trouble.message == "recall.product has value 'a-1': write capitals"
    number = verified(replace(FOUND, slots={"product": (Filler("A-1", 7),)}), article, corpus.schema)
    assert isinstance(number, Trouble)
    unloaded = from_dataset(to_dataset(corpus)).schema
    assert verified(small, article, unloaded) == small, "without its class nobody can say what a code is"


def test_a_saved_corpus_has_the_kinds_but_not_their_classes(corpus: Corpus, tmp_path: Path) -> None:
    saved = from_dataset(to_dataset(corpus))
    assert saved == corpus
    code = saved.schema.kinds["code"]
    assert (code.target, code.options, code.asked) == ("odd_kinds.Checked", {"ignore": "-"}, None)
    assert len(code.code) == 64
    found = {"a": (FOUND,)}
    with pytest.raises(ConfigError, match=r"allow=\[odd_kinds\]"):
        match(saved.gold, found, saved.schema)
    expected = match(corpus.gold, found, corpus.schema)
    row = expected.outcomes[expected.outcomes.level == "slot"].iloc[0]
    assert (row.outcome, row.why, row.gold_value, row.found_value) == ("correct", "equivalent", "A-1", "A1")
    write_parquet(to_dataset(corpus), tmp_path / "gold.parquet")
    write_parquet(facts_to_dataset(found), tmp_path / "found.parquet")
    counts = count_parquet(tmp_path / "gold.parquet", tmp_path / "found.parquet", allow=("odd_kinds",))
    assert rows_of(counts, corpus.schema, ()) == rows_of(expected.counts, corpus.schema, ())
    changed = replace(saved.schema, kinds={"code": replace(code, code="0" * 64)})
    with pytest.raises(ConfigError, match="not the one that this gold was scored with"):
        count_parquet(tmp_path / "gold.parquet", tmp_path / "found.parquet", changed, ("odd_kinds",))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Raising", "odd_kinds.Raising.compare('A-1', 'A1') raised RuntimeError"),
        ("Leaving", "odd_kinds.Leaving.normalise('"),
    ],
)
def test_a_class_that_fails_ends_the_run(folders: tuple[Path, Path], tmp_path: Path, kind: str, said: str) -> None:
    schema = folders[1] / "schema.yaml"
    schema.write_text(SCHEMA.replace('odd_kinds.Checked, ignore: "-"', f"odd_kinds.{kind}"), encoding="utf-8")
    gold = folders[1] / "a.yaml"
    gold.write_text(GOLD.replace(", value: A-1", "").replace(", value: A-2", ""), encoding="utf-8")
    (tmp_path / "finder.py").write_text(FINDER, encoding="utf-8")
    conf = tmp_path / "conf" / "extractor"
    conf.mkdir(parents=True)
    (conf / "finder.yaml").write_text("_target_: finder.Finder\n", encoding="utf-8")
    words = ["--config-dir", "conf", "extractor=finder", "corpus.seeds=seeds", "corpus.gold=gold", "reports=reports"]
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, "-m", "harness", *words, "allow=[finder,odd_kinds]"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert "article a, slot recall.product" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "reports" / "finder").exists()


FINDER = """
from harness.facts import Fact, Filler

class Finder:
    def extract(self, articles):
        for article in articles:
            yield [Fact("recall", {"product": (Filler("A1"),)})]
"""
