"""A corpus, and what was found in it, as a table and back: nothing is lost, not even a type."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import datasets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.corpora.corpus import Corpus
from harness.corpora.dataset import from_dataset, read_parquet, to_dataset, write_parquet
from harness.corpora.fact_json import fact_from_json, fact_to_json, gold_from_json
from harness.corpora.found import facts_to_dataset
from harness.facts import Accepts, Article, Fact, Filler, GoldFact, Span
from harness.runs.found import found_lines, read_found
from harness.schema import FactType, Schema, SlotType

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.none() | words | st.integers() | st.floats(allow_nan=False)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 99), st.integers(1, 99))
precisions = st.sampled_from(["exact", "estimated", "at_least", "at_most", "vague"])
fillers = st.builds(Filler, st.none() | words, values, st.none() | spans, precisions)
facts = st.builds(
    Fact,
    words,
    st.dictionaries(words, st.lists(fillers, max_size=2).map(tuple), max_size=3),
    st.lists(spans, max_size=3).map(tuple),
    st.sampled_from(["actual", "planned", "claimed", "generic"]),
    st.sampled_from(["positive", "negative"]),
    st.none() | fillers,
    st.none() | st.floats(0, 1),
)
names = st.lists(words, max_size=2).map(tuple)
accepts = st.dictionaries(
    words,
    st.lists(st.builds(Accepts, names, names, st.booleans(), st.none() | words), max_size=2).map(tuple),
    max_size=2,
)
gold_facts = st.builds(GoldFact, words, facts, accepts, st.booleans(), st.none() | words, st.none() | words)
slot_types = st.builds(
    SlotType,
    words,
    st.lists(st.sampled_from(["mention", "number", "date", "place", "entity", "enum"])).map(tuple),
    st.sampled_from(["one", "at_most_one", "several"]),
    st.booleans(),
    names,
    words,
)
schemas = st.builds(
    Schema,
    st.dictionaries(
        words, st.builds(FactType, words, st.dictionaries(words, slot_types, max_size=2), words), max_size=2
    ),
    words,
)


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    ids = sorted(draw(st.sets(words, max_size=3)))
    articles = tuple(Article(one, draw(words), draw(words), draw(st.none() | words)) for one in ids)
    gold = {one: tuple(draw(st.lists(gold_facts, max_size=2))) for one in ids}
    return Corpus(draw(schemas), articles, gold, draw(words), draw(st.none() | words))


FACT = Fact(
    "detention",
    {
        "count": (
            Filler("nine", 9, Span(0, 4)),
            Filler("nine", 9.0),
            Filler("nine", "9"),
            Filler(value=10**30),
            Filler(),
        )
    },
    (Span(0, 8), Span(9, 12)),
    "planned",
    "negative",
    Filler("police", span=Span(2, 8), precision="vague"),
    0.25,
)
GOLD = GoldFact(
    "nine-held",
    FACT,
    {"count": (Accepts(("9", "IX"), ("some",), True, "men"), Accepts()), "source": (Accepts(),)},
    optional=True,
    part_of="raid",
    note="a \r\n note 😀",
)
SCHEMA = Schema(
    {"detention": FactType("detention", {"count": SlotType("count", ("number",), key=True)}, "Held.")}, "5c"
)
ARTICLES = (Article("a", "nine men 😀\r\n", "00", "2013-01-28"), Article("b", "", "01"))
GOLD_FACTS = {"a": (GOLD, GoldFact("bare", Fact("detention"))), "b": ()}
CORPUS = Corpus(SCHEMA, ARTICLES, GOLD_FACTS, "ab" * 32, "2024-05-17")


def identical(a: object, b: object) -> bool:
    """Equal, and of equal types: 9 == 9.0 in Python, but not in gold."""
    return a == b and repr(a) == repr(b)


def through_own_parquet(corpus: Corpus, folder: Path) -> Corpus:
    write_parquet(to_dataset(corpus), folder / "corpus.parquet")
    return from_dataset(read_parquet(folder / "corpus.parquet"))


def through_datasets_parquet(corpus: Corpus, folder: Path) -> Corpus:
    to_dataset(corpus).to_parquet(folder / "corpus.parquet")
    path = str(folder / "corpus.parquet")
    return from_dataset(datasets.Dataset.from_parquet(path, cache_dir=str(folder / "cache"), keep_in_memory=True))


def through_disk(corpus: Corpus, folder: Path) -> Corpus:
    to_dataset(corpus).save_to_disk(folder / "saved")
    return from_dataset(datasets.load_from_disk(str(folder / "saved")))


@pytest.mark.parametrize("way", [through_own_parquet, through_datasets_parquet, through_disk])
def test_a_corpus_comes_back_from_a_file(way: Callable[[Corpus, Path], Corpus], tmp_path: Path) -> None:
    assert identical(way(CORPUS, tmp_path), CORPUS)


@settings(deadline=None, max_examples=60)
@given(corpora())
def test_every_corpus_comes_back(corpus: Corpus) -> None:
    dataset = to_dataset(corpus)
    assert identical(from_dataset(dataset), corpus)
    buffers = io.BytesIO(), io.BytesIO()
    for buffer in buffers:
        write_parquet(to_dataset(corpus), buffer)
    assert buffers[0].getvalue() == buffers[1].getvalue()


def test_a_corpus_without_articles_keeps_its_schema(tmp_path: Path) -> None:
    empty = Corpus(SCHEMA, (), {}, "digest")
    assert identical(through_own_parquet(empty, tmp_path), empty)


def test_the_columns_are_typed_whatever_is_in_them() -> None:
    bare = replace(CORPUS, gold={"a": (), "b": ()})
    assert to_dataset(bare).features == to_dataset(CORPUS).features
    filler = to_dataset(CORPUS).features["facts"].feature["fact"]["slots"].feature["fillers"].feature
    assert filler["value_type"] == datasets.Value("string")
    assert filler["span"] == {"start": datasets.Value("int64"), "end": datasets.Value("int64")}


def test_read_only_mappings_are_as_good_as_dicts() -> None:
    frozen = replace(
        CORPUS, schema=Schema(MappingProxyType(dict(SCHEMA.types)), "5c"), gold=MappingProxyType(CORPUS.gold)
    )
    assert from_dataset(to_dataset(frozen)) == frozen == CORPUS


def test_rows_may_be_chosen_and_moved() -> None:
    reversed_rows = to_dataset(CORPUS).select([1, 0])
    assert from_dataset(reversed_rows) == replace(CORPUS, articles=ARTICLES[::-1])


def test_two_corpora_cannot_be_mixed() -> None:
    other = to_dataset(replace(CORPUS, digest="other"))
    with pytest.raises(ValueError, match="features"):
        datasets.concatenate_datasets([to_dataset(CORPUS), other])


def test_the_same_corpus_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    program = "import sys; sys.path[:0] = sys.argv[2:]; from pathlib import Path; from test_dataset import *;"
    program += "write_parquet(to_dataset(CORPUS), Path(sys.argv[1]) / 'own');"
    program += "to_dataset(CORPUS).to_parquet(Path(sys.argv[1]) / 'theirs')"
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        here, root = Path(__file__).parent, Path(__file__).parents[2]
        command = [sys.executable, "-c", program, str(tmp_path / seed), str(here), str(root)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
    for name in ("own", "theirs"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_nothing_is_cached_and_nothing_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    cache, work = tmp_path / "cache", tmp_path / "work"
    cache.mkdir()
    work.mkdir()
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", cache)
    through_own_parquet(CORPUS, work)
    read_back(facts_to_dataset({"a": (FACT,)}), ["a"])
    assert list(cache.iterdir()) == []
    assert [path.name for path in work.iterdir()] == ["corpus.parquet"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("dataset", "message"),
    [
        (lambda: datasets.Dataset.from_dict({"text": ["a"]}), "no column article_id, sha256"),
        (lambda: to_dataset(CORPUS).select([0, 0]), "the same article more than once"),
        (lambda: to_dataset(CORPUS).cast_column("corpus", datasets.Value("int64")), "no corpus"),
        (lambda: to_dataset(CORPUS).cast_column("corpus", datasets.ClassLabel(names=["hello"])), "no corpus"),
        (lambda: to_dataset(CORPUS).cast_column("corpus", datasets.ClassLabel(names=["[]"])), "no corpus"),
        (lambda: to_dataset(CORPUS).remove_columns("text").add_column("text", [None, "x"]), "text must be a text"),
    ],
)
def test_what_is_no_corpus_is_said_to_be_none(dataset: Callable[[], datasets.Dataset], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_dataset(dataset())


def read_back(dataset: datasets.Dataset, articles: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    return read_found(found_lines(dataset).split("\n")[:-1], articles)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(words, st.lists(facts, max_size=3).map(tuple), max_size=3))
def test_found_facts_come_back(found: dict[str, tuple[Fact, ...]]) -> None:
    assert identical(read_back(facts_to_dataset(found), found), found)


def test_found_facts_come_back_from_parquet_in_their_order(tmp_path: Path) -> None:
    found = {"a": (FACT, Fact("x")), "b": (), "c": (Fact("y"),)}
    facts_to_dataset(found).to_parquet(tmp_path / "found.parquet")
    dataset = read_parquet(tmp_path / "found.parquet")
    assert identical(read_back(dataset, found), found)
    assert list(dataset.to_pandas().columns[:3]) == ["article_id", "index", "type"]


def test_a_lone_surrogate_is_replaced_on_the_way_to_a_file(tmp_path: Path) -> None:
    found = {"a": (Fact("x", {"y": (Filler("a\ud800b", "\udfff"), Filler("\ud83d\ude00"))}),)}
    write_parquet(facts_to_dataset(found), tmp_path / "found.parquet")
    (fact,) = read_back(read_parquet(tmp_path / "found.parquet"), found)["a"]
    assert fact == Fact("x", {"y": (Filler("a\ufffdb", "\ufffd"), Filler("😀"))})


@given(facts)
def test_facts_come_back_from_json(fact: Fact) -> None:
    assert identical(fact_from_json(fact_to_json(fact)), fact)


def test_json_keeps_its_keys_in_order() -> None:
    data = fact_to_json(GOLD)
    assert list(data) == ["id", "fact", "accepts", "optional", "part_of", "note"]
    assert data["fact"]["slots"]["count"][0] == {"text": "nine", "value": 9, "span": [0, 4], "precision": "exact"}
    assert identical(gold_from_json(data), GOLD)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "this is no fact: type is missing"),
        ({"type": "x", "modality": "perhaps"}, "modality must be 'actual', 'planned', 'claimed' or 'generic'"),
        ({"type": "x", "evidence": [[1, "b"]]}, r"evidence\[0\]\[1\] must be a whole number, not 'b'"),
        ({"type": "x", "slots": {"y": [{"precision": "so so"}]}}, r"slots\.y\[0\]\.precision must be 'exact'"),
        (7, "this is no fact: it must be a mapping, as in {a: b}, not 7"),
    ],
)
def test_broken_json_says_what_is_wrong_with_it(data: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fact_from_json(data)
