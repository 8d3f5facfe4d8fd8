"""What a configuration must say, checked whole before anything is read or run."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from harness.arguments import names_in
from harness.cache.choose import Cache
from harness.errors import ConfigError
from harness.gates.gate import Gate, Limits
from harness.gold.problems import closest
from harness.misfits import Misfit, misfits

_RUN_NAME = re.compile(r"[\w+=,-][\w.+=,-]{0,99}")
_TAKEN = re.compile(r"comparison\..*|readme\.md", re.IGNORECASE)


def _named(folder: object) -> object:
    if folder == "":
        raise PydanticCustomError("no_folder", "name a folder (. is the one you are in)")
    return folder


Folder = Annotated[Path, BeforeValidator(_named)]


class CorpusFolders(BaseModel):
    """Where articles and gold lie, relative to the working directory; `split` is the part to use, None for all."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    seeds: Folder
    gold: Folder
    split: str | None = None


class Settings(BaseModel):
    """One job: an extractor on a corpus, and where its run goes. The keys are those of `conf/config.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    extractor: dict[str, Any]
    corpus: CorpusFolders
    reports: Folder
    run: str
    seed: int
    scoring: dict[str, Any] = {"profile": "facts"}
    allow: Annotated[tuple[str, ...], BeforeValidator(names_in)] = ()
    progress: Literal["auto", "on", "off"] = "auto"
    formats: Annotated[tuple[str, ...], BeforeValidator(names_in), Field(min_length=1)] = ("html", "md", "csv")
    min_confidence: Any = None  # harness.extractors.thresholds reads it, with the schema at hand
    gate: Gate = Gate()
    tracker: dict[str, Any] = {"_target_": None}
    cache: Cache = Cache()

    @property
    def folder(self) -> Path:
        """The folder of the run."""
        return self.reports / self.run


def read_settings(config: Mapping[str, Any]) -> Settings:
    """Check a composed configuration. Raises ConfigError that names every key that is wrong."""
    try:
        settings = Settings.model_validate(config)
    except ValidationError as error:
        complaints = [_complaint(one) for one in misfits(error.errors(), config)]
        raise ConfigError(f"the configuration cannot be used: {'; '.join(complaints)}") from error
    if not _RUN_NAME.fullmatch(settings.run) or _TAKEN.fullmatch(settings.run):
        raise ConfigError(
            f"run={settings.run!r} cannot name a folder of {settings.reports}: "
            "use up to 100 letters, digits and . + - _ = , (and no dot in front)"
        )
    return settings


def _complaint(wrong: Misfit) -> str:
    if wrong.kind == "extra_forbidden":
        models: dict[str, type[BaseModel]] = {"": Settings, "corpus": CorpusFolders, "gate": Gate, "cache": Cache}
        known = models.get(wrong._replace(place=wrong.place[:-1]).key, Limits).model_fields
        return f"there is no key {wrong.key!r}{closest(str(wrong.place[-1]), known)}"
    if wrong.kind == "missing":
        return f"the key {wrong.key!r} is missing"
    if wrong.kind == "too_short":
        return f"{wrong.key}: name at least one"
    said = f"{wrong.key}: {wrong.asked}"
    return said if wrong.kind == "unquoted_key" else f"{said}, not {wrong.errors[0]['input']!r}"
