"""The profile semeval13: files, options, facts, and every case with known counts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reference import reference

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.schema import Schema
from harness.scoring.semeval13 import Options, score_facts, score_files

Document = dict[str, list[dict[str, Any]]]


def span(start: int, end: int, label: str = "A") -> dict[str, Any]:
    """A span as files have it."""
    return {"start": start, "end": end, "label": label}


def doc(gold: list[dict[str, Any]], pred: list[dict[str, Any]]) -> Document:
    """A document as files have it."""
    return {"gold": gold, "pred": pred}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of spans."""

    def written(docs: list[Document], name: str = "spans.json", **settings: object) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"docs": docs, **settings}, indent=1), encoding="utf-8")
        return path

    return written


def known_cases() -> list[Any]:
    return list(json.loads(reference("spans", "cases.json").read_text(encoding="utf-8"))["cases"])


def test_every_known_case_comes_out_exactly(write: Callable[..., Path]) -> None:
    for case in known_cases():
        settings = {name: case[name] for name in ("tags", "min_overlap_percentage")}
        path = write(case["docs"], **settings)
        assert score_files(path, None, Options(end="inclusive")).rows == case["reference_optimal"], case["id"]


def test_one_file_by_hand(write: Callable[..., Path]) -> None:
    """Exact A; B too wide; A called B; a miss; a false alarm."""
    gold = [span(0, 4), span(10, 14, "B"), span(20, 24), span(30, 34)]
    pred = [span(0, 4), span(9, 14, "B"), span(20, 24, "B"), span(40, 44)]
    rows = score_files(write([doc(gold, pred)]), None, Options()).rows
    rates = {"P": 0.25, "R": 0.25, "F": 0.25}
    counts = {"COR": 1, "INC": 2, "PAR": 0, "MIS": 1, "SPU": 1, "ACT": 4, "POS": 4}
    assert rows["strict"] == counts | rates
    assert rows["exact"] == counts | {"COR": 2, "INC": 1, "P": 0.5, "R": 0.5, "F": 0.5}
    assert rows["partial"] == counts | {"COR": 2, "INC": 0, "PAR": 1, "P": 0.625, "R": 0.625, "F": 0.625}
    assert rows["ent_type"] == counts | {"COR": 2, "INC": 1, "P": 0.5, "R": 0.5, "F": 0.5}


def test_nothing_is_zero_and_no_error(write: Callable[..., Path]) -> None:
    rows = score_files(write([doc([], [])]), None, Options()).rows
    assert rows["strict"] == dict.fromkeys(("COR", "INC", "PAR", "MIS", "SPU", "ACT", "POS", "P", "R", "F"), 0)


def test_the_end_may_belong_to_the_span(write: Callable[..., Path]) -> None:
    """0-3 and 3-5 share position 3 only if the end is one."""
    path = write([doc([span(0, 3)], [span(3, 5)])])
    assert score_files(path, None, Options()).rows["partial"]["PAR"] == 0
    assert score_files(path, None, Options(end="inclusive")).rows["partial"]["PAR"] == 1


def test_a_share_of_gold_may_be_asked_for(write: Callable[..., Path]) -> None:
    """Two of four positions are half."""
    docs = [doc([span(0, 4)], [span(2, 8)])]
    assert score_files(write(docs), None, Options(min_overlap=50)).rows["partial"]["PAR"] == 1
    assert score_files(write(docs), None, Options(min_overlap=51)).rows["partial"]["PAR"] == 0
    asked = write(docs, min_overlap_percentage=51)
    assert score_files(asked, None, Options()).rows["partial"]["PAR"] == 0
    assert score_files(asked, None, Options(min_overlap=1)).rows["partial"]["PAR"] == 1


def test_labels_may_be_chosen(write: Callable[..., Path]) -> None:
    docs = [doc([span(0, 4), span(5, 6, "B")], [span(0, 4), span(8, 9, "Z")])]
    assert score_files(write(docs, tags=["A"]), None, Options()).rows["strict"]["F"] == 1.0
    assert (
        score_files(write(docs, tags=["A"]), None, Options.model_validate({"tags": "A, B"})).rows["strict"]["POS"] == 2
    )
    assert (
        score_files(write(docs, tags=["A"]), None, Options.model_validate({"tags": "A, B"})).rows["strict"]["ACT"] == 1
    )


