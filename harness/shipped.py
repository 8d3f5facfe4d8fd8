"""Where the shipped `conf/`, `gold/` and `seeds/` lie: beside the package in a checkout, inside it in a wheel."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def shipped_folder() -> Path:
    """The folder that holds `conf/`, `gold/` and `seeds/` as shipped."""
    package = Path(__file__).resolve().parent
    wheel = package / "shipped"
    return wheel if wheel.is_dir() else package.parent


def portable(value: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    """Write paths into the shipped folders as the configuration does, so that a run says the same on every machine."""
    if isinstance(value, Mapping):
        return {key: portable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [portable(one) for one in value]
    if isinstance(value, str):
        for name in ("conf", "gold", "seeds"):
            shipped = str(shipped_folder() / name)
            if value == shipped or value.startswith((f"{shipped}/", f"{shipped}\\")):
                return f"${{shipped:{name}}}{Path(value[len(shipped) :]).as_posix() if value != shipped else ''}"
    return value


def register_shipped() -> None:
    """Give configurations `${shipped:gold}`: the path of a shipped folder."""
    from omegaconf import OmegaConf

    def shipped(name: str) -> str:
        return str(shipped_folder() / name)

    OmegaConf.register_new_resolver("shipped", shipped, replace=True)
