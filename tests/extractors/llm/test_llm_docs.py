"""docs/llm.md: its settings are settings, its commands run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from llm_case import GOLD, SEEDS
from llm_run import ROOT, environment
from llm_server import Server, gold_answers, told
from omegaconf import OmegaConf

from harness.__main__ import register_resolvers
from harness.corpora.load import load_corpus
from harness.extractors.choose import choose_extractor
from harness.extractors.llm.extractor import LlmExtractor

TEXT = (ROOT / "docs/llm.md").read_text(encoding="utf-8")
SETTINGS = dict(re.findall(r"^```yaml title=my/conf/extractor/(\w+)\.yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL) for line in block.splitlines()
]


@pytest.mark.parametrize("name", ["llamacpp", "ollama", "vllm", "hosted"])
def test_the_settings_of_a_server_make_an_extractor(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "extractor").mkdir()
    (tmp_path / "extractor" / f"{name}.yaml").write_text(SETTINGS[name], encoding="utf-8")
    register_resolvers()
    with initialize_config_dir(str(ROOT / "conf"), version_base="1.3"):
        config = compose("config", [f"extractor={name}", f"hydra.searchpath=[file://{tmp_path}]"])
        options = OmegaConf.to_container(config.extractor, resolve=True)
    assert isinstance(options, dict)
    extractor = choose_extractor({str(key): value for key, value in options.items()})
    assert isinstance(extractor, LlmExtractor)
    (request,) = extractor.requests(load_corpus(SEEDS, GOLD).articles[0])
    assert request["model"] == options["model"]
    assert request.keys() >= {key for key, value in options["parameters"].items() if value is not None}
    assert None not in request.values()


def test_every_option_is_in_the_shipped_file() -> None:
    shipped = OmegaConf.load(ROOT / "conf/extractor/llm.yaml")
    taken = LlmExtractor.__init__.__annotations__.keys() - {"return"}
    assert set(shipped) == taken | {"_target_"}
    assert LlmExtractor.apart <= taken
    assert all(f"`{name}`" in TEXT for name in LlmExtractor.apart)


def test_the_commands_run(tmp_path: Path) -> None:
    assert len(COMMANDS) == 3
    with Server(told(gold_answers(SEEDS, GOLD))) as server:
        for line in COMMANDS:
            done = subprocess.run(
                ["/bin/sh", "-e", "-c", line.replace("python", sys.executable, 1)],
                cwd=tmp_path,
                env={**environment(), "OPENAI_BASE_URL": server.url, "OPENAI_MODEL": "m"},
                capture_output=True,
                text=True,
                timeout=300,
            )
            assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        assert len(server.asked) == 5
