"""The table of any profile's rows: figures, sections, widths."""

import pytest

from harness.report.score_table import figures, score_text, sections
from harness.scoring.result import Score


@pytest.mark.parametrize(
    ("column", "digits", "written"),
    [
        ([1522, 0, None], 4, ["1522", "0", "–"]),
        ([0.5, 1.0, 0.0], 3, ["0.500", "1.000", "0.000"]),
        ([33.0, 33.5], 4, ["33", "33.5"]),
        ([84.123, 0.5], 4, ["84.12", "0.50"]),
        ([0.123456, None], 2, ["0.12", "–"]),
        ([3, 0.25], 2, ["3", "0.25"]),
        (["*", 7, ""], 2, ["*", "7", ""]),
    ],
)
def test_figures(column: list[object], digits: int, written: list[str]) -> None:
    assert figures(column, digits) == written


def test_sections_however_deep() -> None:
    rows = {"overall": {"p": 1}, "types": {"a": {"p": 2}}, "x": {"y": {"z": {"p": 3}}}}
    assert list(sections(rows)) == [
        ("", {"overall": {"p": 1}}),
        ("types", {"a": {"p": 2}}),
        ("x.y", {"z": {"p": 3}}),
    ]
    assert list(sections({"p": 1})) == [("", {"": {"p": 1}})]
    assert list(sections({"s": {"docs": 2, "a": {"p": 1}}})) == [("s", {"": {"docs": 2}, "a": {"p": 1}})]
    assert list(sections({})) == []


def test_a_small_table() -> None:
    rows = {"strict": {"Target": {"p_num": 33.0, "p_den": 104, "f1": 0.25}, "Micro": {"p_num": 33.5, "f1": None}}}
    assert score_text(rows, "x|harness:0") == (
        "             p\n"
        "strict     num den      f1\n"
        "──────────────────────────\n"
        "Target      33 104  0.2500\n"
        "Micro     33.5           –\n"
        "\n"
        "x|harness:0\n"
    )


def test_ratios_lose_digits_before_columns_go_below() -> None:
    def table(columns: int) -> list[str]:
        return score_text({"row": {f"column{i}": 0.125 for i in range(columns)}}, "s").splitlines()

    assert "0.1250" in table(5)[2]
    wide = score_text({"a row": dict.fromkeys("abcdefghijklm", 0.125)}, "s").splitlines()
    assert wide[2].split()[2:] == ["0.12"] * 13
    wider = score_text({"a row": dict.fromkeys(("alpha", "beta", "gamma", "delta"), 10**17) | {"last": 1}}, "s")
    assert wider.count("a row") == 2
    assert max(map(len, wider.splitlines())) <= 80


def test_thirteen_counts_of_four_digits_fit() -> None:
    row = dict.fromkeys([f"c{i:02}" for i in range(13)], 1522)
    page = score_text({"totals": {"MATCHED/MISSING": row, "ALL TEMPLATES": row}}, "muc4")
    assert len(page.splitlines()[0]) == 80
    assert "MATCHED/MISSING 1522" in page


def test_columns_that_are_picked_and_long_signatures() -> None:
    score = Score(
        "p", {"r": {"a": 1, "b": 2, "c": 3}}, {}, {"key": "v" * 60, "other": "w" * 30}, lambda: None, shown=("c", "a")
    )  # type: ignore[arg-type, return-value]
    lines = score.table().splitlines()
    assert lines[0].split() == ["c", "a"]
    assert lines[2].split() == ["r", "3", "1"]
    assert max(map(len, lines)) <= 80
    assert "".join(line.strip() for line in lines[4:]) == score.signature


def test_a_table_one_column_too_wide_goes_on_below() -> None:
    numbers = {f"c{i}": 10**7 for i in range(8)}  # eight blanks and eight times eight digits: 72 columns
    assert score_text({"8 wide..": numbers}, "s").count("8 wide") == 1
    page = score_text({"9 wide...": numbers}, "s")
    assert page.count("9 wide...") == 2
    assert max(map(len, page.splitlines())) <= 80
