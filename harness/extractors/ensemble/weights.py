"""How far each member is to be believed, type by type: its precision in runs that were scored before.

    {"format": 1, "members": {"rules": {"signature": "facts|...",
                                        "types": {"attack": {"strict": 7, "lenient": 9, "found": 10}}}}}

`found` counts the facts of a type that a run found, `lenient` and `strict` how many of them were right. A precision
over so few facts says little, so it is drawn towards the member's precision over all types, by the m-estimate:
(right + m · prior) / (found + m), as if m more facts had been found of which the prior's share was right (Cestnik 1990,
'Estimating probabilities: a crucial task in machine learning', ECAI). The prior is the member's
(right + 1) / (found + 2) over all types: Laplace's rule of succession, so never 0 or 1.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from harness.errors import ConfigError
from harness.gold.problems import closest
from harness.scores.measures import Reading

Number = Annotated[int, Field(ge=0, strict=True)]


class Right(BaseModel):
    """Facts of a type that a member found, and how many of them were right."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    strict: Number
    lenient: Number
    found: Number

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.strict <= self.lenient <= self.found:
            raise ValueError(
                f"strict ({self.strict}) <= lenient ({self.lenient}) <= found ({self.found}) does not hold"
            )
        return self


class Record(BaseModel):
    """What one member's run says of it; `signature` is that of the run."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    signature: str
    types: Mapping[str, Right]

    def precision(self, kind: str, reading: Reading, smoothing: float) -> float:
        """The precision expected of a fact of type `kind`, strictly between 0 and 1; `smoothing` is m, above 0."""
        right, found = (sum(getattr(one, name) for one in self.types.values()) for name in (reading, "found"))
        prior = (right + 1) / (found + 2)
        own = self.types.get(kind, Right(strict=0, lenient=0, found=0))
        value: float = (getattr(own, reading) + smoothing * prior) / (own.found + smoothing)
        return value


class Weights(BaseModel):
    """The records of members by their names; what a file of weights holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    format: Literal[1] = 1
    members: Mapping[str, Record]


def write_weights(weights: Weights, file: Path) -> None:
    """Write `weights`, the same bytes for the same weights. Raises ConfigError where that cannot be done."""
    text = json.dumps(weights.model_dump(), indent=1, ensure_ascii=False)
    try:
        file.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror or error}") from error


def read_weights(file: Path, members: Sequence[str]) -> Weights:
    """Read the weights of `members`. Raises ConfigError where the file cannot be read, is wrong or lacks a member."""
    try:
        weights = Weights.model_validate_json(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"weights={file} cannot be read: {error.strerror or error}") from error
    except ValidationError as error:
        said = [": ".join(filter(None, (".".join(map(str, one["loc"])), one["msg"]))) for one in error.errors()]
        raise ConfigError(f"{file} holds no weights: {'; '.join(said[:5])}") from error
    if lacking := [name for name in members if name not in weights.members]:
        raise ConfigError(f"{file} says nothing of the member {lacking[0]!r}{closest(lacking[0], weights.members)}")
    return weights
