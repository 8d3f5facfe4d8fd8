"""An extractor's config, as `conf/extractor/<name>.yaml` holds it, read on its own."""

from collections.abc import Mapping
from difflib import get_close_matches
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from harness.errors import ConfigError
from harness.extractors.choose import EXTRACTOR
from harness.shipped import register_shipped, shipped_folder
from harness.targets import target_of

if TYPE_CHECKING:
    from omegaconf import DictConfig


def read_config(name: str, corpus: Mapping[str, str]) -> dict[str, Any]:
    """Return the config in the file `name`, or of the shipped extractor of that name.

    It may refer to `corpus` (`${corpus.gold}`) and to `reports` as it may in a run, and, if it lies in a folder
    `extractor`, be made of others by a list of defaults. Raises ConfigError where there is none, where it is no YAML
    mapping, or refers to what is not there.
    """
    from omegaconf import DictConfig, OmegaConf
    from omegaconf.errors import OmegaConfBaseException
    from yaml import YAMLError  # what OmegaConf reads with

    path, shipped = Path(name), shipped_folder() / "conf" / "extractor"
    if not path.suffix and isfile(shipped / f"{name}.yaml"):  # noqa: PTH113 - fails on no name, be it a sentence
        path = shipped / f"{name}.yaml"
    if not isfile(path):  # noqa: PTH113
        known = [file.stem for file in sorted(shipped.glob("*.yaml"))]
        beside = [str(file) for file in sorted(path.parent.glob("*.yaml"))]
        close = get_close_matches(name, [*known, *beside], n=1)
        hint = f"did you mean {close[0]}?" if close else f"give a file, or one of {', '.join(known)}"
        raise ConfigError(f"there is no config {name}: {hint}")
    if path.suffix == ".py":
        its = f"a YAML file with `_target_: {path.stem}.<its class>`, as conf/extractor/{path.stem}.yaml"
        raise ConfigError(f"{name} is code: give the config that names its class, {its} (`new` writes both)")
    register_shipped()
    try:
        loaded = OmegaConf.load(path)
        if isinstance(loaded, DictConfig) and "defaults" in loaded:
            loaded = _composed(path)
        if not isinstance(loaded, DictConfig):
            raise ConfigError(
                f"{path}: a config is a mapping: `_target_: package.module.Class` and arguments of the class"
            )
        whole = OmegaConf.create({"corpus": dict(corpus), "reports": "reports", "extractor": loaded})
        config = cast("dict[Any, Any]", OmegaConf.to_container(whole.extractor, resolve=True, throw_on_missing=True))
    except (OSError, UnicodeDecodeError, YAMLError, OmegaConfBaseException) as error:
        raise ConfigError(f"{path}: {' '.join(str(error).split())}") from error
    read = {str(key): value for key, value in config.items()}
    target_of(read, EXTRACTOR, name)
    return read


def _composed(path: Path) -> "DictConfig":
    """Return the config in `path` with what its list of defaults names, of its own folder's choices and of ours."""
    from hydra import compose, initialize_config_dir
    from hydra.errors import HydraException

    own, shipped = path.resolve().parent, (shipped_folder() / "conf").as_posix()
    quoted = "'file://{}'".format(shipped.replace("'", r"\'"))  # commas and brackets of a path mean something to Hydra
    if own.name != "extractor":
        raise ConfigError(f"{path} has a list of defaults: put it into a folder conf/extractor/, as for a run")
    try:
        with initialize_config_dir(str(own.parent), version_base="1.3"):
            config = compose(f"extractor/{path.stem}", overrides=[f"hydra.searchpath=[{quoted}]"])
    except HydraException as error:
        raise ConfigError(f"{path}: {' '.join(str(error).split())}") from error
    extractor: DictConfig = config.extractor
    return extractor
