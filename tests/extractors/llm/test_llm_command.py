"""`python -m harness.extractors.llm prompt`."""

import json
from pathlib import Path

import pytest
from llm_case import GOLD, SEEDS

from harness.extractors.llm.__main__ import main


@pytest.fixture(autouse=True)
def no_endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_prompt_is_shown_without_a_model(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["prompt", "article=romit-captures"]) == 0
    shown = capsys.readouterr().out
    text = (SEEDS / "romit-captures.txt").read_text(encoding="utf-8")
    assert [line for line in shown.splitlines() if line.startswith("--- ")] == [
        *("--- system", "--- user", "--- assistant", "--- user", "--- assistant", "--- user")
    ]
    assert shown.rstrip().endswith(text.rstrip())
    assert shown.count(text.strip()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_request_as_it_is_sent(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prompt", "--json", f"seeds={SEEDS}", f"gold={GOLD}"]) == 0
    request = json.loads(capsys.readouterr().out)
    assert request["temperature"] == 0
    assert "detention" in request["response_format"]["json_schema"]["schema"]["properties"]
    assert request["messages"][0]["role"] == "system"


def test_a_config_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "prompt").mkdir()
    (tmp_path / "prompt/system.md").write_text("Only {{ types[0].name }}.")
    (tmp_path / "prompt/user.md").write_text("<{{ text | length }}>")
    shipped = (GOLD.parent / "conf/extractor/llm.yaml").read_text(encoding="utf-8")
    own = shipped.replace("${shipped:conf}/prompts/facts", "prompt").replace("shots: 2", "shots: 0")
    (tmp_path / "mine.yaml").write_text(own)
    assert main(["prompt", "mine.yaml", "article=hajj-stampede"]) == 0
    size = len((SEEDS / "hajj-stampede.txt").read_text(encoding="utf-8").rstrip())
    assert capsys.readouterr().out == f"--- system\n\nOnly security_operation.\n\n--- user\n\n<{size}>\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "say what to do: prompt"),
        (["show"], "say what to do: prompt"),
        (["prompt", "article=hajj-stampeed"], "did you mean"),
        (["prompt", "regex"], "regex is no config of the extractor llm"),
        (["prompt", "none.yaml"], "there is no config none.yaml"),
        (["prompt", "color=1"], "there is no key 'color'"),
    ],
)
def test_a_mistake_is_one_line(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err
    assert complaint in said
    assert said.count("\n") == 1
