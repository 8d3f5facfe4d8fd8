"""What came of asking a program about an article."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer, as a sentence about the program."""

    kind: Literal["error", "timeout"]
    message: str


@dataclass(slots=True)
class Reply:
    """The facts as the program wrote them, still to be read, or the failure; None of both until it is known.

    `said` is for the log: what the program wrote to standard error meanwhile, and how it was helped. `again` is the id
    of an article that was answered a second time.
    """

    facts: Sequence[Any] | None = None
    failure: Failure | None = None
    said: list[str] = field(default_factory=list)
    again: str | None = None
