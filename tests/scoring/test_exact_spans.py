"""The profile exact: typed spans as multisets."""

import json
from pathlib import Path

import pytest
from reference import reference

from harness.facts import Fact, Filler, GoldFact, Span
from harness.schema import Schema
from harness.scoring.exact import Options, score_facts, score_files


def test_every_known_case_comes_out_exactly(tmp_path: Path) -> None:
    for case in json.loads(reference("spans", "cases.json").read_text(encoding="utf-8"))["cases"]:
        path = tmp_path / "spans.json"
        path.write_text(json.dumps({"docs": case["docs"], "tags": case["tags"]}), encoding="utf-8")
        assert score_files(path, None, Options(end="inclusive")).rows == case["exact_typed_multiset"], case["id"]


def test_one_file_by_hand(tmp_path: Path) -> None:
    """A: one of two; B: a double, found once; C: only found."""
    gold = [(0, 4, "A"), (5, 9, "A"), (0, 4, "B"), (0, 4, "B")]
    pred = [(0, 4, "A"), (0, 4, "B"), (7, 9, "C")]
    names = ("start", "end", "label")
    docs = [
        {
            "gold": [dict(zip(names, one, strict=True)) for one in gold],
            "pred": [dict(zip(names, one, strict=True)) for one in pred],
        }
    ]
    path = tmp_path / "spans.json"
    path.write_text(json.dumps({"docs": docs}), encoding="utf-8")
    score = score_files(path, None, Options())
    half = {"TP": 1, "FP": 0, "FN": 1, "P": 1.0, "R": 0.5, "F": 2 / 3}
    assert score.rows["per_type"] == {"A": half, "B": half, "C": {"TP": 0, "FP": 1, "FN": 0, "P": 0, "R": 0, "F": 0}}
    assert score.rows["micro"] == {"TP": 2, "FP": 1, "FN": 2, "P": 2 / 3, "R": 0.5, "F": pytest.approx(4 / 7)}
    macro = {"P": 2 / 3, "R": 1 / 3, "F": 4 / 9}
    assert score.rows["macro_over_union_of_types"] == pytest.approx(macro)
    assert score.fractions is not None
    assert score.fractions.rows == ("overall", "A", "B", "C")
    assert score.fractions.cells[0].tolist() == [[2, 3, 2, 4], [1, 1, 1, 2], [1, 1, 1, 2], [0, 1, 0, 0]]
    assert score.outcomes["outcome"].value_counts().to_dict() == {"COR": 2, "MIS": 2, "SPU": 1}


def test_facts_make_two_sections() -> None:
    gold, found = Fact("death", evidence=(Span(0, 9),)), Fact("arrest", evidence=(Span(0, 9),))
    score = score_facts({"a": [GoldFact("f1", gold)]}, {"a": [gold, found]}, Schema({}), Options())
    assert score.rows["evidence"]["per_type"]["death"]["F"] == 1.0
    assert score.rows["evidence"]["micro"]["FP"] == 1
    assert score.rows["slots"]["micro"]["F"] == 0.0
    assert score.counts["evidence arrest"] == {"TP": 0, "FP": 1, "FN": 0}
    assert score.fractions is not None
    assert score.fractions.rows == ("evidence overall", "evidence arrest", "evidence death", "slots overall")
    assert len(score.outcomes) == 2


def test_outcomes_have_only_equal_spans_side_by_side(tmp_path: Path) -> None:
    gold = [{"start": 0, "end": 4, "label": "A"}, {"start": 5, "end": 9, "label": "A"}]
    pred = [{"start": 0, "end": 4, "label": "A"}, {"start": 5, "end": 9, "label": "B"}]
    path = tmp_path / "spans.json"
    path.write_text(json.dumps({"docs": [{"gold": gold, "pred": pred}]}), encoding="utf-8")
    table = score_files(path, None, Options()).outcomes
    assert sorted(table["outcome"]) == ["COR", "MIS", "SPU"]
    assert table.loc[table["outcome"] == "COR", "gold_start"].tolist() == [0]


def test_a_place_that_is_optional_and_required_is_required() -> None:
    """Of two found there one is right, and the other one stands for the optional fact."""
    fact = Fact("death", evidence=(Span(0, 9),))
    gold = [GoldFact("f1", fact), GoldFact("f2", fact, optional=True)]
    for found in (1, 2):
        score = score_facts({"a": gold}, {"a": [fact] * found}, Schema({}), Options())
        assert score.counts["evidence overall"] == {"TP": 1, "FP": 0, "FN": 0}


def test_the_fillers_of_an_optional_fact_count_nowhere() -> None:
    fact = Fact("death", {"victim": (Filler("Ann", span=Span(0, 3)),)})
    score = score_facts({"a": [GoldFact("f1", fact, optional=True)]}, {"a": [fact]}, Schema({}), Options())
    assert score.counts["slots overall"] == {"TP": 0, "FP": 0, "FN": 0}
