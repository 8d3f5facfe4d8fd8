"""What is refused before a run or after it, what is drawn with the seed, and which folders are baselines."""

from dataclasses import replace
from pathlib import Path

import pytest
from gates.gated_runs import SCHEMA, alias, optional, run_of

from harness.corpora.corpus import Corpus
from harness.errors import ConfigError
from harness.facts import Article, Filler, GoldFact
from harness.gates.baseline import HELD, bless, is_baseline
from harness.gates.gate import Gate, Limits
from harness.gates.judge import check_gate, judge, read_baseline
from harness.matching.match import match
from harness.runs.folder import write_run
from harness.runs.run import Timing, Trouble

UNEVEN = run_of(["abcde", "a", "ab", "abc", "", "abcd"] * 2)


@pytest.mark.parametrize("gate", [Gate(min_f1=0.5), Gate(types={"alias": Limits(min_f1=0.5)})])
def test_optional_gold_is_nothing_to_reach(gate: Gate) -> None:
    check_gate(gate, UNEVEN.corpus, None)
    with pytest.raises(ConfigError, match="no fact"):
        check_gate(gate, optional(UNEVEN).corpus, None)


def test_lower_bounds_are_drawn_with_the_seed() -> None:
    gate = Gate(min_f1=1.0, on="lower")
    assert len({judge(gate, UNEVEN, None, seed)[0].got for seed in range(4)}) > 1
    fallen = Gate(max_drop=0.0, on="lower")
    assert len({judge(fallen, UNEVEN, run_of(["abcde"] * 12), seed)[0].got for seed in range(4)}) > 1


@pytest.mark.parametrize("kind", ["error", "timeout"])
def test_a_run_is_broken_if_everything_failed_and_nothing_was_found(kind) -> None:
    gate = Gate(min_f1=0.9)
    run = run_of(["", "", ""])
    failed = [Trouble(article.id, kind, "too dark") for article in run.corpus.articles]
    with pytest.raises(ConfigError, match="failed on every article, the first time with too dark"):
        judge(gate, replace(run, troubles=tuple(failed)), None)
    assert len(judge(gate, replace(run, troubles=tuple(failed[:2])), None)) == 1
    assert len(judge(gate, replace(run_of(["", "a", ""]), troubles=tuple(failed)), None)) == 1
    refused = [Trouble(one.article, "bad_value", "no date") for one in failed]
    assert len(judge(gate, replace(run, troubles=tuple(refused)), None)) == 1


def test_a_baseline_is_matched_on_the_days_of_its_articles(tmp_path: Path) -> None:
    article = Article("a00", "abcde", "3" * 64, "2013-01-18")
    gold = {"a00": (GoldFact("g", alias("a", "2013-01-16")),)}
    slots = {**alias("a").slots, "since": (Filler("on Wednesday"),)}
    found = {"a00": (replace(alias("a"), slots=slots),)}
    matching = match(gold, found, SCHEMA, {"a00": "2013-01-18"})
    corpus = Corpus(SCHEMA, (article,), gold, "a" * 64)
    run = replace(UNEVEN, corpus=corpus, found=found, outcomes=matching.outcomes, confusions=matching.confusions)
    write_run(run, tmp_path / "run")
    bless(tmp_path / "run", tmp_path / "kept")
    baseline = read_baseline(Gate(max_drop=0.1, baseline=str(tmp_path / "kept")), tmp_path / "reports")
    assert baseline is not None
    dates = baseline.outcomes[baseline.outcomes["slot"] == "since"]
    assert dates["outcome"].tolist() == ["correct"]


def test_a_baseline_keeps_no_times_and_not_even_one_trouble(tmp_path: Path) -> None:
    write_run(replace(UNEVEN, timing=Timing(1.0, 1.0, 1.0, 12, 100.0)), tmp_path / "run")
    bless(tmp_path / "run", tmp_path / "kept")
    assert {path.name for path in (tmp_path / "kept").iterdir()} <= HELD
    write_run(replace(UNEVEN, troubles=(Trouble("a00", "error", "too dark"),)), tmp_path / "run")
    with pytest.raises(ConfigError, match="had 1 troubles, the first in a00"):
        bless(tmp_path / "run", tmp_path / "kept")


def test_a_baseline_holds_a_run_and_nothing_else(tmp_path: Path) -> None:
    def folder(name: str, *files: str) -> Path:
        (tmp_path / name).mkdir()
        for file in files:
            (tmp_path / name / file).touch()
        return tmp_path / name

    assert is_baseline(tmp_path / "nothing")
    assert is_baseline(folder("empty"))
    baseline = folder("baseline", "run.json", "found.jsonl")
    assert is_baseline(baseline)
    assert not is_baseline(folder("run", "run.json", "found.jsonl", "report.html"))
    assert not is_baseline(folder("facts", "found.jsonl"))
    assert not is_baseline(baseline / "run.json")
    for name, target in (("link", baseline), ("dangling", tmp_path / "nowhere")):
        (tmp_path / name).symlink_to(target)
        assert not is_baseline(tmp_path / name)
