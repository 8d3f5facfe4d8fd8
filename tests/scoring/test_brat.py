"""The profile brat against brateval's nine reports, and small folders worked out by hand."""

import filecmp
import random
from pathlib import Path
from typing import Any

import pytest
from reference import PLACE, reference

from harness.errors import ConfigError, InputErrors
from harness.schema import Schema
from harness.scoring.brat import Options, score_facts, score_files
from harness.spans.entities import similar

SETTINGS = [(span, kind) for span in ("exact", "overlap", "approx0.8") for kind in ("exact", "inexact", "hierarchical")]


def outputs() -> Path:
    """The folder of the system that brateval's reports are about."""
    place = reference("brat_chemu", "ner")
    folder = next(one for one in (place / "system", place / "test") if one.is_dir())
    names = [path.name for path in (place / "gt").glob("*.ann")]
    if not filecmp.cmpfiles(place / "gt", folder, names, shallow=False)[1]:
        pytest.skip(f"{folder.relative_to(PLACE)} holds gold itself, not the system's annotations")
    return folder


@pytest.mark.parametrize(("span", "kind"), SETTINGS)
def test_reports_of_brateval_come_out_exactly(span: str, kind: str) -> None:
    report = reference("brat_chemu", "expected", f"ner-gt-test-{span}-{kind}.txt").read_text(encoding="utf-8")
    lines = [line.split("|") for line in report.splitlines() if line.count("|") == 6]
    expected = {
        line[0]: dict(zip(lines[0][1:], [*map(int, line[1:4]), *map(float, line[4:])], strict=True))
        for line in lines[1:]
    }
    options = Options.model_validate({"span": span, "type": kind})
    assert score_files(reference("brat_chemu", "ner", "gt"), outputs(), options).rows == expected


def folders(tmp_path: Path, gold: str, found: str) -> tuple[Path, Path]:
    """Two folders of one document, their annotations told as `TYPE ranges text`, one a line."""
    paths = tmp_path / "gold", tmp_path / "found"
    for path, text in zip(paths, (gold, found), strict=True):
        path.mkdir(exist_ok=True)
        lines = []
        for number, line in enumerate(filter(None, map(str.strip, text.split("\n")))):
            kind, ranges, words = line.split("/")
            lines.append(f"T{number}\t{kind} {ranges}\t{words}\n")
        (path / "one.ann").write_text("".join(lines), encoding="utf-8")
    return paths


def counts(tmp_path: Path, gold: str, found: str, **options: Any) -> dict[str, tuple[int, int, int]]:
    """(tp, fp, fn) of each row."""
    rows = score_files(*folders(tmp_path, gold, found), Options.model_validate(options)).rows
    return {name: (row["tp"], row["fp"], row["fn"]) for name, row in rows.items()}


def test_boundaries(tmp_path: Path) -> None:
    gold, found = "DRUG/0 10/methylated", "DRUG/1 10/ethylated"
    assert counts(tmp_path, gold, found)["DRUG"] == (0, 1, 1)
    assert counts(tmp_path, gold, found, span="overlap")["DRUG"] == (1, 0, 0)
    assert counts(tmp_path, gold, found, span="approx0.8")["DRUG"] == (1, 0, 0)
    assert counts(tmp_path, gold, found, span="approx0.95")["DRUG"] == (0, 1, 1)
    touching = "DRUG/10 14/here"
    assert counts(tmp_path, gold, touching, span="overlap")["all"] == (0, 1, 1)


def test_similarity_counts_edits_in_floating_point() -> None:
    """(1.0 - 0.8) * 5 is just below one: no edit in five letters, one in ten, though 0.8 would be left of both."""
    assert similar("abcdefghij", "abcdefghi", 0.8)
    assert not similar("abcdefghij", "abcdefgh", 0.8)
    assert not similar("abcde", "abcdX", 0.8)
    assert similar("abcd", "abcX", 0.75)


def test_types(tmp_path: Path) -> None:
    gold, found = "SOLVENT/0 5/water", "REAGENT/0 5/water"
    assert counts(tmp_path, gold, found) == {"REAGENT": (0, 1, 0), "SOLVENT": (0, 0, 1), "all": (0, 1, 1)}
    assert counts(tmp_path, gold, found, type="hierarchical")["all"] == (0, 1, 1)
    assert counts(tmp_path, gold, found, type="inexact") == {
        "REAGENT": (0, 0, 0), "SOLVENT": (1, 0, 0), "all": (1, 0, 0)
    }  # fmt: skip
    tree = tmp_path / "annotation.conf"
    tree.write_text("[entities]\nTIME\nCHEMICAL\n\tsolvent\n\tReagent\n[relations]\nREAGENT\n", encoding="utf-8")
    assert counts(tmp_path, gold, found, type="hierarchical", taxonomy=tree)["all"] == (1, 0, 0)
    assert counts(tmp_path, gold, "TIME/0 5/water", type="hierarchical", taxonomy=tree)["all"] == (0, 1, 1)
    assert counts(tmp_path, gold, "OTHER/0 5/water", type="hierarchical", taxonomy=tree)["all"] == (0, 1, 1)


def test_the_signature_tells_taxonomies_apart(tmp_path: Path) -> None:
    tree = tmp_path / "annotation.conf"
    sides = folders(tmp_path, "SOLVENT/0 5/water", "REAGENT/0 5/water")
    options = Options(type="hierarchical", taxonomy=tree)
    scores = []
    for types in ("CHEMICAL\n\tSOLVENT\n\tREAGENT\n", "SOLVENT\nREAGENT\n"):
        tree.write_text(f"[entities]\n{types}", encoding="utf-8")
        scores.append(score_files(*sides, options))
    assert [score.rows["all"]["tp"] for score in scores] == [1, 0]
    assert scores[0].signature != scores[1].signature


