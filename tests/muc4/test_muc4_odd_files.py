"""MUC-4 files as strangers may hand them over: other line ends and bytes, nothing found, other messages, traps."""

import json
from pathlib import Path

import pytest
from mini_muc4 import KEY, REPORT, RESPONSE, template

from harness.errors import ConfigError, InputErrors
from harness.formats.muc4_fills import read_fill
from harness.formats.muc4_judgements import parse_judgements
from harness.formats.muc4_report import parse_report
from harness.formats.muc4_templates import parse_key, parse_templates
from harness.muc4.comparators.credit import Credit
from harness.muc4.comparators.numbers import compare_numbers
from harness.muc4.slots import BY_NAME
from harness.scoring.muc4 import Options, score_files

PLACE, STRING = BY_NAME["inc-loc"].number, BY_NAME["hum-tgt-name"].number
LONG = "9" * 5000
"""More digits than Python reads."""


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    path.write_text(KEY)
    return path


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_lines_may_end_as_on_any_system(key: Path, tmp_path: Path, ending: str) -> None:
    plain, other, report = (tmp_path / name for name in ("plain", "other", "report"))
    plain.write_text(RESPONSE)
    other.write_bytes(b"\xef\xbb\xbf" + RESPONSE.lstrip().replace("\n", ending).encode())
    report.write_bytes(REPORT.replace("\n", ending).encode())
    assert score_files(key, other, Options()).rows == score_files(key, plain, Options()).rows
    judged = score_files(key, other, Options(report=report))
    report.write_text(REPORT)
    assert judged.rows == score_files(key, plain, Options(report=report)).rows


def test_bytes_of_another_encoding_are_some_letter(key: Path, tmp_path: Path) -> None:
    found, plain = tmp_path / "found", tmp_path / "plain"
    found.write_bytes(RESPONSE.replace("BRANDT", "BR\xc1NDT").encode("latin-1"))
    plain.write_text(RESPONSE.replace("BRANDT", "BR\ufffdNDT"))
    assert b"\xc1" in found.read_bytes()
    assert score_files(key, found, Options()).rows == score_files(key, plain, Options()).rows


@pytest.mark.parametrize("text", ["", "\n \n", ";; nothing found\n"])
def test_who_finds_nothing_may_respond_nothing(key: Path, tmp_path: Path, text: str) -> None:
    found = tmp_path / "found"
    found.write_text(text)
    row = score_files(key, found, Options()).rows["totals"]["ALL TEMPLATES"]
    assert (row["act"], row["mis"], row["rec"], row["pre"]) == (0, row["pos"], 0, None)
    with pytest.raises(InputErrors, match="no template here"):
        parse_key(text, "key")


def test_messages_that_are_all_unknown_are_a_mistake(key: Path, tmp_path: Path) -> None:
    found = tmp_path / "found"
    found.write_text(RESPONSE.replace("MINI-", "mini-"))
    with pytest.raises(ConfigError, match="none of its documents is in gold; its ids are like 'mini-0001'"):
        score_files(key, found, Options())
    found.write_text(RESPONSE.replace("MINI-0001", "MINI-0009"))
    assert score_files(key, found, Options()).rows["totals"]["template-id"]["spu"] == 2


def test_numbers_that_are_too_long_are_refused_with_their_line() -> None:
    with pytest.raises(InputErrors, match=r"found:2:1: MESSAGE: TEMPLATE is"):
        parse_templates(template("M", LONG, {}), "found")
    with pytest.raises(InputErrors, match=r"report:\d+:1: key \"9999"):
        parse_report(REPORT.replace("key: 1 ", f"key: {LONG} ", 1), "report")
    with pytest.raises(InputErrors, match=r"report:\d+:1: this row cannot be read"):
        parse_report(REPORT.replace("|  *   *   *", f"|  {LONG}   *   *", 1), "report")


def test_numbers_that_are_too_long_are_no_numbers_in_a_filler() -> None:
    assert compare_numbers(LONG, LONG) is Credit.FULL
    assert compare_numbers(f"~ {LONG}", LONG) is Credit.WRONG


def test_brackets_within_brackets() -> None:
    """Twenty of them are taken off, what is deeper stays; and so does a place of very many kinds."""
    assert read_fill("(" * 20 + '"ANN"' + ")" * 20, STRING).values == ("ANN",)
    assert read_fill("(" * 21 + '"ANN"' + ")" * 21, STRING).values == ('("ANN")',)
    assert read_fill("(" * 3000 + '"ANN"' + ")" * 3000, STRING).values == ("(" * 2980 + '"ANN"' + ")" * 2980,)
    assert read_fill("A (B / C): D (E / F)", PLACE).values == (
        "A (B): D (E)",
        "A (B): D (F)",
        "A (C): D (E)",
        "A (C): D (F)",
    )
    many = " ".join(["A (B / C)"] * 30)
    assert read_fill(many, PLACE).values == (many,)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"response": "deep"}, "judges:1:1: a filler is nested too deeply"),
        ({"key_template": LONG}, "judges:1:1: key_template"),
    ],
)
def test_a_judgement_out_of_all_measure(changed: dict[str, object], said: str) -> None:
    line = {
        "message_id": "M",
        "key_template": "1",
        "slot": "hum-tgt-name",
        "response": "A",
        "verdict": "fail",
        "key": None,
    }
    text = json.dumps(line | changed).replace('"deep"', '["or", ' * 600 + '"A"' + "]" * 600)
    with pytest.raises(InputErrors, match=said):
        parse_judgements(text, "judges")
    with pytest.raises(InputErrors, match="judges:1:1: no JSON: it is nested too deeply"):
        parse_judgements("[" * 100_000, "judges")
