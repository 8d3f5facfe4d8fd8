from pathlib import Path
from typing import Any

import pytest

from harness.errors import ConfigError
from harness.runs.settings import read_settings

RIGHT: dict[str, Any] = {
    "extractor": {"_target_": "x.Y"},
    "corpus": {"seeds": "seeds", "gold": "gold"},
    "reports": "out",
    "run": "rules",
    "seed": 0,
    "allow": [],
    "progress": "auto",
}


def test_a_right_configuration() -> None:
    settings = read_settings(RIGHT)
    assert settings.folder == Path("out/rules")
    assert settings.corpus.gold == Path("gold")
    assert read_settings({**RIGHT, "allow": "[mine, yours]"}).allow == ("mine", "yours")
    assert read_settings({**RIGHT, "allow": "mine"}).allow == ("mine",)
    assert read_settings({**RIGHT, "formats": "tex"}).formats == ("tex",)
    assert read_settings({**RIGHT, "run": "rules,seed=1"}).folder == Path("out/rules,seed=1")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seed": "many"}, "seed: must be a whole number, not 'many'"),
        ({"seed": {"a": 1}}, "seed: must be a whole number, not {'a': 1}"),
        ({"reports": None}, "reports: must be a path, not None"),
        ({"extractor": None}, "extractor: must be a mapping, as in {a: b}, not None"),
        ({"progress": "loud"}, "progress: must be 'auto', 'on' or 'off', not 'loud'"),
        ({"allow": {"mine": 1}}, "allow: must be a list, as in \\[a, b\\], not {'mine': 1}"),
        ({"corpus": {"seeds": "s", "gold": "g", "goldd": 1}}, "there is no key 'corpus.goldd'"),
        ({"sed": 1}, "there is no key 'sed'"),
    ],
)
def test_a_wrong_key_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_settings({**RIGHT, **change})


def test_all_wrong_keys_come_at_once() -> None:
    with pytest.raises(ConfigError, match=r"seed: .*; .*'sed'"):
        read_settings({**RIGHT, "seed": "x", "sed": 1})


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../up",
        "/etc",
        "a/b",
        "a\\b",
        ".hidden",
        "a\0b",
        "a\nb",
        "x" * 101,
        "README.md",
        "Comparison.HTML",
    ],
)
def test_a_run_name_that_is_none(name: str) -> None:
    with pytest.raises(ConfigError, match="cannot name a folder of out"):
        read_settings({**RIGHT, "run": name})
