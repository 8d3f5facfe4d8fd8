"""The profile conll against conlleval's and seqeval's published numbers, and small files worked out by hand."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from reference import reference

from harness.errors import InputErrors
from harness.facts import Fact, GoldFact, Span
from harness.schema import Schema
from harness.scoring.conll import Options, score_facts, score_files
from harness.scoring.result import Score
from harness.spans.chunks import Scheme, chunks

SMALL = """\
The DT B-NP B-NP
cat NN I-NP I-NP
sat VBD B-VP I-VP

on IN B-PP O
mats NN I-NP B-NP
"""
"""Four phrases, four found but one: NP and VP right, PP missed, NP right although it begins with I."""


def conlleval_report(score: Score) -> str:
    """The report that conlleval prints, from the counts of a file of columns."""
    rows = {name: row for name, row in score.counts.items() if name not in ("accuracy", "overall")}
    accuracy, overall = score.counts["accuracy"], score.counts["overall"]
    correct, tokens = accuracy["correct"] or 0, accuracy["tokens"] or 0
    precision, recall, both, found, phrases, right = _percentages(overall)
    lines = [
        f"processed {tokens} tokens with {phrases} phrases; found: {found} phrases; correct: {right}.",
        f"accuracy: {100 * correct / tokens if tokens else 0:6.2f}%; precision: {precision:6.2f}%; "
        f"recall: {recall:6.2f}%; FB1: {both:6.2f}",
    ]
    for name, row in rows.items():
        precision, recall, both, found, _, _ = _percentages(row)
        lines.append(f"{name:>17}: precision: {precision:6.2f}%; recall: {recall:6.2f}%; FB1: {both:6.2f}  {found}")
    return "\n".join(lines) + "\n"


def _percentages(row: Mapping[str, Any]) -> tuple[float, float, float, int, int, int]:
    right, found, phrases = row["TP"], row["TP"] + row["FP"], row["TP"] + row["FN"]
    precision = 100 * right / found if found else 0.0
    recall = 100 * right / phrases if phrases else 0.0
    both = 2 * precision * recall / (precision + recall) if right else 0.0
    return precision, recall, both, found, phrases, right


def test_the_sample_of_conlleval_comes_out_exactly() -> None:
    score = score_files(reference("conll", "output.txt"), None, Options())
    for name in ("conlleval_output", "seqeval_ground_truth"):
        expected = json.loads(reference("conll", f"{name}.expected.json").read_text(encoding="utf-8"))
        assert score.rows == expected
    assert conlleval_report(score) == reference("conll", "result.txt").read_text(encoding="utf-8")


def test_the_sample_with_its_prefixes_behind(tmp_path: Path) -> None:
    """Read as they are, B and I are the types (what seqeval publishes); told so, nothing has changed."""
    turned = []
    for line in reference("conll", "output.txt").read_text(encoding="utf-8").splitlines():
        tags = ["-".join(reversed(tag.split("-"))) for tag in line.split()[-2:]]
        turned.append(" ".join([*line.split()[:-2], *tags]))
    path = tmp_path / "turned.txt"
    path.write_text("\n".join(turned), encoding="utf-8")
    expected = json.loads(reference("conll", "seqeval_inv.expected.json").read_text(encoding="utf-8"))
    assert score_files(path, None, Options()).rows == expected
    plain = score_files(reference("conll", "output.txt"), None, Options())
    assert score_files(path, None, Options(suffix=True)).rows == plain.rows


def test_known_span_cases_under_the_strict_scheme(tmp_path: Path) -> None:
    for case in json.loads(reference("spans", "cases.json").read_text(encoding="utf-8"))["cases"]:
        path = tmp_path / "spans.json"
        path.write_text(json.dumps({"docs": case["docs"], "tags": case["tags"]}), encoding="utf-8")
        assert score_files(path, None, Options(end="inclusive")).rows == case["exact_typed_multiset"]
        if case["seqeval_strict_iob2"] is not None:
            rows = score_files(path, None, Options.model_validate({"end": "inclusive", "scheme": "iob2"})).rows
            assert rows == case["seqeval_strict_iob2"], case["id"]


@pytest.mark.parametrize("scheme", ["lenient", "IOB2", "IOE2", "IOBES", "BILOU"])
def test_chunks_are_those_of_seqeval(scheme: Scheme) -> None:
    seqeval_scheme = pytest.importorskip("seqeval.scheme")
    get_entities = pytest.importorskip("seqeval.metrics.sequence_labeling").get_entities
    chance = random.Random(3)
    for _ in range(1000):
        prefixes = [chance.choice("OIBES" if scheme == "lenient" else scheme[:5].rstrip("2")) for _ in range(8)]
        tags = [one if one == "O" else f"{one}-{chance.choice('XY')}" for one in prefixes]
        if scheme == "lenient":
            expected = {(start, end + 1, label) for label, start, end in get_entities(tags)}
        else:
            entities = seqeval_scheme.Entities([tags], getattr(seqeval_scheme, scheme)).entities[0]
            expected = {(one.start, one.end, one.tag) for one in entities}
        assert set(map(tuple, chunks(tags, scheme))) == expected, tags


def test_a_small_file_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text(SMALL, encoding="utf-8")
    score = score_files(path, None, Options())
    assert score.rows["NP"] == {"precision": 1.0, "recall": 1.0, "f1-score": 1.0, "support": 2}
    assert score.rows["VP"]["f1-score"] == 1.0
    assert score.rows["PP"] == {"precision": 0.0, "recall": 0.0, "f1-score": 0.0, "support": 1}
    assert score.rows["micro avg"] == pytest.approx({"precision": 1, "recall": 0.75, "f1-score": 6 / 7, "support": 4})
    assert score.rows["macro avg"]["recall"] == pytest.approx(2 / 3)
    assert score.rows["weighted avg"]["recall"] == pytest.approx(3 / 4)
    assert score.counts["accuracy"] == {"correct": 2, "tokens": 5}
    assert "accuracy:  40.00%; precision: 100.00%; recall:  75.00%" in conlleval_report(score)
    assert score.fractions is not None
    assert score.fractions.cells[:, 0].tolist() == [[2, 2, 2, 2], [1, 1, 1, 2]]
    assert score.fractions.articles == ("1", "2")


def test_a_strict_scheme_takes_only_what_begins_with_b(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text(SMALL, encoding="utf-8")
    rows = score_files(path, None, Options(scheme="IOB2")).rows
    assert rows["VP"] == {"precision": 0.0, "recall": 0.0, "f1-score": 0.0, "support": 1}
    assert rows["micro avg"] == pytest.approx({"precision": 0.5, "recall": 1 / 3, "f1-score": 0.4, "support": 3})
    with pytest.raises(InputErrors, match=r"small.txt:1:1: 'B-NP' is no tag of IOE2"):
        score_files(path, None, Options(scheme="IOE2"))


def test_documents_are_units_where_the_file_marks_them(tmp_path: Path) -> None:
    path = tmp_path / "documents.txt"
    path.write_text(f"-DOCSTART- -X- O O\n\n{SMALL}\n-DOCSTART- -X- O O\n\na DT B-NP B-NP\n", encoding="utf-8")
    score = score_files(path, None, Options())
    assert score.fractions is not None
    assert score.fractions.cells[:, 0].tolist() == [[3, 3, 3, 4], [1, 1, 1, 1]]
    assert score.counts["accuracy"]["tokens"] == 6


def test_each_side_may_have_a_file_and_a_delimiter(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold.tsv", tmp_path / "found.tsv"
    gold.write_text("New York\tB-LOC\nnow\tO\n", encoding="utf-8")
    found.write_text("New York\tx\tB-LOC\nnow\tx\tB-LOC\n", encoding="utf-8")
    rows = score_files(gold, found, Options(delimiter="\t")).rows
    assert rows["LOC"] == {"precision": 0.5, "recall": 1.0, "f1-score": pytest.approx(2 / 3), "support": 1}


def test_tags_cannot_hold_spans_that_overlap(tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 4, "label": "A"}, {"start": 3, "end": 5, "label": "A"}]
    path = tmp_path / "spans.json"
    path.write_text(json.dumps({"docs": [{"gold": [], "pred": spans}]}), encoding="utf-8")
    assert score_files(path, None, Options()).rows["micro"]["FP"] == 2
    with pytest.raises(InputErrors, match="pred spans of document 0 overlap"):
        score_files(path, None, Options(scheme="IOB2"))


def test_facts_are_scored_as_exact_typed_spans() -> None:
    fact = Fact("death", evidence=(Span(0, 9),))
    score = score_facts({"a": [GoldFact("f1", fact)]}, {"a": [fact]}, Schema({}), Options())
    assert score.profile == "conll"
    assert score.rows["evidence"]["micro"]["F"] == 1.0


def test_chunks_side_by_side_do_not_overlap(tmp_path: Path) -> None:
    spans = [{"start": start, "end": start + 2, "label": "A"} for start in (0, 2, 4)]
    path = tmp_path / "spans.json"
    path.write_text(json.dumps({"docs": [{"gold": spans, "pred": spans[1:]}]}), encoding="utf-8")
    score = score_files(path, None, Options(scheme="IOB2"))
    assert score.rows["micro"] == {"P": 1.0, "R": 2 / 3, "F": 0.8}


def test_where_gold_has_no_chunk_the_weighted_mean_is_zero(tmp_path: Path) -> None:
    path = tmp_path / "columns.txt"
    path.write_text("cat O B-NP\nsat O O\n", encoding="utf-8")
    nothing = {"precision": 0.0, "recall": 0.0, "f1-score": 0.0, "support": 0}
    assert score_files(path, None, Options()).rows["weighted avg"] == nothing
