import hashlib
from pathlib import Path

import pytest

from harness.corpora.dataset import from_dataset, to_dataset
from harness.corpora.load import load_corpus
from harness.errors import ConfigError, InputErrors
from harness.shipped import shipped_folder

SCHEMA = """
schema_version: 1
types:
  sighting:
    meaning: Somebody sees a number of animals.
    slots:
      count: {kind: number, key: true}
"""
TEXT = "Three seals came by. They left."
GOLD = """
schema_version: 1
article: {id: harbour, sha256: SHA256, published: null}
annotation: {by: [AB], status: adjudicated, guidelines: "1.0"}
facts:
  - id: three-seals
    type: sighting
    quotes: [Three seals came by.]
    slots:
      count: {text: Three, value: 3}
"""


def write_harbour(seeds: Path, gold: Path, text: str) -> None:
    (seeds / "harbour.txt").write_text(text, encoding="utf-8", newline="")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    (gold / "harbour.yaml").write_text(GOLD.replace("SHA256", sha256), encoding="utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    seeds, gold = tmp_path / "seeds", tmp_path / "gold"
    seeds.mkdir()
    gold.mkdir()
    (gold / "schema.yaml").write_text(SCHEMA, encoding="utf-8")
    write_harbour(seeds, gold, TEXT)
    return seeds, gold


def test_articles_and_gold_of_any_schema(folders: tuple[Path, Path]) -> None:
    corpus = load_corpus(*folders)
    assert [article.id for article in corpus.articles] == ["harbour"]
    assert list(corpus.schema.types) == ["sighting"]
    (gold,) = corpus.gold["harbour"]
    (count,) = gold.fact.slots["count"]
    assert (gold.id, count.value, corpus.articles[0].text[count.span.start : count.span.end]) == (
        "three-seals",
        3,
        "Three",
    )


def test_the_digest_changes_with_any_of_the_files(folders: tuple[Path, Path]) -> None:
    seeds, gold = folders
    digests = [load_corpus(seeds, gold).digest, load_corpus(seeds, gold).digest]
    write_harbour(seeds, gold, TEXT + " Nobody saw them go.")
    digests.append(load_corpus(seeds, gold).digest)
    for path in (gold / "harbour.yaml", gold / "schema.yaml"):
        path.write_bytes(path.read_bytes() + b"# noted\n")
        digests.append(load_corpus(seeds, gold).digest)
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4


def in_split(seeds: Path, gold: Path, name: str, split: str) -> None:
    data = (gold / "harbour.yaml").read_text(encoding="utf-8")
    (seeds / f"{name}.txt").write_bytes((seeds / "harbour.txt").read_bytes())
    changed = data.replace("id: harbour", f"id: {name}").replace("published: null", f"published: null, split: {split}")
    (gold / f"{name}.yaml").write_text(changed, encoding="utf-8")


def test_a_split_is_a_corpus_of_its_own(folders: tuple[Path, Path]) -> None:
    for name, split in (("bay", "dev"), ("quay", "test"), ("reef", "dev")):
        in_split(*folders, name, split)
    dev, test, both = (load_corpus(*folders, split) for split in ("dev", "test", None))
    assert [article.id for article in dev.articles] == ["bay", "reef"]
    assert list(test.gold) == ["quay"]
    assert [article.id for article in both.articles] == ["bay", "harbour", "quay", "reef"]
    assert len({dev.digest, test.digest, both.digest}) == 3


def test_where_no_article_is_in_any_split_it_is_told_how_one_says_so(folders: tuple[Path, Path]) -> None:
    said = r"split 'dev'; none says so of any \(article: \{split: dev, ...\} would\)$"
    with pytest.raises(ConfigError, match=said):
        load_corpus(*folders, "dev")


def test_a_split_that_no_article_is_in_is_named(folders: tuple[Path, Path]) -> None:
    in_split(*folders, "bay", "dev")
    with pytest.raises(ConfigError, match=r"belongs to the split 'dve'; did you mean 'dev'\?"):
        load_corpus(*folders, "dve")


def test_all_problems_of_all_files_at_once(folders: tuple[Path, Path]) -> None:
    seeds, gold = folders
    (seeds / "quay.txt").write_text("Nothing came by.", encoding="utf-8")
    (gold / "quay.yaml").write_text("schema_version: 1\narticle: {id: quay}\nfacts: [7]\n", encoding="utf-8")
    (gold / "harbour.yaml").write_text(GOLD.replace("sighting", "siting"), encoding="utf-8")
    with pytest.raises(InputErrors) as raised:
        load_corpus(seeds, gold)
    files = {Path(problem.file).name for problem in raised.value.problems if not problem.warning}
    assert files == {"quay.yaml", "harbour.yaml"}
    assert "sighting" in str(raised.value)


def test_the_shipped_corpus_loads_and_survives_a_round_trip() -> None:
    corpus = load_corpus(shipped_folder() / "seeds", shipped_folder() / "gold")
    assert corpus.articles
    assert all(corpus.gold[article.id] for article in corpus.articles)
    assert repr(from_dataset(to_dataset(corpus))) == repr(corpus)


def test_the_corpus_is_of_the_newest_date_that_its_gold_files_give(folders: tuple[Path, Path]) -> None:
    seeds, gold = folders
    assert load_corpus(seeds, gold).dated is None
    in_split(seeds, gold, "pier", "dev")
    in_split(seeds, gold, "quay", "test")
    for name, date in (("harbour", "2024-05"), ("pier", "2023-12-31"), ("quay", "XXXX-06-01")):
        path = gold / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace('"1.0"', f'"1.0", date: "{date}"'), encoding="utf-8")
    assert load_corpus(seeds, gold).dated == "2024-05"
    assert load_corpus(seeds, gold, "dev").dated == "2023-12-31"
    assert load_corpus(seeds, gold, "test").dated is None
