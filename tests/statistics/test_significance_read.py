"""Systems that found different labels are set side by side with all that each of them has."""

import json
from pathlib import Path

import numpy as np
import pytest

from harness.significance.read import Systems, read_files, whole_row
from harness.statistics.fractions import Fractions


def test_what_only_another_system_found_is_zero_and_the_rest_stays(tmp_path: Path) -> None:
    span = {"start": 0, "end": 4, "label": "A"}
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"docs": [{"gold": [span], "pred": []}]}))
    for name, found in (("one", [span]), ("two", [span, {**span, "label": "B"}])):
        (tmp_path / f"{name}.json").write_text(json.dumps({"docs": [{"gold": [], "pred": found}]}))
    systems = read_files("exact", gold, f"{tmp_path}/one.json,{tmp_path}/two.json", None, {}).by_name
    assert list(systems) == ["one", "two"]
    assert systems["one"].rows == systems["two"].rows == ("overall", "A", "B")
    assert systems["one"].cells[0].tolist() == [[1, 1, 1, 1], [1, 1, 1, 1], [0, 0, 0, 0]]
    assert systems["two"].cells[0].tolist() == [[1, 2, 1, 1], [1, 1, 1, 1], [0, 1, 0, 0]]


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (("casualty", "overall"), "overall"),
        (("PER", "all"), "all"),
        (("PerpInd", "micro_avg"), "micro_avg"),
        (("strict.PerpInd", "strict.micro_avg", "prop.micro_avg"), "strict.micro_avg"),
        (("MATCHED ONLY", "ALL TEMPLATES"), "ALL TEMPLATES"),
        (("first", "last"), "first"),
    ],
)
def test_the_row_that_holds_everything(rows: tuple[str, ...], whole: str) -> None:
    assert whole_row(Systems({"a": Fractions(("x",), rows, np.zeros((1, len(rows), 4)))}, {})) == whole
