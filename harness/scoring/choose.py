"""The scoring profiles by name, and their options from what a command line, a config or a caller gives."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from harness.errors import ConfigError
from harness.facts import Fact, GoldFact
from harness.gold.problems import closest
from harness.misfits import Misfit, misfits
from harness.schema import Schema
from harness.scoring.result import Score

if TYPE_CHECKING:
    from pydantic import BaseModel


class About(NamedTuple):
    """Where a profile lives, and what it is, each in a few words."""

    module: str
    of: str
    cites: str


PROFILES: Mapping[str, About] = {
    "facts": About("harness.scoring.facts", "whole facts, slots and attributes", "MUC-4's outcomes, Chinchor 1992"),
    "semeval13": About("harness.scoring.semeval13", "spans: strict, exact, partial, type", "SemEval-2013 task 9.1"),
    "exact": About("harness.scoring.exact", "typed spans, exactly, duplicates counted", "exact match of multisets"),
    "conll": About("harness.scoring.conll", "chunks of tagged tokens", "conlleval (CoNLL-2000), seqeval"),
    "brat": About("harness.scoring.brat", "brat standoff annotations", "brateval (ChEMU 2020)"),
    "ceaf_ree": About("harness.scoring.ceaf_ree", "role entities of a document", "GRIT, Du et al. 2021"),
    "muc_templates": About("harness.scoring.muc_templates", "templates and their roles", "GTT, Du et al. 2021"),
    "muc4": About("harness.scoring.muc4", "the 25-slot templates of 1992", "MUC-4 scorer, Chinchor 1992"),
}


class Profile(Protocol):
    """The public face of a profile's module; CONTRIBUTING.md says how to write one."""

    Options: "type[BaseModel]"

    def score_files(self, gold: Path, found: Path | None, options: Any) -> Score:  # noqa: ANN401 - its own Options
        """Score the files of the profile's own format."""

    def score_facts(
        self,
        gold: Mapping[str, Sequence[GoldFact]],
        found: Mapping[str, Sequence[Fact]],
        schema: Schema,
        options: Any,  # noqa: ANN401 - its own Options
    ) -> Score:
        """Score the facts of each article."""


def choose_profile(name: str) -> Profile:
    """The profile of that name, its module imported now and not before. Raises ConfigError where there is none."""
    if not isinstance(name, str) or name not in PROFILES:
        raise ConfigError(f"there is no profile {name!r}{closest(str(name), PROFILES)}")
    return cast(Profile, import_module(PROFILES[name].module))


def read_options(name: str, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - each profile has its own Options
    """The options of profile `name` as `given`, text as a command line has it among them; defaults for the rest.

    Raises ConfigError that names everything that is wrong, with the nearest known option.
    """
    from pydantic import ValidationError

    options = choose_profile(name).Options
    try:
        return options.model_validate(dict(given))
    except ValidationError as error:
        wrong = [_complaint(one, options) for one in misfits(error.errors(), given)]
        raise ConfigError(f"profile {name}: {'; '.join(wrong)}") from error


def described(name: str) -> str:
    """The options of profile `name` with their defaults and meanings, one a line; for `--help`."""
    fields = choose_profile(name).Options.model_fields
    lines = [f"  {key}={_shown(field.default)}".ljust(28) + (field.description or "") for key, field in fields.items()]
    return "\n".join(line.rstrip() for line in lines) or "  none"


def _complaint(wrong: Misfit, options: "type[BaseModel]") -> str:
    if wrong.kind == "extra_forbidden":
        return f"there is no option {wrong.key!r}{closest(wrong.key, options.model_fields)}"
    if wrong.kind == "missing":
        return f"{wrong.key} must be given ({wrong.key}=...)"
    return f"{wrong.key}: {wrong.asked}, not {wrong.errors[0]['input']!r}" if wrong.key else wrong.asked


def _shown(default: object) -> str:
    if default is None:
        return ""
    return ",".join(map(str, default)) if isinstance(default, tuple | list) else str(default)
