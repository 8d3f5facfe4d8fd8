"""An extractor's config, as `conf/extractor/<name>.yaml` holds it, read on its own."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

from harness.errors import ConfigError
from harness.shipped import register_shipped, shipped_folder


def read_config(name: str) -> dict[str, Any]:
    """Return the config in the file `name`, or of the shipped extractor of that name.

    Raises ConfigError where there is neither, where it is no YAML mapping, or refers to what is not in it.
    """
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException
    from yaml import YAMLError  # what OmegaConf reads with

    path, shipped = Path(name), shipped_folder() / "conf" / "extractor"
    if not path.suffix and (shipped / f"{name}.yaml").is_file():
        path = shipped / f"{name}.yaml"
    if not path.is_file():
        known = [file.stem for file in sorted(shipped.glob("*.yaml"))]
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]}?" if close else f"give a file, or one of {', '.join(known)}"
        raise ConfigError(f"there is no config {name}: {hint}")
    register_shipped()
    try:
        config = OmegaConf.to_container(OmegaConf.load(path), resolve=True, throw_on_missing=True)
    except (OSError, UnicodeDecodeError, YAMLError, OmegaConfBaseException) as error:
        raise ConfigError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(config, dict):
        raise ConfigError(f"{path}: a config is a mapping: _target_ and the arguments of the class")
    return {str(key): value for key, value in config.items()}
