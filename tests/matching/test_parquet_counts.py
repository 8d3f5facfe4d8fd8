"""Counts from Parquet against counts of the same facts as objects."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.corpora.corpus import Corpus
from harness.corpora.dataset import to_dataset, write_parquet
from harness.corpora.found import facts_to_dataset
from harness.errors import InputErrors
from harness.facts import Accepts, Article, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.matching.parquet import count_parquet
from harness.schema import FactType, Schema, SlotType

SLOTS = {
    "who": SlotType("who", ("entity", "mention"), "several", key=True),
    "count": SlotType("count", ("number",)),
    "kind": SlotType("kind", ("enum",), values=("x", "y")),
    "date": SlotType("date", ("date",)),
    "place": SlotType("place", ("place",), key=True),
}
SCHEMA = Schema({name: FactType(name, SLOTS) for name in ("raid", "vote")})

RAID = Fact(
    "raid",
    {
        "who": (Filler("the men", span=Span(4, 11)), Filler("Old Bob")),
        "count": (Filler("a dozen"),),
        "date": (Filler("on Wednesday"),),
        "place": (Filler("Kulob"),),
    },
    (Span(0, 20), Span(30, 40)),
    source=Filler("police"),
)
VOTE = Fact(
    "vote", {"count": (Filler("9", 9),), "kind": (Filler("x-like", "x"),), "odd": (Filler("b"),)}, (Span(50, 60),)
)
ACCEPTS = {
    "who": (Accepts(("gunmen",)), Accepts(optional=True)),
    "place": (Accepts((), ("Khatlon",)),),
    "source": (Accepts(("officials",)),),
}
GOLD = {
    "a": (GoldFact("g1", RAID, ACCEPTS), GoldFact("g2", VOTE, optional=True)),
    "b": (),
    "c": (GoldFact("g3", replace(VOTE, slots={"count": (Filler("several", None, None, "vague"),)})),),
}
FOUND = {
    "c": (replace(VOTE, slots={"count": (Filler(value=2.5),), "who": ()}),),
    "a": (
        VOTE,
        replace(
            RAID,
            slots={"who": (Filler("gunmen"),), "date": (Filler("d", "2013-01-16"),), "place": (Filler("Khatlon"),)},
            source=Filler("officials"),
            modality="planned",
        ),
    ),
    "z": (VOTE,),
}
DAY = "2013-01-18"


def write(folder: Path, found: dict[str, tuple[Fact, ...]]) -> tuple[Path, Path]:
    articles = tuple(Article(name, "", "0" * 64, DAY) for name in sorted(GOLD))
    write_parquet(to_dataset(Corpus(SCHEMA, articles, GOLD, "0" * 64)), folder / "gold.parquet")
    write_parquet(facts_to_dataset(found), folder / "found.parquet")
    return folder / "gold.parquet", folder / "found.parquet"


@pytest.mark.parametrize("found", [FOUND, dict(sorted(FOUND.items())), {}, {"z": FOUND["z"]}])
@pytest.mark.parametrize("batch", [1, 2, 4096])
def test_equals_the_counts_of_objects(found, batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.matching.parquet._ARTICLES", batch)
    expected = match(GOLD, found, SCHEMA, dict.fromkeys(GOLD, DAY)).counts
    counted = count_parquet(*write(tmp_path, found))
    assert counted.articles == expected.articles
    known = [counted.cells.index(cell) for cell in expected.cells]
    assert (counted.counts[:, known] == expected.counts).all()
    assert counted.counts.sum() == expected.counts.sum()


def test_by_hand(tmp_path: Path) -> None:
    """Place Khatlon contains Kulob; `gunmen` is accepted; the optional vote is found by nothing that counts."""
    matrix = count_parquet(*write(tmp_path, FOUND))
    row = {cell[1:]: matrix.counts[0, i].tolist() for i, cell in enumerate(matrix.cells) if matrix.counts[0, i].any()}
    assert row == {
        ("raid", ""): [0, 1, 0, 0, 0],
        ("raid", "who"): [1, 0, 0, 0, 0],
        ("raid", "count"): [0, 0, 0, 1, 0],
        ("raid", "date"): [1, 0, 0, 0, 0],
        ("raid", "place"): [0, 1, 0, 0, 0],
        ("", "modality"): [0, 0, 1, 0, 0],
        ("", "polarity"): [1, 0, 0, 0, 0],
        ("", "source"): [1, 0, 0, 0, 0],
    }


def test_a_file_without_facts_is_named(tmp_path: Path) -> None:
    gold, found = write(tmp_path, FOUND)
    with pytest.raises(InputErrors, match=r"gold\.parquet|found\.parquet"):
        count_parquet(found, gold)
