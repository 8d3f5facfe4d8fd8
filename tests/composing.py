"""The shipped configuration, composed as the command composes it."""

from typing import Any

from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from harness.__main__ import register_resolvers
from harness.shipped import shipped_folder

CONF = shipped_folder() / "conf"


def composed(*overrides: str) -> dict[str, Any]:
    register_resolvers()
    with initialize_config_dir(str(CONF), version_base="1.3"):
        plain = OmegaConf.to_container(compose("config", list(overrides)), resolve=True)
    assert isinstance(plain, dict)
    return {str(key): value for key, value in plain.items()}
