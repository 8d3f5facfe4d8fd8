"""The two bounds, on the shipped gold and through everything that checks what is found."""

from pathlib import Path

import pytest

from harness.corpora.load import load_corpus
from harness.errors import InputErrors
from harness.extractors.empty import EmptyExtractor
from harness.extractors.oracle import OracleExtractor
from harness.extractors.protocol import Extractor
from harness.facts import Article
from harness.matching.match import match
from harness.runs.execute import run_extractor
from harness.scores.score import ScoreRow
from harness.scores.table import score_rows
from harness.shipped import shipped_folder

SEEDS, GOLD = shipped_folder() / "seeds", shipped_folder() / "gold"


def scored(extractor: Extractor) -> tuple[ScoreRow, ...]:
    corpus = load_corpus(SEEDS, GOLD)
    found, troubles = run_extractor(extractor, corpus)
    assert troubles == ()
    return score_rows(match(corpus.gold, found, corpus.schema).outcomes, corpus.schema)


def test_the_oracle_is_right_in_everything() -> None:
    rows = scored(OracleExtractor(SEEDS, GOLD))
    assert {row.scope for row in rows} == {"overall", "macro", "weighted", "type", "slot", "attribute", "article"}
    for row in rows:
        for ratios in (row.strict, row.lenient, row.slot):
            if ratios is not None and ratios.precision is not None:
                assert (ratios.precision, ratios.recall, ratios.f1) == (1, 1, 1), row.name
        for counts in (row.facts, row.slots):
            if counts is not None:
                assert counts.correct == counts.possible == counts.actual, row.name


def test_empty_finds_nothing_and_its_precision_is_undefined() -> None:
    for row in scored(EmptyExtractor()):
        for ratios in (row.strict, row.lenient, row.slot):
            if ratios is not None:
                assert ratios.precision is None
                assert not ratios.recall
        assert row.facts is None or row.facts.missing == row.facts.possible


def test_the_oracle_keeps_optional_facts_and_knows_no_other_article() -> None:
    oracle, gold = OracleExtractor(SEEDS, GOLD), load_corpus(SEEDS, GOLD).gold
    (name, facts), *_ = gold.items()
    known, strange = Article(name, "", ""), Article("strange", "", "")
    assert [len(found) for found in oracle.extract(iter([strange, known, strange]))] == [0, len(facts), 0]
    assert any(fact.optional for fact in facts)
    assert list(oracle.extract([])) == []


def test_an_oracle_without_gold(tmp_path: Path) -> None:
    with pytest.raises(InputErrors, match="none:1:1: "):
        OracleExtractor(tmp_path / "none", GOLD)