def test_a_taxonomy_that_nothing_looks_at_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="taxonomy is for type=hierarchical; with type=exact nothing"):
        counts(tmp_path, "A/0 5/water", "A/0 5/water", taxonomy=tmp_path / "annotation.conf")


def test_entities_of_several_ranges(tmp_path: Path) -> None:
    """Each range of gold must be one of found's; found may have more, as in brateval."""
    gold = "DRUG/0 5;16 23/alpha acid"
    assert counts(tmp_path, gold, "DRUG/16 23;0 5/alpha acid")["DRUG"] == (1, 0, 0)
    assert counts(tmp_path, gold, "DRUG/0 5;16 23;30 31/alpha acid x")["DRUG"] == (1, 0, 0)
    assert counts(tmp_path, gold, "DRUG/0 5/alpha")["DRUG"] == (0, 1, 1)
    assert counts(tmp_path, gold, "DRUG/0 5/alpha", span="overlap")["DRUG"] == (1, 0, 0)
    assert counts(tmp_path, gold, "DRUG/6 15/between", span="overlap")["DRUG"] == (0, 1, 1)


def test_as_many_as_possible_then_equal_types_then_equal_ranges(tmp_path: Path) -> None:
    gold = "A/0 10/abcdefghij\nA/12 20/klmnopqr"
    assert counts(tmp_path, gold, "A/0 20/x\nA/1 9/y", span="overlap")["A"] == (2, 0, 0)
    typed = counts(tmp_path, "A/0 9/x\nB/0 9/x", "B/0 9/x", type="inexact")
    assert typed == {"A": (0, 0, 1), "B": (1, 0, 0), "all": (1, 0, 1)}
    both = counts(tmp_path, "A/0 9/x", "B/0 9/x\nA/0 8/x", span="overlap", type="inexact")
    assert both == {"A": (1, 0, 0), "B": (0, 1, 0), "all": (1, 1, 0)}
    ranges = folders(tmp_path, "A/0 9/x", "A/0 8/x\nA/0 9/x\nA/0 10/x")
    pairs = score_files(*ranges, Options(span="overlap")).outcomes
    assert pairs.loc[pairs["outcome"] == "TP", "found_ranges"].tolist() == ["0 9"]


def test_duplicates_are_false_positives_and_order_means_nothing(tmp_path: Path) -> None:
    gold = ["A/0 9/x", "B/3 12/y", "A/5 14/z", "B/40 42/u"]
    found = ["A/0 9/x", "A/0 9/x", "B/4 20/y", "A/13 14/z"]
    before = counts(tmp_path, "\n".join(gold), "\n".join(found), span="overlap", type="inexact")
    assert before["all"] == (3, 1, 1)
    for seed in range(10):
        random.Random(seed).shuffle(gold)
        random.Random(seed + 50).shuffle(found)
        assert counts(tmp_path, "\n".join(gold), "\n".join(found), span="overlap", type="inexact") == before


def test_swapping_the_sides_swaps_misses_and_false_alarms(tmp_path: Path) -> None:
    gold, found = "A/0 9/x\nB/3 12/y\nA/30 31/z", "A/0 9/x\nA/2 4/v"
    there = counts(tmp_path, gold, found, span="overlap")
    back = counts(tmp_path, found, gold, span="overlap")
    assert there == {name: (tp, fn, fp) for name, (tp, fp, fn) in back.items()}


def test_ratios_have_four_decimals(tmp_path: Path) -> None:
    score = score_files(*folders(tmp_path, "A/0 1/a\nA/2 3/b\nA/4 5/c", "A/0 1/a\nA/2 3/b"), Options())
    assert score.rows["all"] == {"tp": 2, "fp": 0, "fn": 1, "precision": 1.0, "recall": 0.6667, "f1": 0.8}
    assert score.fractions is not None
    assert score.fractions.cells[0, 0].tolist() == [2, 2, 2, 3]
    assert score.fractions.rows == ("all", "A")
    assert score.outcomes["outcome"].tolist() == ["FN", "TP", "TP"]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    gold, found = folders(tmp_path, "A/0 1/a", "A/0 1/a")
    (gold / "two.ann").write_text("T1\tA 0 1\ta\n", encoding="utf-8")
    lines = ["T1\tA 0 1\ta", "T1\tA 3 4\tb", "T2\tA 5 5\tc", "T3\tA x 5\tc", "T4 A 1 2 c", "#1\tnote"]
    (found / "one.ann").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputErrors) as error:
        score_files(gold, found, Options())
    told = [(Path(one.file).name, one.line) for one in error.value.problems]
    assert told == [("one.ann", 2), ("one.ann", 3), ("one.ann", 4), ("one.ann", 5), ("two.ann", 1)]


def test_what_is_no_pair_of_folders_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no folder with"):
        score_files(tmp_path / "nowhere", tmp_path, Options())
    with pytest.raises(ConfigError, match="needs found="):
        score_files(tmp_path, None, Options())
    with pytest.raises(ConfigError, match="not facts"):
        score_facts({}, {}, Schema({}), Options())


def test_halves_of_the_fourth_decimal_are_rounded_up(tmp_path: Path) -> None:
    """1 of 32 is 0.03125."""
    found = "\n".join(f"DRUG/{at} {at + 1}/a" for at in range(32))
    rows = score_files(*folders(tmp_path, "DRUG/0 1/a", found), Options()).rows
    assert rows["DRUG"]["precision"] == 0.0313
