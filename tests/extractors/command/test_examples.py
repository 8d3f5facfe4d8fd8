"""The examples: programs in three languages that find the same, with nothing but what they name."""

import os
import re
import shutil
from pathlib import Path

import pytest
from test_readme import FENCE
from test_readme import run as run_shell

from harness.conformance import checks
from harness.corpora.load import load_corpus
from harness.extractors.command.__main__ import main
from harness.extractors.command.extractor import CommandExtractor
from harness.facts import Fact
from harness.runs.execute import run_extractor
from harness.shipped import shipped_folder

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples" / "command"
NEEDS = {"casualties.py": "python3", "casualties.mjs": "node", "casualties.sh": "jq"}


def example(name: str) -> str:
    """The path of an example; where its language is absent the test is skipped, or fails if all are required."""
    if shutil.which(NEEDS[name]) is None:
        what = f"no {NEEDS[name]} on this machine"
        if os.environ.get("HARNESS_PROGRAMS") == "required":
            pytest.fail(f"{what}, and HARNESS_PROGRAMS=required forbids to skip the tests that need it")
        pytest.skip(what)
    return str(EXAMPLES / name)


def found_by(name: str) -> dict[str, tuple[Fact, ...]]:
    corpus = load_corpus(shipped_folder() / "seeds", shipped_folder() / "gold")
    found, troubles = run_extractor(CommandExtractor([example(name)]), corpus)
    assert troubles == ()
    return dict(found)


def test_every_example_is_known() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir()) == sorted(NEEDS)
    assert all(os.access(EXAMPLES / name, os.X_OK) for name in NEEDS)


def test_they_find_what_is_said() -> None:
    facts = [fact for some in found_by("casualties.py").values() for fact in some]
    assert len(facts) >= 5
    assert all(fact.evidence and fact.slots["victim"][0].span for fact in facts)


@pytest.mark.parametrize("name", ["casualties.mjs", "casualties.sh"])
def test_other_languages_find_the_same(name: str) -> None:
    assert found_by(name) == found_by("casualties.py")


@pytest.mark.parametrize("name", ["casualties.mjs", pytest.param("casualties.sh", marks=pytest.mark.big)])
def test_they_pass_the_check(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As casualties.py does in the commands of the documentation; jq and 5 MB take half a minute."""
    assert main(["check", "seconds=600", "--", example(name)]) == 0, capsys.readouterr().out


def test_the_one_for_jq_passes_all_but_the_huge(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "CHECKS", [one for one in checks.CHECKS if one.name != "huge"])
    assert main(["check", "seconds=600", "--", example("casualties.sh")]) == 0, capsys.readouterr().out


def test_the_commands_of_the_documentation_run_as_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    blocks = FENCE.finditer((ROOT / "docs" / "command.md").read_text(encoding="utf-8"))
    commands = [block["body"] for block in blocks if block["language"] == "sh"]
    assert len(commands) == 2
    for command in commands:
        done = run_shell(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    found = [(tmp_path / "reports" / name / "found.jsonl").read_bytes() for name in ("command", "batch")]
    assert found[0] == found[1] != b""


def test_the_documentation_names_only_files_that_exist() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "docs" / "command.md").read_text(encoding="utf-8"))
    assert links
    for link in links:
        assert (ROOT / "docs" / link).exists(), link
