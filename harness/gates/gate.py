"""A gate for continuous integration: what a run must reach, and how far it may fall behind a baseline.

    settings + score rows (+ the baseline's rows) -> breaches; none means that the gate lets the run through

Pure: nothing here scores, reads or prints.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from harness.errors import ConfigError
from harness.gold.problems import closest
from harness.scores.score import Interval, Ratios, ScoreRow

Share = Annotated[float, Field(ge=0, le=1)]
Measure = Literal["f1", "precision", "recall"]
SLACK = 1e-9
"""What rounding may add to a difference of two ratios: a drop from 0.95 to 0.93 is one of 0.02."""
MEASURES: tuple[Measure, ...] = ("f1", "precision", "recall")


class Limits(BaseModel):
    """What one row of the score table must reach, in 0..1; None asks for nothing. `max_drop` is that of F1."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    min_f1: Share | None = None
    min_precision: Share | None = None
    min_recall: Share | None = None
    max_drop: Share | None = None

    def least(self, measure: Measure) -> float | None:
        """Return the least value that is asked for."""
        value: float | None = getattr(self, f"min_{measure}")
        return value


class Gate(Limits):
    """Limits for all facts together, and for the facts of single types.

    `reading` is that of the facts; `on` says whether the value itself must reach a minimum or the lower bound of its
    95 % interval; `max_drop` is then breached only if the whole interval of the difference lies below it. `baseline` is
    the folder of the run that `max_drop` is measured from; if its gold is other, `shared` compares what both share.
    """

    reading: Literal["lenient", "strict"] = "lenient"
    on: Literal["value", "lower"] = "value"
    baseline: str | None = None
    shared: bool = False
    max_troubles: Annotated[int, Field(ge=0)] | None = None
    types: Mapping[str, Limits] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _quoted(cls, given: object) -> object:
        if isinstance(given, Mapping) and True in given:
            raise PydanticCustomError("unquoted_key", 'the key on must stand in quotes ("on"): YAML takes it for true')
        return given

    @field_validator("types", mode="before")
    @classmethod
    def _none(cls, types: object) -> object:
        return {} if types is None else types

    @property
    def asks(self) -> bool:
        """Whether anything is asked for at all."""
        limits = (self, *self.types.values())
        every = any(getattr(one, name) is not None for one in limits for name in Limits.model_fields)
        return every or self.max_troubles is not None

    @property
    def compares(self) -> bool:
        """Whether a baseline is needed."""
        return any(one.max_drop is not None for one in (self, *self.types.values()))


@dataclass(frozen=True, slots=True)
class Drop:
    """F1 of a row in the baseline and now, None where undefined; `interval` is that of now less before, in -1..1."""

    was: float | None
    now: float | None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """One limit that was not kept: `got` against `limit`; `got` is None where the value is undefined or absent.

    `most` says that the limit is the most that is allowed, not the least that is asked for.
    """

    row: str
    what: str
    got: float | None
    limit: float
    most: bool = False

    def __str__(self) -> str:
        """Say it in one line: `detention: lenient F1 is 0.62, the gate asks for 0.70`."""
        if self.got is None:
            got, limit = "undefined", f"{self.limit:.4g}"
        else:  # as many digits as tell them apart
            pairs = ((f"{self.got:.{digits}g}", f"{self.limit:.{digits}g}") for digits in range(4, 18))
            got, limit = next((pair for pair in pairs if pair[0] != pair[1]), (f"{self.got!r}", f"{self.limit!r}"))
        return f"{self.row}: {self.what} is {got}, the gate {'allows' if self.most else 'asks for'} {limit}"


def breaches(
    gate: Gate,
    rows: Sequence[ScoreRow],
    troubles: int = 0,
    drops: Mapping[tuple[str, str], Drop] | None = None,
) -> tuple[Breach, ...]:
    """Return every limit that `rows` do not keep, in the order overall, types, troubles; `drops` by scope and name.

    Raises ConfigError where the gate cannot be judged: nothing in gold to reach, a drop without a baseline, a lower
    bound that does not exist.
    """
    if gate.compares and drops is None:
        raise ConfigError("gate.max_drop needs a baseline to drop from: gate.baseline=<folder of a blessed run>")
    whole_and_types = [row for row in rows if row.scope in ("overall", "type")]
    check_support(gate, {row.name: row.facts.possible for row in whole_and_types if row.facts})
    found = list(_of_row(gate, "overall", gate, _row(rows, "overall", ""), (drops or {}).get(("overall", ""))))
    for name, limits in gate.types.items():
        found += _of_row(gate, name, limits, _row(rows, "type", name), (drops or {}).get(("type", name)))
    if gate.max_troubles is not None and troubles > gate.max_troubles:
        found.append(Breach("run", "the number of troubles", troubles, gate.max_troubles, most=True))
    return tuple(found)


def check_support(gate: Gate, support: Mapping[str, int]) -> None:
    """Make sure that gold has what the gate asks for; `support` is how many facts of each type count, and of all ("").

    Raises ConfigError that names every type of which gold has none, with the one that was perhaps meant.
    """
    known = [name for name, count in support.items() if name and count]
    complaints = [
        f"gate.types.{name}: gold has no fact of this type that counts{closest(name, known)}"
        for name in gate.types
        if name not in known
    ]
    if not support.get("") and any(getattr(gate, name) is not None for name in Limits.model_fields):
        complaints.insert(0, "gate: gold has no fact that counts, so there is nothing to reach")
    if complaints:
        raise ConfigError("\n".join(complaints))


def _row(rows: Sequence[ScoreRow], scope: str, name: str) -> ScoreRow | None:
    return next((row for row in rows if (row.scope, row.name) == (scope, name)), None)


def _of_row(gate: Gate, name: str, limits: Limits, row: ScoreRow | None, drop: Drop | None) -> Iterator[Breach]:
    now = _ratios(gate, row)
    for measure in MEASURES:
        least = limits.least(measure)
        if least is None:
            continue
        value: float | None = getattr(now, measure)
        words = f"{gate.reading} {measure}"
        if gate.on == "lower" and value is not None:
            bounds: Interval | None = getattr(now, f"{measure}_interval", None)
            if bounds is None:
                raise ConfigError(
                    f"gate.on=lower: there is no interval of {words} for {name} "
                    "(F1 has one if 10 articles or more have some of it to count); gate on precision and recall, "
                    "or with gate.on=value"
                )
            value, words = bounds[0], f"the lower bound of {words}"
        if value is None or value < least - SLACK:
            yield Breach(name, words, value, least)
    if limits.max_drop is not None and drop is not None and drop.was is not None:
        # Undefined now means nothing to find and nothing found: nothing is left of what there was.
        fall, words = drop.was - (drop.now or 0.0), f"the drop of {gate.reading} f1 below the baseline's {drop.was:.4g}"
        if gate.on == "lower" and drop.now is not None:
            if drop.interval is None:
                raise ConfigError(
                    f"gate.on=lower: the drop of {name} has no interval "
                    "(it has one if 10 articles or more have some of it to count); gate it with gate.on=value"
                )
            fall, words = -drop.interval[1], f"the least that can be said (95 %) of {words}"
        if fall > limits.max_drop + SLACK:
            yield Breach(name, words, fall, limits.max_drop, most=True)


def _ratios(gate: Gate, row: ScoreRow | None) -> Ratios:
    ratios = None if row is None else row.lenient if gate.reading == "lenient" else row.strict
    return ratios or Ratios()