def test_two_files_make_one_pair(write: Callable[..., Path]) -> None:
    gold = write([{"gold": [span(0, 4)]}, {"gold": []}], "gold.json")
    found = write([{"pred": []}, {"pred": [span(0, 4)]}], "found.json")
    score = score_files(gold, found, Options())
    assert (score.rows["strict"]["MIS"], score.rows["strict"]["SPU"]) == (1, 1)
    assert score.signature.startswith("semeval13|end:exclusive|min_overlap:1.0|tags:all|gold:2-")


def test_fractions_add_up_to_the_rows_and_outcomes_to_the_counts(write: Callable[..., Path]) -> None:
    docs = [doc([span(0, 4), span(6, 9)], [span(1, 4)]), doc([], [span(0, 1)]), doc([span(5, 8)], [span(5, 8, "B")])]
    score = score_files(write(docs), None, Options())
    assert score.fractions is not None
    assert score.fractions.articles == ("0", "1", "2")
    for mode, cells in zip(score.fractions.rows, score.fractions.cells.sum(axis=0).tolist(), strict=True):
        row = score.rows[mode]
        hits = row["COR"] + row["PAR"] / 2
        assert cells == [hits, row["ACT"], hits, row["POS"]]
        table = score.outcomes[score.outcomes["mode"] == mode]
        counted = table["outcome"].value_counts().to_dict()
        assert counted == {name: row[name] for name in ("COR", "INC", "PAR", "MIS", "SPU") if row[name]}
    partial = score.outcomes[score.outcomes["outcome"] == "PAR"].iloc[0]
    places = ["document", "gold_start", "gold_end", "found_start", "found_end", "found_label"]
    assert partial[places].tolist() == ["0", 0, 4, 1, 4, "A"]


def test_facts_have_evidence_and_slots() -> None:
    """Evidence right; one place right, one count missed, one filler without a place."""
    place, count = Filler("Kazan", span=Span(3, 8)), Filler("nine", span=Span(10, 14))
    gold = GoldFact("f1", Fact("detention", {"place": (place,), "count": (count, Filler("x"))}, (Span(0, 20),)))
    found = Fact("detention", {"place": (Filler("in Kazan", span=Span(0, 8)),)}, (Span(0, 20),))
    score = score_facts({"a": [gold]}, {"a": [found]}, Schema({}), Options())
    assert score.rows["evidence"]["strict"]["COR"] == 1
    slots = score.rows["slots"]
    assert (slots["ent_type"]["COR"], slots["strict"]["INC"], slots["strict"]["MIS"]) == (1, 1, 1)
    assert set(score.outcomes["section"]) == {"evidence", "slots"}
    assert "detention.place" in set(score.outcomes["gold_label"])
    assert score.fractions is not None
    assert score.fractions.rows[0] == "evidence strict"
    assert score.fractions.cells[0, 4].tolist() == [0, 1, 0, 2]
    assert score.counts["slots partial"]["PAR"] == 1


def test_optional_gold_counts_nowhere() -> None:
    """Neither missed nor found; but a span that required gold has too is needed once."""
    place = Filler("Kazan", span=Span(3, 8))
    optional = GoldFact("f1", Fact("detention", {"place": (place,)}, (Span(0, 9),)), optional=True)
    inherited = GoldFact("f2", Fact("arrest", {"place": (place,)}, (Span(0, 9),)), {"place": (Accepts(optional=True),)})
    found = Fact("detention", {"place": (place,)}, (Span(0, 9),))
    nothing = score_facts({"a": [optional]}, {}, Schema({}), Options()).rows
    same = score_facts({"a": [optional]}, {"a": [found]}, Schema({}), Options()).rows
    assert nothing["evidence"]["strict"]["POS"] == same["evidence"]["strict"]["ACT"] == 0
    assert same["slots"]["strict"]["SPU"] == 0
    twice = score_facts({"a": [optional]}, {"a": [found, found]}, Schema({}), Options()).rows
    assert twice["evidence"]["strict"]["SPU"] == 1
    part = score_facts({"a": [inherited]}, {}, Schema({}), Options()).rows
    assert (part["evidence"]["strict"]["MIS"], part["slots"]["strict"]["MIS"]) == (1, 0)
