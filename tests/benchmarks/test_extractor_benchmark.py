"""The benchmark of the extractors: its articles are as many and as long as it says, and a missed target is told."""

import pytest

from benchmarks.extractor_run import Measured, bare_tool, workload
from benchmarks.extractors import Sleeper, main, page
from benchmarks.processes_run import Together


def test_articles_differ_and_are_counted_in_seeds():
    articles, seeds = workload(25)
    assert len({one.text for one in articles}) == len({one.id for one in articles}) == 25
    assert seeds == pytest.approx(sum(len(one.text) for one in articles) / 4101)


def test_the_bare_tool_reads_all_of_it():
    articles, _ = workload(3)
    assert bare_tool("rules", articles)() > sum(len(article.text.split()) for article in articles) > 300


def test_the_sleeper_finds_what_the_harness_must_check():
    articles, _ = workload(2)
    facts = list(Sleeper().extract(articles))
    assert [len(one) for one in facts] == [30, 30]


def test_a_missed_target_is_told():
    fast = Measured(1.0, 0.0005, 0.0005, 100.0)
    told = page({"regex": fast, "rules": fast, "spacy": fast}, 0.01, Together(0.1, 0.06, 2, same=True))
    assert "None of those measured is missed." in told
    slow = Measured(1.0, 0.009, 0.0001, 900.0)
    assert "on 2 cores" in told
    assert "The facts of both are the same." in told
    told = page({"regex": slow, "rules": fast, "spacy": slow}, 0.06, Together(0.1, 0.2, 1, same=False))
    assert "| `spacy`, two processes against one | 0.75 × | 2.0 × | **no** |" in told
    assert "The facts of both are **not the same**." in told
    assert "| `regex`, a seed-sized article | 1 ms | 9.0 ms | **no** |" in told
    assert "| `rules`, a seed-sized article | 5 ms | 0.50 ms | yes |" in told
    assert "| `spacy`, against bare `nlp.pipe` | 1.2 × | 90.0 × | **no** |" in told
    assert "| `spacy`, peak memory | 500 MB | 900 MB | **no** |" in told
    assert "5 ms an article | 5 % | 6.0 % | **no** |" in told


def test_what_is_not_understood():
    assert main(["quik=1"]) == 2
