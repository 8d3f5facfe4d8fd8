"""`python -m harness.extractors.command check`: what it tries, what it says, and its exit status."""

import shutil
import sys
from pathlib import Path

import pytest
from extractors.command.programs import program, written

from harness.conformance import checks
from harness.extractors.command.__main__ import main
from harness.shipped import shipped_folder

PROTOCOL = ("answer", "form", "ids", "empty", "keys", "quiet", "end")
EVERYONE = ("sound", "again", "order", "batch", "twice", "odd", "lines", "huge")


@pytest.fixture
def corpus(tmp_path: Path) -> list[str]:
    """Two of the shipped articles, to be quick, and their gold."""
    names = sorted(path.stem for path in (shipped_folder() / "seeds").glob("*.txt"))[:2]
    for folder in ("seeds", "gold"):
        (tmp_path / folder).mkdir()
    for name in names:
        shutil.copy(shipped_folder() / "seeds" / f"{name}.txt", tmp_path / "seeds")
        shutil.copy(shipped_folder() / "gold" / f"{name}.yaml", tmp_path / "gold")
    return [f"seeds={tmp_path / 'seeds'}", f"gold={tmp_path / 'gold'}"]


def check(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str], str]:
    """The exit status, the state of each check, and all that was printed."""
    status = main(["check", *arguments])
    said = capsys.readouterr().out
    rows = [line.split(maxsplit=2) for line in said.splitlines() if line[:1].strip()]
    return status, {row[0]: row[1] for row in rows if row[1] in ("holds", "FAILS")}, said


@pytest.mark.parametrize("batch", [[], ["batch=40"]])
def test_a_good_program_passes_all(
    batch: list[str], corpus: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = "def fact(): return []\ndef answer(request): say(json.dumps({'id': request['id'], 'facts': []}))"
    status, states, said = check([*batch, *corpus, "--", str(program(tmp_path, before=nothing))], capsys)
    assert states == dict.fromkeys((*PROTOCOL, *EVERYONE), "holds"), said
    assert status == 0


FAULTS = {
    "ids": ("request['id'] = request['id'].strip()\nanswer(request)", 'no answer has the id " "'),
    "empty": ("assert request['text'], 'no text'\nanswer(request)", "AssertionError: no text"),
    "keys": ("assert len(request) == 4, 'strange'\nanswer(request)", "AssertionError: strange"),
    "quiet": ("answer(request)\nsay('done')", 'more than a line an article: "done"'),
    "end": (
        "import atexit\natexit.register(os._exit, 3)\nanswer(request)",
        "after 1 articles it ended with exit status 3",
    ),
    "form": ("answer(request, facts=[{'kind': 'detention'}])", "facts.0.type: Field required"),
    "sound": ("answer(request, facts=[{'type': 'party'}])", "fact type 'party' is not in the schema"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_check_is_failed_by_who_deserves_it(
    name: str,
    corpus: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(checks, "CHECKS", [one for one in checks.CHECKS if one.name == name])  # and all of PROTOCOL
    code, complaint = FAULTS[name]
    everywhere = "class All:\n    def __contains__(self, name): return True\nBAD = All()"
    path = program(tmp_path, code, everywhere)
    status, states, said = check([*corpus, "seconds=30", "--", str(path)], capsys)
    assert states[name] == "FAILS"
    assert complaint in said
    assert status == 1


def test_one_that_never_answers_fails_the_first_check_and_is_tried_no_further(
    corpus: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = program(tmp_path, before="lines = sys.stdin.readlines()\nimport io\nsys.stdin = io.StringIO(''.join(lines))")
    status, states, said = check([*corpus, "seconds=1", "--", str(path)], capsys)
    assert (status, states) == (1, {"answer": "FAILS"})
    assert "let it flush each line, or check it with batch=100" in said


def test_what_is_no_program_or_no_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--", str(tmp_path / "absent")]) == 2
    assert "there is no program" in capsys.readouterr().err
    for words in (["check"], ["check", "--"], ["try", "--", "cat"], ["check", "sedes=x", "--", "cat"], []):
        assert main(words) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("harness.extractors.command: ")
    assert main(["check", "seconds=0", "--", "cat"]) == 2


def test_the_words_behind_the_dashes_are_the_programs(
    corpus: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "import sys\nsys.exit(' '.join(sys.argv[1:]))")
    _, _, said = check([*corpus, "--", sys.executable, str(path), "--help", "seconds=1", "--"], capsys)
    assert said.splitlines()[1].endswith("ended with exit status 1 too early: --help seconds=1 --")
