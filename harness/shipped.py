"""Where the shipped `conf/`, `gold/` and `seeds/` lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path


def shipped_folder() -> Path:
    """The folder that holds `conf/`, `gold/` and `seeds/` as shipped."""
    package = Path(__file__).resolve().parent
    wheel = package / "shipped"
    return wheel if wheel.is_dir() else package.parent


def register_shipped() -> None:
    """Give configurations `${shipped:gold}`: the path of a shipped folder."""
    from omegaconf import OmegaConf

    def shipped(name: str) -> str:
        return str(shipped_folder() / name)

    OmegaConf.register_new_resolver("shipped", shipped, replace=True)
