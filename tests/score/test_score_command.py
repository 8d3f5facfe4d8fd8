"""`python -m harness.score`, as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from harness.score import __main__ as command

SPANS = {
    "docs": [
        {
            "gold": [{"start": 0, "end": 4, "label": "A"}],
            "pred": [{"start": 0, "end": 4, "label": "A"}, {"start": 6, "end": 8, "label": "B"}],
        }
    ]
}
LINES = '{"article": "a", "type": "held", "who": "Ann"}\n{"article": "b", "type": "held", "who": "Bob"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "spans.json").write_text(json.dumps(SPANS))
    (tmp_path / "gold.jsonl").write_text(LINES)
    (tmp_path / "found.jsonl").write_text(LINES.partition("\n")[0])
    return tmp_path


def test_json_is_one_object_with_signature_and_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["profile=semeval13", f"gold={folder / 'spans.json'}", "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1
    said = json.loads(out)
    assert list(said) == ["signature", "rows"]
    assert list(said["rows"]) == ["strict", "exact", "partial", "ent_type"]
    assert said["rows"]["strict"]["P"] == 0.5
    assert list(said["rows"]["strict"]) == ["COR", "INC", "PAR", "MIS", "SPU", "ACT", "POS", "P", "R", "F"]
    assert said["signature"].startswith("semeval13|end:exclusive|")


def test_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([f"gold={folder / 'gold.jsonl'}", f"found={folder / 'found.jsonl'}"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert out.splitlines()[3].split() == ["overall", "2", "1", *["1.000", "0.500", "0.667"] * 3]
    assert "facts|reading:lenient|align:optimal|seed:0|gold:2-" in out


def test_options_reach_the_profile(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["profile=semeval13", f"gold={folder / 'spans.json'}", "--json"]
    assert command.main([*words, "end=inclusive", "tags=A"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert "|end:inclusive|" in said["signature"]
    assert said["rows"]["strict"]["SPU"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["profile=semval13", "gold=x"], "there is no profile 'semval13'; did you mean 'semeval13'?"),
        ([], "name the gold: gold=<path>"),
        (["gold=a", "gold=b"], "gold is given twice"),
        (["gold"], "'gold' sets nothing: write key=value"),
        (["gold=x", "--jsn"], "there is no option --jsn; did you mean '--json'? (--help says more)"),
        (["gold=x", "sed=1", "reading=x"], "profile facts: reading: must be"),
        (["gold=nowhere", "found=x"], "there is no nowhere"),
        (["gold=" + "x" * 300], "x" * 300 + " cannot be read: File name too long"),
        (["profile=nope", "--help"], "there is no profile 'nope'"),
    ],
)
def test_mistakes_are_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"harness.score: {said}")
    assert err.count("\n") == 1


def test_help_names_profiles_and_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    out = capsys.readouterr().out
    for name in ("facts", "semeval13", "exact", "conll", "brat", "ceaf_ree", "muc_templates", "muc4"):
        assert f"\n  {name} " in out
    assert command.main(["profile=semeval13", "--help"]) == 0
    assert "end=exclusive" in capsys.readouterr().out


def test_the_process(folder: Path) -> None:
    """The package runs as a module although a function has its name, without a warning; equal calls, equal bytes."""
    words = [sys.executable, "-W", "error", "-m", "harness.score", "profile=exact", "gold=spans.json", "--json"]
    runs = [subprocess.run(words, cwd=folder, capture_output=True, check=True) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stderr == b""
